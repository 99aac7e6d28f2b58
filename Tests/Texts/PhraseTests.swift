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
