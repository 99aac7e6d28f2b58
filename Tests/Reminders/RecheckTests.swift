import Deadlines
import Notices
import Reminders
import Testing
import Workflow

private let now = Sample.at("2025-04-07 08:31")
private let planned = Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00")

private func key(_ stage: Stage, _ subject: Subject = planned, to recipient: Recipient = .unit("u")) -> LineKey {
    LineKey(recipient: recipient, assignment: 1, stage: stage, version: subject.version)
}

private func verdict(
    _ key: LineKey, _ subject: Subject, silences: [Silence] = [], mode: MailMode = .normal, reach: Reach = .reachable,
    at moment: Instant = now
) -> SendVerdict {
    Recheck(silences: silences, mode: mode, clock: Sample.clock).verdict(key, subject, reach: reach, at: moment)
}

private func changed(_ change: (inout Subject) -> Void) -> Subject {
    var subject = planned
    change(&subject)
    return subject
}

@Test func `what is still true is sent`() {
    for stage in [Stage.newNotice, .moved, .opened, .before(5), .dueMorning, .overdue(1)] {
        #expect(verdict(key(stage), planned) == .send)
    }
}

@Test(arguments: [
    (State.accepted, Suppression.done), (.submitted, .done), (.exempt, .exempt), (.withdrawn, .withdrawn),
    (.waiting, .waiting), (.returned, .reopened),
])
func `a reminder for what changed meanwhile is not sent`(state: State, why: Suppression) {
    let subject = changed {
        $0.status.state = state
        $0.status.since = now
    }
    #expect(verdict(key(.before(5)), subject) == .suppress(why))
    #expect(verdict(key(.overdue(1), to: .unit("p")), subject) == .suppress(why))
    #expect(verdict(key(.overdue(3), to: .coordinator), subject) == .suppress(why))
}

@Test func `an extension and a moved due are told apart`() {
    let extended = changed { $0.status.extendedDue = Sample.end("2025-04-30") }
    #expect(verdict(key(.before(5)), extended) == .suppress(.extended))
    let moved = changed {
        $0.status.effectiveDue = Sample.end("2025-04-30")
        $0.status.extendedDue = Sample.end("2025-04-30")
    }
    #expect(verdict(key(.before(5)), moved) == .suppress(.redated))
    // The notice's own letter is written with the new day instead.
    #expect(verdict(key(.newNotice), moved) == .send)
}

@Test func `a notice's letter leaves out what is done and keeps what waits`() {
    #expect(verdict(key(.newNotice), changed { $0.status.state = .submitted }) == .suppress(.done))
    #expect(verdict(key(.newNotice), changed { $0.status.state = .waiting }) == .send)
}

@Test func `a return, an acceptance and a review are sent only while they are the last word`() {
    let returned = changed {
        $0.status.state = .returned
        $0.status.since = Sample.at("2025-04-03 10:00")
    }
    #expect(verdict(key(.returned, returned), returned) == .send)
    #expect(verdict(key(.returned, returned), changed { $0.status.state = .submitted }) == .suppress(.done))
    var again = returned
    again.status.since = Sample.at("2025-04-04 10:00")
    #expect(verdict(key(.returned, returned), again) == .suppress(.reopened))

    let accepted = changed {
        $0.status.state = .accepted
        $0.status.acceptedAt = Sample.at("2025-04-03 10:00")
    }
    #expect(verdict(key(.accepted, accepted), accepted) == .send)
    #expect(verdict(key(.accepted, accepted), returned) == .suppress(.reopened))

    let submitted = changed {
        $0.status.state = .submitted
        $0.status.rounds = [Round(level: 1, received: Sample.at("2025-03-28 10:00"))]
    }
    #expect(verdict(key(.reviewAge(1), submitted), submitted) == .send)
    #expect(verdict(key(.reviewAge(1), submitted), accepted) == .suppress(.done))
}

@Test func `a review task with nothing left to decide is not chased`() {
    let idle = changed { $0.status.cover = Cover(total: 3, decided: 2, received: 2) }
    #expect(verdict(key(.overdue(1), idle), idle) == .suppress(.done))
    #expect(verdict(key(.before(3), idle), idle) == .send)
}

@Test func `overdue reminders end with the notice`() {
    let closed = changed { $0.closes = Sample.day("2025-04-06") }
    #expect(verdict(key(.overdue(9), closed), closed) == .suppress(.closed))
    #expect(verdict(key(.before(5), closed), closed) == .send)
}

@Test func `what is delayed is never dropped`() {
    let night = Sample.at("2025-04-03 21:00")
    #expect(verdict(key(.before(5)), planned, mode: .hold) == .later(.held))
    #expect(
        verdict(key(.before(5)), planned, at: night)
            == .later(.outsideHours(until: Sample.at("2025-04-07 08:30"))))
    #expect(verdict(key(.before(5)), planned, at: Sample.at("2025-04-27 10:00")) == .send)
    #expect(verdict(key(.before(5)), planned, mode: .redirect("x@example.org")) == .send)
    // What is settled is settled at night too.
    #expect(verdict(key(.before(5)), changed { $0.status.state = .exempt }, at: night) == .suppress(.exempt))
}

@Test(arguments: [
    (Reach.noMailbox, Suppression.noMailbox), (.refused(code: 550), .refused(code: 550)),
])
func `a mailbox that does not work is not tried`(reach: Reach, why: Suppression) {
    #expect(verdict(key(.before(5)), planned, reach: reach) == .suppress(why))
}

// MARK: - Silences and the mode

private func silence(_ scope: Silence.Scope, until: String = "2025-04-30 00:00") -> Silence {
    Silence(scope: scope, author: "office", reason: "merged next month", until: Sample.at(until))
}

@Test(arguments: [
    (Silence.Scope.all, true), (.unit("u"), true), (.unit("p"), false), (.notice("n"), true), (.notice("m"), false),
    (.task(notice: "n", task: "forms"), true), (.task(notice: "n", task: "scan"), false),
    (.task(notice: "m", task: "forms"), false),
])
func `a silence mutes what it names`(scope: Silence.Scope, isMuted: Bool) {
    let expected: SendVerdict = isMuted ? .suppress(.silenced) : .send
    #expect(verdict(key(.before(5)), planned, silences: [silence(scope)]) == expected)
    #expect(verdict(key(.before(5)), planned, silences: [silence(scope, until: "2025-04-07 08:31")]) == .send)
    #expect(Silence.Scope(text: scope.text) == scope)
}

@Test func `a silenced unit gets nothing about units below it either`() {
    let below = key(.overdue(1), to: .unit("p"))
    #expect(verdict(below, planned, silences: [silence(.unit("p"))]) == .suppress(.silenced))
    #expect(verdict(key(.overdue(1)), planned, silences: [silence(.unit("p"))]) == .send)
}

@Test(arguments: ["", "everything", "unit", "unit:", "task:n", "task:/t", "task:n/", "Unit:u"])
func `no scope has this text`(text: String) {
    #expect(Silence.Scope(text: text) == nil)
}

@Test func `the mode says where letters go`() {
    let mailboxes = ["a@example.org", "b@example.org"]
    #expect(MailMode.normal.addresses(for: mailboxes) == mailboxes)
    #expect(MailMode.hold.addresses(for: mailboxes) == nil)
    #expect(MailMode.redirect("x@example.org").addresses(for: mailboxes) == ["x@example.org"])
    #expect(MailMode.redirect("x@example.org").addresses(for: []) == [])
    for mode in [MailMode.normal, .hold, .redirect("x@example.org")] {
        #expect(MailMode(name: mode.name, detail: mode.detail) == mode)
    }
    #expect(MailMode(name: "redirect", detail: "") == nil)
}
