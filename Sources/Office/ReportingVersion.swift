/// A notice as it was in force at a moment: its texts, its rules, and what had happened to it as a whole.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

struct NoticeVersion {
    let stored: StoredNotice
    let load: Load
    let notice: Notice
    let calendar: WorkCalendar
    let zone: Zone
    let asOf: Instant
    /// Nothing was recorded after the moment: the ledger's rows show it.
    let isCurrent: Bool
    /// What happened to the notice or a unit, not to single assignments; taken back ones left out.
    let shared: [Event]

    /// Nil when the notice was not loaded by then.
    init?(_ stored: StoredNotice, asOf: Instant, in store: LedgerStore) throws {
        let shared = try store.events(.shared(notice: stored.id), asOf: asOf)
        // By number: of two loads with one time the later one holds.
        let loads = shared.sorted { $0.seq < $1.seq }.compactMap { event -> Load? in
            if case .loaded(let load) = event.what { load } else { nil }
        }
        guard let load = loads.last else { return nil }
        self.stored = stored
        self.load = load
        self.asOf = asOf
        self.shared = shared
        notice = try KeptTexts.notice(try Self.text(load.notice, in: store), id: stored.id)
        calendar = try KeptTexts.calendar(try Self.text(load.calendar, in: store), id: stored.id)
        zone = try Dossier.zone(notice.zone)
        isCurrent = try store.lastRecorded().map { $0 <= asOf } ?? true
    }

    static func required(_ stored: StoredNotice, asOf: Instant, in store: LedgerStore) throws -> NoticeVersion {
        if let version = try NoticeVersion(stored, asOf: asOf, in: store) { return version }
        let when = try Dossier.zone(stored.zone).minute(asOf)
        throw Refusal(
            .notFound,
            Phrase(
                zh: "截至 \(when)，通知“\(stored.id)”还没有加载", en: "by \(when) the notice “\(stored.id)” had not been loaded"),
            remedy: Phrase(zh: "改用较晚的 --as-of", en: "ask for a later --as-of"))
    }

    func rules(includesNotDue: Bool) -> TallyRules {
        TallyRules(
            official: notice.official, asOf: asOf, calendar: calendar, zone: zone, includesNotDue: includesNotDue)
    }

    /// Reads the roster, which the figures themselves do not need.
    func board(in store: LedgerStore) throws -> Board {
        let roster = try KeptTexts.roster(try Self.text(load.roster, in: store))
        return Board(notice: notice, roster: roster, calendar: calendar, zone: zone)
    }

    /// The assignments that there were at the moment, those that a later load removed among them.
    func assignments(in store: LedgerStore) throws -> [Assignment] {
        let made = Set(
            shared.compactMap { event -> Int64? in if case .planned = event.what { event.seq } else { nil } })
        let loaded = Set(
            shared.compactMap { event -> Int64? in if case .loaded = event.what { event.seq } else { nil } })
        let kept = try store.assignments(.notice(stored.id)).filter { made.contains($0.madeBy) }.map(\.assignment)
        let removed = try store.removedAssignments(ofNotice: stored.id)
            .filter { made.contains($0.madeBy) && !loaded.contains($0.removedBy) }.map(\.assignment)
        return removed.isEmpty ? kept : (kept + removed).sorted { $0.id < $1.id }
    }

    /// Everything computed anew from the events that had happened and were recorded by the moment.
    func replay(in store: LedgerStore) throws -> (assignments: [Assignment], evaluation: Evaluation) {
        let assignments = try assignments(in: store)
        let events = try store.events(.notice(stored.id), asOf: asOf)
        return (assignments, try board(in: store).evaluate(assignments, events, asOf: asOf))
    }

    private static func text(_ digest: String, in store: LedgerStore) throws -> String {
        guard let text = try store.document(digest) else {
            throw KeptTexts.damaged(Phrase(zh: "原文", en: "text"), String(digest.prefix(12)))
        }
        return text
    }
}
