// What others complete: a review, a group's quota; and whose every second was.

extension Recounted {
    func review(_ story: Story, _ task: Row) {
        var total = 0
        var decided = 0
        var done = 0
        var overdue = (original: 0, extended: 0)
        for name in task["covers"]!.components(separatedBy: ",") {
            let isOptional = tasks.first { $0["id"] == name }!["optional"] == "1"
            for member in all(name) {
                guard let place = member.reviewers.firstIndex(of: story.row["unit"]!), member.state != "withdrawn",
                    !isOptional || member.submissions > 0
                else { continue }
                let level = place + 1
                total += 1
                let past =
                    ["accepted", "exempt"].contains(member.state)
                    || (member.state == "submitted" && member.level > level)
                if past {
                    decided += 1
                    let by = member.rounds.last {
                        $0.level == level && $0.decided != nil && !isReturn(member, $0.decided!)
                    }
                    let since = member.timeline.last { $0.state == member.state }!.at
                    done = max(done, member.state == "exempt" ? since : by?.decided ?? member.acceptedAt!)
                }
                for round in member.rounds where round.level == level {
                    if let due = story.held, round.received < due, (round.decided ?? Int.max) >= due {
                        overdue.original += 1
                    }
                    if let due = story.extended, round.received < due, (round.decided ?? Int.max) >= due {
                        overdue.extended += 1
                    }
                }
            }
        }
        story.cover = (overdue.original, overdue.extended)
        if total > 0, decided == total { finish(story, at: done) }
    }

    func isReturn(_ story: Story, _ at: Int) -> Bool {
        story.timeline.contains { $0.at == at && $0.state == "returned" }
            && !story.timeline.contains { $0.at == at && ["submitted", "accepted"].contains($0.state) }
    }

    func group(_ story: Story, _ task: Row, _ below: String) {
        let times = all(below).filter { member in
            !member.isNil && ["submitted", "accepted"].contains(member.state)
                && isBelow(member.row["unit"]!, story.row["unit"]!)
        }
        .map { $0.last! }.sorted()
        let wanted = Int(task["belowCount"]!)!
        if times.count >= wanted { finish(story, at: times[wanted - 1]) }
    }

    func isBelow(_ unit: String, _ top: String) -> Bool {
        var above = units[unit]?["parent"] ?? ""
        while !above.isEmpty {
            if above == top { return true }
            above = units[above]?["parent"] ?? ""
        }
        return false
    }

    func finish(_ story: Story, at: Int) {
        guard story.state == "open" || story.state == "waiting" else { return }
        story.first = at
        story.last = at
        story.acceptedAt = at
        go(story, "accepted", at)
    }

    /// Every second from the opening to the acceptance belongs to somebody.
    func clock(_ story: Story) {
        guard story.state == "accepted", let opened = story.opened else { return }
        let end = story.timeline.last!.at
        for (index, step) in story.timeline.enumerated() {
            let from = max(step.at, opened)
            let until = min(end, index + 1 < story.timeline.count ? max(story.timeline[index + 1].at, opened) : end)
            guard until > from else { continue }
            switch step.state {
            case "open", "returned": story.unitSeconds += until - from
            case "submitted": story.reviewerSeconds += until - from
            case "accepted", "exempt": story.closedSeconds += until - from
            default: break
            }
        }
    }
}
