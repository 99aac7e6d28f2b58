/// Counts one notice for a report: from the ledger's rows as they stream by, or from a replay of its events.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

struct FigureCount {
    private let version: NoticeVersion
    private let store: LedgerStore
    private let rules: TallyRules
    private let tasks: [FigureTask]
    private let sources: FigureSources
    private let namesHolders: Bool
    private var groups: FigureGroups
    /// Everything that others may wait for; empty unless it is to be named who holds things up.
    private var members: [Member] = []
    private var blocked: [Member] = []
    /// The latest day on which something that is still waiting was to open by now.
    private var latestOpening: Instant?
    /// Extended reviews: their original due needs the rounds of what they cover.
    private var extendedReviews: [AssignmentID] = []

    init(_ version: NoticeVersion, _ query: ReportQuery, in store: LedgerStore, _ sources: FigureSources) throws {
        self.version = version
        self.store = store
        self.sources = sources
        rules = version.rules(includesNotDue: query.includesNotDue)
        tasks = version.tasks
        namesHolders = query.namesHolders
        let needsUnits = query.by != nil && query.by != .task
        groups = FigureGroups(query.by, units: needsUnits ? try sources.units() : FigureUnits([]), tasks: tasks)
    }

    /// Counts once; rows that turn out to be behind the clock are left for a replay.
    mutating func figures() throws -> NoticeFigures {
        let blank = self
        var charges = version.isCurrent ? try countRows() : nil
        if charges == nil {
            self = blank
            charges = try countReplay()
        }
        return NoticeFigures(
            id: version.stored.id, title: version.title, number: version.number, revision: version.load.revision,
            calendar: "\(version.calendar.id)@\(version.calendar.version)", zone: version.zone,
            official: version.official, assessment: version.assessment, total: groups.total,
            groups: groups.ranked(isBasis: version.assessment == .basis), charges: charges ?? [])
    }

    /// - Parameter task: its place among the tasks.
    private mutating func add(
        _ member: @autoclosure () -> Member, _ status: Status, unit: Int, task: Int, originalCover: Cover? = nil
    ) {
        let isOptional = tasks.indices.contains(task) && tasks[task].isOptional
        let judgement = Judgement(status, isOptional: isOptional, by: rules, originalCover: originalCover)
        if namesHolders {
            members.append(member())
            if judgement.official == .blocked { blocked.append(member()) }
        }
        groups.add(status, judgement, unit: unit, task: task, by: rules)
    }

    /// Cover counts depend on the due; a row holds those of the extended one.
    private static func isExtendedReview(_ status: Status) -> Bool {
        status.cover != nil && status.extendedDue != status.effectiveDue
    }

    private var taskPlaces: [String: Int] {
        Dictionary(tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func charges(_ notice: Notice, reviewers: @escaping (Member) -> [String]) throws -> [BlockedCharge] {
        let units = try sources.units()
        let byUnit = Dictionary(grouping: members, by: \.unit)
        let byTask = Dictionary(grouping: members, by: \.task)
        var charges = BlockedCharges(
            notice, shared: version.shared,
            BlockedCharges.Surroundings(
                ofUnit: { byUnit[$0] ?? [] }, ofTask: { byTask[$0] ?? [] }, reviewers: reviewers,
                code: { units.code(of: $0) }))
        for member in blocked { charges.charge(member) }
        return charges.inOrder
    }
}

// MARK: - From the rows

extension FigureCount {
    /// Nil when something has come to its opening since the rows were last brought up to date.
    private mutating func countRows() throws -> [BlockedCharge]? {
        let places = taskPlaces
        let stored = try store.tasks(ofNotice: version.stored.id)
        let taskPlaces = PlaceByRef(stored.map(\.ref), to: stored.map { places[$0.id] ?? -1 })
        // The body may not change `self` while the rows stream from its store: the count is worked on as a copy.
        var count = self
        let tasks = tasks
        try store.forEachStatus(ofNotice: version.stored.id) { row in
            if Self.isExtendedReview(row.status) {
                count.extendedReviews.append(row.id)
                return
            }
            if row.status.state == .waiting, row.opens <= count.version.asOf {
                count.latestOpening = max(count.latestOpening ?? row.opens, row.opens)
            }
            let task = taskPlaces[row.task]
            let unit = Int(row.unit)
            count.add(
                Member(
                    row.id, task: tasks.indices.contains(task) ? tasks[task].id : "", unit: unit,
                    item: row.item, chain: row.chain, row.status), row.status, unit: unit, task: task)
        }
        self = count
        if let latestOpening, try !store.hasRecorded(inNotice: version.stored.id, since: latestOpening) { return nil }
        if !extendedReviews.isEmpty { try addExtendedReviews(places) }
        guard !blocked.isEmpty else { return [] }
        let chains = try sources.chains()
        return try charges(try version.notice()) { chains[$0.chain] ?? [] }
    }

    private mutating func addExtendedReviews(_ places: [String: Int]) throws {
        let notice = try version.notice()
        for id in extendedReviews {
            guard let review = try store.assignment(id) else { continue }
            let (assignment, status) = (review.assignment, review.status)
            let unit = Int(try store.unit(code: assignment.unit)?.ref ?? 0)
            let cover = try originalCover(of: assignment, status, notice) { task in
                try store.assignments(.task(task, notice: notice.id)).map { ($0.assignment, $0.status) }
            }
            add(
                Member(id, task: assignment.task, unit: unit, item: assignment.item, status), status, unit: unit,
                task: places[assignment.task] ?? -1, originalCover: cover)
        }
    }

    private func originalCover(
        of review: Assignment, _ status: Status, _ notice: Notice,
        _ ofTask: (String) throws -> [(assignment: Assignment, status: Status)]
    ) throws -> Cover {
        var cover = Cover()
        for id in notice.tasks.first(where: { $0.id == review.task })?.covers ?? [] {
            let isOptional = notice.tasks.first { $0.id == id }?.optional ?? false
            for member in try ofTask(id) {
                guard let level = member.assignment.reviewers.firstIndex(of: review.unit),
                    member.status.state != .withdrawn, !isOptional || member.status.isBegun
                else { continue }
                cover.add(member.status, level: level + 1, due: status.effectiveDue)
            }
        }
        return cover
    }
}

/// Places by row number without hashing: row numbers are small.
struct PlaceByRef {
    private var places: [Int32] = []

    init(_ refs: [Int64], to places: [Int]? = nil) {
        self.places = Array(repeating: -1, count: Int(refs.max() ?? 0) + 1)
        for (place, ref) in refs.enumerated() where ref >= 0 {
            self.places[Int(ref)] = Int32(clamping: places?[place] ?? place)
        }
    }

    /// -1 for an unknown one.
    subscript(ref: Int64) -> Int {
        ref >= 0 && ref < places.count ? Int(places[Int(ref)]) : -1
    }
}

// MARK: - From the events

extension FigureCount {
    private mutating func countReplay() throws -> [BlockedCharge] {
        let (assignments, evaluation) = try version.replay(in: store)
        let notice = try version.notice()
        let standings = assignments.compactMap { assignment in
            evaluation.statuses[assignment.id].map { (assignment: assignment, status: $0) }
        }
        var ofTask: [String: [(assignment: Assignment, status: Status)]]?
        let places = taskPlaces
        let units = try sources.units()
        for (assignment, status) in standings {
            let unit = units.number(of: assignment.unit)
            var cover: Cover?
            if Self.isExtendedReview(status) {
                let known = ofTask ?? Dictionary(grouping: standings, by: \.assignment.task)
                ofTask = known
                cover = try originalCover(of: assignment, status, notice) { known[$0] ?? [] }
            }
            add(
                Member(assignment.id, task: assignment.task, unit: unit, item: assignment.item, status), status,
                unit: unit, task: places[assignment.task] ?? -1, originalCover: cover)
        }
        guard !blocked.isEmpty else { return [] }
        let reviewers = Dictionary(
            standings.map { ($0.assignment.id, $0.assignment.reviewers) }, uniquingKeysWith: { first, _ in first })
        return try charges(notice) { reviewers[$0.id] ?? [] }
    }
}
