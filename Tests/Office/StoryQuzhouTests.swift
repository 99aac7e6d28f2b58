import Deadlines
import Ledger
import Notices
import Office
import Testing
import Workflow

/// Quzhou: a county's quota filled by its units, activities and changes that begin tasks of their own.
@Suite struct StoryQuzhouTests {
    private static let id = "quzhou-bases-2023"
    private let desk: Desk

    init() throws {
        desk = try Desk(now: "2023-01-05 10:00")
        try desk.load(try Desk.shipped(Self.id))
    }

    private func happens(_ name: String, _ item: String, _ at: String) throws -> Recording {
        desk.now = try Desk.moment(at)
        return try desk.office.recordHappening(
            name, notice: Self.id, unit: "QZ-KC-J1", item: item, at: desk.now, now: desk.now)
    }

    @Test func `a county's quota completes with its sixth counted application, late`() throws {
        func apply(_ number: Int, _ submitted: String, _ accepted: String) throws -> Recording {
            let unit = "QZ-QJ-S\(number)"
            try desk.step(submitted, Self.id, "application", unit, .submitted(Submission()))
            return try desk.step(accepted, Self.id, "application", unit, .accepted(level: 1))
        }
        for number in 1...5 {
            _ = try apply(number, "2023-02-2\(number) 10:00", "2023-02-2\(number) 16:00")
        }
        let five = try desk.assignment(Self.id, "county-quota", "QZ-QJ").status
        #expect(five.state == .open && five.quantity == 5)
        let sixth = try apply(6, "2023-03-02 10:00", "2023-03-03 10:00")
        let six = try desk.assignment(Self.id, "county-quota", "QZ-QJ").status
        #expect(six.state == .accepted && six.quantity == 6)
        // Completed by the sixth: handed in on 2 March, two days after the end of February.
        #expect(try six.lastSubmittedAt == Desk.moment("2023-03-02 10:00"))
        let asOf = try Desk.moment("2023-04-01 00:00")
        #expect(six.verdict(.acceptedSubmission, .original, asOf: asOf) == .late)
        #expect(sixth.events.count == 1)
        // The neighbours' quotas are not touched.
        #expect(try desk.assignment(Self.id, "county-quota", "QZ-KC").status.quantity == 0)
    }

    @Test func `an activity is announced within three working days and summed up within five`() throws {
        let planned = try happens("planned", "科技周开放日", "2023-05-10 10:00")
        #expect(planned.started.map(\.task) == ["activity-preview"])
        let preview = try desk.assignment(Self.id, "activity-preview", "QZ-KC-J1", item: "科技周开放日")
        #expect(try preview.status.due == Desk.moment("2023-05-16 00:00"))
        try desk.step("2023-05-12 10:00", preview.id, .submitted(Submission()))

        _ = try happens("activity", "科技周开放日", "2023-05-20 17:00")
        let summary = try desk.assignment(Self.id, "activity-summary", "QZ-KC-J1", item: "科技周开放日")
        #expect(try summary.status.due == Desk.moment("2023-05-27 00:00"))
        // Nothing counts before everything that is required is in.
        try desk.step("2023-05-22 10:00", summary.id, .submitted(Submission(items: ["links", "attendance", "text"])))
        #expect(try desk.store.assignment(summary.id)?.status.state == .open)
        try desk.step("2023-05-25 10:00", summary.id, .submitted(Submission(items: ["photos"])))
        let done = try #require(try desk.store.assignment(summary.id)).status
        #expect(done.state == .accepted)
        #expect(try done.verdict(.firstPass, .original, asOf: Desk.moment("2023-06-01 00:00")) == .onTime)
    }

    @Test func `a change notified after three months and a day is late by one day`() throws {
        _ = try happens("change", "更名", "2023-05-10 10:00")
        let change = try desk.assignment(Self.id, "change-notice", "QZ-KC-J1", item: "更名")
        #expect(try change.status.due == Desk.moment("2023-08-11 00:00"))
        try desk.step("2023-08-11 09:00", change.id, .submitted(Submission()))
        try desk.step("2023-08-14 09:00", change.id, .accepted(level: 1))
        let status = try #require(try desk.store.assignment(change.id)).status
        #expect(try status.verdict(.acceptedSubmission, .original, asOf: Desk.moment("2023-09-01 00:00")) == .late)
        let breach = try #require(status.breach(.original))
        let (due, met) = (Desk.china.day(of: breach.limit.adding(seconds: -1)), Desk.china.day(of: breach.met))
        #expect(due.iso == "2023-08-10" && met.days(since: due) == 1)
        // Another change has its own time, and is not this one.
        _ = try happens("change", "合并", "2023-09-01 10:00")
        #expect(try desk.assignment(Self.id, "change-notice", "QZ-KC-J1", item: "合并").status.state == .open)
    }

    @Test func `a task without nil returns refuses one`() throws {
        #expect(throws: Refusal.self) {
            try desk.step("2023-02-01 10:00", Self.id, "application", "QZ-QJ-S1", .submitted(Submission(isNil: true)))
        }
        #expect(try desk.assignment(Self.id, "application", "QZ-QJ-S1").status.state == .open)
    }

    @Test func `an event that was voided takes what it started with it`() throws {
        let recording = try happens("change", "更名", "2023-05-10 10:00")
        let event = try #require(recording.events.first)
        desk.now = try Desk.moment("2023-05-11 10:00")
        _ = try desk.office.void(event.seq, reason: "记错", now: desk.now)
        #expect(try desk.assignment(Self.id, "change-notice", "QZ-KC-J1", item: "更名").status.state == .withdrawn)
    }
}
