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
    /// Empty unless it is to be named who holds things up.
    private var blocked: [Member] = []
    /// The latest day on which something that is still waiting was to open by now.
    private var latestOpening: Instant?
    /// Something was opened by the clock after the moment.
    private var hasOpenedLater = false
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

    /// Counts once; rows that turn out to stand at another moment are left for a replay.
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
        _ id: AssignmentID, _ status: Status, unit: Int, task: Int, item: String?, originalCover: Cover? = nil
    ) {
        let isOptional = tasks.indices.contains(task) && tasks[task].isOptional
        let judgement = Judgement(status, isOptional: isOptional, by: rules, originalCover: originalCover)
        if namesHolders, judgement.official == .blocked, tasks.indices.contains(task) {
            blocked.append(Member(id, task: tasks[task].id, unit: unit, item: item, status))
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

    /// - Parameter members: the assignments of a task, asked for once.
    private func charges(
        reviewers: @escaping (Member) -> [String], members: @escaping (String) throws -> [Member]
    ) throws -> [BlockedCharge] {
        guard !blocked.isEmpty else { return [] }
        let units = try sources.units()
        var known: [String: TaskMembers] = [:]
        var charges = BlockedCharges(
            try version.conditions(), shared: version.shared,
            BlockedCharges.Surroundings(
                ofTask: { task in
                    if let found = known[task] { return found }
                    let found = TaskMembers(try members(task))
                    known[task] = found
                    return found
                }, reviewers: reviewers, code: { units.code(of: $0) }))
        for member in blocked { try charges.charge(member) }
        return charges.inOrder
    }
}

// MARK: - From the rows

extension FigureCount {
    /// Nil when the rows stand at another moment: something came to its opening after the moment and they show it, or
    /// before and they do not.
    private mutating func countRows() throws -> [BlockedCharge]? {
        let places = taskPlaces
        let stored = try store.tasks(ofNotice: version.stored.id)
        let taskPlaces = PlaceByRef(stored.map(\.ref), to: stored.map { places[$0.id] ?? -1 })
        // The body may not change `self` while the rows stream from its store: the count is worked on as a copy.
        var count = self
        let asOf = version.asOf
        try store.forEachStatus(ofNotice: version.stored.id) { row in
            if row.opens > asOf {
                if row.status.state.isOpened { count.hasOpenedLater = true }
            } else if row.status.state == .waiting {
                count.latestOpening = max(count.latestOpening ?? row.opens, row.opens)
            }
            if Self.isExtendedReview(row.status) {
                count.extendedReviews.append(row.id)
                return
            }
            count.add(row.id, row.status, unit: Int(row.unit), task: taskPlaces[row.task], item: row.item)
        }
        self = count
        let id = version.stored.id
        if hasOpenedLater { return nil }
        if let latestOpening, try !store.hasRecorded(inNotice: id, since: latestOpening) { return nil }
        if !extendedReviews.isEmpty { try addExtendedReviews(places) }
        let chains = blocked.isEmpty ? [:] : try sources.chains()
        let store = store
        func members(_ task: String) throws -> [Member] {
            try store.members(ofTask: task, notice: id).map {
                Member($0.id, task: task, unit: Int($0.unit), item: $0.item, chain: $0.chain, $0.status)
            }
        }
        return try charges(reviewers: { chains[$0.chain] ?? [] }, members: members)
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
                id, status, unit: unit, task: places[assignment.task] ?? -1, item: assignment.item,
                originalCover: cover)
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

extension State {
    fileprivate var isOpened: Bool {
        switch self {
        case .open, .submitted, .returned, .accepted: true
        case .waiting, .exempt, .withdrawn: false
        }
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
        let standings = assignments.compactMap { assignment in
            evaluation.statuses[assignment.id].map { (assignment: assignment, status: $0) }
        }
        let ofTask = Dictionary(grouping: standings, by: \.assignment.task)
        let places = taskPlaces
        let units = try sources.units()
        for (assignment, status) in standings {
            let unit = units.number(of: assignment.unit)
            var cover: Cover?
            if Self.isExtendedReview(status) {
                cover = try originalCover(of: assignment, status, try version.notice()) { ofTask[$0] ?? [] }
            }
            add(
                assignment.id, status, unit: unit, task: places[assignment.task] ?? -1, item: assignment.item,
                originalCover: cover)
        }
        let reviewers = Dictionary(
            blocked.isEmpty ? [] : standings.map { ($0.assignment.id, $0.assignment.reviewers) },
            uniquingKeysWith: { first, _ in first })
        func members(_ task: String) -> [Member] {
            (ofTask[task] ?? []).map { assignment, status in
                Member(
                    assignment.id, task: task, unit: units.number(of: assignment.unit), item: assignment.item, status)
            }
        }
        return try charges(reviewers: { reviewers[$0.id] ?? [] }, members: members)
    }
}
