/// Everything about one notice, out of the ledger or out of a file that is not loaded.

import Deadlines
import Ledger
import Notices
import Platform
import Texts
import Workflow

public struct NoticeOverview: Sendable {
    public let notice: Notice
    /// Nil when a file is looked at without a roster.
    public let roster: Roster?
    public let calendar: WorkCalendar
    public let zone: Zone
    /// Nil when it is not loaded.
    public let stored: StoredNotice?
    public let loadedAt: Instant?
    /// The load that is in force, whose author accepted the doubts that the file has; nil when it is not loaded.
    public let load: Event?
    /// Of each task how many assignments are in each state; empty when it is not loaded.
    public let counts: [String: [State: Int]]
    /// Of each task the units that have not handed in everything yet, in the order of the plan.
    public let missing: [String: [String]]
    /// Of each task how many units it binds.
    public let bound: [String: Int]

    /// The notice as it is loaded.
    public init(loaded id: String, in store: LedgerStore) throws {
        let dossier = try Dossier(id, in: store)
        var counts: [String: [State: Int]] = [:]
        var missing: [String: [String]] = [:]
        try store.forEachAssignment(.notice(id)) { row in
            counts[row.assignment.task, default: [:]][row.status.state, default: 0] += 1
            switch row.status.state {
            case .waiting, .open, .returned:
                let unit = row.assignment.unit
                if missing[row.assignment.task]?.last != unit { missing[row.assignment.task, default: []].append(unit) }
            case .submitted, .accepted, .exempt, .withdrawn: break
            }
        }
        self.init(
            dossier.board, stored: dossier.stored, loadedAt: dossier.loadedAt,
            load: try store.event(dossier.stored.loadedBy), counts: counts, missing: missing)
    }

    /// A notice out of a file, with its roster when one is at hand. Its errors are thrown, warnings passed over.
    public init(file path: String, on shelf: Shelf) throws {
        let reading = try Shelf.readNotice(path)
        let decoded = try reading.sound()
        let calendar = try shelf.calendar(decoded.notice.calendar)
        let zone = try shelf.zone(decoded.notice.zone)
        let roster = try Shelf.rosterBeside(path).map { try Shelf.readRoster($0).sound().roster }
        guard let roster else {
            self.init(notice: decoded.notice, calendar: calendar, zone: zone)
            return
        }
        self.init(
            Board(notice: decoded.notice, roster: roster, calendar: calendar, zone: zone), stored: nil, loadedAt: nil,
            load: nil, counts: [:], missing: [:])
    }

    private init(
        _ board: Board, stored: StoredNotice?, loadedAt: Instant?, load: Event?, counts: [String: [State: Int]],
        missing: [String: [String]]
    ) {
        notice = board.notice
        roster = board.roster
        calendar = board.calendar
        zone = board.zone
        self.stored = stored
        self.loadedAt = loadedAt
        self.load = load
        self.counts = counts
        self.missing = missing
        bound = Dictionary(
            board.notice.tasks.map { ($0.id, $0.who.units(in: board.roster).count) },
            uniquingKeysWith: { first, _ in first })
    }

    private init(notice: Notice, calendar: WorkCalendar, zone: Zone) {
        self.notice = notice
        self.calendar = calendar
        self.zone = zone
        (roster, stored, loadedAt, load, counts, missing, bound) = (nil, nil, nil, nil, [:], [:], [:])
    }

    /// All of the notice's assignments by state.
    public var total: [State: Int] { counts.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) } }
}

/// An indicator with those below it and the points of all of them.
public struct IndicatorNode: Sendable {
    public let indicator: Indicator
    public let children: [IndicatorNode]

    /// Its own rules' most and those of all below.
    public var maximum: Points { children.reduce(indicator.maximum) { $0 + $1.maximum } }

    /// The forest of a notice's indicators in the order of the file; one whose parent is unknown stands at the top.
    public static func forest(_ indicators: [Indicator]) -> [IndicatorNode] {
        let known = Set(indicators.map(\.id))
        func below(_ parent: String?, _ path: Set<String>) -> [IndicatorNode] {
            indicators.filter { indicator in
                let above = indicator.parent.flatMap { known.contains($0) ? $0 : nil }
                return above == parent && !path.contains(indicator.id)
            }
            .map { IndicatorNode(indicator: $0, children: below($0.id, path.union([$0.id]))) }
        }
        return below(nil, [])
    }
}
