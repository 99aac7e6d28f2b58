/// The figures of notices at a moment, now or past: what `duban report` prints.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

public struct ReportQuery: Sendable, Hashable {
    public enum Grouping: String, Sendable, CaseIterable {
        case unit, kind, parent, task, level, region
    }

    /// Ids; empty: every notice that was loaded by then.
    public var notices: [String]
    public var by: Grouping?
    public var asOf: Instant
    /// What is accepted before its due counts already, and what is not due yet is in the completion's denominator.
    public var includesNotDue: Bool
    /// Find out who holds up what is blocked (`NoticeFigures.charges`): the notices' files are read for it.
    public var namesHolders: Bool

    public init(
        notices: [String] = [], by: Grouping? = nil, asOf: Instant, includesNotDue: Bool = false,
        namesHolders: Bool = true
    ) {
        self.notices = notices
        self.by = by
        self.asOf = asOf
        self.includesNotDue = includesNotDue
        self.namesHolders = namesHolders
    }
}

/// Everything that a report prints; the same query gives the same value whenever it is asked.
public struct Report: Sendable {
    public let asOf: Instant
    /// The end of the chain as it was at `asOf`.
    public let head: Head
    public let by: ReportQuery.Grouping?
    public let includesNotDue: Bool
    public let notices: [NoticeFigures]

    /// All notices together, each by its own official reading; nil for fewer than two.
    ///
    /// Rates are the sum of the numerators over the sum of the denominators; a unit that several notices bind is one
    /// unit.
    public var total: Tally? {
        notices.count < 2 ? nil : notices.reduce(into: Tally()) { $0.add($1.total) }
    }
}

/// One notice's part of a report.
public struct NoticeFigures: Sendable {
    public let id: String
    public let title: String
    public let number: String?
    /// Counts the loads of its file, from 1.
    public let revision: Int
    /// Id and version of the working-day calendar.
    public let calendar: String
    public let zone: Zone
    public let official: OnTimeReading
    public let assessment: Notice.Assessment
    public let total: Tally
    /// In the order of the ledger's units, or of the notice's tasks; empty without grouping.
    public let groups: [FigureGroup]
    /// Who held up what was blocked at its due; empty unless the query asked for it.
    public let charges: [BlockedCharge]
}

public struct FigureGroup: Sendable {
    /// The unit's or task's code, the kind, level or region; nil for those without.
    public let key: String?
    public let name: String?
    public let tally: Tally
    /// From 1 by the official on-time rate, equal rates alike; nil: too few to rank, or nothing ranks.
    public var rank: Int?

    public init(key: String?, name: String?, tally: Tally, rank: Int?) {
        self.key = key
        self.name = name
        self.tally = tally
        self.rank = rank
    }
}

extension Office {
    /// The figures as they stood at the query's moment.
    ///
    /// - Throws: `Refusal.notFound` for a notice that is unknown or was not loaded by then.
    public func report(_ query: ReportQuery) throws -> Report {
        try store.read {
            if query.notices.isEmpty { try require(.seeFigures, on: .ledger) }
            for notice in query.notices { try require(.seeFigures, on: .notice(notice)) }
            let head = try store.head(asOf: query.asOf)
            let sources = try FigureSources(store, asOf: query.asOf)
            let notices = try versions(query, sources).map { version in
                var count = try FigureCount(version, query, in: store, sources)
                return try count.figures()
            }
            return Report(
                asOf: query.asOf, head: head, by: query.by, includesNotDue: query.includesNotDue, notices: notices)
        }
    }

    private func versions(_ query: ReportQuery, _ sources: FigureSources) throws -> [NoticeVersion] {
        let known = try store.notices()
        if query.notices.isEmpty {
            return try known.compactMap { try NoticeVersion($0, asOf: query.asOf, in: store, sources) }
        }
        return try query.notices.map { id in
            guard let stored = known.first(where: { $0.id == id }) else {
                throw Refusal.unknown(Phrase(zh: "通知", en: "notice"), id, among: known.map(\.id))
            }
            return try NoticeVersion.required(stored, asOf: query.asOf, in: store, sources)
        }
    }
}
