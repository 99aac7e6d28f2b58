// When the conditions before an assignment held, and dues that count from an event.

import Foundation

extension Recounted {
    /// When all conditions held: looked up at every moment at which anything happened.
    func openSpans(_ row: Row, _ after: [String]) -> [(start: Int, end: Int?)] {
        let moved = inForce.last { $0["kind"] == "openingMoved" && $0["assignment"] == row["id"] }
        let opens = Int(moved?["to"] ?? row["opens"]!)!
        guard opens <= asOf else { return [] }
        if after.isEmpty { return [(opens, nil)] }
        var moments = Set(inForce.map { Int($0["at"]!)! }.filter { $0 > opens })
        moments.insert(opens)
        for other in stories.values { for step in other.timeline where step.at > opens { moments.insert(step.at) } }
        var spans: [(start: Int, end: Int?)] = []
        var isOpen = false
        for moment in moments.sorted() {
            let holds = after.allSatisfy { self.holds($0, row, at: moment) }
            if holds && !isOpen { spans.append((moment, nil)) }
            if !holds && isOpen { spans[spans.count - 1].end = moment }
            isOpen = holds
        }
        return spans
    }

    func holds(_ anchor: String, _ row: Row, at moment: Int) -> Bool {
        guard let bracket = anchor.firstIndex(of: "(") else { return (happened(anchor, row) ?? Int.max) <= moment }
        let task = String(anchor[anchor.index(after: bracket)...].dropLast())
        let isAll = anchor.hasPrefix("all ")
        let isAccepted = anchor.contains("accepted(")
        let isOptional = tasks.first { $0["id"] == task }!["optional"] == "1"
        return all(task).allSatisfy { member in
            guard isAll || member.row["unit"] == row["unit"] else { return true }
            if member.state == "withdrawn" { return true }
            if isOptional && member.submissions == 0 && member.state != "exempt" { return true }
            let state = member.timeline.last { $0.at <= moment }!.state
            if isAccepted || member.state == "exempt" { return state == "accepted" || state == "exempt" }
            return state == "submitted" || state == "accepted"
        }
    }

    func happened(_ name: String, _ row: Row) -> Int? {
        inForce.first { event in
            event["kind"] == "happened" && event["name"] == name
                && (event["unit"] == nil || event["unit"] == row["unit"])
                && (event["item"] == nil || event["item"] == row["item"])
        }
        .map { Int($0["at"]!)! }
    }

    /// `15 working days after finalised`, `3 months after change`, `2 working days before due(forms)`.
    func dueByRule(_ rule: String, _ row: Row) -> Int? {
        let words = rule.components(separatedBy: " ")
        let count = Int(words[0])!
        let place = words.firstIndex { $0 == "after" || $0 == "before" }!
        let target = words[place + 1]
        var day: Int
        if target.hasPrefix("due(") {
            let task = String(target.dropFirst(4).dropLast())
            let dues = all(task).filter { $0.row["unit"] == row["unit"] }.compactMap(\.held)
            guard let due = dues.max() else { return nil }
            day = working.day(due - 1)
        } else {
            guard let at = happened(target, row) else { return nil }
            day = working.day(at)
        }
        let sign = words[place] == "after" ? 1 : -1
        if words[1] == "working" {
            day = working.adding(sign * count, to: day)
        } else {
            precondition(words[1].hasPrefix("month"))
            day = working.adding(months: sign * count, to: day)
            while !working.works(day) { day += sign }
        }
        return working.end(ofDay: day)
    }
}
