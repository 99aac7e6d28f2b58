// Lines break as a paragraph's do, and each part keeps its look.
import Testing
import Texts

@testable import Terminal

private let margin = [Cell("  | ")]

private func lines(_ cells: [Cell], width: Int, color: Bool = false) -> [String] {
    StyledParagraph(cells, first: [Cell("1 | ")], others: margin)
        .draw(on: Canvas(language: .chinese, width: width, hasColor: color))
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
}

@Test func `Chinese breaks by display width, and a look goes on in the next line`() {
    let cells = [Cell("请于"), Cell("【三月三十日之前】", .bold), Cell("报送")]
    #expect(lines(cells, width: 24) == ["1 | 请于【三月三十日之", "  | 前】报送"])
    #expect(
        lines(cells, width: 24, color: true) == [
            "1 | 请于\u{1B}[1m【三月三十日之\u{1B}[0m", "  | \u{1B}[1m前】\u{1B}[0m报送",
        ])
}

@Test(arguments: [20, 23, 30, 47])
func `nothing but blanks at the ends of lines is lost`(width: Int) {
    let text = "a longer line  with words, 中文混排，and 《标题》（括号）  and more   blanks e\u{301}nd"
    let cells = text.enumerated().map { Cell(String($1), $0 % 3 == 0 ? .bold : []) }
    let joined = lines(cells, width: width).map { $0.dropFirst(4) }.joined()
    #expect(joined.filter { $0 != " " } == text.filter { $0 != " " })
    #expect(lines(cells, width: width).allSatisfy { displayWidth(of: $0) <= max(24, width) })
}

@Test func `what could steer the terminal is made visible`() {
    #expect(lines([Cell("红\u{1B}[31m\n\u{202E}")], width: 60) == ["1 | 红\\u{1B}[31m\\n\\u{202E}"])
}
