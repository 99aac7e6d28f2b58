/// What a file is still in doubt about reaches the ledger only when somebody accepts it.

import Deadlines
import Ledger
import Notices
import Office
import TestSupport
import Testing
import Workflow

@Suite struct DoubtTests {
    static let doubtful =
        SmallNotice.text + """
                doubts:
                  due: 原文没有写月份
                  who: 原文主体为“各馆”

            """

    /// Why it was refused; nil if it was not.
    private func refusal(_ desk: Desk, _ office: Office, _ text: String) throws -> Refusal? {
        let proposal = try office.propose(try Desk.input(text, roster: SmallNotice.roster), now: desk.now)
        do {
            _ = try office.apply(proposal, reason: "test", now: desk.now)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    private func accept(_ desk: Desk, _ text: String) throws {
        let proposal = try desk.office.propose(try Desk.input(text, roster: SmallNotice.roster), now: desk.now)
        _ = try desk.office.apply(proposal, reason: "test", acceptsDoubts: true, now: desk.now)
    }

    @Test(arguments: Event.Source.allCases)
    func `nobody who has not accepted the doubts stores anything, whoever loads`(source: Event.Source) throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        let head = try desk.store.head()
        let office = Office(desk.store, author: "other", source: source)
        let refusal = try #require(try refusal(desk, office, Self.doubtful))
        #expect(refusal.kind == .refused && refusal.what.zh.contains("2 处疑问"))
        #expect(refusal.why?.zh == "填报报表 due：原文没有写月份；填报报表 who：原文主体为“各馆”")
        #expect(refusal.remedy?.zh.contains("--accept-doubts") == true)
        #expect(try desk.store.head() == head)
        #expect(try desk.store.notices().isEmpty && desk.store.units().isEmpty)
        #expect(try desk.store.nextWake() == nil)
    }

    @Test func `who accepted the doubts, and when, is in the chain, and the story tells it`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try accept(desk, Self.doubtful)
        let event = try #require(try desk.store.events(.notice("test")).first { $0.what.kind == "loaded" })
        guard case .loaded(let load) = event.what else { return }
        #expect(load.doubts == 2 && event.author == "tester" && event.recorded == desk.now)
        #expect(event.what.fields["doubts"] == "2")
        #expect(try desk.store.verify(head: nil).isIntact)
        let story = try desk.office.why(try desk.assignment("test", "forms", "M1").id, asOf: desk.now)
        #expect(story.asked.filter(\.isDoubtful).map(\.label.zh) == ["疑问（时限）", "疑问（责任单位）"])
        #expect(story.asked.filter(\.isDoubtful).allSatisfy { $0.text.zh.hasSuffix("加载时已接受") })
        #expect(story.events.map(\.text.zh) == ["加载通知第 1 版，接受了 2 处疑问"])
        #expect(try NoticeOverview(loaded: "test", in: desk.store).load == event)
    }

    @Test func `a load without doubts says nothing of them`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try accept(desk, SmallNotice.text)
        let event = try #require(try desk.store.events(.notice("test")).first { $0.what.kind == "loaded" })
        #expect(event.what.fields["doubts"] == nil)
    }

    @Test func `a new version is accepted anew, whatever was accepted before; settled, it needs no acceptance`() throws
    {
        let desk = try Desk(now: "2025-03-03 09:00")
        #expect(try refusal(desk, desk.office, SmallNotice.text) == nil)
        let head = try desk.store.head()
        desk.now = try Desk.moment("2025-03-04 09:00")
        let moved = Self.doubtful.replacing("2025-04-11", with: "2025-05-11")
        #expect(try refusal(desk, desk.office, moved)?.kind == .refused)
        #expect(try desk.store.head() == head)
        let form = try desk.assignment("test", "forms", "M1")
        #expect(form.status.due == (try Desk.moment("2025-04-12")), "the date that was loaded stands")

        try accept(desk, moved)
        desk.now = try Desk.moment("2025-03-05 09:00")
        let again = moved.replacing("2025-05-11", with: "2025-06-11")
        #expect(try refusal(desk, desk.office, again)?.kind == .refused, "the same doubt about another value")
        let settled = SmallNotice.text.replacing("2025-04-11", with: "2025-06-11")
        #expect(try refusal(desk, desk.office, settled) == nil)
        let story = try desk.office.why(form.assignment.id, asOf: desk.now)
        #expect(!story.asked.contains { $0.isDoubtful })
        let then = try desk.office.why(form.assignment.id, asOf: try Desk.moment("2025-03-04 12:00"))
        #expect(then.asked.contains { $0.isDoubtful })
    }
}
