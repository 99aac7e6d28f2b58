// The cells of a report: every group's counts and rates.

extension Recounted {
    /// Every cell by group and key; the group "" is the whole notice.
    mutating func cells() -> [String: [String: String]] {
        tell()
        faults = stories.values.flatMap(\.faults)
        var groups: [String: [Story]] = [:]
        for row in assignments {
            let story = stories[row["id"]!]!
            let unit = units[row["unit"]!]!
            groups["", default: []].append(story)
            groups["unit=" + row["unit"]!, default: []].append(story)
            groups["task=" + row["task"]!, default: []].append(story)
            for key in ["kind", "parent", "level", "region"] {
                groups["\(key)=" + (unit[key] ?? ""), default: []].append(story)
            }
        }
        return groups.mapValues { count($0) }
    }

    func count(_ stories: [Story]) -> [String: String] {
        var out: [String: Int] = [:]
        var text: [String: String] = [:]
        var late: [(Int, Int)] = []
        var missing: [(Int, Int)] = []
        var reviewedUnits: Set<String> = []
        var returnedUnits: Set<String> = []
        for key in [
            "notDue", "undated", "onTime", "late", "missing", "pending", "blocked", "notBegun", "exempt", "withdrawn",
            "due", "accepted", "dueWithExempt", "reviewedAssignments", "returnedAssignments", "reviews", "returns",
            "acceptedReviewed", "closed", "unitSeconds", "reviewerSeconds", "closedSeconds", "elapsedSeconds",
            "extended", "extendedAfterDue", "openedLate", "reopenings", "backdated", "nilReturns", "onBehalf", "stale",
        ] { out[key] = 0 }
        out["total"] = stories.count
        for reading in ["firstPass", "acceptedSubmission", "firstSubmission"] {
            for basis in ["original", "extended"] {
                for word in ["onTime", "late", "missing", "pending"] { out["\(reading).\(basis).\(word)"] = 0 }
                for story in stories {
                    let key = "\(reading).\(basis).\(verdict(story, reading, basis))"
                    if out[key] != nil { out[key]! += 1 }
                }
            }
        }
        for story in stories {
            let verdict = verdict(story, official, "extended")
            out[verdict]! += 1
            let isDue = ["onTime", "late", "missing", "pending"].contains(verdict)
            if isDue { out["due"]! += 1 }
            if isDue && story.state == "accepted" { out["accepted"]! += 1 }
            if verdict == "exempt" {
                let counts = !isOptional(story) || story.submissions > 0
                if counts, let due = story.extended, due <= asOf { out["dueWithExempt"]! += 1 }
                continue
            }
            if verdict == "withdrawn" { continue }
            if story.reviews > 0 {
                out["reviewedAssignments"]! += 1
                reviewedUnits.insert(story.row["unit"]!)
                out["reviews"]! += story.reviews
                out["returns"]! += story.returns
                if story.returns > 0 {
                    out["returnedAssignments"]! += 1
                    returnedUnits.insert(story.row["unit"]!)
                }
                if story.state == "accepted" { out["acceptedReviewed"]! += 1 }
            }
            out["reopenings"]! += story.reopenings
            if story.isNil { out["nilReturns"]! += 1 }
            if story.onBehalf { out["onBehalf"]! += 1 }
            if story.backdated > 0 { out["backdated"]! += 1 }
            if story.openedLate { out["openedLate"]! += 1 }
            if story.extended != story.held { out["extended"]! += 1 }
            if story.extendedAfterDue { out["extendedAfterDue"]! += 1 }
            if story.stale { out["stale"]! += 1 }
            if verdict == "late", story.state == "accepted" { if let days = lateness(story) { late.append(days) } }
            let limit = max(story.extended ?? 0, story.correctionDue ?? 0)
            let isOut = story.state == "open" || story.state == "returned"
            if verdict == "missing" || (verdict == "late" && isOut && limit <= asOf) {
                missing.append(days(from: limit, to: asOf))
            }
            if story.state == "accepted" {
                out["closed"]! += 1
                out["unitSeconds"]! += story.unitSeconds
                out["reviewerSeconds"]! += story.reviewerSeconds
                out["closedSeconds"]! += story.closedSeconds
                out["elapsedSeconds"]! += max(0, story.timeline.last!.at - story.opened!)
            }
        }
        out["dueWithExempt"]! += out["due"]!
        out["reviewedUnits"] = reviewedUnits.count
        out["returnedUnits"] = returnedUnits.count
        out["lateClosed"] = late.count
        out["stillMissing"] = missing.count
        for (key, value) in out { text[key] = String(value) }
        spread(&text, "lateDays", late.map { $0.0 })
        spread(&text, "lateWorkingDays", late.map { $0.1 })
        spread(&text, "missingDays", missing.map { $0.0 })
        spread(&text, "missingWorkingDays", missing.map { $0.1 })
        rates(&text, out)
        return text
    }

    func rates(_ text: inout [String: String], _ out: [String: Int]) {
        func rate(_ key: String, _ top: Int, _ bottom: Int) { text[key] = percent(top, bottom) }
        rate("completionRate", out["accepted"]!, out["due"]!)
        rate("completionRateWithExempt", out["accepted"]!, out["dueWithExempt"]!)
        rate("unitReturnRate", out["returnedUnits"]!, out["reviewedUnits"]!)
        rate("assignmentReturnRate", out["returnedAssignments"]!, out["reviewedAssignments"]!)
        rate("decisionReturnRate", out["returns"]!, out["reviews"]!)
        text["returnsPerAccepted"] = hundredths(out["returns"]!, out["acceptedReviewed"]!)
        for reading in ["firstPass", "acceptedSubmission", "firstSubmission"] {
            for basis in ["original", "extended"] {
                let name = "\(reading).\(basis)"
                let onTime = out["\(name).onTime"]!
                let decided = onTime + out["\(name).late"]! + out["\(name).missing"]!
                let pending = out["\(name).pending"]!
                rate("\(name).rate", onTime, decided)
                rate("\(name).least", onTime, decided + pending)
                rate("\(name).most", onTime + pending, decided + pending)
                if reading == official && basis == "extended" {
                    rate("onTimeRate", onTime, decided)
                    (text["onTimeRateLow"], text["onTimeRateHigh"]) = interval(onTime, decided)
                }
            }
        }
    }
}
