/// What a very long digest says about the lines that are not held one by one: how many of each task, and which units.

import Workflow

public struct Remainder: Sendable {
    /// Where in the letter a line would stand.
    enum Section: Sendable, Hashable {
        case own, review, below
        /// The coordinator's: overdue after several reminders.
        case overdue
    }

    /// How many lines there are of one task.
    struct Tally: Sendable {
        let notice: String
        let task: String
        var count: Int
    }

    private struct Key: Hashable {
        let section: Section
        let notice: String
        let task: String
    }

    /// The notices that they are about.
    public private(set) var notices: Set<String> = []
    /// By section, in order of first appearance.
    private var tallies: [Section: [Tally]] = [:]
    private var places: [Key: Int] = [:]
    /// Units that letters do not reach, in order of first appearance.
    private(set) var unreached: [Unreachable] = []
    private var unreachedPlaces: [String: Int] = [:]
    /// Units with something outstanding, to be called.
    private(set) var outstanding: Set<String> = []

    public init() {}

    public var isEmpty: Bool { notices.isEmpty }

    public mutating func add(_ line: Line) {
        let assignment = line.subject.assignment
        notices.insert(assignment.notice)
        switch line.target.part {
        case .own: count(assignment, .own)
        case .review: count(assignment, .review)
        case .below: count(assignment, .below)
        case .watch:
            if line.target.isEscalated { count(assignment, .overdue) }
            if let one = line.target.unreached { note(one) }
            let state = line.subject.status.state
            if state == .open || state == .returned { outstanding.insert(line.unit.code) }
        }
    }

    func tallies(_ section: Section) -> [Tally] { tallies[section] ?? [] }

    func count(_ section: Section) -> Int { tallies(section).reduce(0) { $0 + $1.count } }

    private mutating func count(_ assignment: Assignment, _ section: Section) {
        let key = Key(section: section, notice: assignment.notice, task: assignment.task)
        if let place = places[key] {
            tallies[section]?[place].count += 1
        } else {
            places[key] = tallies(section).count
            tallies[section, default: []].append(
                Tally(notice: assignment.notice, task: assignment.task, count: 1))
        }
    }

    private mutating func note(_ one: Unreached) {
        if let place = unreachedPlaces[one.unit] {
            unreached[place].count += 1
        } else {
            unreachedPlaces[one.unit] = unreached.count
            unreached.append(Unreachable(unit: one.unit, why: one.why, count: 1))
        }
    }
}

/// Lines in the order in which they are to be read, the nearest held and the others counted, however many they are.
public struct LongList {
    /// Lines held at most; far more than a letter shows.
    private let limit: Int
    private var held: [Line] = []
    private var rest = Remainder()

    public init(limit: Int = 2000) { self.limit = limit }

    public mutating func add(_ line: Line) {
        held.append(line)
        if held.count >= 2 * limit { trim() }
    }

    /// The lines to be told one by one, and what is left of the others.
    public mutating func finish() -> (lines: [Line], remainder: Remainder) {
        trim()
        return (held, rest)
    }

    private mutating func trim() {
        held.sort(by: Line.isReadBefore)
        for line in held.dropFirst(limit) { rest.add(line) }
        held.removeLast(max(0, held.count - limit))
    }
}

/// A unit that letters do not reach, with how many lines were about it.
struct Unreachable: Sendable {
    let unit: String
    let why: Suppression
    var count: Int

    /// In order of first appearance.
    static func list(_ lines: [Line], _ remainder: Remainder) -> [Unreachable] {
        var places: [String: Int] = [:]
        var list: [Unreachable] = []
        func add(_ unit: String, _ why: Suppression, _ count: Int) {
            if let place = places[unit] {
                list[place].count += count
            } else {
                places[unit] = list.count
                list.append(Unreachable(unit: unit, why: why, count: count))
            }
        }
        for one in lines.compactMap(\.target.unreached) { add(one.unit, one.why, 1) }
        for one in remainder.unreached { add(one.unit, one.why, one.count) }
        return list
    }
}
