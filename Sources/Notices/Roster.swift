/// The list of all units that notices can bind.
import Texts

/// The roster (名录): all units in their order, found by code, name and place in the tree.
public struct Roster: Sendable {
    /// In the order of the file.
    public let units: [Unit]
    private let byCode: [String: Int]
    private let byName = OnDemand<[String: Int]>()
    private let byCreditCode: [String: Int]
    private let childrenByCode = OnDemand<[String: [Int]]>()

    /// Of units with the same code the first is kept. Parents that are unknown or form a cycle are harmless
    /// here: chains end there. `RosterReader` reports them.
    public init(units: [Unit]) {
        var kept: [Unit] = []
        kept.reserveCapacity(units.count)
        var byCode = [String: Int](minimumCapacity: units.count)
        var byCreditCode: [String: Int] = [:]
        for unit in units {
            if let first = byCode.updateValue(kept.count, forKey: unit.code) {
                byCode[unit.code] = first
                continue
            }
            if let credit = unit.creditCode?.text, byCreditCode[credit] == nil { byCreditCode[credit] = kept.count }
            kept.append(unit)
        }
        self.units = kept
        self.byCode = byCode
        self.byCreditCode = byCreditCode
    }

    private var placesByName: [String: Int] {
        byName.value {
            var places = [String: Int](minimumCapacity: units.count)
            for (index, unit) in units.enumerated() where places[unit.name] == nil { places[unit.name] = index }
            // A present name goes before another unit's former one.
            for (index, unit) in units.enumerated() {
                for name in unit.formerNames where places[name] == nil { places[name] = index }
            }
            return places
        }
    }

    private var placesByParent: [String: [Int]] {
        childrenByCode.value {
            var places: [String: [Int]] = [:]
            for (index, unit) in units.enumerated() {
                if let parent = unit.parent { places[parent, default: []].append(index) }
            }
            return places
        }
    }

    public func unit(code: String) -> Unit? { byCode[code].map { units[$0] } }

    /// By present name, else by a former one; of several with one name the first.
    public func unit(named name: String) -> Unit? { placesByName[name].map { units[$0] } }

    /// By code, else by name: how people refer to a unit.
    public func unit(_ codeOrName: String) -> Unit? { unit(code: codeOrName) ?? unit(named: codeOrName) }

    /// By a credit code as written; small letters are taken, too.
    public func unit(creditCode: String) -> Unit? { byCreditCode[creditCode.uppercased()].map { units[$0] } }

    /// The place of the unit in `units`.
    public func index(code: String) -> Int? { byCode[code] }

    public func parent(of unit: Unit) -> Unit? { unit.parent.flatMap { self.unit(code: $0) } }

    /// Parent, grandparent …; ends at the top, at an unknown parent, or where a cycle closes.
    public func ancestors(of unit: Unit) -> [Unit] {
        var chain: [Unit] = []
        var seen: Set<String> = [unit.code]
        var current = unit
        while let above = parent(of: current), seen.insert(above.code).inserted {
            chain.append(above)
            current = above
        }
        return chain
    }

    /// The units whose parent has this code, in the roster's order.
    public func children(of code: String) -> [Unit] { (placesByParent[code] ?? []).map { units[$0] } }

    /// All units below this code, at any depth, without the unit itself, in the roster's order.
    public func descendants(of code: String) -> [Unit] {
        indices(below: code).sorted().map { units[$0] }
    }

    /// Whether `unit` stands somewhere below the unit with this code.
    public func isBelow(_ unit: Unit, _ code: String) -> Bool {
        ancestors(of: unit).contains { $0.code == code }
    }

    /// The places in `units` of all units below this code.
    func indices(below code: String) -> Set<Int> {
        let children = placesByParent
        var found: Set<Int> = []
        var open = [code]
        while let next = open.popLast() {
            for index in children[next] ?? [] where units[index].code != code {
                if found.insert(index).inserted { open.append(units[index].code) }
            }
        }
        return found
    }

    /// The code or name nearest to one that is not in the roster.
    public func closest(to codeOrName: String) -> String? {
        Texts.closest(to: codeOrName, among: units.lazy.flatMap { [$0.code, $0.name] })
    }

    /// Each kind, tag and region once, in order of first appearance: for "did you mean" and for listings.
    public var kinds: [String] { distinct(units.lazy.compactMap(\.kind)) }
    public var tags: [String] { distinct(units.lazy.flatMap(\.tags)) }
    public var regions: [String] { distinct(units.lazy.compactMap(\.region)) }

    private func distinct(_ words: some Sequence<String>) -> [String] {
        var seen = Set<String>()
        return words.filter { seen.insert($0).inserted }
    }
}
