/// Which group of a report each assignment falls into: worked out once for each unit or task, never for each row.

import Ledger
import Notices
import Texts
import Workflow

struct FigureGroups {
    struct Group {
        let key: String?
        let name: String?
        var tally = Tally()
    }

    private(set) var groups: [Group] = []
    /// By the unit's place or the task's place, as `by` has it.
    private var groupOfPlace: [Int] = []
    private var byKey: [String?: Int] = [:]
    private let by: ReportQuery.Grouping?

    init(_ by: ReportQuery.Grouping?, units: [StoredUnit], tasks: [FigureTask]) {
        self.by = by
        guard let by else { return }
        if by == .task {
            for task in tasks { place(key: task.id, name: task.title) }
            return
        }
        let names = Dictionary(units.map { ($0.unit.code, $0.unit.name) }, uniquingKeysWith: { first, _ in first })
        for stored in units {
            let unit = stored.unit
            switch by {
            case .unit, .task: place(key: unit.code, name: unit.name)
            case .kind: place(key: unit.kind, name: unit.kind)
            case .parent: place(key: unit.parent, name: unit.parent.map { names[$0] ?? $0 })
            case .level: place(key: unit.level?.rawValue, name: unit.level?.rawValue)
            case .region: place(key: unit.region, name: unit.region)
            }
        }
    }

    private mutating func place(key: String?, name: String?) {
        let group = byKey[key] ?? groups.count
        if group == groups.count { groups.append(Group(key: key, name: name)) }
        byKey[key] = group
        groupOfPlace.append(group)
    }

    mutating func add(_ status: Status, _ judgement: Judgement, unit: Int, task: Int, by rules: TallyRules) {
        guard let by else { return }
        let place = by == .task ? task : unit
        guard groupOfPlace.indices.contains(place) else { return }
        groups[groupOfPlace[place]].tally.add(status, judgement, unit: unit, by: rules)
    }

    /// Those with any assignment, ranked where enough are decided and the notice lets them be compared.
    func ranked(_ version: NoticeVersion) -> [FigureGroup] {
        var found = groups.filter { $0.tally.total > 0 }
            .map { FigureGroup(key: $0.key, name: $0.name, tally: $0.tally, rank: nil) }
        guard version.assessment == .basis else { return found }
        let rates = found.indices.filter { found[$0].tally.isRankable(version.official, .extended) }
            .map { (index: $0, rate: found[$0].tally[version.official, .extended].rate) }
        for (index, rate) in rates {
            found[index].rank = 1 + rates.count { $0.rate.isHigher(than: rate) }
        }
        return found
    }
}

extension Ratio {
    /// Compared exactly, by cross multiplication.
    func isHigher(than other: Ratio) -> Bool {
        numerator * other.denominator > other.numerator * denominator
    }
}

/// A task as the figures need it.
struct FigureTask {
    let id: String
    let title: String
    let isOptional: Bool

    init(_ stored: StoredTask) {
        (id, title, isOptional) = (stored.id, stored.title, stored.isOptional)
    }

    init(_ task: Task) {
        (id, title, isOptional) = (task.id, task.title, task.optional)
    }

    /// The tasks of a file, then those of the ledger that it does not have.
    static func list(_ inFile: [FigureTask], among heads: [StoredTask]) -> [FigureTask] {
        let known = Set(inFile.map(\.id))
        return inFile + heads.filter { !known.contains($0.id) }.map(FigureTask.init).sorted { $0.id < $1.id }
    }
}
