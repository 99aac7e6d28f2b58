/// A notice as it was in force at a moment, read from the ledger with no more work than the figures need.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// What several notices of one report share: read once.
final class FigureSources {
    private let store: LedgerStore
    private let asOf: Instant
    /// Nothing at all was recorded after the moment.
    private let isCurrent: Bool
    private var calendars: [String: WorkCalendar] = [:]
    private var unitList: FigureUnits?
    private var chainList: [Int64: [String]]?
    /// The last event recorded by the moment; nil for the rows as they are.
    private let event: Int64?

    /// - Parameter asOf: one report asks for one moment.
    init(_ store: LedgerStore, asOf: Instant) throws {
        self.store = store
        self.asOf = asOf
        isCurrent = try store.lastRecorded().map { $0 <= asOf } ?? true
        event = isCurrent ? nil : try store.head(asOf: asOf).seq
    }

    func isCurrent(_ notice: String) throws -> Bool {
        try isCurrent || !store.hasRecorded(inNotice: notice, since: asOf.adding(seconds: 1))
    }

    func calendar(_ digest: String, of id: String) throws -> WorkCalendar {
        if let known = calendars[digest] { return known }
        guard let calendar = WorkCalendar(compact: try text(digest)) else {
            throw KeptTexts.damaged(Phrase(zh: "工作日历", en: "working-day calendar"), id)
        }
        calendars[digest] = calendar
        return calendar
    }

    /// The ledger's units as they were at the moment.
    func units() throws -> FigureUnits {
        if let unitList { return unitList }
        let found = FigureUnits(try store.units(after: event))
        unitList = found
        return found
    }

    /// The chains of reviewers by their numbers.
    func chains() throws -> [Int64: [String]] {
        if let chainList { return chainList }
        let found = try store.chains()
        chainList = found
        return found
    }

    func text(_ digest: String) throws -> String {
        guard let text = try store.document(digest) else {
            throw KeptTexts.damaged(Phrase(zh: "原文", en: "text"), String(digest.prefix(12)))
        }
        return text
    }
}

/// A notice as it was in force at a moment: its texts, its rules, and what had happened to it as a whole.
struct NoticeVersion {
    let stored: StoredNotice
    let load: Load
    let title: String
    let number: String?
    let official: OnTimeReading
    let assessment: Notice.Assessment
    /// Those of its file in their order, then those that a later file dropped.
    let tasks: [FigureTask]
    let calendar: WorkCalendar
    let zone: Zone
    let asOf: Instant
    /// What happened to the notice or a unit, not to single assignments; taken back ones left out.
    let shared: [Event]
    /// Nothing was recorded in it after the moment: the ledger's rows show it, save what they opened since.
    let isCurrent: Bool
    private let event: Int64?
    /// Nil where it has not been read.
    private let file: Notice?
    private let sources: FigureSources

    /// Nil when the notice was not loaded by then.
    /// - Parameter event: leave out this event and what came after it, as it was just before; nil: nothing.
    init?(
        _ stored: StoredNotice, asOf: Instant, before event: Int64? = nil, in store: LedgerStore,
        _ sources: FigureSources? = nil
    ) throws {
        let sources = try sources ?? FigureSources(store, asOf: asOf)
        let shared = try store.events(.shared(notice: stored.id), asOf: asOf).filter { $0.seq < event ?? .max }
        // By number: of two loads with one time the later one holds.
        let loads = shared.sorted { $0.seq < $1.seq }.compactMap { event -> Load? in
            if case .loaded(let load) = event.what { load } else { nil }
        }
        guard let load = loads.last else { return nil }
        let heads = try store.tasks(ofNotice: stored.id)
        isCurrent = try event == nil && sources.isCurrent(stored.id)
        if isCurrent {
            // The rows say what the file says; reading it again would be the larger part of the work.
            file = nil
            (title, number, official, assessment) = (stored.title, stored.number, stored.official, stored.assessment)
            tasks = FigureTask.list(heads.filter { !$0.isDropped }.map(FigureTask.init), among: heads)
            zone = try Dossier.zone(stored.zone)
        } else {
            let notice = try KeptTexts.notice(try sources.text(load.notice), id: stored.id)
            file = notice
            (title, number, official, assessment) = (notice.title, notice.number, notice.official, notice.assessment)
            tasks = FigureTask.list(notice.tasks.map(FigureTask.init), among: heads)
            zone = try Dossier.zone(notice.zone)
        }
        self.stored = stored
        self.load = load
        self.asOf = asOf
        self.event = event
        self.shared = shared
        self.sources = sources
        calendar = try sources.calendar(load.calendar, of: stored.id)
    }

    /// The notice's file, read where it was not before.
    func notice() throws -> Notice { try file ?? KeptTexts.notice(try sources.text(load.notice), id: stored.id) }

    /// What its tasks wait for, read without the rest of the file.
    func conditions() throws -> [TaskConditions] {
        if let file { return file.tasks.map(TaskConditions.init) }
        return try KeptTexts.conditions(try sources.text(load.notice), id: stored.id)
    }

    static func required(
        _ stored: StoredNotice, asOf: Instant, before event: Int64? = nil, in store: LedgerStore,
        _ sources: FigureSources? = nil
    ) throws -> NoticeVersion {
        if let version = try NoticeVersion(stored, asOf: asOf, before: event, in: store, sources) { return version }
        let when = try Dossier.zone(stored.zone).minute(asOf)
        throw Refusal(
            .notFound,
            Phrase(
                zh: "截至 \(when)，通知“\(stored.id)”还没有加载", en: "by \(when) the notice “\(stored.id)” had not been loaded"),
            remedy: Phrase(zh: "改用较晚的 --as-of", en: "ask for a later --as-of"))
    }

    func rules(includesNotDue: Bool) -> TallyRules {
        TallyRules(
            official: official, asOf: asOf, calendar: calendar, zone: zone, includesNotDue: includesNotDue)
    }

    /// Reads the roster, which the figures themselves do not need.
    func board() throws -> Board {
        let roster = try KeptTexts.roster(try sources.text(load.roster))
        return Board(notice: try notice(), roster: roster, calendar: calendar, zone: zone)
    }

    /// The assignments that there were at the moment, those that a later load removed among them.
    func assignments(in store: LedgerStore) throws -> [Assignment] {
        let made = Set(
            shared.compactMap { event -> Int64? in if case .planned = event.what { event.seq } else { nil } })
        let loaded = Set(
            shared.compactMap { event -> Int64? in if case .loaded = event.what { event.seq } else { nil } })
        let kept = try store.definitions(ofNotice: stored.id).filter { made.contains($0.madeBy) }.map(\.assignment)
        let removed = try store.removedAssignments(ofNotice: stored.id)
            .filter { made.contains($0.madeBy) && !loaded.contains($0.removedBy) }.map(\.assignment)
        return removed.isEmpty ? kept : (kept + removed).sorted { $0.id < $1.id }
    }

    /// All its events that had happened and were recorded by the moment.
    func events(in store: LedgerStore) throws -> [Event] {
        try store.events(.notice(stored.id), asOf: asOf).filter { $0.seq < event ?? .max }
    }

    /// A task as the last file described it that had it; nil if none had.
    func task(_ id: String) throws -> Task? {
        for event in shared.sorted(by: { $0.seq > $1.seq }) {
            guard case .loaded(let load) = event.what else { continue }
            let notice = try KeptTexts.notice(try sources.text(load.notice), id: stored.id)
            if let task = notice.tasks.first(where: { $0.id == id }) { return task }
        }
        return nil
    }

    /// Everything computed anew from the events.
    func replay(in store: LedgerStore) throws -> (assignments: [Assignment], evaluation: Evaluation) {
        let assignments = try assignments(in: store)
        let events = try events(in: store)
        return (assignments, try board().evaluate(assignments, events, asOf: asOf))
    }

    /// Why a later load has an assignment no more.
    func reason(for assignment: Assignment, goneWith event: Event) throws -> Phrase {
        guard case .loaded(let load) = event.what else { return Phrase(same: event.what.kind) }
        let revision = Phrase(zh: "通知第 \(load.revision) 版", en: "revision \(load.revision) of the notice")
        let notice = try KeptTexts.notice(try sources.text(load.notice), id: stored.id)
        if !notice.tasks.contains(where: { $0.id == assignment.task }) {
            return revision + Phrase(zh: "没有这项任务", en: " does not have this task")
        }
        if try KeptTexts.roster(try sources.text(load.roster)).unit(code: assignment.unit) == nil {
            return Phrase(zh: "该单位不在", en: "the unit is not in the roster of ") + revision + Phrase(zh: "的名录中", en: "")
        }
        return revision + Phrase(zh: "不再这样要求该单位", en: " does not ask this of the unit")
    }
}
