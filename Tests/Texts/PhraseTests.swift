import Testing
import Texts

@Test func `a phrase is said in the language asked for`() {
    let phrase = Phrase(zh: "截止", en: "due") + Phrase(same: " 2025")
    #expect(phrase(.chinese) == "截止 2025")
    #expect(phrase(.english) == "due 2025")
}
