/// What only shows when all rows are read: parents that are missing or form a circle.
import Texts

extension RosterReader {
    /// Turns parents given by name into codes and reports unknown ones and circles.
    mutating func checkTree() -> Roster {
        var roster = Roster(units: units)
        var hasMoved = false
        for (index, unit) in units.enumerated() {
            guard let written = unit.parent, let row = rowOf[unit.code] else { continue }
            if let parent = roster.unit(written) {
                guard parent.code != written else { continue }
                units[index] = unit.moved(below: parent.code)
                hasMoved = true
            } else {
                report(.unknownParent(written, closest: roster.closest(to: written)), at: span(.parent, sheet[row]))
            }
        }
        // The tree is built again only if some parent was given by name.
        if hasMoved { roster = Roster(units: units) }
        reportCircles(roster)
        return roster
    }

    private mutating func reportCircles(_ roster: Roster) {
        var settled: Set<String> = []
        for unit in roster.units where !settled.contains(unit.code) {
            var path: [String] = []
            var onPath: Set<String> = []
            var current: Unit? = unit
            while let step = current, !settled.contains(step.code), onPath.insert(step.code).inserted {
                path.append(step.code)
                current = roster.parent(of: step)
            }
            if let closing = current, let start = path.firstIndex(of: closing.code), let row = rowOf[closing.code] {
                report(.parentCircle(Array(path[start...]) + [closing.code]), at: span(.parent, sheet[row]))
            }
            settled.formUnion(path)
        }
    }
}

extension Unit {
    /// The same unit under another parent.
    func moved(below parent: String) -> Unit {
        Unit(
            code: code, name: name, kind: kind, level: level, parent: parent, region: region, tags: tags,
            mailboxes: mailboxes, phone: phone, creditCode: creditCode, joins: joins, leaves: leaves,
            formerNames: formerNames)
    }
}
