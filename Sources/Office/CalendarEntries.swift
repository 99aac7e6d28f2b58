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
    private var notices: [String: NoticeFacts] = [:]
    private var lastEvents: [String: LastEvent] = [:]

    /// What entries need to know of a notice.
    private struct NoticeFacts {
        let words: CalendarWords
        /// Tasks whose state or due hangs on other units than the one that has them.
        let shared: Set<String>

        init(_ dossier: Dossier, _ language: Language) {
            let clock = WorkClock(calendar: dossier.calendar, zone: dossier.zone)
            words = CalendarWords(notice: dossier.notice, clock: clock, language: language)
            shared = dossier.notice.tasksHangingOnOthers
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
        let ledger = try store.identity() ?? ""
        return try rows.compactMap { row in
            guard let facts = try facts(row.notice) else { return nil }
            let last = facts.shared.contains(row.task) ? try lastEvent(in: row.notice) ?? row.last : row.last
            let (words, clock) = (facts.words, facts.words.clock)
            return FeedEvent(
                uid: "duban-\(row.id)-\(ledger)@duban",
                sequence: Self.sequence(last, isWaiting: row.state == .waiting),
                // What opens because its day has come has no event of its own.
                modified: max(last.recorded, row.openedAt ?? last.recorded),
                moment: FeedEvent.Moment(end: row.deadline, zone: clock.zone), standing: row.standing,
                summary: words.summary(row), details: words.details(row), url: link(row.id),
                categories: words.categories(row.state.name),
                alarms: row.isTheUnitsTurn ? clock.alarms(before: row.deadline) : [])
        }
    }

    /// One entry for each deadline of a task, in the order of the groups.
    func entries(
        of groups: [DeadlineGroup], in notice: String, link: (String) -> String?
    ) throws -> [FeedEvent] {
        guard let facts = try facts(notice), let last = try lastEvent(in: notice) else { return [] }
        let (words, clock) = (facts.words, facts.words.clock)
        let ledger = try store.identity() ?? ""
        let firsts = try store.firstAssignments(ofNotice: notice)
        return groups.map { group in
            FeedEvent(
                uid: Self.uid(of: group, first: firsts[group.task]?[group.deadline], ledger),
                sequence: Self.sequence(last, isWaiting: group.hasWaiting), modified: last.recorded,
                moment: FeedEvent.Moment(end: group.deadline, zone: clock.zone), standing: group.standing,
                summary: words.summary(group), details: words.details(group), url: link(group.task),
                categories: words.categories(group.state.name),
                alarms: group.outstanding > 0 ? clock.alarms(before: group.deadline) : [])
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
    private static func sequence(_ last: LastEvent, isWaiting: Bool) -> Int {
        Int(clamping: 2 * last.seq + (isWaiting ? 0 : 1))
    }

    private func facts(_ notice: String) throws -> NoticeFacts? {
        if let known = notices[notice] { return known }
        let found = try dossier(notice).map { NoticeFacts($0, language) }
        notices[notice] = found
        return found
    }

    private func lastEvent(in notice: String) throws -> LastEvent? {
        if let known = lastEvents[notice] { return known }
        let found = try store.lastEvent(inNotice: notice)
        lastEvents[notice] = found
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
    fileprivate func alarms(before end: Instant) -> [Int64] {
        let day = dueDay(of: end)
        let moment = FeedEvent.Moment(end: end, zone: zone)
        let days = [calendar.adding(workingDays: -1, to: day)] + (calendar.isWorking(day) ? [day] : [])
        return days.map { morning(of: $0) }.filter { $0 < end }.map { moment.seconds(to: $0, zone: zone) }
    }
}
