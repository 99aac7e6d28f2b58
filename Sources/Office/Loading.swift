/// Loading a notice: first the plan and everything that is doubtful, then, in one step, what differs.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// A notice with its roster and calendar, read and checked, ready to be compared with the ledger.
public struct LoadInput: Sendable {
    public var notice: Notice
    /// The notice file's text, kept in the ledger.
    public var text: String
    /// Nil: the roster that the ledger has for the notice.
    public var roster: Roster?
    public var calendar: WorkCalendar

    public init(notice: Notice, text: String, roster: Roster?, calendar: WorkCalendar) {
        self.notice = notice
        self.text = text
        self.roster = roster
        self.calendar = calendar
    }
}

/// What loading would do; nothing is stored yet.
public struct LoadProposal: Sendable {
    public let input: LoadInput
    public let roster: Roster
    public let board: Board
    /// 1 for a notice that is new.
    public let revision: Int
    /// When the notice was loaded first; `now` for a new one.
    public let loadedAt: Instant
    /// The ledger's units against the roster's.
    public let units: RosterDiff
    public let plan: PlanDifference
    /// Everything that will be in force.
    public let planned: [Assignment]
    /// Withdrawn earlier, asked for again: their withdrawal is taken back.
    public let revived: [Assignment]
    /// Notice file, roster and calendar are what the ledger has.
    public let isSame: Bool
    /// The ledger's version of the roster's units.
    let knownUnits: Roster?
    let storedUnits: [StoredUnit]
    /// The ledger's last event when the proposal was made: another step in between makes it stale.
    let head: Int64

    public var isNew: Bool { revision == 1 }
    /// Values that nobody has settled: they are stored only when somebody accepts them.
    public var doubts: [OpenDoubt] { input.notice.openDoubts }
    /// Units that get a letter about the notice: all of a new one's, otherwise those whose tasks change.
    public var lettered: Set<String> { Set((isNew ? planned : plan.added).map(\.unit)) }
}

public struct LoadResult: Sendable {
    public let revision: Int
    public let added: Int
    public let removed: Int
    public let withdrawn: Int
    public let redated: Int
    /// Assignments whose opening was moved.
    public let openings: Int
    public let head: Head
}

extension Office {
    /// Compares a notice with what the ledger has of it.
    public func propose(_ input: LoadInput, now: Instant) throws -> LoadProposal {
        try requireLoading(input.notice.id)
        return try store.read { try proposal(input, now: now) }
    }

    /// Throws unless the notice may be loaded: before anything is told of how it stands in the ledger.
    public func requireLoading(_ notice: String) throws(Refusal) { try require(.load, on: .notice(notice)) }

    private func proposal(_ input: LoadInput, now: Instant) throws -> LoadProposal {
        let stored = try store.notice(input.notice.id)
        let before = try stored.map { _ in try Dossier(input.notice.id, in: store) }
        guard let roster = input.roster ?? before?.roster else {
            throw Refusal(
                .refused, Phrase(zh: "首次加载需要名录", en: "the first loading needs a roster"),
                remedy: Phrase(zh: "加上 --units 名录.csv", en: "add --units ROSTER.csv"))
        }
        let board = Board(
            notice: input.notice, roster: roster, calendar: input.calendar, zone: try Dossier.zone(input.notice.zone))
        let loadedAt = before?.loadedAt ?? now
        let planned = Planner(board: board, loadedAt: loadedAt).plan(now: now)
        let current = try stored == nil ? [] : inForce(input.notice)
        let opened = try movedOpenings(in: input.notice, current, planned)
        var plan = PlanDifference(
            current: current.filter { $0.status.state != .withdrawn }.map {
                PlanDifference.InForce($0.assignment, due: Self.heldDue($0), opens: opened[$0.id])
            },
            planned: planned, now: now)
        let revived = plan.takeRevived(current.filter { $0.status.state == .withdrawn }.map(\.assignment))
        try plan.replaceReviewed(by: planned) { try !store.hasHistory($0) }
        let storedUnits = try units(of: roster, and: before?.roster)
        let known = Roster(units: storedUnits.map(\.unit))
        let isSame = try stored.map { try isUnchanged($0, input, roster) } ?? false
        return LoadProposal(
            input: input, roster: roster, board: board, revision: (stored?.revision ?? 0) + 1, loadedAt: loadedAt,
            units: RosterDiff(from: known, to: input.roster == nil ? known : roster),
            plan: plan, planned: planned, revived: revived, isSame: isSame, knownUnits: known,
            storedUnits: storedUnits, head: try store.head().seq)
    }

    /// Assignments that a reload compares with: those that an event started stay.
    private func inForce(_ notice: Notice) throws -> [StoredAssignment] {
        let started = Set(notice.tasks.filter { $0.starts != nil }.map(\.id))
        return try store.assignments(.notice(notice.id)).filter { !started.contains($0.assignment.task) }
    }

    /// The due by the rule as it holds now; nil where the rule hangs on events.
    private static func heldDue(_ stored: StoredAssignment) -> Instant? {
        stored.assignment.due == nil ? nil : stored.status.due
    }

    /// Openings that earlier loads moved. The events are read only where the plan's openings differ from those made.
    private func movedOpenings(
        in notice: Notice, _ current: [StoredAssignment], _ planned: [Assignment]
    ) throws -> [AssignmentID: Instant] {
        if current.isEmpty { return [:] }
        let made = Dictionary(
            current.map { ($0.assignment.key, $0.assignment.opens) }, uniquingKeysWith: { first, _ in first })
        let isMoved = planned.contains { plan in made[plan.key].map { $0 != plan.opens } ?? false }
        guard isMoved else { return [:] }
        return try store.events(.notice(notice.id)).reduce(into: [:]) { moved, event in
            if case .openingMoved(let to, _) = event.what, let id = event.assignment { moved[id] = to }
        }
    }

    /// The ledger's version of the units that either roster has.
    private func units(of roster: Roster, and before: Roster?) throws -> [StoredUnit] {
        try store.units().filter { stored in
            let code = stored.unit.code
            return !stored.isRemoved && (roster.index(code: code) != nil || before?.index(code: code) != nil)
        }
    }

    private func isUnchanged(_ stored: StoredNotice, _ input: LoadInput, _ roster: Roster) throws -> Bool {
        guard stored.state == .loaded else { return false }
        return try store.document(stored.file) == input.text
            && store.document(stored.roster) == KeptTexts.text(of: roster)
            && store.document(stored.calendar) == KeptTexts.text(of: input.calendar)
    }
}

// MARK: - Applying

extension Office {
    /// Stores a proposal in one step: texts, units, the notice, new assignments, moved dues, what falls away.
    ///
    /// - Parameters:
    ///   - reason: why assignments with a history are withdrawn or moved.
    ///   - acceptsDoubts: the office's author lets the values stand that the file says are in doubt; recorded in the
    ///     load's event. An earlier load's acceptance does not count: the value may be another.
    ///   - progress: told now and then how many of the new assignments are made.
    /// - Throws: `Refusal.tryAgain` when somebody recorded something since it was made; `Refusal.refused` when there are
    ///   doubts that nobody accepts: letters are made from what is stored, so nothing is.
    public func apply(
        _ proposal: LoadProposal, reason: String, acceptsDoubts: Bool = false, now: Instant,
        progress: ((Int, Int) -> Void)? = nil
    ) throws -> LoadResult {
        try require(.load, on: .notice(proposal.input.notice.id))
        if !acceptsDoubts, let refusal = Refusal.ofDoubts(proposal.doubts) { throw refusal }
        return try store.write { writer in
            let now = try ledgerTime(now)
            guard try writer.head().seq == proposal.head else {
                throw Refusal(
                    .tryAgain,
                    Phrase(zh: "台账在此期间有了新的登记", en: "something was recorded in the meantime"),
                    remedy: Phrase(zh: "请再运行一次，核对新的差异", en: "run it again and look at the difference"))
            }
            return try Application(
                office: self, proposal: proposal, writer: writer, reason: reason, now: now, progress: progress
            ).run()
        }
    }
}

/// One application in progress.
private struct Application {
    let office: Office
    let proposal: LoadProposal
    let writer: LedgerWriter
    let reason: String
    let now: Instant
    let progress: ((Int, Int) -> Void)?

    private var notice: Notice { proposal.input.notice }
    private var store: LedgerStore { writer.store }

    func run() throws -> LoadResult {
        writer.know(proposal.storedUnits)
        let loaded = try putTexts()
        try writer.put(stored(loaded.load, by: loaded.event), tasks: notice.tasks.map(head))
        let withdrawn = try dropRemoved(by: loaded.event)
        try insert()
        try recordChanges(withdrawn)
        try putSpawns()
        return LoadResult(
            revision: proposal.revision, added: proposal.plan.added.count,
            removed: proposal.plan.removed.count - withdrawn.count, withdrawn: withdrawn.count,
            redated: proposal.plan.redated.count, openings: proposal.plan.openings.count, head: try writer.head())
    }

    private func putTexts() throws -> (event: Int64, load: Load) {
        let load = Load(
            revision: proposal.revision, notice: try writer.putDocument(proposal.input.text, kind: "notice"),
            roster: try writer.putDocument(KeptTexts.text(of: proposal.roster), kind: "roster"),
            calendar: try writer.putDocument(KeptTexts.text(of: proposal.input.calendar), kind: "calendar"),
            doubts: proposal.doubts.count)
        if !proposal.units.isEmpty || proposal.isNew {
            let imported = try writer.append(
                office.event(
                    .unitsImported(
                        digest: load.roster, added: proposal.units.added.count, changed: proposal.units.changed.count,
                        removed: 0), at: now, now: now))
            try putUnits(since: imported)
        }
        let event = try writer.append(office.event(.loaded(load), notice: notice.id, at: now, now: now))
        return (event, load)
    }

    /// Units of other notices stay: a notice's roster speaks of its own units only.
    private func putUnits(since event: Int64) throws {
        if hasSameUnits { return }
        try writer.put(proposal.roster.units, since: event)
        guard proposal.input.roster != nil else { return }
        let changed = Set(
            proposal.units.added.map(\.code)
                + proposal.units.changed.filter { $0.fields.contains { $0.field == .mail || $0.field == .phone } }
                .map(\.after.code))
        for unit in proposal.roster.units where changed.contains(unit.code) { try writer.putContact(of: unit) }
    }

    private func stored(_ load: Load, by event: Int64) -> StoredNotice {
        StoredNotice(
            id: notice.id, revision: proposal.revision, title: notice.title, number: notice.number,
            issuer: notice.issuer, loadedBy: event, file: load.notice, roster: load.roster, calendar: load.calendar,
            calendarID: notice.calendar, zone: notice.zone, language: notice.language, closes: notice.closes,
            assessment: notice.assessment, official: notice.official)
    }

    private func head(_ task: Task) -> StoredTask {
        StoredTask(id: task.id, title: task.title, kind: task.kind, isOptional: task.optional)
    }

    /// Removes what has no history; the others are returned, to be withdrawn by an event.
    private func dropRemoved(by event: Int64) throws -> [Assignment] {
        var withdrawn: [Assignment] = []
        var gone: [AssignmentID] = []
        for assignment in proposal.plan.removed {
            if try store.hasHistory(assignment.id) { withdrawn.append(assignment) } else { gone.append(assignment.id) }
        }
        try writer.remove(gone, by: event)
        return withdrawn
    }

    private func insert() throws {
        guard !proposal.plan.added.isEmpty else { return }
        let wakes = Wakes(board: proposal.board, loadedAt: proposal.loadedAt)
        let evaluation = proposal.board.evaluate(numbered(proposal.plan.added), [], asOf: now)
        let template = office.event(.acknowledged, notice: notice.id, at: now, now: now)
        _ = try writer.plan(template) { inserter in
            // Whole tasks are alike: version and wake follow from task, status and opening.
            let (added, statuses) = (proposal.plan.added, evaluation.statuses)
            var start = 0
            while start < added.count {
                progress?(start, added.count)
                let first = AssignmentID(start + 1)
                var end = start + 1
                while end < min(added.count, start + 512), added[start].isScheduledAs(added[end]),
                    statuses.areSame(first, AssignmentID(end + 1))
                {
                    end += 1
                }
                let status = statuses[first] ?? Status()
                try inserter.insert(
                    added[start..<end], status: status, dueVersion: wakes.version(added[start], status),
                    wake: wakes.next(added[start], status, made: now, last: nil, now: now))
                start = end
            }
        }
    }

    /// Whether nothing about the units differs from what the ledger has.
    private var hasSameUnits: Bool {
        guard let known = proposal.knownUnits, proposal.units.isEmpty else { return false }
        return proposal.roster.units.allSatisfy { known.unit(code: $0.code) == $0 }
    }

    private func numbered(_ assignments: [Assignment]) -> [Assignment] {
        var numbered = assignments
        for index in numbered.indices { numbered[index].id = AssignmentID(index + 1) }
        return numbered
    }

    /// Moved dues and withdrawals are events of the assignments; then everything that hangs on them follows. A new
    /// notice has been evaluated as it was inserted.
    private func recordChanges(_ withdrawn: [Assignment]) throws {
        guard !proposal.isNew else { return }
        var file = try Case(Dossier(notice.id, in: store), in: store)
        let moved = proposal.plan.redated.map { change in
            event(.redated(end: change.to, reason: reason), change.assignment)
        }
        let opened = proposal.plan.openings.map { change in
            event(.openingMoved(to: change.to, reason: reason), change.assignment)
        }
        let dropped = withdrawn.map { event(.withdrawn(reason: reason), $0) }
        let revived = try proposal.revived.flatMap { assignment in
            try office.withdrawal(of: assignment.id).map { seq in
                event(.voided(event: seq, reason: reason), assignment)
            }
        }
        var recording = Recording()
        try office.take(moved + opened + dropped + revived, into: &file, writer, now: now, &recording)
    }

    private func event(_ what: What, _ assignment: Assignment) -> Event {
        office.event(
            what, notice: notice.id, assignment: assignment.id, unit: assignment.unit, item: assignment.item, at: now,
            now: now)
    }

    private func putSpawns() throws {
        try writer.removeSpawns(notice: notice.id)
        for task in notice.tasks {
            guard let next = proposal.board.nextTurn(of: task, after: now) else { continue }
            try writer.put(Spawn(notice: notice.id, task: task.id, nextAt: next))
        }
    }
}

extension Assignment {
    /// Whether reminders of two untouched assignments go by the same dates.
    fileprivate func isScheduledAs(_ other: Assignment) -> Bool {
        task == other.task && opens == other.opens && due == other.due
            && (occurrence == nil) == (other.occurrence == nil)
    }
}

extension Board {
    /// When the next turn of a recurring task has to be made: at the start of the coming period, whose successor is
    /// then one period ahead. Nil: the task does not recur, or its last turn is made.
    func nextTurn(of task: Task, after now: Instant) -> Instant? {
        let today = zone.day(of: now)
        return task.due.compactMap { entry -> Instant? in
            guard entry.rule.isRecurring else { return nil }
            let coming = entry.rule.occurrences(
                since: today, today: today, calendar: calendar, zone: zone, dayIncluded: entry.dayIncluded)
            let next = coming.first { $0.period.lowerBound > today }
            return next.map { zone.start(of: $0.period.lowerBound) }
        }
        .min()
    }
}

extension Office {
    /// The events that hold an assignment withdrawn.
    func withdrawal(of id: AssignmentID) throws -> [Int64] {
        try store.events(.assignment(id)).compactMap { event in
            if case .withdrawn = event.what { event.seq } else { nil }
        }
    }
}
