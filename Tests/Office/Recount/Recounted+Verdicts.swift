// On time, late, missing, pending or in no rate; and by how many days.

extension Recounted {
    func isOptional(_ story: Story) -> Bool {
        tasks.first { $0["id"] == story.row["task"] }!["optional"] == "1"
    }

    func verdict(_ story: Story, _ reading: String, _ basis: String) -> String {
        if story.state == "exempt" || story.state == "withdrawn" { return story.state }
        let isReview = story.cover != nil
        if isOptional(story) && story.submissions == 0 && !isReview { return "notBegun" }
        guard let due = basis == "original" ? story.held : story.extended else { return "undated" }
        if asOf < due { return "notDue" }
        if story.state == "waiting" { return "blocked" }
        if let cover = story.cover {
            let overdue = basis == "original" ? cover.overdueOriginal : cover.overdueExtended
            return overdue == 0 ? "onTime" : story.state == "accepted" ? "late" : "missing"
        }
        guard let first = story.first, let last = story.last else { return "missing" }
        let limit = max(due, story.correctionDue ?? due)
        if first >= due { return "late" }
        let isHopeless =
            last >= limit || (story.state == "returned" && asOf >= limit)
            || (story.state == "open" && asOf >= limit)
        if story.state != "accepted" && !isHopeless { return "pending" }
        if reading == "firstSubmission" { return "onTime" }
        if story.state != "accepted" || last >= limit { return "late" }
        return reading == "firstPass" && story.returns > 0 ? "late" : "onTime"
    }

    func lateness(_ story: Story) -> (Int, Int)? {
        let due = story.extended!
        let limit = max(due, story.correctionDue ?? due)
        var longest: (length: Int, limit: Int, met: Int)?
        if story.first! >= due { longest = (story.first! - due, due, story.first!) }
        if story.last! >= limit, story.last! - limit > longest?.length ?? -1 {
            longest = (story.last! - limit, limit, story.last!)
        }
        return longest.map { days(from: $0.limit, to: $0.met) }
    }

    func days(from limit: Int, to moment: Int) -> (Int, Int) {
        let from = working.day(limit - 1)
        let to = working.day(moment)
        return (to - from, to > from ? (from + 1...to).count { working.works($0) } : 0)
    }
}
