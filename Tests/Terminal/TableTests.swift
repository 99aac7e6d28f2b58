import Terminal
import Testing
import Texts

private func draw(_ table: some Drawable, _ width: Int? = nil, _ language: Language = .chinese, color: Bool = false)
    -> String
{
    table.draw(on: Canvas(language: language, width: width, hasColor: color))
}

private func sample() -> Table {
    var table = Table([
        .init(Phrase(zh: "单位", en: "unit"), minimum: 10, wraps: true),
        .init(Phrase(zh: "任务", en: "task"), minimum: 8, priority: 1, wraps: true),
        .init(Phrase(zh: "剩余", en: "left"), .trailing),
        .init(Phrase(zh: "状态", en: "state"), priority: 2),
    ])
    table.section("渝科协〔2025〕3号")
    table.add(["渝中区科学技术协会", "年度报告", "12", "待办"])
    table.add([Cell("A1"), "名录核对与联系人确认", Cell(-3, .red), Cell("逾期", [.red, .bold])])
    table.rule()
    table.add(["合计", "", "9"])
    return table
}

@Test func `Chinese columns stand under each other, nothing is shortened off a terminal`() {
    #expect(
        draw(sample()) == """
            单位                任务                  剩余  状态
            ------------------  --------------------  ----  ----
            渝科协〔2025〕3号
            渝中区科学技术协会  年度报告                12  待办
            A1                  名录核对与联系人确认    -3  逾期
            ------------------  --------------------  ----  ----
            合计                                         9

            """)
}

@Test func `a narrow terminal wraps first`() {
    #expect(
        draw(sample(), 40) == """
            单位           任务           剩余  状态
            -------------  -------------  ----  ----
            渝科协〔2025〕3号
            渝中区科学技   年度报告         12  待办
            术协会
            A1             名录核对与联     -3  逾期
                           系人确认
            -------------  -------------  ----  ----
            合计                             9

            """)
}

@Test func `a very narrow terminal leaves out the least important columns and says so`() {
    #expect(
        draw(sample(), 20, .english) == """
            unit        left
            ----------  ----
            渝科协〔2025〕3号
            渝中区科学    12
            技术协会
            A1            -3
            ----------  ----
            合计           9
            (not shown for want of width: state, task)

            """)
}

@Test func `every line of a wrapped table fits`() {
    for width in 24...90 {
        for line in draw(sample(), width).split(separator: "\n") where !line.hasPrefix("（") {
            #expect(displayWidth(of: line) <= width)
        }
    }
}

@Test func `colour is around the text only, and only when asked for`() {
    let text = draw(sample(), nil, color: true)
    #expect(text.contains("  \u{1B}[31m-3\u{1B}[0m  \u{1B}[1;31m逾期\u{1B}[0m\n"))
    #expect(!draw(sample()).contains("\u{1B}"))
}

@Test func `a cell cannot break the table or steer the terminal`() {
    var table = Table([.init(Phrase(zh: "名称", en: "name")), .init(Phrase(zh: "值", en: "value"))])
    table.add([Cell("a\nb\u{1B}[2J"), "x"])
    table.add(["\u{202E}abc", "y"])
    let lines = draw(table).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[2] == "a\\nb\\u{1B}[2J  x")
    #expect(lines[3] == "\\u{202E}abc    y")
}

@Test(arguments: ["漢字", "ａｂｃ", "、。《》", "〿", "䷀", "a\u{301}", "😀", "한글", "…—“”", "\u{FEFF}", "ｱｲｳ", ""])
func `the short way to a width agrees with the exact one`(text: String) {
    var table = Table([.init(Phrase(same: "")), .init(Phrase(same: ""))])
    table.add([Cell(text), "|"])
    let line = draw(table).split(separator: "\n", omittingEmptySubsequences: false)[2]
    #expect(line == (text.isEmpty ? "" : text.terminalSafe) + "  |")
    #expect(
        draw(table).split(separator: "\n", omittingEmptySubsequences: false)[1].hasPrefix(
            String(repeating: "-", count: displayWidth(of: text.terminalSafe)) + "  -"))
}

@Test func `labels and values are aligned, long values hang`() {
    var list = KeyValueList()
    list.add(Phrase(zh: "文号", en: "number"), "渝科协〔2025〕3号")
    list.add(Phrase(zh: "发文机关", en: "issuer"), "重庆市科学技术协会、重庆市教育委员会、重庆市财政局")
    list.add(Phrase(zh: "备注", en: "note"), ifPresent: nil)
    list.add(Phrase(zh: "说明", en: "remark"), "第一行\n第二行")
    #expect(
        draw(list, 40) == """
            文号：    渝科协〔2025〕3号
            发文机关：重庆市科学技术协会、重庆市教育
                      委员会、重庆市财政局
            说明：    第一行
                      第二行

            """)
}

@Test func `punctuation clings to its neighbours when Chinese is wrapped`() {
    #expect(Paragraph.lines("各单位应当按时、如实填报（含零报告）。", width: 14) == ["各单位应当按", "时、如实填报", "（含零报告）。"])
    #expect(Paragraph.lines("see “duban help” for more", width: 12) == ["see “duban", "help” for", "more"])
    #expect(
        Paragraph.lines("https://example.org/a/very/long/path", width: 12) == [
            "https://exam", "ple.org/a/ve", "ry/long/path",
        ])
    #expect(Paragraph.lines("", width: 10) == [""])
    #expect(Paragraph.lines("  two\n\nlines", width: 10) == ["  two", "", "lines"])
}
