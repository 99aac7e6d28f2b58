// An assignment's own events, one after the other.

import Foundation

extension Recounted {
    func go(_ story: Story, _ state: String, _ at: Int) {
        story.state = state
        story.timeline.append((at, state))
    }

    func openIfTime(_ story: Story, _ at: Int) {
        guard story.state == "waiting", let opened = story.opened, opened <= at else { return }
        // The time until an exemption was taken back is nobody's, although it opened meanwhile.
        go(story, "open", max(opened, story.timeline.last!.at))
    }

    func happen(_ event: Row, _ story: Story, _ task: Row) {
        let at = Int(event["at"]!)!
        openIfTime(story, at)
        if Int(event["recorded"]!)! - at >= 60 { story.backdated += 1 }
        switch event["kind"]! {
        case "submitted": submit(event, at, story, task)
        case "accepted":
            decide(story, at, event)
            if story.level < story.reviewers.count {
                story.level += 1
                story.rounds.append((story.level, at, nil))
                go(story, "submitted", at)
            } else {
                story.level = 0
                story.acceptedAt = at
                go(story, "accepted", at)
            }
        case "returned":
            decide(story, at, event)
            story.returns += 1
            correct(story, task, at)
        case "reopened":
            story.reopenings += 1
            story.level = 0
            correct(story, task, at)
        case "extended":
            if let due = story.extended, at >= due { story.extendedAfterDue = true }
            story.extended = Int(event["end"]!)!
        case "exempted", "withdrawn":
            if let open = story.rounds.last, open.decided == nil { story.rounds.removeLast() }
            if event["kind"] == "exempted" { story.row["before"] = "\(story.state) \(story.level)" }
            story.level = 0
            go(story, event["kind"] == "exempted" ? "exempt" : "withdrawn", at)
        case "reinstated":
            let before = story.row["before"]!.components(separatedBy: " ")
            story.level = Int(before[1])!
            if before[0] == "submitted" { story.rounds.append((story.level, at, nil)) }
            go(story, before[0], at)
            openIfTime(story, at)
        default: break
        }
    }

    func decide(_ story: Story, _ at: Int, _ event: Row) {
        story.reviews += 1
        if story.rounds.isEmpty {
            story.faults.append(
                "event \(event["seq"]!): nothing lies with a reviewer (\(story.row), \(story.state), in: \(story.items))"
            )
        } else {
            story.rounds[story.rounds.count - 1].decided = at
        }
    }

    func correct(_ story: Story, _ task: Row, _ at: Int) {
        story.correctionDue = working.end(ofDay: working.adding(correction(task), to: working.day(at)))
        go(story, "returned", at)
    }

    func submit(_ event: Row, _ at: Int, _ story: Story, _ task: Row) {
        let ownQuota = Int(task["quota"]!)
        let addsOn = ownQuota != nil && ["submitted", "accepted"].contains(story.state)
        story.submissions += 1
        story.isNil = event["nil"] == "1"
        if event["onBehalf"] != nil { story.onBehalf = true }
        let all = required[story.row["id"]!] ?? []
        story.items.formUnion(event["items"]?.components(separatedBy: ",") ?? all)
        if !story.isNil { story.quantity += Int(event["count"] ?? "1")! }
        if addsOn && event["replaces"] != "1" { return }
        let complete = ownQuota.map { story.quantity >= $0 } ?? story.items.isSuperset(of: all)
        guard story.isNil || complete else { return }
        story.first = story.first ?? at
        story.last = at
        if story.reviewers.isEmpty {
            story.acceptedAt = at
            go(story, "accepted", at)
            return
        }
        if let open = story.rounds.last, open.decided == nil { story.rounds.removeLast() }
        let resumed = task["resume"] == "same" && story.state == "returned" && story.level > 0
        story.level = resumed ? story.level : 1
        story.rounds.append((story.level, at, nil))
        go(story, "submitted", at)
    }
}
