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

    private var groups: [Group] = []
    /// What falls into no group: everything where none are asked for.
    private var rest = Tally()
    /// The group of each unit's or task's place, by what `by` asks for; -1 until the place is met.
    private var groupOfPlace: [Int32] = []
    private var byKey: [String?: Int] = [:]
    private let by: ReportQuery.Grouping?
    private let units: FigureUnits
    private let tasks: [FigureTask]

    init(_ by: ReportQuery.Grouping?, units: FigureUnits, tasks: [FigureTask]) {
        self.by = by
        self.units = units
        self.tasks = tasks
        guard let by else { return }
        groupOfPlace = Array(repeating: -1, count: by == .task ? tasks.count : units.list.count)
    }

    /// - Parameters:
    ///   - unit: its row's number.
    ///   - task: its place among the tasks.
    mutating func add(_ status: Status, _ judgement: Judgement, unit: Int, task: Int, by rules: TallyRules) {
        let place = by == .task ? task : units.places[Int64(unit)]
        guard let by, groupOfPlace.indices.contains(place) else {
            rest.add(status, judgement, unit: unit, by: rules)
            return
        }
        if groupOfPlace[place] < 0 { groupOfPlace[place] = Int32(group(of: place, by)) }
        groups[Int(groupOfPlace[place])].tally.add(status, judgement, unit: unit, by: rules)
    }

    var total: Tally { groups.reduce(into: rest) { $0.add($1.tally) } }

    private mutating func group(of place: Int, _ by: ReportQuery.Grouping) -> Int {
        let (key, name) = words(of: place, by)
        let isAlone = by == .unit || by == .task
        if !isAlone, let known = byKey[key] { return known }
        groups.append(Group(key: key, name: name))
        if !isAlone { byKey[key] = groups.count - 1 }
        return groups.count - 1
    }

    private func words(of place: Int, _ by: ReportQuery.Grouping) -> (key: String?, name: String?) {
        if by == .task { return (tasks[place].id, tasks[place].title) }
        let unit = units.list[place].unit
        switch by {
        case .unit, .task: return (unit.code, unit.name)
        case .kind: return (unit.kind, unit.kind)
        case .parent: return (unit.parent, unit.parent.map { units.names[$0] ?? $0 })
        case .level: return (unit.level?.rawValue, unit.level?.rawValue)
        case .region: return (unit.region, unit.region)
        }
    }

    /// In the order of the first unit or task of each, ranked where enough are decided.
    /// - Parameter isBasis: the notice lets them be compared.
    func ranked(isBasis: Bool) -> [FigureGroup] {
        var found: [FigureGroup] = []
        var isTaken = Array(repeating: false, count: groups.count)
        for group in groupOfPlace where group >= 0 && !isTaken[Int(group)] {
            isTaken[Int(group)] = true
            let group = groups[Int(group)]
            found.append(FigureGroup(key: group.key, name: group.name, tally: group.tally, rank: nil))
        }
        guard isBasis else { return found }
        let rates = found.indices.filter { found[$0].tally.isRankable }
            .map { (index: $0, rate: found[$0].tally.official.rate) }
            .sorted { $0.rate.isHigher(than: $1.rate) }
        var rank = 1
        for (place, entry) in rates.enumerated() {
            if place > 0, rates[place - 1].rate.isHigher(than: entry.rate) { rank = place + 1 }
            found[entry.index].rank = rank
        }
        return found
    }
}

/// The units of a report, found by their row's number without hashing, read once for all its notices.
final class FigureUnits {
    let list: [StoredUnit]
    let places: PlaceByRef
    private(set) lazy var names = Dictionary(
        list.map { ($0.unit.code, $0.unit.name) }, uniquingKeysWith: { first, _ in first })
    private lazy var numbers = Dictionary(
        list.map { ($0.unit.code, Int($0.ref)) }, uniquingKeysWith: { first, _ in first })

    init(_ list: [StoredUnit]) {
        self.list = list
        places = PlaceByRef(list.map(\.ref))
    }

    /// The row's number, by which a unit is the same in every notice; one that the ledger does not know gets its own.
    func number(of code: String) -> Int {
        if let known = numbers[code] { return known }
        let number = -1 - numbers.count
        numbers[code] = number
        return number
    }

    func code(of number: Int) -> String {
        let place = places[Int64(number)]
        return place >= 0 ? list[place].unit.code : ""
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
