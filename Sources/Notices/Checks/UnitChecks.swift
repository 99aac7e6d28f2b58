/// Checks of units: mailboxes, dues, items, reviewers, groups to be counted, units that nothing binds.

import Texts

struct UnitChecks {
    let roster: Roster
    let plans: [TaskPlan]
    /// Whether every task could be laid over the roster: else nothing is said of units without a task.
    let isComplete: Bool
    let findings: Findings

    func run() {
        var bound = [Bool](repeating: false, count: roster.units.count)
        var reviewers: Set<String> = []
        for plan in plans {
            for place in plan.places { bound[place] = true }
            dues(plan)
            items(plan)
            reviewers.formUnion(review(plan))
        }
        for plan in plans {
            covers(plan)
            quota(plan)
        }
        mailboxes(of: roster.units.indices.filter { bound[$0] && roster.units[$0].mailboxes.isEmpty })
        guard isComplete else { return }
        let idle = roster.units.indices.filter { !bound[$0] && !reviewers.contains(roster.units[$0].code) }
        if !idle.isEmpty { findings.report(.unboundUnit(idle.map { roster.units[$0].name }), "notice") }
    }

    private func path(_ plan: TaskPlan, _ key: TaskKey) -> String { "tasks.\(plan.task.id).\(key.rawValue)" }

    /// One finding for the notice, at the first task that binds a unit without a mailbox.
    private func mailboxes(of silent: [Int]) {
        guard let first = silent.first, let plan = plans.first(where: { $0.binds(roster.units[first]) }) else { return }
        findings.report(.unitWithoutMailbox(silent.map { roster.units[$0].name }), path(plan, .who))
    }

    private func dues(_ plan: TaskPlan) {
        guard !plan.task.due.isEmpty, !findings.decoded.isRefused(path(plan, .due)) else { return }
        let undated = plan.units.filter { plan.dueIndices(for: $0).isEmpty }
        if !undated.isEmpty { findings.report(.unitWithoutDue(undated.map(\.name)), path(plan, .due)) }
    }

    private func items(_ plan: TaskPlan) {
        guard case .tags(let prefix) = plan.task.items, !plan.units.isEmpty else { return }
        if plan.units.allSatisfy({ plan.items(of: $0).isEmpty }) {
            findings.report(.noItems(prefix: prefix), path(plan, .items))
        }
    }

    /// Reports levels without exactly one reviewer; the codes of the reviewers that there are.
    private func review(_ plan: TaskPlan) -> Set<String> {
        var codes: Set<String> = []
        var missing: [Int: [String]] = [:]
        var own: [Int: [String]] = [:]
        var ambiguous: [Int: (unit: String, reviewers: [String])] = [:]
        for unit in plan.task.review.isEmpty ? [] : plan.units {
            for (level, finding) in plan.review(of: unit) {
                switch finding {
                case .reviewer(let reviewer): codes.insert(reviewer.code)
                case .notFound: missing[level, default: []].append(unit.name)
                case .itself: own[level, default: []].append(unit.name)
                case .ambiguous(let found):
                    if ambiguous[level] == nil { ambiguous[level] = (unit.name, found.map(\.name)) }
                }
            }
        }
        for level in plan.task.review.indices {
            let place = "\(path(plan, .review)).\(level)"
            if let units = missing[level] { findings.report(.reviewerNotFound(units), place) }
            if let units = own[level] { findings.report(.reviewerIsUnit(units), place) }
            if let (unit, reviewers) = ambiguous[level] { findings.report(.reviewerAmbiguous(unit, reviewers), place) }
        }
        return codes
    }

    /// Units that have a review task and nothing to review.
    private func covers(_ plan: TaskPlan) {
        let covered = plans.filter { plan.task.covers.contains($0.task.id) }
        guard plan.task.kind == .review, !covered.isEmpty else { return }
        let reviewing = covered.reduce(into: Set<String>()) { $0.formUnion($1.unitsByReviewer().keys) }
        let idle = plan.units.filter { !reviewing.contains($0.code) }
        guard !idle.isEmpty else { return }
        findings.report(.coversNotReviewer(idle.map(\.name), tasks: covered.map(\.task.title)), path(plan, .who))
    }

    /// Units whose quota counts the units below them, of which none has the task counted.
    private func quota(_ plan: TaskPlan) {
        guard case .below(let id) = plan.task.quota?.source, let counted = plans.first(where: { $0.task.id == id })
        else { return }
        let above = counted.units.reduce(into: Set<String>()) { $0.formUnion(roster.ancestors(of: $1).map(\.code)) }
        let empty = plan.units.filter { !above.contains($0.code) }
        guard !empty.isEmpty else { return }
        findings.report(.quotaWithoutGroup(empty.map(\.name), task: counted.task.title), path(plan, .quota))
    }
}
