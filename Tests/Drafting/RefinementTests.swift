// What form and neighbourhood say beyond single words: each rule applies to its example, and says so in words.
import Testing

@testable import Drafting

private func cases(_ text: String) -> [RoleCase] {
    let notice = NoticeText(SourceText(text))
    let reader = RoleReader(notice)
    return notice.phrases.indices.map { index in
        let phrase = notice.phrases[index]
        return reader.opened(phrase, notice.surroundings(phrase, between: notice.neighbours[index]))
    }
}

@Test(arguments: Refinement.all)
func `each refinement applies to its example`(refinement: Refinement) {
    #expect(cases("清川市文物局关于工作的通知\n各馆：\n\(refinement.example)\n清川市文物局\n2024年1月8日\n").contains { refinement.applies($0) })
}

@Test func `names of refinements are those of no other rule`() {
    let names = Refinement.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isDisjoint(with: TimeRule.all.map(\.name) + CueRule.all.map(\.name) + Lexicon.rules.map(\.name)))
    #expect(names.allSatisfy { RuleBook.refinements[$0] != nil })
}

@Test func `a plain deadline is refined by nothing`() throws {
    let one = try #require(cases("请各馆于2024年3月15日前报送材料。").first)
    #expect(!Refinement.all.contains { $0.applies(one) })
}
