// What a drafted file says about values that people have to settle.
import Deadlines
import Documents
import Notices
import TestSupport
import Testing

@testable import Drafting

/// Each task's doubts by key, the notice's own first.
private func doubts(_ text: String) throws -> [[String: String]] {
    let file = DraftNotice.file(DraftReader.read(text))
    let node = try #require(YAMLReader.read(file, file: "draft.yaml").node)
    let notice = try #require(NoticeFile.decode(node, file: "draft.yaml").0).notice
    return ([notice.doubts] + notice.tasks.map(\.doubts)).map { list in
        Dictionary(uniqueKeysWithValues: list.map { ($0.key, $0.text) })
    }
}

private func notice(_ paragraph: String, signed: String = "2024年3月1日") -> String {
    "关于报送工作总结的通知\n\n各单位：\n\(paragraph)\n\n市科学技术协会\n\(signed)\n"
}

@Test func `what is certain has no doubt`() throws {
    #expect(try doubts(notice("请于2024年4月15日前报送工作总结。")) == [[:], [:]])
    #expect(try doubts(notice("请于4月15日前报送工作总结。")) == [[:], [:]], "the year is that of the issue")
}

@Test func `a subject other than the addressees is not everybody`() throws {
    let found = try doubts(notice("各高校请于2024年4月15日前报送工作总结。"))
    #expect(found.count == 2 && Array(found[1].keys) == ["who"])
    #expect(found[1]["who"]?.contains("“各高校”") == true)
    let file = DraftNotice.file(DraftReader.read(notice("各高校请于2024年4月15日前报送工作总结。")))
    #expect(!file.contains("inferred:"), "a doubt is no inference")
    for all in ["各单位", "你单位", "贵厅"] {
        #expect(try doubts(notice("请\(all)于2024年4月15日前报送工作总结。")) == [[:], [:]])
    }
    #expect(try doubts(notice("贵阳市各学校请于2024年4月15日前报送工作总结。"))[1].keys.contains("who"))
}

@Test func `an undated task says which words are no date yet`() throws {
    let found = try doubts(notice("请提前3个工作日报送工作总结。"))
    #expect(found.count == 2 && found[1]["due"]?.contains("3个工作日") == true)
}

@Test func `a weekday that disagrees, several dates in one, a year nobody can tell`() throws {
    let weekday = try doubts(notice("请于2024年4月15日（星期五）前报送工作总结。"))
    #expect(weekday.last?["due"] == "原文写星期五，该日是星期一")
    let list = try doubts(notice("请于2024年4月5日、8日和12日报送数据。"))
    #expect(list.last?["due"]?.contains("2024-04-05、2024-04-08、2024-04-12") == true)
    let bare = try doubts("关于报送工作总结的通知\n\n市科协发〔2024〕9号\n\n请于4月15日前报送工作总结。\n")
    #expect(bare.first?["issued"] != nil)
    #expect(bare.last?["due"]?.contains("没有写年份") == true)
    let full = try doubts("关于报送工作总结的通知\n\n请于二〇二四年四月十五日前报送工作总结。\n")
    #expect(full.first?["issued"] != nil && full.last == [:])
}

@Test func `a recurring task's end lies after every fixed day`() throws {
    let text = notice("请于每月5日前报送月报，并于2025年1月20日前报送工作总结。")
    let file = DraftNotice.file(DraftReader.read(text))
    #expect(file.contains("monthly on 5") && file.contains("due: 2025-01-20"))
    #expect(file.contains("closes: 2025-12-31"))
}

@Test(arguments: ["open", "frozen"])
func `every draft passes the checks of dates, and every undated task is in doubt`(part: String) throws {
    let text = try #require(Checkout.text(Checkout.root + "/Calendars/cn.yaml"))
    let tree = try #require(YAMLReader.read(text, file: "cn.yaml").node)
    let calendar = try #require(CalendarFile.decode(tree, file: "cn.yaml").calendar)
    let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)
    for name in Corpus.names(part) {
        let file = DraftNotice.file(DraftReader.read(try Corpus.text(part, name)))
        let node = try #require(YAMLReader.read(file, file: name).node)
        let decoded = try #require(NoticeFile.decode(node, file: name).0)
        let errors = NoticeChecks.check(decoded, roster: nil, calendar: calendar, zone: zone).filter {
            $0.severity == .error
        }
        #expect(errors.isEmpty, "\(name): \(errors.map(\.what.en))")
        for task in decoded.notice.tasks where task.due.allSatisfy({ $0.rule.form == .undated }) {
            #expect(task.doubts.contains { $0.key == "due" }, "\(name): \(task.title)")
        }
    }
}

@Test(arguments: [
    ("统计公报在最终数据审定后十五个工作日内公布。", "15 working days after event-1", "最终数据审定", "notice"),
    ("各单位应自收到本通知之日起5日内报送名单。", "5 days after event-1", "收到本通知", "unit"),
    ("基地应在变更后三个月内向我会报告。", "3 months after event-1", "变更", "unit"),
])
func `a distance from an event is written as its rule`(text: String, due: String, title: String, scope: String) throws {
    let file = DraftNotice.file(DraftReader.read("各单位：\n" + text + "\n某市统计学会\n2025年3月3日\n"))
    #expect(file.contains("  event-1: {title: \"\(title)\", scope: \(scope)}"), "\(file)")
    #expect(file.contains("    due: \(due)  # "), "\(file)")
    let reading = YAMLReader.read(file, file: "draft.yaml")
    let (_, diagnostics) = NoticeFile.decode(try #require(reading.node), file: "draft.yaml")
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty, "\(diagnostics)\n\(file)")
}
