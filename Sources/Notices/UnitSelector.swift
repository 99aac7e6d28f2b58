/// Whom a task binds, said by what units are and not by listing them.
import Texts

/// A choice of units. A unit is chosen when it meets every criterion that is given, is in one of `anyOf` if that is
/// given, and is in none of `except`. Within one criterion one match is enough, except in `tags`, which are all needed.
/// A selector without any criterion chooses nothing, unless `all` is set.
public struct UnitSelector: Sendable, Hashable {
    /// Every unit, to be narrowed by the criteria.
    public var all: Bool
    public var kinds: [String]
    public var levels: [UnitLevel]
    /// All of these.
    public var tags: [String]
    /// At least one of these.
    public var anyTags: [String]
    /// None of these; narrows, and so does not count as a criterion by itself.
    public var withoutTags: [String]
    public var regions: [String]
    /// Codes or names; the unit's direct parent is one of them.
    public var parents: [String]
    /// Codes or names; the unit stands below one of them at any depth. The named ones are not chosen themselves.
    public var below: [String]
    /// Codes or names of the units themselves.
    public var units: [String]
    /// Alternatives: one of them must choose the unit.
    public var anyOf: [UnitSelector]
    public var except: [UnitSelector]

    public init(
        all: Bool = false, kinds: [String] = [], levels: [UnitLevel] = [], tags: [String] = [], anyTags: [String] = [],
        withoutTags: [String] = [], regions: [String] = [], parents: [String] = [], below: [String] = [],
        units: [String] = [], anyOf: [UnitSelector] = [], except: [UnitSelector] = []
    ) {
        self.all = all
        self.kinds = kinds
        self.levels = levels
        self.tags = tags
        self.anyTags = anyTags
        self.withoutTags = withoutTags
        self.regions = regions
        self.parents = parents
        self.below = below
        self.units = units
        self.anyOf = anyOf
        self.except = except
    }

    /// All units of the roster.
    public static let everyone = UnitSelector(all: true)

    /// Whether nothing is asked for, so that nothing is chosen.
    public var isEmpty: Bool {
        !all && kinds.isEmpty && levels.isEmpty && tags.isEmpty && anyTags.isEmpty && regions.isEmpty
            && parents.isEmpty && below.isEmpty && units.isEmpty && anyOf.isEmpty
    }

    /// Whether this selector chooses `unit`. To choose from a whole roster, `units(in:)` is faster.
    public func matches(_ unit: Unit, _ roster: Roster) -> Bool {
        PreparedSelector(self, roster).matches(unit)
    }

    /// The chosen units in the roster's order.
    public func units(in roster: Roster) -> [Unit] { places(in: roster).map { roster.units[$0] } }

    /// The places of the chosen units in the roster, ascending.
    func places(in roster: Roster) -> [Int] {
        let prepared = PreparedSelector(self, roster)
        return roster.units.indices.filter { prepared.matches(roster.units[$0]) }
    }
}

/// A selector with its names looked up once, so that choosing from 50,000 units is one pass.
private struct PreparedSelector {
    private let selector: UnitSelector
    private let roster: Roster
    private let parents: Set<String>
    private let units: Set<String>
    /// The places of all units below `selector.below`.
    private let below: Set<Int>
    private let anyOf: [PreparedSelector]
    private let except: [PreparedSelector]
    private let isEmpty: Bool
    private let hasTags: Bool

    init(_ selector: UnitSelector, _ roster: Roster) {
        self.selector = selector
        self.roster = roster
        func codes(_ names: [String]) -> Set<String> { Set(names.map { roster.unit($0)?.code ?? $0 }) }
        parents = codes(selector.parents)
        units = codes(selector.units)
        below = codes(selector.below).reduce(into: []) { $0.formUnion(roster.indices(below: $1)) }
        anyOf = selector.anyOf.map { PreparedSelector($0, roster) }
        except = selector.except.map { PreparedSelector($0, roster) }
        isEmpty = selector.isEmpty
        hasTags = !selector.tags.isEmpty || !selector.anyTags.isEmpty || !selector.withoutTags.isEmpty
    }

    func matches(_ unit: Unit) -> Bool {
        guard !isEmpty, meetsOwn(unit), meetsTags(unit), meetsPlace(unit) else { return false }
        if !anyOf.isEmpty, !anyOf.contains(where: { $0.matches(unit) }) { return false }
        return !except.contains { $0.matches(unit) }
    }

    private func meetsOwn(_ unit: Unit) -> Bool {
        if !selector.kinds.isEmpty, unit.kind.map(selector.kinds.contains) != true { return false }
        if !selector.levels.isEmpty, unit.level.map(selector.levels.contains) != true { return false }
        return units.isEmpty || units.contains(unit.code)
    }

    private func meetsTags(_ unit: Unit) -> Bool {
        if !hasTags { return true }
        return selector.tags.allSatisfy(unit.tags.contains)
            && (selector.anyTags.isEmpty || selector.anyTags.contains(where: unit.tags.contains))
            && !selector.withoutTags.contains(where: unit.tags.contains)
    }

    private func meetsPlace(_ unit: Unit) -> Bool {
        if !selector.regions.isEmpty, unit.region.map(selector.regions.contains) != true { return false }
        if !parents.isEmpty, unit.parent.map(parents.contains) != true { return false }
        return selector.below.isEmpty || roster.index(code: unit.code).map(below.contains) == true
    }
}
