import Deadlines
import Notices
import Reminders
import Testing
import Workflow

struct LadderCase: Sendable, CustomTestStringConvertible {
    let name: String
    let due: String
    let made: String
    var closes: String?
    let through: String
    let letters: [String]
    var testDescription: String { name }
}

private let ladders = [
    LadderCase(
        name: "before the Spring Festival of 2025: make-up Sunday counted, holidays passed over",
        due: "2025-02-10", made: "2025-01-08 10:00", through: "2025-02-10 18:00",
        letters: [
            "2025-01-08 10:00 new", "2025-01-21 08:30 before10", "2025-01-27 08:30 before5", "2025-02-06 08:30 before3",
            "2025-02-08 08:30 before1", "2025-02-10 08:30 due",
        ]),
    LadderCase(
        name: "the Henan notice of 2024: overdue steps cross the Spring Festival",
        due: "2024-01-31", made: "2024-01-08 18:00", through: "2024-02-21 18:00",
        letters: [
            "2024-01-09 08:30 new", "2024-01-17 08:30 before10", "2024-01-24 08:30 before5", "2024-01-26 08:30 before3",
            "2024-01-30 08:30 before1", "2024-01-31 08:30 due", "2024-02-02 08:30 overdue1",
            "2024-02-05 08:30 overdue2",
            "2024-02-07 08:30 overdue3", "2024-02-09 08:30 overdue4", "2024-02-19 08:30 overdue5",
            "2024-02-21 08:30 overdue6",
        ]),
    LadderCase(
        name: "due on a Sunday: the last working day before it, where its own morning and one day before merge",
        due: "2025-03-30", made: "2025-03-24 09:00", through: "2025-04-03 18:00",
        letters: [
            "2025-03-24 09:00 new", "2025-03-26 08:30 before3", "2025-03-28 08:30 due", "2025-04-01 08:30 overdue1",
            "2025-04-03 08:30 overdue2",
        ]),
    LadderCase(
        name: "due within the National Day holiday: everything lies before it, make-up Sunday included",
        due: "2025-10-05", made: "2025-09-16 08:30", through: "2025-10-10 18:00",
        letters: [
            "2025-09-16 08:30 new", "2025-09-18 08:30 before10", "2025-09-25 08:30 before5", "2025-09-28 08:30 before3",
            "2025-09-30 08:30 due", "2025-10-10 08:30 overdue1",
        ]),
    LadderCase(
        name: "loaded two working days before: what lies before the load is never sent",
        due: "2025-04-11", made: "2025-04-09 15:00", through: "2025-04-11 18:00",
        letters: ["2025-04-09 15:00 new", "2025-04-10 08:30 before1", "2025-04-11 08:30 due"]),
    LadderCase(
        name: "loaded on a Friday night: the notice's letter on Monday covers that morning's stage",
        due: "2025-04-21", made: "2025-04-11 20:00", through: "2025-04-21 18:00",
        letters: [
            "2025-04-14 08:30 new", "2025-04-16 08:30 before3", "2025-04-18 08:30 before1", "2025-04-21 08:30 due",
        ]),
    LadderCase(
        name: "ten steps of two working days, then weekly, until the notice closes",
        due: "2024-12-06", made: "2024-12-06 09:00", closes: "2025-02-19", through: "2025-06-30 18:00",
        letters: [
            "2024-12-06 09:00 new", "2024-12-10 08:30 overdue1", "2024-12-12 08:30 overdue2",
            "2024-12-16 08:30 overdue3", "2024-12-18 08:30 overdue4", "2024-12-20 08:30 overdue5",
            "2024-12-24 08:30 overdue6", "2024-12-26 08:30 overdue7", "2024-12-30 08:30 overdue8",
            "2025-01-02 08:30 overdue9", "2025-01-06 08:30 overdue10", "2025-01-13 08:30 overdue11",
            "2025-01-20 08:30 overdue12", "2025-01-27 08:30 overdue13", "2025-02-05 08:30 overdue14",
            "2025-02-10 08:30 overdue15", "2025-02-17 08:30 overdue16",
        ]),
    LadderCase(
        name: "two weekly mornings that one long holiday puts off to the same day merge",
        due: "2024-12-31", made: "2024-12-31 09:00", closes: "2025-02-15", through: "2025-03-30 18:00",
        letters: [
            "2024-12-31 09:00 new", "2025-01-03 08:30 overdue1", "2025-01-07 08:30 overdue2",
            "2025-01-09 08:30 overdue3",
            "2025-01-13 08:30 overdue4", "2025-01-15 08:30 overdue5", "2025-01-17 08:30 overdue6",
            "2025-01-21 08:30 overdue7", "2025-01-23 08:30 overdue8", "2025-01-26 08:30 overdue9",
            "2025-02-05 08:30 overdue10", "2025-02-12 08:30 overdue11",
        ]),
]

@Test(arguments: ladders) func `the ladder falls on these mornings`(example: LadderCase) {
    var woken = Run(Sample.subject(due: Sample.end(example.due), made: example.made, closes: example.closes))
    var polled = woken
    woken.wake(from: example.made, through: example.through)
    #expect(woken.letters == example.letters)
    polled.poll(from: example.made, through: example.through)
    #expect(polled.letters == example.letters)
}

@Test func `weekly mornings that one holiday puts off merge into the highest`() {
    let weekly = ReminderPolicy(before: [], every: 1, times: 0, parentFrom: 1, coordinatorFrom: 1, reviewAge: 5)
    var run = Run(Sample.subject(due: Sample.end("2025-01-21"), made: "2025-01-21 17:29", policy: weekly))
    run.wake(from: "2025-01-21 17:29", through: "2025-02-12 18:00")
    #expect(
        run.letters == ["2025-01-21 17:29 new", "2025-02-05 08:30 overdue2", "2025-02-11 08:30 overdue3"])
}

@Test func `a due before the start of work is reminded on the working day before`() {
    var run = Run(Sample.subject(due: Sample.at("2025-04-14 08:01"), made: "2025-04-10 09:00"))
    run.wake(from: "2025-04-10 09:00", through: "2025-04-16 18:00")
    #expect(run.letters == ["2025-04-10 09:00 new", "2025-04-11 08:30 due", "2025-04-16 08:30 overdue1"])
}

@Test func `a missed week catches up with only the highest missed stage`() {
    var run = Run(Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00"))
    run.tick("2025-03-20 09:00")
    run.tick("2025-04-10 14:07")
    run.tick("2025-04-10 14:08")
    run.tick("2025-04-30 23:00")
    run.tick("2025-05-06 11:00")
    #expect(run.letters == ["2025-03-20 09:00 new", "2025-04-10 14:07 before1", "2025-05-06 11:00 overdue7"])
    let late = Schedule(run.subject, last: run.planned[1], clock: Sample.clock).owed(at: Sample.at("2025-05-06 11:00"))
    #expect(late?.isCaughtUp == true)
    #expect(late?.at == Sample.at("2025-04-30 08:30"))
}

@Test func `the notice's letter comes even when the daemon starts late, and covers the missed stages`() {
    var run = Run(Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00"))
    run.poll(from: "2025-04-09 09:00", through: "2025-04-11 18:00")
    #expect(run.letters == ["2025-04-09 09:00 new", "2025-04-10 08:30 before1", "2025-04-11 08:30 due"])
}

@Test func `a moved due is told once and starts its own ladder`() {
    var run = Run(Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00"))
    run.poll(from: "2025-03-20 09:00", through: "2025-04-07 12:00")
    #expect(run.letters.last == "2025-04-03 08:30 before5")
    run.subject.status.extendedDue = Sample.end("2025-04-25")
    let before = run.letters.count
    run.poll(from: "2025-04-07 15:00", through: "2025-04-25 18:00")
    #expect(
        run.letters.dropFirst(before) == [
            "2025-04-07 15:00 moved", "2025-04-11 08:30 before10", "2025-04-18 08:30 before5",
            "2025-04-22 08:30 before3", "2025-04-24 08:30 before1", "2025-04-25 08:30 due",
        ])
    #expect(Set(run.planned.map(\.version.due)).count == 2)
}

@Test func `a return is told at once and reminded against the correction's due`() {
    var run = Run(Sample.subject(due: Sample.end("2025-04-11"), made: "2025-04-08 09:00"))
    run.tick("2025-04-08 09:00")
    run.subject.status.state = .returned
    run.subject.status.since = Sample.at("2025-04-10 16:00")
    run.subject.status.returnedAt = Sample.at("2025-04-10 16:00")
    run.subject.status.correctionDue = Sample.end("2025-04-15")
    run.wake(from: "2025-04-10 16:01", through: "2025-04-17 18:00")
    #expect(
        run.letters == [
            "2025-04-08 09:00 new", "2025-04-10 16:01 returned", "2025-04-14 08:30 before1", "2025-04-15 08:30 due",
            "2025-04-17 08:30 overdue1",
        ])
    // Handed in, returned again: everything can come again.
    run.subject.status.since = Sample.at("2025-04-18 19:00")
    run.subject.status.correctionDue = Sample.end("2025-04-23")
    run.wake(from: "2025-04-18 19:00", through: "2025-04-23 18:00")
    #expect(
        run.letters.suffix(3) == [
            "2025-04-21 08:30 returned", "2025-04-22 08:30 before1", "2025-04-23 08:30 due",
        ])
    #expect(Set(run.planned.map { "\($0.stage.key) \($0.version.text)" }).count == run.planned.count)
}

@Test func `a return long before the due keeps the due`() {
    var subject = Sample.subject(due: Sample.end("2025-04-30"), made: "2025-04-08 09:00", state: .returned)
    subject.status.correctionDue = Sample.end("2025-04-15")
    #expect(subject.target == Sample.end("2025-04-30"))
    subject.status.extendedDue = nil
    #expect(subject.target == Sample.end("2025-04-15"))
}

@Test func `an acceptance is told once, also when its due moves later`() {
    var run = Run(Sample.subject(due: Sample.end("2025-04-11"), made: "2025-04-08 09:00"))
    run.tick("2025-04-08 09:00")
    run.subject.status.state = .accepted
    run.subject.status.acceptedAt = Sample.at("2025-04-12 10:00")
    run.wake(from: "2025-04-12 10:00", through: "2025-06-30 18:00")
    run.subject.status.extendedDue = Sample.end("2025-05-30")
    run.wake(from: "2025-04-15 10:00", through: "2025-06-30 18:00")
    #expect(run.letters == ["2025-04-08 09:00 new", "2025-04-14 08:30 accepted"])
}

@Test(arguments: [State.exempt, .withdrawn]) func `what is settled is owed nothing`(state: State) {
    let subject = Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00", state: state)
    let schedule = Schedule(subject, last: nil, clock: Sample.clock)
    #expect(schedule.owed(at: Sample.at("2025-04-30 09:00")) == nil)
    #expect(schedule.next(after: Sample.at("2025-03-20 09:00")) == nil)
}

@Test func `a task that waits is in the notice's letter, reminds nobody, and is told when it opens`() {
    var run = Run(Sample.subject(due: Sample.end("2025-06-15"), made: "2025-04-08 09:00", state: .waiting))
    run.poll(from: "2025-04-08 09:00", through: "2025-06-12 10:00")
    #expect(run.letters == ["2025-04-08 09:00 new"])
    run.subject.status.state = .open
    run.subject.status.openedAt = Sample.at("2025-06-12 10:00")
    run.subject.status.since = Sample.at("2025-06-12 10:00")
    run.subject.status.extendedDue = Sample.end("2025-06-17")
    run.wake(from: "2025-06-12 10:00", through: "2025-06-17 18:00")
    // On the 13th its opening, its new due day (three working days after opening) and nothing else fall together.
    #expect(
        run.letters.dropFirst() == ["2025-06-13 08:30 opened", "2025-06-16 08:30 before1", "2025-06-17 08:30 due"])
}

@Test func `a task that opens by the clock wakes then`() {
    var subject = Sample.subject(due: nil, made: "2025-04-08 09:00", state: .waiting)
    subject.assignment.opens = Sample.at("2025-05-06 00:00")
    let told = Planned(stage: .newNotice, version: subject.version, at: Sample.at("2025-04-08 09:00"))
    let schedule = Schedule(subject, last: told, clock: Sample.clock)
    #expect(
        schedule.next(after: Sample.at("2025-04-09 09:00")) == Wake(stage: .opened, at: Sample.at("2025-05-06 00:00")))
    #expect(schedule.next(after: Sample.at("2025-05-06 09:00")) == nil)
}

@Test func `a new turn of a recurring task has no notice's letter`() {
    var subject = Sample.subject(due: Sample.end("2025-04-13"), made: "2025-04-06 00:00")
    subject.origin = .later
    var run = Run(subject)
    run.wake(from: "2025-04-06 00:00", through: "2025-04-13 18:00")
    #expect(
        run.letters == ["2025-04-07 08:30 before5", "2025-04-09 08:30 before3", "2025-04-11 08:30 due"])
}

@Test func `an undated review is reminded of every five working days, each level anew`() {
    var subject = Sample.subject(due: Sample.end("2025-01-17"), made: "2025-01-02 09:00", state: .submitted)
    subject.status.level = 1
    subject.status.rounds = [Round(level: 1, received: Sample.at("2025-01-20 11:00"))]
    #expect(subject.reviewer == "r")
    var run = Run(subject)
    run.wake(from: "2025-01-20 11:00", through: "2025-02-14 18:00")
    #expect(
        run.letters == ["2025-01-26 08:30 review1", "2025-02-08 08:30 review2", "2025-02-14 08:30 review3"])
    subject.isReviewDated = true
    #expect(Schedule(subject, last: nil, clock: Sample.clock).next(after: Sample.at("2025-01-20 11:00")) == nil)
}

@Test func `a due is told to the minute, so that seconds are no news`() {
    let told = DueVersion(due: Instant(seconds: 1_744_387_259), turn: Instant(seconds: 61))
    #expect(told == DueVersion(due: Instant(seconds: 1_744_387_200), turn: Instant(seconds: 61)))
    #expect(DueVersion(number: told.number) == told)
    var run = Run(Sample.subject(due: Sample.end("2025-04-11").adding(seconds: 17), made: "2025-04-08 09:00"))
    run.tick("2025-04-08 09:00")
    run.last = run.last.map { Planned(stage: $0.stage, version: DueVersion(number: $0.version.number), at: $0.at) }
    run.tick("2025-04-08 09:01")
    #expect(run.letters == ["2025-04-08 09:00 new"])
}

@Test func `a review task is overdue only while something lies there undecided`() {
    var subject = Sample.subject(due: Sample.end("2025-05-30"), made: "2025-05-20 09:00")
    subject.status.cover = Cover(total: 9, decided: 4, received: 4)
    var idle = Run(subject)
    idle.wake(from: "2025-05-20 09:00", through: "2025-06-30 18:00")
    #expect(idle.letters.last == "2025-05-30 08:30 due")
    subject.status.cover = Cover(total: 9, decided: 4, received: 5)
    var busy = Run(subject)
    busy.wake(from: "2025-05-20 09:00", through: "2025-06-04 18:00")
    #expect(busy.letters.last == "2025-06-04 08:30 overdue1")
}

@Test func `an optional task is told but not chased before it is begun`() {
    var subject = Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00")
    subject.isOptional = true
    var run = Run(subject)
    run.poll(from: "2025-03-20 09:00", through: "2025-04-30 18:00")
    #expect(run.letters == ["2025-03-20 09:00 new"])
}

@Test(arguments: [
    Stage.newNotice, .moved, .opened, .before(1), .before(10), .dueMorning, .overdue(7), .reviewAge(2), .returned,
    .accepted,
])
func `a stage is found again by its key`(stage: Stage) {
    #expect(Stage(key: stage.key) == stage)
}

@Test(arguments: ["", "before", "before0", "before-1", "before01", "overdue", "overduex", "later3", "New"])
func `no stage has this key`(key: String) {
    #expect(Stage(key: key) == nil)
}

@Test(arguments: [
    DueVersion(due: nil), DueVersion(due: Instant(seconds: -61)), DueVersion(due: nil, turn: Instant(seconds: -7)),
    DueVersion(due: Instant(seconds: 1_744_387_200), turn: Instant(seconds: 3)),
])
func `a version is read back from its text`(version: DueVersion) {
    #expect(DueVersion(text: version.text) == version)
    #expect(DueVersion(text: version.text + "/") == nil)
}
