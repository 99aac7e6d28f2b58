// Counts a report anew from the specification's text alone: nothing of the program's own counting is used or imported.
// Written in another manner on purpose: tables of words, one long pass, its own working-day arithmetic in UTC+8.

import Foundation

/// What the ledger holds, as plain text; see RecountInput.swift.
struct Recounted {
    typealias Row = [String: String]

    var events: [Row]
    var assignments: [Row]
    var tasks: [Row]
    /// Keys of deliverables by assignment.
    var required: [String: [String]]
    var official: String
    var correction: Int
    var minimum: Int
    /// Unit code → kind, parent, level, region.
    var units: [String: Row]
    var working: WorkingDays
    var asOf: Int

    /// One assignment's story, told from its events.
    final class Story {
        var row: Row = [:]
        var state = "waiting"
        var timeline: [(at: Int, state: String)] = []
        var due: Int?
        var held: Int?
        var extended: Int?
        var opened: Int?
        var openedLate = false
        var extendedAfterDue = false
        var stale = false
        var correctionDue: Int?
        var first: Int?
        var last: Int?
        var acceptedAt: Int?
        var level = 0
        var submissions = 0, returns = 0, reviews = 0, reopenings = 0, backdated = 0
        var isNil = false, onBehalf = false
        /// What could not be told: the histories are to be free of it.
        var faults: [String] = []
        var items: Set<String> = []
        var quantity = 0
        /// level, received, decided or nil
        var rounds: [(level: Int, received: Int, decided: Int?)] = []
        /// n of m and overdue by either due; nil: no review.
        var cover: (overdueOriginal: Int, overdueExtended: Int)?
        var unitSeconds = 0, reviewerSeconds = 0, closedSeconds = 0
        var reviewers: [String] { row["reviewers"]!.isEmpty ? [] : row["reviewers"]!.components(separatedBy: ",") }
    }

    private var stories: [String: Story] = [:]
    private var inForce: [Row] = []
    private(set) var faults: [String] = []

    init(
        events: [Row], assignments: [Row], tasks: [Row], required: [String: [String]], official: String,
        correction: Int, minimum: Int, units: [String: Row], working: WorkingDays, asOf: Int
    ) {
        self.events = events
        self.assignments = assignments
        self.tasks = tasks
        self.required = required
        self.official = official
        self.correction = correction
        self.minimum = minimum
        self.units = units
        self.working = working
        self.asOf = asOf
    }

    // MARK: The stories

    private mutating func tell() {
        let seen = events.filter { Int($0["at"]!)! <= asOf && Int($0["recorded"]!)! <= asOf }
        let undone = Set(seen.filter { $0["kind"] == "voided" }.map { $0["event"]! })
        inForce = seen.filter { !undone.contains($0["seq"]!) }
        inForce.sort { (Int($0["at"]!)!, Int($0["seq"]!)!) < (Int($1["at"]!)!, Int($1["seq"]!)!) }
        let plans = Set(seen.filter { $0["kind"] == "planned" }.map { $0["seq"]! })
        assignments = assignments.filter { plans.contains($0["madeBy"]!) }
        // Whatever an assignment waits for has to be told before it.
        var left = tasks.map { $0["id"]! }
        var told: Set<String> = []
        while !left.isEmpty {
            let next = left.first { id in needs(id).allSatisfy { told.contains($0) || !left.contains($0) } } ?? left[0]
            for row in assignments where row["task"] == next { stories[row["id"]!] = story(row) }
            told.insert(next)
            left.removeAll { $0 == next }
        }
    }

    private func needs(_ id: String) -> [String] {
        let task = tasks.first { $0["id"] == id }!
        var names = (task["covers"]! + "," + (task["below"] ?? "")).components(separatedBy: ",").filter { !$0.isEmpty }
        for text in [task["after"]!, task["rules"]!] {
            for other in tasks where text.contains("(\(other["id"]!))") { names.append(other["id"]!) }
        }
        return names.filter { $0 != id }
    }

    private func all(_ task: String) -> [Story] {
        assignments.filter { $0["task"] == task }.compactMap { stories[$0["id"]!] }
    }

    private func story(_ row: Row) -> Story {
        let story = Story()
        story.row = row
        let task = tasks.first { $0["id"] == row["task"] }!
        let own = inForce.filter { $0["assignment"] == row["id"] }
        let rule = row["rule"]!
        let hangs = rule.contains("after ") || rule.contains("before ")
        story.due = Int(row["due"]!) ?? (hangs ? dueByRule(rule, row) : nil)
        for event in own where event["kind"] == "redated" { story.due = event["end"].flatMap { Int($0) } }

        let after = task["after"]!.components(separatedBy: ";").filter { !$0.isEmpty }
        let spans = openSpans(row, after)
        let begun = own.first { $0["kind"] == "submitted" }.map { Int($0["at"]!)! }
        let openNow = spans.last.flatMap { $0.end == nil ? $0.start : nil }
        if let begun {
            story.opened = spans.last { $0.start <= begun }?.start ?? begun
            story.stale = openNow == nil
        } else {
            story.opened = openNow
        }
        story.held = story.due
        if !after.isEmpty, !hangs, let due = story.due, let opened = story.opened {
            let least = working.end(ofDay: working.adding(minimum(task), to: working.day(opened)))
            story.openedLate = least > due
            story.held = max(due, least)
        }
        story.extended = story.held
        story.timeline = [(Int.min, "waiting")]
        for event in own { happen(event, story, task) }
        openIfTime(story, story.opened ?? Int.max)
        if !task["covers"]!.isEmpty { review(story, task) }
        if let below = task["below"], !below.isEmpty { group(story, task, below) }
        clock(story)
        return story
    }

    private func minimum(_ task: Row) -> Int { Int(task["minimum"]!) ?? minimum }
    private func correction(_ task: Row) -> Int { Int(task["correction"]!) ?? correction }

    private func go(_ story: Story, _ state: String, _ at: Int) {
        story.state = state
        story.timeline.append((at, state))
    }

    private func openIfTime(_ story: Story, _ at: Int) {
        guard story.state == "waiting", let opened = story.opened, opened <= at else { return }
        // The time until an exemption was taken back is nobody's, although it opened meanwhile.
        go(story, "open", max(opened, story.timeline.last!.at))
    }

    private func happen(_ event: Row, _ story: Story, _ task: Row) {
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

    private func decide(_ story: Story, _ at: Int, _ event: Row) {
        story.reviews += 1
        if story.rounds.isEmpty {
            story.faults.append(
                "event \(event["seq"]!): nothing lies with a reviewer (\(story.row), \(story.state), in: \(story.items))"
            )
        } else {
            story.rounds[story.rounds.count - 1].decided = at
        }
    }

    private func correct(_ story: Story, _ task: Row, _ at: Int) {
        story.correctionDue = working.end(ofDay: working.adding(correction(task), to: working.day(at)))
        go(story, "returned", at)
    }

    private func submit(_ event: Row, _ at: Int, _ story: Story, _ task: Row) {
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

    // MARK: What others complete

    private func review(_ story: Story, _ task: Row) {
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

    private func isReturn(_ story: Story, _ at: Int) -> Bool {
        story.timeline.contains { $0.at == at && $0.state == "returned" }
            && !story.timeline.contains { $0.at == at && ["submitted", "accepted"].contains($0.state) }
    }

    private func group(_ story: Story, _ task: Row, _ below: String) {
        let times = all(below).filter { member in
            !member.isNil && ["submitted", "accepted"].contains(member.state)
                && isBelow(member.row["unit"]!, story.row["unit"]!)
        }
        .map { $0.last! }.sorted()
        let wanted = Int(task["belowCount"]!)!
        if times.count >= wanted { finish(story, at: times[wanted - 1]) }
    }

    private func isBelow(_ unit: String, _ top: String) -> Bool {
        var above = units[unit]?["parent"] ?? ""
        while !above.isEmpty {
            if above == top { return true }
            above = units[above]?["parent"] ?? ""
        }
        return false
    }

    private func finish(_ story: Story, at: Int) {
        guard story.state == "open" || story.state == "waiting" else { return }
        story.first = at
        story.last = at
        story.acceptedAt = at
        go(story, "accepted", at)
    }

    /// Every second from the opening to the acceptance belongs to somebody.
    private func clock(_ story: Story) {
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

    // MARK: Conditions and dues

    /// When all conditions held: looked up at every moment at which anything happened.
    private func openSpans(_ row: Row, _ after: [String]) -> [(start: Int, end: Int?)] {
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

    private func holds(_ anchor: String, _ row: Row, at moment: Int) -> Bool {
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

    private func happened(_ name: String, _ row: Row) -> Int? {
        inForce.first { event in
            event["kind"] == "happened" && event["name"] == name
                && (event["unit"] == nil || event["unit"] == row["unit"])
                && (event["item"] == nil || event["item"] == row["item"])
        }
        .map { Int($0["at"]!)! }
    }

    /// `15 working days after finalised`, `3 months after change`, `2 working days before due(forms)`.
    private func dueByRule(_ rule: String, _ row: Row) -> Int? {
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

// MARK: - Verdicts

extension Recounted {
    private func isOptional(_ story: Story) -> Bool {
        tasks.first { $0["id"] == story.row["task"] }!["optional"] == "1"
    }

    private func verdict(_ story: Story, _ reading: String, _ basis: String) -> String {
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

    // MARK: The cells

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

    private func count(_ stories: [Story]) -> [String: String] {
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

    private func rates(_ text: inout [String: String], _ out: [String: Int]) {
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

    private func lateness(_ story: Story) -> (Int, Int)? {
        let due = story.extended!
        let limit = max(due, story.correctionDue ?? due)
        var longest: (length: Int, limit: Int, met: Int)?
        if story.first! >= due { longest = (story.first! - due, due, story.first!) }
        if story.last! >= limit, story.last! - limit > longest?.length ?? -1 {
            longest = (story.last! - limit, limit, story.last!)
        }
        return longest.map { days(from: $0.limit, to: $0.met) }
    }

    private func days(from limit: Int, to moment: Int) -> (Int, Int) {
        let from = working.day(limit - 1)
        let to = working.day(moment)
        return (to - from, to > from ? (from + 1...to).count { working.works($0) } : 0)
    }

    private func spread(_ text: inout [String: String], _ key: String, _ list: [Int]) {
        let sorted = list.sorted()
        let count = sorted.count
        text[key + "Median"] = ""
        text[key + "Mean"] = ""
        text[key + "P90"] = ""
        text[key + "Max"] = ""
        guard count > 0 else { return }
        let twice = sorted[(count - 1) / 2] + sorted[count / 2]
        text[key + "Median"] = twice % 2 == 0 ? "\(twice / 2)" : "\(twice / 2).5"
        text[key + "Mean"] = hundredths(sorted.reduce(0, +), count)
        text[key + "P90"] = String(sorted.first { value in 10 * sorted.count { $0 <= value } >= 9 * count }!)
        text[key + "Max"] = String(sorted[count - 1])
    }

    private func percent(_ top: Int, _ bottom: Int) -> String {
        if bottom == 0 { return "" }
        let tenths = (2 * 1000 * top + bottom) / (2 * bottom)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func hundredths(_ top: Int, _ bottom: Int) -> String {
        if bottom == 0 { return "" }
        let value = (2 * 100 * top + bottom) / (2 * bottom)
        return "\(value / 100)." + (value % 100 < 10 ? "0" : "") + "\(value % 100)"
    }

    /// Wilson 1927, in the form of Newcombe 1998.
    private func interval(_ top: Int, _ bottom: Int) -> (String, String) {
        if bottom == 0 { return ("", "") }
        let (n, p, z) = (Double(bottom), Double(top) / Double(bottom), 1.959963984540054)
        let middle = 2 * n * p + z * z
        let spread = z * (z * z + 4 * n * p * (1 - p)).squareRoot()
        func shown(_ share: Double) -> String {
            let tenths = Int((min(1, max(0, share)) * 1000).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
        return (shown((middle - spread) / (2 * (n + z * z))), shown((middle + spread) / (2 * (n + z * z))))
    }
}

// MARK: - Days

/// Working days from the facts' table alone: a list of exceptions, walked day by day.
struct WorkingDays {
    /// Day number → works.
    private var exceptions: [Int: Bool] = [:]
    private let zoneOffset = 8 * 3600

    /// The calendar text as the ledger keeps it: its last line lists `13514h0 13535w1 …`.
    init(calendar text: String) {
        for word in text.components(separatedBy: "=\n").last!.split(whereSeparator: \.isWhitespace) {
            let mark = word.firstIndex { $0 == "h" || $0 == "w" }!
            exceptions[Int(word[..<mark])!] = word[mark] == "w"
        }
    }

    func day(_ moment: Int) -> Int { Int((Double(moment + zoneOffset) / 86400).rounded(.down)) }

    func end(ofDay day: Int) -> Int { (day + 1) * 86400 - zoneOffset }

    func works(_ day: Int) -> Bool {
        // Day 0, 1970-01-01, was a Thursday.
        exceptions[day] ?? (((day % 7) + 7 + 3) % 7 < 5)
    }

    func adding(_ count: Int, to day: Int) -> Int {
        var day = day
        var left = abs(count)
        while left > 0 {
            day += count > 0 ? 1 : -1
            if works(day) { left -= 1 }
        }
        return day
    }

    func adding(months: Int, to day: Int) -> Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        let date = Date(timeIntervalSince1970: Double(day) * 86400)
        return Int(calendar.date(byAdding: .month, value: months, to: date)!.timeIntervalSince1970) / 86400
    }
}
