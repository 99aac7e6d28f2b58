import Deadlines
import Notices
import TestSupport
import Testing
import Texts

@Suite struct NoticeFileTests {
    private func read(_ text: String) -> NoticeFixture.Reading {
        NoticeFixture.read(text, name: "sample.yaml", roster: nil)
    }

    @Test func `all problems of a file are reported at once, each at its place`() {
        let reading = read(
            """
            notice: Sample
            titel: 通知
            issued: 2025-02-30
            tasks:
              report:
                title: 报送
                kind: submision
                who: {}
                due: 2025-13-01
                after: [accepted(reprot)]
                phase: one
              report: {}
            """)
        let found = Set(reading.diagnostics.map { "\($0.span?.start.line ?? 0) \($0.code)" })
        let expected: Set = [
            "1 malformed-id", "2 unknown-key", "1 missing-key", "3 impossible-date", "7 unknown-value",
            "8 empty-selector", "9 due-impossible-date", "10 unknown-task", "11 unknown-phase", "12 duplicate-key",
        ]
        #expect(found == expected)
    }

    @Test func `every value keeps its line and column`() throws {
        let decoded = try #require(
            read(
                """
                notice: sample
                title: 通知
                tasks:
                  report:
                    title: 报送
                    kind: submission
                    who: {kind: [museum, base], except: {tag: closed}}
                    due:
                      - {is: 2025-04-11, for: {tag: free}}
                      - 2025-04-14
                    deliver:
                      form: {title: 报表, count: 3..5}
                """
            ).decoded)
        func at(_ path: String) -> String? { decoded.places[path].map { "\($0.start.line):\($0.start.column)" } }
        #expect(at("title") == "2:8")
        #expect(at("tasks.report") == "4:3")
        #expect(at("tasks.report.who.kind=base") == "7:26")
        #expect(at("tasks.report.who.except.0.tag=closed") == "7:47")
        #expect(at("tasks.report.due.0.for") == "9:31")
        #expect(at("tasks.report.due.1") == "10:9")
        #expect(at("tasks.report.deliver.form.count") == "12:32")
        #expect(at("tasks.report.remind") == nil)
        #expect(decoded.places.nearest("tasks.report.remind.before") == decoded.places["tasks.report"])
    }

    @Test func `defaults are those of the reference`() throws {
        let notice = try #require(
            read("notice: sample\ntitle: 通知\ntasks: {a: {title: 甲, kind: other, who: {all: true}}}").decoded?.notice)
        #expect(notice.language == .chinese && notice.zone == "Asia/Shanghai" && notice.calendar == "cn")
        #expect(notice.assessment == .basis && notice.official == .acceptedSubmission)
        #expect(notice.correction == 3 && notice.minimum == 3 && notice.reminders == .standard)
        #expect(notice.events.map(\.id) == ["told"] && notice.closes == nil)
        let task = try #require(notice.tasks.first)
        #expect(task.nilAllowed && !task.optional && task.resume == .first && task.due.isEmpty && task.items == nil)
    }

    @Test func `a task's reminders start from the notice's`() throws {
        let notice = try #require(
            read(
                """
                notice: sample
                title: 通知
                remind: {before: [5, 0], parent: never}
                tasks:
                  a: {title: 甲, kind: other, who: {all: true}, remind: {every: 3, coordinator: 1}}
                """
            ).decoded?.notice)
        let expected = ReminderPolicy(
            before: [5, 0], every: 3, times: 10, parentFrom: nil, coordinatorFrom: 1, reviewAge: 5)
        #expect(notice.tasks.first?.reminders == expected)
    }

    @Test func `a doubt is kept with its key until its line is deleted, and only warns`() throws {
        func text(_ own: String, _ task: String) -> String {
            """
            notice: sample
            title: 通知
            doubts:
            \(own)
            tasks:
              a:
                title: 甲
                kind: other
                who: {all: true}
                inferred: {who: 按主送单位}
                doubts:
            \(task)
              b: {title: 乙, kind: other, who: {all: true}, doubts: {who: 原文主体为“专家组”}}
            """
        }
        let reading = read(text("  issued: 原文没有印发日期", "      due: 原文没有写月份\n      kind: 请改为 review"))
        let notice = try #require(reading.decoded?.notice)
        #expect(notice.doubts == [Doubt(key: "issued", text: "原文没有印发日期")])
        #expect(notice.tasks.map(\.doubts.count) == [2, 1] && notice.tasks[0].inferred.count == 1)
        #expect(
            notice.openDoubts.map { "\($0.task ?? "-") \($0.doubt.key)" } == ["- issued", "a due", "a kind", "b who"])
        let warnings = reading.diagnostics.map { "\($0.severity) \($0.span?.start.line ?? 0) \($0.code)" }
        #expect(warnings == [4, 12, 13, 14].map { "warning \($0) open-doubt" })
        // The heading that is left over means nothing.
        let settled = read(text("", ""))
        #expect(settled.decoded?.notice.openDoubts.map(\.task) == ["b"])
        #expect(settled.diagnostics.map(\.code) == ["open-doubt"])
    }

    @Test(arguments: [
        "", "- a", "text", "null", "{}", "notice: []", "tasks: [a]", "tasks: {a: b}", "tasks: {a: }", "a: {b: [",
        "tasks: {a: {due: [[]], review: [[]], after: {}, items: 3, deliver: {x: 1}, quota: [], who: [1]}}",
        "indicators: {a: {points: {}}, b: {points: [1]}}", "contacts: {office: x}", "remind: {before: 3}",
        "inferred: [a]", "doubts: [a]", "doubts: {issued: }", "doubts: {issued: \"a\\nb\"}", "channels: [a]",
        "phases: {a: {window: 1/2/3}}", "? [a]\n: b",
    ])
    func `a file that is no notice is refused with a place and never accepted`(text: String) {
        let reading = read(text)
        #expect(reading.diagnostics.hasErrors)
    }

    @Test func `cutting a shipped notice anywhere never stops the decoder`() throws {
        let path = NoticeFixture.shipped + "/tianjin-statistics-2024.yaml"
        let lines = try #require(Checkout.text(path)).split(separator: "\n", omittingEmptySubsequences: false)
        let roster = try #require(NoticeFixture.roster(NoticeFixture.shipped + "/tianjin-statistics-2024.csv"))
        var refused = 0
        for skipped in stride(from: 0, to: lines.count, by: 7) {
            var rest = lines
            rest.remove(at: skipped)
            let reading = NoticeFixture.read(rest.joined(separator: "\n"), name: "cut.yaml", roster: roster)
            if reading.diagnostics.hasErrors { refused += 1 }
            #expect(reading.decoded != nil || reading.diagnostics.hasErrors)
        }
        #expect(refused > 0)
    }

    @Test func `a circle of ten thousand tasks is found without exhausting the stack`() {
        var text = "notice: sample\ntitle: 通知\ntasks:\n"
        let count = 10_000
        for index in 0..<count {
            let next = "after: accepted(t\((index + 1) % count))"
            text += "  t\(index): {title: 第\(index)项, kind: other, who: {all: true}, \(next)}\n"
        }
        let cycles = read(text).diagnostics.filter { $0.code == "dependency-cycle" }
        #expect(cycles.count == 1)
    }
}
