import Testing
import Texts

private func span(_ line: Int, _ from: Int, _ to: Int) -> Span {
    Span(start: Position(line: line, column: from), end: Position(line: line, column: to))
}

private let roster = SourceFile(
    name: "名录.csv",
    text: "编码,名称,级别\r\nA01,渝中区科协,县及\n\tb: 一\u{202E}二 x\n" + String(repeating: "长", count: 80) + "！错误在此，"
        + String(repeating: "尾", count: 80))

private func diagnostic(_ place: Span?, severity: Diagnostic.Severity = .error) -> Diagnostic {
    Diagnostic(
        severity, "unknown-level", file: "名录.csv", at: place,
        what: Phrase(zh: "不认识级别“县及”", en: "unknown level \"县及\""),
        why: Phrase(zh: "是否想写“县级”？", en: "Did you mean \"县级\"?"),
        remedy: Phrase(zh: "写“县级”。", en: "Write county."))
}

@Test func `the caret stands under Chinese text`() {
    let text = DiagnosticRenderer(language: .chinese).render([diagnostic(span(2, 11, 13))], sources: [roster])
    #expect(
        text == """
            名录.csv:2:11: 错误：不认识级别“县及” [unknown-level]
              原因：是否想写“县级”？
              处理：写“县级”。
                2 | A01,渝中区科协,县及
                  |                ^~~~
            """)
}

@Test func `a warning in English`() {
    let text = DiagnosticRenderer(language: .english).render(
        [diagnostic(span(2, 1, 4), severity: .warning)], sources: [roster])
    #expect(
        text == """
            名录.csv:2:1: warning: unknown level "县及" [unknown-level]
              why: Did you mean "县级"?
              remedy: Write county.
                2 | A01,渝中区科协,县及
                  | ^~~
            """)
}

@Test func `tabs are blanks and steering characters visible, with the caret still right`() {
    let lines = DiagnosticRenderer(language: .english).render([diagnostic(span(3, 8, 9))], sources: [roster])
        .split(separator: "\n").suffix(2)
    #expect(lines.first == "    3 |     b: 一\\u{202E}二 x")
    #expect(lines.last == "      |                    ^")
}

@Test func `a long line is cut around the value`() {
    let renderer = DiagnosticRenderer(language: .english, width: 40)
    let lines = renderer.render([diagnostic(span(4, 82, 86))], sources: [roster]).split(separator: "\n").suffix(2).map(
        String.init)
    #expect(lines[0] == "    4 | …长长长长长长！错误在此，尾尾尾尾尾尾尾…")
    #expect(lines[1] == "      |                ^~~~~~~~")
}

@Test func `places outside the text, empty values and values over several lines are drawn`() {
    let renderer = DiagnosticRenderer(language: .english)
    let over = Span(start: Position(line: 2, column: 5), end: Position(line: 3, column: 2))
    #expect(
        renderer.render(diagnostic(over), source: roster).hasSuffix(
            "A01,渝中区科协,县及\n      |     ^" + String(repeating: "~", count: 14)))
    #expect(
        renderer.render(diagnostic(span(2, 13, 13)), source: roster).hasSuffix(String(repeating: " ", count: 19) + "^"))
    #expect(renderer.render(diagnostic(span(2, 400, 500)), source: roster).hasSuffix("^"))
    #expect(!renderer.render(diagnostic(span(99, 1, 2)), source: roster).contains("|"))
    #expect(!renderer.render(diagnostic(nil), source: roster).contains("|"))
    #expect(renderer.render(diagnostic(nil), source: nil).hasPrefix("名录.csv: error: unknown level"))
}

@Test func `diagnostics are told in reading order and once`() {
    let other = Diagnostic(.error, "empty-file", file: "a.csv", at: nil, what: Phrase(same: "x"))
    let found = [
        diagnostic(span(3, 1, 2)), other, diagnostic(span(2, 5, 6)), diagnostic(span(2, 5, 6)), diagnostic(nil),
    ]
    let order = found.inReadingOrder(files: ["名录.csv"])
    #expect(order.map(\.file) == ["名录.csv", "名录.csv", "名录.csv", "a.csv"])
    #expect(order.map { $0.span?.start.line } == [nil, 2, 3, nil])
    #expect(found.inReadingOrder().first?.file == "a.csv")
    #expect(found.hasErrors && !([diagnostic(nil, severity: .warning)].hasErrors))
}

@Test func `what a diagnostic says cannot steer the terminal`() {
    let hostile = Diagnostic(.error, "x", file: "a\u{1B}]0;b", at: nil, what: Phrase(same: "\u{1B}[2J\n删除"))
    let plain = DiagnosticRenderer(language: .english).render(hostile, source: nil)
    #expect(!plain.unicodeScalars.contains("\u{1B}") && !plain.contains("\n"))
    let coloured = DiagnosticRenderer(language: .english, colour: true).render(hostile, source: nil)
    #expect(coloured.hasPrefix("\u{1B}[1ma\\u{1B}]0;b:\u{1B}[0m \u{1B}[1;31merror\u{1B}[0m: "))
}

@Test func `the flat record holds every field`() {
    let record = DiagnosticRecord(diagnostic(span(2, 11, 13)), language: .english)
    #expect(record.line == 2 && record.column == 11 && record.endLine == 2 && record.endColumn == 13)
    #expect(record.severity == "error" && record.code == "unknown-level" && record.remedy == "Write county.")
    #expect(DiagnosticRecord(diagnostic(nil), language: .chinese).line == nil)
}

@Test func `lines end at LF, CR LF and CR`() {
    let file = SourceFile(name: "x", text: "一\r\n\r二\n\n三")
    #expect(file.lineCount == 5)
    #expect((1...5).map { file.line($0).map(String.init) } == ["一", "", "二", "", "三"])
    #expect(file.line(0) == nil && file.line(6) == nil)
    #expect(SourceFile(name: "x", text: "").line(1) == "")
    #expect(SourceFile(name: "x", text: "a\r").lineCount == 2)
}
