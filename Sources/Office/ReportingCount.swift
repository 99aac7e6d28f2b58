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
    private let units: FigureUnits
    private let sources: FigureSources
    private var groups: FigureGroups
    private var total = Tally()
    private var blocked: [AssignmentID] = []
    private var sawWaiting = false
    /// Extended reviews: their original due needs the rounds of what they cover.
    private var extendedReviews: [AssignmentID] = []

    init(_ version: NoticeVersion, _ query: ReportQuery, head: Head, in store: LedgerStore, _ sources: FigureSources)
        throws
    {
        self.version = version
        self.store = store
        self.sources = sources
        rules = version.rules(includesNotDue: query.includesNotDue)
        tasks = version.tasks
        let needsUnits = query.by != nil && query.by != .task
        units = needsUnits ? try sources.units(after: version.isCurrent ? nil : head.seq) : FigureUnits([])
        groups = FigureGroups(query.by, units: units, tasks: tasks)
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
            official: version.official, assessment: version.assessment, total: total, groups: groups.ranked(version),
            charges: charges ?? [])
    }

    private mutating func add(
        _ id: AssignmentID, _ status: Status, unit: Int, task: Int, originalCover: Cover? = nil
    ) {
        let isOptional = tasks.indices.contains(task) && tasks[task].isOptional
        let judgement = Judgement(status, isOptional: isOptional, by: rules, originalCover: originalCover)
        if judgement.official == .blocked { blocked.append(id) }
        if status.state == .waiting { sawWaiting = true }
        total.add(status, judgement, unit: unit, by: rules)
        groups.add(status, judgement, unit: unit, task: task, by: rules)
    }

    /// Cover counts depend on the due; a row holds those of the extended one.
    private static func isExtendedReview(_ status: Status) -> Bool {
        status.cover != nil && status.extendedDue != status.effectiveDue
    }
}

// MARK: - From the rows

extension FigureCount {
    /// Nil when something has come to its opening since the rows were last brought up to date.
    private mutating func countRows() throws -> [BlockedCharge]? {
        let unitPlaces = units.places
        let places = Dictionary(tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let stored = try store.tasks(ofNotice: version.stored.id)
        let taskPlaces = PlaceByRef(stored.map(\.ref), to: stored.map { places[$0.id] ?? -1 })
        let isGrouped = !units.list.isEmpty
        // The body may not change `self` while the rows stream from its store: the count is worked on as a copy.
        var count = self
        var lean: [LeanRow] = []
        try store.forEachStatus(ofNotice: version.stored.id) { row in
            let task = taskPlaces[row.task]
            lean.append(LeanRow(row, task: task))
            if Self.isExtendedReview(row.status) {
                count.extendedReviews.append(row.id)
                return
            }
            let unit = isGrouped ? unitPlaces[row.unit] : Int(row.unit)
            count.add(row.id, row.status, unit: unit, task: task)
        }
        self = count
        if sawWaiting, try store.hasOpened(ofNotice: version.stored.id, by: version.asOf) { return nil }
        guard !extendedReviews.isEmpty || !blocked.isEmpty else { return [] }
        let notice = try version.notice()
        let ledger = StoredAround(notice: version.stored.id, store: store)
        for id in extendedReviews {
            guard let review = try store.assignment(id) else { continue }
            let unit = try store.unit(code: review.assignment.unit)?.ref ?? 0
            add(
                id, review.status, unit: isGrouped ? unitPlaces[unit] : Int(unit),
                task: places[review.assignment.task] ?? -1,
                originalCover: try originalCover(of: review.assignment, review.status, notice, ledger.ofTask))
        }
        return try charges(notice, ledger, lean)
    }

    /// Rows are enough to name who holds things up, unless units have several assignments of one task.
    private func charges(_ notice: Notice, _ ledger: StoredAround, _ lean: [LeanRow]) throws -> [BlockedCharge] {
        let hasItems = notice.tasks.contains { $0.items != nil || $0.starts != nil }
        let isBlocked = Set(blocked)
        var charges: BlockedCharges
        if hasItems {
            charges = BlockedCharges(
                version, notice,
                BlockedCharges.Surroundings(
                    ofUnit: { try ledger.ofUnit($0).map(Member.init) },
                    ofTask: { try ledger.ofTask($0).map(Member.init) },
                    reviewers: ledger.reviewers))
            for id in blocked.sorted() {
                if let found = try ledger.standing(id) { try charges.charge(Member(found)) }
            }
        } else {
            let codes = try sources.units(after: nil)
            let members = lean.map { row in
                let unit = codes.places[row.unit]
                return Member(
                    row.id, task: tasks.indices.contains(row.task) ? tasks[row.task].id : "",
                    unit: unit >= 0 ? codes.list[unit].unit.code : "", item: nil, row.status)
            }
            let byUnit = Dictionary(grouping: members, by: \.unit)
            let byTask = Dictionary(grouping: members, by: \.task)
            charges = BlockedCharges(
                version, notice,
                BlockedCharges.Surroundings(
                    ofUnit: { byUnit[$0] ?? [] }, ofTask: { byTask[$0] ?? [] }, reviewers: ledger.reviewers))
            for member in members where isBlocked.contains(member.id) { try charges.charge(member) }
        }
        return charges.inOrder
    }

    private func originalCover(
        of review: Assignment, _ status: Status, _ notice: Notice, _ ofTask: (String) throws -> [Standing]
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

/// A row of the ledger with what others may wait for.
private struct LeanRow {
    let id: AssignmentID
    let task: Int
    let unit: Int64
    private let state: State
    private let level: Int
    private let submissions: Int
    private let openedAt: Instant?
    private let returnedAt: Instant?

    init(_ row: StatusRow, task: Int) {
        id = row.id
        self.task = task
        unit = row.unit
        state = row.status.state
        level = row.status.level
        submissions = row.status.submissions
        openedAt = row.status.openedAt
        returnedAt = row.status.returnedAt
    }

    var status: Status {
        var status = Status()
        status.state = state
        status.level = level
        status.submissions = submissions
        status.openedAt = openedAt
        status.returnedAt = returnedAt
        return status
    }
}

/// An assignment and how it stands.
struct Standing {
    let assignment: Assignment
    let status: Status
}

/// The rows around an assignment, fetched when they are asked for.
private struct StoredAround {
    let notice: String
    let store: LedgerStore

    func ofUnit(_ unit: String) throws -> [Standing] {
        try store.assignments(.unitInNotice(unit, notice: notice)).map(standing)
    }

    func ofTask(_ task: String) throws -> [Standing] {
        try store.assignments(.task(task, notice: notice)).map(standing)
    }

    func standing(_ id: AssignmentID) throws -> Standing? { try store.assignment(id).map(standing) }

    func reviewers(_ id: AssignmentID) throws -> [String] { try store.assignment(id)?.assignment.reviewers ?? [] }

    private func standing(_ stored: StoredAssignment) -> Standing {
        Standing(assignment: stored.assignment, status: stored.status)
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
            evaluation.statuses[assignment.id].map { Standing(assignment: assignment, status: $0) }
        }
        let ofUnit = Dictionary(grouping: standings, by: \.assignment.unit)
        let ofTask = Dictionary(grouping: standings, by: \.assignment.task)
        let taskPlaces = Dictionary(tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var unitPlaces = units.placeByCode
        for standing in standings {
            let (assignment, status) = (standing.assignment, standing.status)
            let unit = unitPlaces[assignment.unit] ?? unitPlaces.count
            unitPlaces[assignment.unit] = unit
            let cover =
                Self.isExtendedReview(status)
                ? try originalCover(of: assignment, status, notice) { ofTask[$0] ?? [] } : nil
            add(
                assignment.id, status, unit: unit, task: taskPlaces[assignment.task] ?? -1, originalCover: cover)
        }
        let byID = Dictionary(standings.map { ($0.assignment.id, $0) }, uniquingKeysWith: { first, _ in first })
        var charges = BlockedCharges(
            version, notice,
            BlockedCharges.Surroundings(
                ofUnit: { (ofUnit[$0] ?? []).map(Member.init) }, ofTask: { (ofTask[$0] ?? []).map(Member.init) },
                reviewers: { byID[$0]?.assignment.reviewers ?? [] }))
        for id in blocked.sorted() {
            if let found = byID[id] { try charges.charge(Member(found)) }
        }
        return charges.inOrder
    }
}
