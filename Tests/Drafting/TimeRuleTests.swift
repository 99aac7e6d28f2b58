// One rule, one name, one example.
import Testing

@testable import Drafting

extension TimeRule: CustomTestStringConvertible {
    public var testDescription: String { name }
}

@Test(arguments: TimeRule.all)
func `each rule reads its example as a whole`(rule: TimeRule) throws {
    let tokens = Tokenizer.tokens(of: SourceText(rule.example))
    let match = try #require(rule.pattern.match(tokens, at: 0))
    #expect(match.end == tokens.count)
}

@Test func `names of rules and of cues are unique`() {
    #expect(Set(TimeRule.all.map(\.name)).count == TimeRule.all.count)
    #expect(Set(CueRule.all.map(\.name)).count == CueRule.all.count)
}

@Test(arguments: [
    ("请于2024年3月15日前报送。", "2024-03-15"), ("请于二〇二四年三月十五日前报送。", "2024-03-15"),
    ("请于2024年3月1 5日前报送。", "2024-03-15"), ("请于20240315日前报送。", "2024-03-15"),
    ("请于2024年3月底前报送。", "2024-03-31"), ("请于2024年2月末前报送。", "2024-02-29"),
    ("请于2024年第一季度末前报送。", "2024-03-31"), ("请于2O24年3月15曰前报送。", "2024-03-15"),
])
func `a deadline's day`(text: String, day: String) throws {
    let draft = DraftReader.read(text)
    #expect(draft.deadlines.map { $0.day?.iso } == [day])
}

@Test func `a window has a start, a list all its days, an hour its minutes`() throws {
    let window = try #require(DraftReader.read("报名时间：2024年3月1日至10日。").deadlines.first)
    #expect(window.start?.iso == "2024-03-01" && window.day?.iso == "2024-03-10")
    let list = try #require(DraftReader.read("请于2024年3月5日、8日和12日报送数据。").deadlines.first)
    #expect(list.days.map(\.iso) == ["2024-03-05", "2024-03-08", "2024-03-12"])
    let hour = try #require(DraftReader.read("请于2024年3月5日下午5点半前报送。").deadlines.first)
    #expect(hour.minutes == 17 * 60 + 30)
}

@Test func `a weekday that disagrees is a doubt`() throws {
    let deadline = try #require(DraftReader.read("请于2025年3月28日（星期四）前报送。").deadlines.first)
    #expect(deadline.doubts == [.weekdayDisagrees(said: 4, is: 5)])
}

@Test func `of two dates the superseded one is no deadline`() {
    let draft = DraftReader.read("报名时间由原定2024年3月1日延至2024年3月15日。")
    #expect(draft.deadlines.map { $0.day?.iso } == ["2024-03-15"])
    #expect(draft.others.map(\.why) == [.superseded])
}

@Test(arguments: [
    "", "\n\n\n", String(repeating: "9", count: 100_000), String(repeating: "1月", count: 1_000),
    String(repeating: "2024年3月1日至", count: 1_000), String(repeating: "\t", count: 50_000), "\u{FEFF}\u{202E}关于通知：",
    String(repeating: "（", count: 30_000), String(repeating: "3月1日前，", count: 500),
    "各单位每年要",
])
func `hostile text is read to its end`(text: String) {
    let draft = DraftReader.read(text)
    #expect(draft.deadlines.allSatisfy { text.contains($0.quote) })
}
