/// Checks of every selector against the roster: names that it does not have, selections of nobody.

import Texts

struct SelectorChecks {
    let notice: Notice
    let roster: Roster
    let plans: [TaskPlan]
    let findings: Findings
    private let kinds: [String]
    private let tags: [String]
    private let regions: [String]
    private let levels: [UnitLevel]

    init(notice: Notice, roster: Roster, plans: [TaskPlan], findings: Findings) {
        self.notice = notice
        self.roster = roster
        self.plans = plans
        self.findings = findings
        kinds = roster.kinds
        tags = roster.tags
        regions = roster.regions
        levels = Set(roster.units.compactMap(\.level)).sorted()
    }

    func run() {
        for plan in plans {
            let task = plan.task
            let path = "tasks.\(task.id)"
            check(task.who, "\(path).who", choosing: plan.units)
            if let lead = task.lead, check(lead, "\(path).lead", within: nil), !plan.units.contains(where: plan.isLead)
            {
                findings.report(.leadOutsideWho(), "\(path).lead")
            }
            // A selection within an empty one is empty too and says nothing new.
            let bound = plan.units.isEmpty ? nil : plan
            for (index, entry) in task.due.enumerated() {
                let single = findings.places["\(path).due.\(index)"] == nil ? "\(path).due.for" : nil
                if let who = entry.who { check(who, single ?? "\(path).due.\(index).for", within: bound) }
            }
            for item in task.deliver {
                if let who = item.who { check(who, "\(path).deliver.\(item.id).for", within: bound) }
            }
            for (index, level) in task.review.enumerated() { check(level, "\(path).review.\(index)", within: bound) }
        }
    }

    private func check(_ level: ReviewLevel, _ path: String, within plan: TaskPlan?) {
        if let who = level.who { check(who, "\(path).for", within: plan) }
        switch level.reviewer {
        case .parent: break
        case .ancestor(let selector): check(selector, "\(path).ancestor", within: nil)
        case .unit(let selector, _): check(selector, "\(path).unit", within: nil)
        }
    }

    /// False when something was reported.
    @discardableResult
    private func check(_ selector: UnitSelector, _ path: String, within plan: TaskPlan?) -> Bool {
        check(selector, path, choosing: nil, within: plan)
    }

    /// - Parameter chosen: what the selector chooses, where that is known.
    @discardableResult
    private func check(
        _ selector: UnitSelector, _ path: String, choosing chosen: [Unit]?, within plan: TaskPlan? = nil
    ) -> Bool {
        guard names(selector, path) else { return false }
        let chosen = chosen ?? selector.units(in: roster)
        if plan.map({ chosen.contains(where: $0.binds) }) ?? !chosen.isEmpty { return true }
        findings.report(.emptySelection(), path)
        return false
    }

    /// Whether the roster has everything that the selector names.
    private func names(_ selector: UnitSelector, _ path: String) -> Bool {
        let before = findings.diagnostics.count
        for (key, names) in [("units", selector.units), ("parent", selector.parents), ("below", selector.below)] {
            for name in names where roster.unit(name) == nil {
                findings.report(.unknownUnit(name, near: roster.closest(to: name)), "\(path).\(key)=\(name)", or: path)
            }
        }
        for name in selector.kinds where !kinds.contains(name) {
            findings.report(.unknownUnitKind(name, known: kinds), "\(path).kind=\(name)", or: path)
        }
        for level in selector.levels where !levels.contains(level) {
            let known = levels.map(\.rawValue)
            findings.report(
                .unknownUnitLevel(level.rawValue, known: known), "\(path).level=\(level.rawValue)", or: path)
        }
        for (key, names) in [
            ("tag", selector.tags), ("anyTag", selector.anyTags), ("withoutTag", selector.withoutTags),
        ] {
            for name in names where !tags.contains(name) {
                findings.report(.unknownTag(name, known: tags), "\(path).\(key)=\(name)", or: path)
            }
        }
        for name in selector.regions where !regions.contains(name) {
            findings.report(.unknownRegion(name, known: regions), "\(path).region=\(name)", or: path)
        }
        var isKnown = findings.diagnostics.count == before
        for (index, inner) in selector.anyOf.enumerated() { isKnown = names(inner, "\(path).any.\(index)") && isKnown }
        for (index, inner) in selector.except.enumerated() {
            isKnown = names(inner, "\(path).except.\(index)") && isKnown
        }
        return isKnown
    }
}
