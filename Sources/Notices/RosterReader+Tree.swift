/// What only shows when all rows are read: parents that are missing or form a circle.
import Texts

extension RosterReader {
    /// Turns parents given by name into codes and reports unknown ones and circles.
    mutating func checkTree() -> Roster {
        let roster = Roster(units: units)
        var hasMoved = false
        // The place of each unit's parent in the roster; -1: none. No two units here have the same code.
        var above = [Int](repeating: -1, count: units.count)
        for (index, unit) in units.enumerated() {
            guard let written = unit.parent, let row = rowOf[unit.code] else { continue }
            if let place = roster.index(code: written) {
                above[index] = place
            } else if let parent = roster.unit(named: written), let place = roster.index(code: parent.code) {
                above[index] = place
                units[index] = unit.moved(below: parent.code)
                hasMoved = true
            } else {
                report(.unknownParent(written, closest: roster.closest(to: written)), at: span(.parent, sheet[row]))
            }
        }
        reportCircles(above)
        // The tree is built again only if some parent was given by name.
        return hasMoved ? Roster(units: units) : roster
    }

    private mutating func reportCircles(_ above: [Int]) {
        var isSettled = [Bool](repeating: false, count: above.count)
        var isOnPath = isSettled
        for start in above.indices where !isSettled[start] {
            var path: [Int] = []
            var current = start
            while current >= 0, !isSettled[current], !isOnPath[current] {
                isOnPath[current] = true
                path.append(current)
                current = above[current]
            }
            if current >= 0, isOnPath[current], let first = path.firstIndex(of: current) {
                let codes = path[first...].map { units[$0].code }
                if let row = rowOf[codes[0]] {
                    report(.parentCircle(codes + [codes[0]]), at: span(.parent, sheet[row]))
                }
            }
            for place in path { (isSettled[place], isOnPath[place]) = (true, false) }
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
