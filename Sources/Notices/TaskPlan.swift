/// One task laid over a roster: which units it binds, and for each its dues, deliverables, items and reviewers.

import Deadlines
import Texts

/// Selectors are looked up once when the plan is made, so that asking for each of 50,000 units stays cheap.
public struct TaskPlan: Sendable {
    public let task: Task
    /// The units bound, in the roster's order.
    public let units: [Unit]
    /// Their places in the roster, ascending.
    let places: [Int]
    private let roster: Roster
    private let bound: Fit
    private let leads: Fit?
    private let dueFits: [Fit]
    /// Where every due entry is for every unit: what `dueIndices` comes to for each.
    private let commonDues: [Int]?
    private let deliverableFits: [Fit]
    private let levels: [PreparedLevel]

    public init(_ task: Task, roster: Roster) {
        self.task = task
        self.roster = roster
        places = task.who.places(in: roster)
        units = places.map { roster.units[$0] }
        bound = Fit(places, roster)
        leads = task.lead.map { Fit($0, roster) }
        dueFits = task.due.map { Fit($0.who, roster) }
        deliverableFits = task.deliver.map { Fit($0.who, roster) }
        levels = task.review.map { PreparedLevel($0, roster) }
        commonDues = dueFits.allSatisfy(\.isForAll) ? Self.chosen(task.due) { _ in true } : nil
    }

    public func binds(_ unit: Unit) -> Bool { bound.contains(unit, roster) }

    /// Whether the unit answers for the task; without `lead` every unit does, otherwise the others cooperate.
    public func isLead(_ unit: Unit) -> Bool { leads?.contains(unit, roster) ?? true }

    /// The due entries that make the unit's assignments: the first that fits when it has no channel; otherwise the
    /// first of each channel, and a later one without channel for what goes elsewhere. Empty: one undated assignment.
    public func dues(for unit: Unit) -> [DueEntry] { dueIndices(for: unit).map { task.due[$0] } }

    /// The same as positions in `task.due`.
    public func dueIndices(for unit: Unit) -> [Int] {
        commonDues ?? Self.chosen(task.due) { dueFits[$0].contains(unit, roster) }
    }

    private static func chosen(_ entries: [DueEntry], _ fits: (Int) -> Bool) -> [Int] {
        var chosen: [Int] = []
        var channels: Set<String> = []
        for (index, entry) in entries.enumerated() where fits(index) {
            guard let channel = entry.channel else { return chosen + [index] }
            if channels.insert(channel).inserted { chosen.append(index) }
        }
        return chosen
    }

    /// The entry that dates the unit's assignment for this channel (nil: the one for all or the other channels).
    public func due(for unit: Unit, channel: String?) -> DueEntry? {
        dues(for: unit).first { $0.channel == channel }
    }

    /// What the unit hands in, in the assignment of this channel; nil: for all channels, or those without a due entry.
    public func deliverables(for unit: Unit, channel: String?) -> [Deliverable] {
        let own = zip(task.deliver, deliverableFits).filter { $1.contains(unit, roster) }.map(\.0)
        if let channel { return own.filter { $0.channel == channel } }
        let dated = Set(dues(for: unit).compactMap(\.channel))
        return own.filter { $0.channel.map(dated.contains) != true }
    }

    /// The names of the unit's items; one nil for a task without items, nothing for a unit that has none.
    public func items(of unit: Unit) -> [String?] {
        switch task.items {
        case nil: return [nil]
        case .names(let names): return names
        case .tags(let prefix):
            return unit.tags.filter { $0.hasPrefix(prefix + ":") && $0.count > prefix.count + 1 }
                .map { String($0.dropFirst(prefix.count + 1)) }
        }
    }

    /// What is found for one level of review.
    public enum Finding: Sendable, Hashable {
        case reviewer(Unit)
        case notFound
        /// The selector fits the unit itself and nobody else.
        case itself
        case ambiguous([Unit])
    }

    /// The levels that apply to the unit, in order, each with its position in `task.review`.
    public func review(of unit: Unit) -> [(level: Int, finding: Finding)] {
        levels.enumerated().compactMap { index, level in
            level.fit.contains(unit, roster) ? (index, level.finding(unit, roster)) : nil
        }
    }

    /// The reviewers of the levels that apply to the unit, in order; levels without one reviewer are left out.
    public func reviewers(of unit: Unit) -> [Unit] {
        if levels.isEmpty { return [] }
        return review(of: unit).compactMap { if case .reviewer(let unit) = $0.finding { unit } else { nil } }
    }

    /// The codes of all reviewers, each with the units whose submissions it reviews at any level.
    public func unitsByReviewer() -> [String: [Unit]] {
        var found: [String: [Unit]] = [:]
        for unit in units {
            for code in Set(reviewers(of: unit).map(\.code)) { found[code, default: []].append(unit) }
        }
        return found
    }
}

/// The units that an optional selector fits.
private struct Fit: Sendable {
    /// For each place in the roster whether its unit fits; nil: all do.
    private let fits: [Bool]?

    var isForAll: Bool { fits == nil }

    init(_ selector: UnitSelector?, _ roster: Roster) {
        self.init(selector?.places(in: roster), roster)
    }

    /// - Parameter places: nil: all.
    init(_ places: [Int]?, _ roster: Roster) {
        fits = places.map { places in
            var fits = [Bool](repeating: false, count: roster.units.count)
            for place in places { fits[place] = true }
            return fits
        }
    }

    func contains(_ unit: Unit, _ roster: Roster) -> Bool {
        guard let fits else { return true }
        return roster.index(code: unit.code).map { fits[$0] } ?? false
    }
}

/// A level of review with its candidates looked up.
private struct PreparedLevel: Sendable {
    let fit: Fit
    private let level: ReviewLevel
    private let candidates: [Unit]
    private let codes: Set<String>
    private let byRegion: [String: [Unit]]

    init(_ level: ReviewLevel, _ roster: Roster) {
        self.level = level
        fit = Fit(level.who, roster)
        switch level.reviewer {
        case .parent: candidates = []
        case .ancestor(let selector), .unit(let selector, _): candidates = selector.units(in: roster)
        }
        codes = Set(candidates.map(\.code))
        byRegion = Dictionary(grouping: candidates.filter { $0.region != nil }) { $0.region ?? "" }
    }

    func finding(_ unit: Unit, _ roster: Roster) -> TaskPlan.Finding {
        switch level.reviewer {
        case .parent:
            return roster.parent(of: unit).map { $0.code == unit.code ? .itself : .reviewer($0) } ?? .notFound
        case .ancestor:
            if let found = roster.ancestors(of: unit).first(where: { codes.contains($0.code) }) {
                return .reviewer(found)
            }
            return codes.contains(unit.code) ? .itself : .notFound
        case .unit(_, let sameRegion):
            let found = sameRegion ? unit.region.flatMap { byRegion[$0] } ?? [] : candidates
            let others = found.filter { $0.code != unit.code }
            if let other = others.first { return others.count == 1 ? .reviewer(other) : .ambiguous(others) }
            return found.isEmpty ? .notFound : .itself
        }
    }
}
