import Testing
import Texts

@Test func `a phrase is said in the language asked for`() {
    let phrase = Phrase(zh: "截止", en: "due") + Phrase(same: " 2025")
    #expect(phrase(.chinese) == "截止 2025")
    #expect(phrase(.english) == "due 2025")
}

@Test(
    arguments: [
        ([:], "", ""), (["甲": "a"], "甲", "a"), (["甲": "a", "乙": "b"], "甲或乙", "a or b"),
        (["甲": "a", "乙": "b", "丙": "c"], "甲、乙或丙", "a, b or c"),
    ] as [(KeyValuePairs<String, String>, String, String)])
func `things to choose from are said as a sentence says them`(
    things: KeyValuePairs<String, String>, zh: String, en: String
) {
    #expect(things.map { Phrase(zh: $0, en: $1) }.alternatives() == Phrase(zh: zh, en: en))
}

@Test(arguments: [
    ("add a row", "Add a row."), ("write 2025-04-11", "Write 2025-04-11."), ("did you mean “x”?", "Did you mean “x”?"),
    ("“x” is no day", "“x” is no day."), ("duban load FILE", "duban load FILE."),
    ("from: is missing", "From: is missing."),
    ("roll=none is it", "roll=none is it."), ("Line 2 has it already; delete it.", "Line 2 has it already; delete it."),
    ("", ""),
])
func `reasons and remedies are sentences`(text: String, sentence: String) {
    #expect(Phrase(zh: "核对日期", en: text).sentence.en == sentence)
    #expect(Phrase(zh: "核对日期", en: text).sentence.zh == "核对日期。")
    #expect(Phrase(zh: "是不是“x”？", en: text).sentence.zh == "是不是“x”？")
}

@Test(
    arguments: [
        ([], "填报", "填报"), ([nil, nil], "填报", "填报"), (["总馆", nil], "填报（总馆）", "填报 (总馆)"),
        (["总馆", "2025-Q1"], "填报（总馆，2025-Q1）", "填报 (总馆, 2025-Q1)"),
    ] as [([String?], String, String)])
func `what narrows a title stands behind it in brackets`(details: [String?], zh: String, en: String) {
    #expect("填报".narrowed(by: details, .chinese) == zh)
    #expect("填报".narrowed(by: details, .english) == en)
}
