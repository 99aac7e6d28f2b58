// Counts a report anew from the specification's text alone: nothing of the program's own counting is used, and nothing in
// this folder imports a module of the program. Written in another manner on purpose: tables of words, long passes, its
// own working-day arithmetic in UTC+8.

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

    var stories: [String: Story] = [:]
    var inForce: [Row] = []
    var faults: [String] = []

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

    mutating func tell() {
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

    func needs(_ id: String) -> [String] {
        let task = tasks.first { $0["id"] == id }!
        var names = (task["covers"]! + "," + (task["below"] ?? "")).components(separatedBy: ",").filter { !$0.isEmpty }
        for text in [task["after"]!, task["rules"]!] {
            for other in tasks where text.contains("(\(other["id"]!))") { names.append(other["id"]!) }
        }
        return names.filter { $0 != id }
    }

    func all(_ task: String) -> [Story] {
        assignments.filter { $0["task"] == task }.compactMap { stories[$0["id"]!] }
    }

    func story(_ row: Row) -> Story {
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

    func minimum(_ task: Row) -> Int { Int(task["minimum"]!) ?? minimum }
    func correction(_ task: Row) -> Int { Int(task["correction"]!) ?? correction }
}
