/// Checks of steps against each other: time between a step and the one that waits for it, reviews in between.

import Deadlines
import Texts

struct SequenceChecks {
    let notice: Notice
    let calendar: WorkCalendar
    let dues: StaticDues
    /// Nil without a roster: then only tasks with one due day for everybody are compared.
    let plans: [String: TaskPlan]?
    let findings: Findings
    private let reviews: [String: [Task]]

    init(notice: Notice, calendar: WorkCalendar, dues: StaticDues, plans: [TaskPlan]?, findings: Findings) {
        self.notice = notice
        self.calendar = calendar
        self.dues = dues
        self.plans = plans.map {
            Dictionary($0.map { ($0.task.id, $0) }, uniquingKeysWith: { first, _ in first })
        }
        self.findings = findings
        var reviews: [String: [Task]] = [:]
        for task in notice.tasks where task.kind == .review {
            for id in task.covers { reviews[id, default: []].append(task) }
        }
        self.reviews = reviews
    }

    func run() {
        let byID = Dictionary(notice.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for task in notice.tasks {
            for anchor in task.after { compare(task, with: anchor, byID) }
            for id in task.covers where task.kind == .review {
                if let covered = byID[id] { early(task, covered) }
            }
        }
    }

    private func compare(_ task: Task, with anchor: Anchor, _ byID: [String: Task]) {
        switch anchor {
        case .outcome(let outcome, let id, let all):
            guard let predecessor = byID[id], id != task.id else { return }
            compare(pairs(task, predecessor, all: all), task, predecessor)
            if outcome == .accepted || outcome == .told { compareReviews(task, predecessor, all: all) }
        case .event("told"):
            guard plans != nil else { return }
            // A unit is told when its own submissions are through: the step waits for the reviews of all of them.
            for predecessor in notice.tasks where predecessor.id != task.id && !predecessor.review.isEmpty {
                compareReviews(task, predecessor, all: false)
            }
        case .event, .due, .final: return
        }
    }

    private func compareReviews(_ task: Task, _ predecessor: Task, all: Bool) {
        for review in reviews[predecessor.id] ?? [] where review.id != task.id {
            compareReview(reviewPairs(task, predecessor, review, all: all), task, review)
        }
    }

    /// Two steps that concern the same unit, with their days.
    private struct Pair: Hashable {
        let first: Day
        let second: Day
        /// The entry of the second step.
        let index: Int
    }

    private func pairs(_ task: Task, _ predecessor: Task, all: Bool) -> [Pair] {
        guard let plan = plans?[task.id], let before = plans?[predecessor.id] else {
            guard let first = dues.uniform(predecessor.id), let second = dues.uniform(task.id) else { return [] }
            return [Pair(first: first.day, second: second.day, index: 0)]
        }
        let latest = all ? dues.latest(predecessor.id)?.day : nil
        var found = Pairs()
        for unit in plan.units {
            let first = all ? latest : before.binds(unit) ? day(before, unit) : nil
            if let first { add(first, plan, unit, to: &found) }
        }
        return Array(found.all)
    }

    /// Every pair once: most units have the one of the unit before.
    private struct Pairs {
        private(set) var all: Set<Pair> = []
        private var last: Pair?

        mutating func add(_ pair: Pair) {
            if pair == last { return }
            last = pair
            all.insert(pair)
        }
    }

    private func add(_ first: Day, _ plan: TaskPlan, _ unit: Unit, to found: inout Pairs) {
        for index in plan.dueIndices(for: unit) {
            if let due = dues.due(plan.task.id, index) {
                found.add(Pair(first: first, second: due.day, index: index))
            }
        }
    }

    /// The latest of the unit's dues in the task.
    private func day(_ plan: TaskPlan, _ unit: Unit) -> Day? {
        plan.dueIndices(for: unit).compactMap { dues.due(plan.task.id, $0)?.day }.max()
    }

    /// The pair with the least time, as working days; one finding for each pair of tasks is enough.
    private func tightest(_ pairs: [Pair]) -> (pair: Pair, days: Int)? {
        pairs.map { ($0, calendar.workingDays(after: $0.first, through: $0.second)) }
            .min { ($0.1, $0.0.index) < ($1.1, $1.0.index) }
    }

    private func compare(_ pairs: [Pair], _ task: Task, _ predecessor: Task) {
        guard let (pair, days) = tightest(pairs) else { return }
        let span = findings.places.due(task.id, pair.index)
        if pair.second < pair.first {
            findings.report(.successorBeforePredecessor(predecessor.title, pair.first), at: span)
        } else if days < minimum(task) {
            findings.report(.tooLittleTime(predecessor.title, days: days, minimum: minimum(task)), at: span)
        }
    }

    private func compareReview(_ pairs: [Pair], _ task: Task, _ review: Task) {
        guard let (pair, days) = tightest(pairs) else { return }
        if pair.second < pair.first {
            findings.report(.reviewTooLate(task.title, pair.second), at: findings.places.due(review.id, 0))
        } else if days < minimum(task) {
            let span = findings.places.due(task.id, pair.index)
            findings.report(.tooLittleTime(review.title, days: days, minimum: minimum(task)), at: span)
        }
    }

    private func minimum(_ task: Task) -> Int { task.minimum ?? notice.minimum }

    /// The review's due beside the waiting task's, for units whose reviewers have that review task.
    private func reviewPairs(_ task: Task, _ predecessor: Task, _ review: Task, all: Bool) -> [Pair] {
        guard let plan = plans?[task.id], let before = plans?[predecessor.id], let reviewing = plans?[review.id] else {
            guard let first = dues.uniform(review.id), let second = dues.uniform(task.id) else { return [] }
            return [Pair(first: first.day, second: second.day, index: 0)]
        }
        let latest = all ? dues.latest(review.id)?.day : nil
        var found = Pairs()
        for unit in plan.units {
            let reviewers = before.binds(unit) ? before.reviewers(of: unit).filter(reviewing.binds) : []
            guard let first = all ? latest : reviewers.compactMap({ day(reviewing, $0) }).max() else { continue }
            add(first, plan, unit, to: &found)
        }
        return Array(found.all)
    }

    /// A review that is due before what it covers.
    private func early(_ review: Task, _ covered: Task) {
        guard let plan = plans?[covered.id], let reviewing = plans?[review.id] else {
            if let first = dues.uniform(review.id), let second = dues.uniform(covered.id), first.day < second.day {
                findings.report(.reviewTooEarly(covered.title, second.day), at: findings.places.due(review.id, 0))
            }
            return
        }
        for unit in plan.units {
            guard let handedIn = day(plan, unit) else { continue }
            for reviewer in plan.reviewers(of: unit) where reviewing.binds(reviewer) {
                for index in reviewing.dueIndices(for: reviewer) {
                    guard let due = dues.due(review.id, index), due.day < handedIn else { continue }
                    findings.report(.reviewTooEarly(covered.title, handedIn), at: findings.places.due(review.id, index))
                    return
                }
            }
        }
    }
}
