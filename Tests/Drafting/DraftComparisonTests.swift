// What a revised text changes against what is known of the earlier one.
import Deadlines
import Testing
import Texts

@testable import Drafting

private func rule(_ text: String) -> DueRule {
    switch DueRule.parse(text) {
    case .success(let rule): rule
    case .failure: DueRule.undated
    }
}

private func old(
    _ task: String, _ title: String, _ due: String, _ quote: String?, kind: String = "submission",
    who: KnownDeadline.Who = .edited
) -> KnownDeadline {
    KnownDeadline(task: task, title: title, kind: kind, due: rule(due), quote: quote, who: who)
}

private func new(
    _ task: String, _ day: String?, _ quote: String, _ kind: DraftKind = .submission, who: String? = nil,
    start: String? = nil, minutes: Int? = nil, rule: String? = nil
) -> DraftDeadline {
    DraftDeadline(
        quote: quote, position: Position(line: 1, column: 1), day: day.flatMap { Day(iso: $0) }, minutes: minutes,
        start: start.flatMap { Day(iso: $0) }, days: [], rule: rule, kind: kind, who: who, whoPosition: nil, task: task,
        confidence: 1, doubts: [], reasons: [])
}

/// `task: what changed`, then the added and removed ones.
private func said(_ known: [KnownDeadline], _ deadlines: [DraftDeadline], others: [DraftOther] = []) -> [String] {
    var draft = Draft()
    draft.issued = Day(iso: "2025-03-03")
    draft.deadlines = deadlines
    draft.others = others
    let comparison = DraftComparison(known, draft)
    #expect(comparison.pairs.count + comparison.added.count == deadlines.count)
    #expect(comparison.pairs.count + comparison.removed.count == known.count)
    let changed = comparison.changed.map { pair in
        let words = pair.changes.map { change in
            switch change {
            case .due(let old, let hasSameWords): "due \(old.text)\(hasSameWords ? " in the same words" : "")"
            case .kind(let old): "kind \(old)"
            case .who(let old): "who \(old ?? "nil")"
            case .wording(let old): "wording \(old)"
            }
        }
        return "\(known[pair.known].task) by \(pair.match): \(words.joined(separator: ", ")) → \(pair.deadline)"
    }
    return changed + comparison.added.map { "+\($0)" }
        + comparison.removed.map { "-\(known[$0.known].task)\($0.other.map { " other \($0)" } ?? "")" }
}

private let known = [
    old("a", "报送汇总表", "2025-03-28", "3月28日前"), old("b", "公布名单", "2025-04-30", "4月30日前", kind: "publication"),
    old("c", "反馈联系人（2）", "2025-03-10 17:00", "3月10日17:00前", kind: "directoryCheck"),
]

@Test func `the same text changes nothing`() {
    let same = [
        new("报送汇总表", "2025-03-28", "3月28日前"), new("公布名单", "2025-04-30", "4月30日前", .publication),
        new("反馈联系人", "2025-03-10", "3月10日17:00前", .directoryCheck, minutes: 17 * 60),
    ]
    #expect(said(known, same).isEmpty)
    #expect(said(known, same.reversed()).isEmpty)
}

@Test func `a moved, an added and a removed deadline`() {
    let revised = [
        new("报送汇总表", "2025-04-03", "4月3日前"), new("公布名单", "2025-04-30", "4月30日前", .publication),
        new("参加培训会", "2025-05-08", "5月8日", .meeting),
    ]
    #expect(said(known, revised) == ["a by words: due 2025-03-28 → 0", "+2", "-c"])
}

@Test func `tasks that exchange their days are moved and not taken for each other`() {
    let revised = [
        new("公布名单", "2025-03-28", "3月28日前", .publication), new("报送汇总表", "2025-04-30", "4月30日前"),
    ]
    #expect(
        said(Array(known.prefix(2)), revised) == [
            "b by words: due 2025-04-30 → 0", "a by words: due 2025-03-28 → 1",
        ])
}

@Test func `a title that people wrote is found again by its quote, and by its day`() {
    let edited = [old("mine", "统计年报", "2025-03-28", "3月28日前")]
    #expect(said(edited, [new("将汇总表报送我会", "2025-03-28", "3月28日前")]).isEmpty)
    #expect(
        said(edited, [new("将汇总表报送我会", "2025-03-28", "3月28日下班前")]) == ["mine by date: wording 3月28日前 → 0"])
    #expect(said(edited, [new("将汇总表报送我会", "2025-04-28", "4月28日前")]) == ["+0", "-mine"])
}

@Test func `the hour and the first day of a window count, the end of the day is none`() {
    let window = [old("w", "报名", "2025-03-10/2025-03-28", "3月10日至28日")]
    #expect(said(window, [new("报名", "2025-03-28", "3月10日至28日", start: "2025-03-10", minutes: 1440)]).isEmpty)
    #expect(
        said(window, [new("报名", "2025-03-28", "3月12日至28日", start: "2025-03-12")]) == [
            "w by words: due 2025-03-10/2025-03-28 → 0"
        ])
    let hour = [old("h", "报名", "2025-03-28 12:00", "3月28日12时前")]
    #expect(
        said(hour, [new("报名", "2025-03-28", "3月28日17时前", minutes: 17 * 60)]) == [
            "h by words: due 2025-03-28 12:00 → 0"
        ])
}

@Test func `a day that comes out differently in the same words is told as such`() {
    #expect(
        said([old("a", "报送汇总表", "2025-03-28", "3月28日前")], [new("报送汇总表", "2026-03-28", "3月28日前")]) == [
            "a by quote: due 2025-03-28 in the same words → 0"
        ])
}

@Test func `kind and who are compared with the earlier text's words, not with what people made of them`() {
    let words = [old("a", "报送汇总表", "2025-03-28", "3月28日前", who: .words("各市"))]
    #expect(
        said(words, [new("报送盖章的汇总表", "2025-03-28", "3月28日前", .sealedScan, who: "各市、县")]) == [
            "a by quote: kind submission, who 各市 → 0"
        ])
    #expect(said(words, [new("报送汇总表", "2025-03-28", "3月28日前", .sealedScan, who: "各 市")]).isEmpty)
    let nobody = [old("a", "报送汇总表", "2025-03-28", "3月28日前", who: .addressees)]
    #expect(said(nobody, [new("报送汇总表", "2025-03-28", "3月28日前", who: "各县")]) == ["a by quote: who nil → 0"])
    let drafted = [
        old("r", "审核", "2025-03-28", "3月28日前", kind: "other"),
        old("i", "增长率", "2025-03-28", "3月28日前", kind: "indicator"),
    ]
    #expect(
        said(drafted, [new("对材料审核", "2025-03-28", "3月28日前", .review), new("增长率5%", "2025-03-28", "3月28日前", .other)])
            .isEmpty)
}

@Test func `rules without a day are the same in the same words, whatever people made of them`() {
    let rules = [
        old("m", "报送月报", "monthly on 5 except January", "每月5日前"),
        old("d", "反馈意见", "5 working days after told", "收到通知后5个工作日内"), old("u", "另行通知", "undated", "会前10日内"),
    ]
    let same = [
        new("报送月报", nil, "每月5日前", rule: "每月5日前"), new("反馈意见", nil, "收到通知后5个工作日内", rule: "收到通知后5个工作日内"),
        new("另行通知", nil, "会前10日内", rule: "会前10日内"),
    ]
    #expect(said(rules, same).isEmpty)
    let revised = [
        new("报送月报", nil, "每月8日前", rule: "每月8日前"), new("反馈意见", nil, "收到通知后3个工作日内", rule: "收到通知后3个工作日内"),
        new("另行通知", "2025-05-08", "5月8日前"),
    ]
    #expect(
        said(rules, revised) == [
            "m by words: due monthly on 5 except January → 0", "d by words: wording 收到通知后5个工作日内 → 1",
            "u by words: due undated → 2",
        ])
}

@Test func `a deadline that became another kind of date says so`() {
    let other = DraftOther(
        quote: "3月28日前", position: Position(line: 1, column: 1), day: nil, why: .superseded, reasons: [])
    #expect(said([known[0]], [], others: [other]) == ["-a other 0"])
}

@Test func `beyond the bound what stands near the same place is still found`() {
    let olds = (0..<60).map { old("t\($0)", "报送第\($0)号表", "2025-03-\(10 + $0 % 20)", "旧\($0)") }
    let news = (0..<60).map { new("报送第\($0)号表", "2025-04-\(10 + $0 % 20)", "新\($0)") }
    let pairs = DeadlineMatcher(olds, news, mostPairs: 100).pairs()
    #expect(pairs.count == 60 && pairs.allSatisfy { $0.known == $0.deadline && $0.match == .words })
}
