/// Assignments and tasks as entries of a calendar, for feeds and for what letters carry: the same entry in both.

import Deadlines
import ICalendar
import Ledger
import Notices
import Reminders
import Texts
import Workflow

/// Reads each notice once, and sees it as it was then: for one answer, or until the ledger has another event.
public final class CalendarEntries {
    private let store: LedgerStore
    private let language: Language
    private let dossier: (String) throws -> Dossier?
    private var ledger: String?
    private var notices: [String: NoticeFacts] = [:]
    /// By notice and deadline, which hundreds of assignments may share.
    private var deadlines: [String: [Instant: DeadlineFacts]] = [:]
    /// By notice: of all its units.
    private var lastEvents: [String: Int64] = [:]
    private var recorded: [Int64: Instant] = [:]

    /// What entries need to know of a notice.
    private struct NoticeFacts {
        let words: CalendarWords
        let clock: WorkClock
        /// Tasks whose state or due hangs on other units than the one that has them.
        let shared: Set<String>
        let lastOfNoUnit: Int64

        init(_ dossier: Dossier, _ language: Language, in store: LedgerStore) throws {
            lastOfNoUnit = try store.lastEventOfNoUnit(inNotice: dossier.stored.id)
            clock = WorkClock(calendar: dossier.calendar, zone: dossier.zone)
            words = CalendarWords(dossier.notice, clock, language)
            shared = dossier.notice.tasksHangingOnOthers
        }
    }

    /// What follows from a deadline alone.
    private struct DeadlineFacts {
        let moment: FeedEvent.Moment
        let alarms: [Int64]
        let words: Phrase

        init(_ end: Instant, _ clock: WorkClock) {
            words = clock.due(end)
            moment = FeedEvent.Moment(end: end, zone: clock.zone)
            alarms = clock.alarms(before: end, moment)
        }
    }

    /// - Parameter dossier: the notice with this key as it is loaded; nil: it is gone, and so are its entries.
    public init(_ store: LedgerStore, language: Language, dossier: @escaping (String) throws -> Dossier?) {
        self.store = store
        self.language = language
        self.dossier = dossier
    }

    /// One entry for each assignment, in the order of the rows.
    public func entries(
        of rows: [DeadlineRow], link: (AssignmentID) -> String? = { _ in nil }
    ) throws -> [FeedEvent] {
        let ledger = try identity()
        return try rows.compactMap { row in
            guard let facts = try facts(row.notice) else { return nil }
            let deadline = deadline(row.deadline, of: row.notice, facts)
            let last = max(
                row.last, facts.shared.contains(row.task) ? try lastEvent(in: row.notice) : facts.lastOfNoUnit)
            let at = try recorded(last)
            return FeedEvent(
                uid: "duban-\(row.id)-\(ledger)@duban",
                sequence: Self.sequence(last, isWaiting: row.state == .waiting),
                // What opens because its day has come has no event of its own.
                modified: max(at, row.openedAt ?? at), moment: deadline.moment, standing: row.standing,
                summary: facts.words.summary(row), details: facts.words.details(row, due: deadline.words),
                url: link(row.id),
                categories: facts.words.categories(row.state), alarms: row.isTheUnitsTurn ? deadline.alarms : [])
        }
    }

    /// One entry for each deadline of a task, in the order of the groups.
    func entries(
        of groups: [DeadlineGroup], in notice: String, link: (String) -> String?
    ) throws -> [FeedEvent] {
        guard let facts = try facts(notice) else { return [] }
        let words = facts.words
        let (ledger, last) = (try identity(), try lastEvent(in: notice))
        let at = try recorded(last)
        let firsts = try store.firstAssignments(ofNotice: notice)
        return groups.map { group in
            let deadline = deadline(group.deadline, of: notice, facts)
            return FeedEvent(
                uid: Self.uid(of: group, first: firsts[group.task]?[group.deadline], ledger),
                sequence: Self.sequence(last, isWaiting: group.hasWaiting), modified: at, moment: deadline.moment,
                standing: group.standing, summary: words.summary(group),
                details: words.details(group, due: deadline.words),
                url: link(group.task), categories: words.categories(group.state),
                alarms: group.outstanding > 0 ? deadline.alarms : [])
        }
    }

    /// A deadline that the rule gives is named for the first assignment that has it, so that it keeps its name when the
    /// rule is changed for all, and when single units are granted more time. What only such units have is named for the
    /// first of them.
    private static func uid(of group: DeadlineGroup, first: AssignmentID?, _ ledger: String) -> String {
        "duban-\(first.map { "task\($0)" } ?? "extra\(group.first)")-\(ledger)@duban"
    }

    /// Two numbers for each event of the chain, the second for what opens without one because its day has come. It never
    /// goes back to waiting without an event.
    private static func sequence(_ last: Int64, isWaiting: Bool) -> Int {
        Int(clamping: 2 * last + (isWaiting ? 0 : 1))
    }
}

// MARK: - What is read once

extension CalendarEntries {
    private func identity() throws -> String {
        if let ledger { return ledger }
        let found = try store.identity() ?? ""
        ledger = found
        return found
    }

    private func facts(_ notice: String) throws -> NoticeFacts? {
        if let known = notices[notice] { return known }
        let found = try dossier(notice).map { try NoticeFacts($0, language, in: store) }
        notices[notice] = found
        return found
    }

    private func deadline(_ end: Instant, of notice: String, _ facts: NoticeFacts) -> DeadlineFacts {
        if let known = deadlines[notice]?[end] { return known }
        let made = DeadlineFacts(end, facts.clock)
        deadlines[notice, default: [:]][end] = made
        return made
    }

    private func lastEvent(in notice: String) throws -> Int64 {
        if let known = lastEvents[notice] { return known }
        let found = try store.lastEvent(inNotice: notice)
        lastEvents[notice] = found
        return found
    }

    private func recorded(_ event: Int64) throws -> Instant {
        if let known = recorded[event] { return known }
        let found = try store.recorded(event) ?? Instant(seconds: 0)
        recorded[event] = found
        return found
    }
}

extension DeadlineRow {
    fileprivate var standing: FeedEvent.Standing {
        switch state {
        case .waiting, .open, .submitted, .returned: isProvisional ? .provisional : .expected
        case .accepted, .exempt: .done
        case .withdrawn: .cancelled
        }
    }

    /// While it lies with a reviewer nothing rings at the unit.
    fileprivate var isTheUnitsTurn: Bool { state == .waiting || state == .open || state == .returned }
}

extension DeadlineGroup {
    fileprivate var standing: FeedEvent.Standing {
        if outstanding > 0 { return isProvisional ? .provisional : .expected }
        return units > 0 ? .done : .cancelled
    }

    /// What the whole comes to.
    fileprivate var state: State { outstanding > 0 ? .open : units > 0 ? .accepted : .withdrawn }
}

extension WorkClock {
    /// Seconds from the start of a deadline's entry to the start of work on the last working day before the due day and,
    /// if people work then, on the due day itself.
    fileprivate func alarms(before end: Instant, _ moment: FeedEvent.Moment) -> [Int64] {
        let day = dueDay(of: end)
        let days = [calendar.adding(workingDays: -1, to: day)] + (calendar.isWorking(day) ? [day] : [])
        return days.map { morning(of: $0) }.filter { $0 < end }.map { moment.seconds(to: $0, zone: zone) }
    }
}
