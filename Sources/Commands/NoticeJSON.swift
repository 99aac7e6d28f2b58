/// A notice for other programs: everything that its file says, with the state of its assignments.

import Deadlines
import Notices
import Office
import Terminal
import Texts
import Workflow

struct NoticeJSON {
    let overview: NoticeOverview
    private var notice: Notice { overview.notice }

    init(_ overview: NoticeOverview) {
        self.overview = overview
    }

    func text(tasks: [Task]) -> String {
        JSONWriter.document(.object(head + parts + [("tasks", .array(tasks.map(task)))] + state))
    }

    private var head: [(String, JSON)] {
        [
            ("notice", .string(notice.id)), ("number", .optional(notice.number)), ("title", .string(notice.title)),
            ("issuer", .optional(notice.issuer)), ("addressees", .optional(notice.addressees)),
            ("issued", .optional(notice.issued?.iso)), ("period", window(notice.period)),
            ("basis", strings(notice.basis)), ("language", .string(notice.language.rawValue)),
            ("zone", .string(notice.zone)), ("calendar", .string(notice.calendar)),
            ("calendarVersion", .string(overview.calendar.version)),
            ("assessment", .string(notice.assessment.rawValue)),
            ("official", .string(notice.official.rawValue)), ("correction", .int(notice.correction)),
            ("minimum", .int(notice.minimum)), ("closes", .optional(notice.closes?.iso)),
            ("remind", policy(notice.reminders)), ("consequences", strings(notice.consequences)),
            ("inferred", inferred(notice.inferred)), ("doubts", doubts(notice.doubts)),
        ]
    }

    private var parts: [(String, JSON)] {
        let contacts = notice.contacts.map { contact in
            JSON.object([
                ("office", .string(contact.office)), ("phone", .optional(contact.phone)),
                ("mail", .optional(contact.mail)), ("about", .optional(contact.about)),
            ])
        }
        let channels = notice.channels.map { channel in
            JSON.object([
                ("id", .string(channel.id)), ("kind", .string(channel.kind.rawValue)),
                ("title", .string(channel.title)),
                ("address", .optional(channel.address)),
            ])
        }
        let phases = notice.phases.map { phase in
            JSON.object([
                ("id", .string(phase.id)), ("title", .string(phase.title)), ("window", window(phase.window)),
                ("note", .optional(phase.note)),
            ])
        }
        let events = notice.events.map { event in
            JSON.object([
                ("id", .string(event.id)), ("title", .string(event.title)), ("scope", .string(event.scope.rawValue)),
            ])
        }
        return [
            ("contacts", .array(contacts)), ("channels", .array(channels)), ("phases", .array(phases)),
            ("events", .array(events)), ("indicators", .array(IndicatorNode.forest(notice.indicators).map(indicator))),
        ]
    }

    private var state: [(String, JSON)] {
        [
            ("loaded", .bool(overview.stored != nil)), ("revision", .optional(overview.stored?.revision)),
            ("doubtsAccepted", acceptance),
            ("state", .optional(overview.stored?.state.rawValue)), ("counts", counts(overview.total)),
        ]
    }

    private func counts(_ counts: [State: Int]) -> JSON {
        overview.stored == nil ? .null : .object(State.allCases.map { ($0.rawValue, .int(counts[$0] ?? 0)) })
    }

    private func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    private func window(_ days: ClosedRange<Day>?) -> JSON {
        days.map { .array([.string($0.lowerBound.iso), .string($0.upperBound.iso)]) } ?? .null
    }

    private func inferred(_ list: [Inference]) -> JSON {
        .array(list.map { .object([("key", .string($0.key)), ("reason", .string($0.reason))]) })
    }

    private func policy(_ policy: ReminderPolicy?) -> JSON {
        guard let policy else { return .null }
        return .object([
            ("before", .array(policy.before.map { .int($0) })), ("every", .int(policy.every)),
            ("times", .int(policy.times)), ("parentFrom", .optional(policy.parentFrom)),
            ("coordinatorFrom", .optional(policy.coordinatorFrom)), ("reviewAge", .int(policy.reviewAge)),
        ])
    }

    private func indicator(_ node: IndicatorNode) -> JSON {
        .object([
            ("id", .string(node.indicator.id)), ("title", .string(node.indicator.title)),
            ("maximum", .string(node.maximum.text)), ("veto", .bool(node.indicator.hasVeto)),
            ("note", .optional(node.indicator.note)), ("points", .array(node.indicator.points.map(rule))),
            ("children", .array(node.children.map(indicator))),
        ])
    }

    private func rule(_ rule: PointRule) -> JSON {
        .object([
            ("rule", .string(rule.rule.phrase.en)), ("text", .string(rule.text)),
            ("maximum", .string(rule.maximum.text)),
            ("tasks", strings(rule.tasks)), ("when", .optional(rule.when)),
            ("alternative", .optional(rule.alternative)),
        ])
    }
}

extension NoticeJSON {
    private func task(_ task: Task) -> JSON {
        .object(
            [
                ("id", .string(task.id)), ("title", .string(task.title)), ("kind", .string(task.kind.rawValue)),
                ("who", .string(task.who.phrase.en)), ("units", .optional(overview.bound[task.id])),
                ("lead", .optional(task.lead?.phrase.en)), ("optional", .bool(task.optional)),
                ("due", .array(task.due.map(due))), ("starts", .optional(task.starts)),
                ("after", strings(task.after.map(\.text))), ("minimum", .optional(task.minimum)),
                ("items", items(task.items)), ("deliver", .array(task.deliver.map(deliverable))),
            ] + reviewing(task) + [
                ("quota", quota(task.quota)), ("nilAllowed", .bool(task.nilAllowed)),
                ("indicator", .optional(task.indicator)), ("phase", .optional(task.phase)),
                ("notes", strings(task.notes)),
                ("quote", .optional(task.quote)), ("inferred", inferred(task.inferred)),
                ("doubts", doubts(task.doubts)),
                ("remind", policy(task.reminders)),
                ("counts", counts(overview.counts[task.id] ?? [:])),
            ])
    }

    private func reviewing(_ task: Task) -> [(String, JSON)] {
        let levels = task.review.map { level -> JSON in
            let (by, selector): (String, UnitSelector?) =
                switch level.reviewer {
                case .parent: ("parent", nil)
                case .ancestor(let selector): ("ancestor", selector)
                case .unit(let selector, let sameRegion): (sameRegion ? "sameRegion" : "unit", selector)
                }
            return .object([
                ("by", .string(by)), ("units", .optional(selector?.phrase.en)),
                ("for", .optional(level.who?.phrase.en)),
            ])
        }
        return [
            ("review", .array(levels)), ("covers", strings(task.covers)), ("correction", .optional(task.correction)),
            ("resume", .string(task.resume.rawValue)),
        ]
    }

    private func due(_ entry: DueEntry) -> JSON {
        .object([
            ("rule", .string(entry.rule.text)), ("for", .optional(entry.who?.phrase.en)),
            ("channel", .optional(entry.channel)), ("dayIncluded", .bool(entry.dayIncluded)),
            ("quote", .optional(entry.quote)),
        ])
    }

    private func items(_ source: ItemSource?) -> JSON {
        switch source {
        case nil: .null
        case .tags(let prefix): .object([("tags", .string(prefix))])
        case .names(let names): .object([("names", strings(names))])
        }
    }

    private func quota(_ quota: Quota?) -> JSON {
        guard let quota else { return .null }
        var below: String?
        if case .below(let task) = quota.source { below = task }
        return .object([
            ("count", .int(quota.count)), ("unit", .string(quota.unit)), ("below", .optional(below)),
        ])
    }

    private func deliverable(_ deliverable: Deliverable) -> JSON {
        .object([
            ("id", .string(deliverable.id)), ("title", .string(deliverable.title)),
            ("formats", strings(deliverable.formats.map(\.rawValue))), ("name", .optional(deliverable.name)),
            ("count", .array([.int(deliverable.count.lowerBound), .int(deliverable.count.upperBound)])),
            ("channel", .optional(deliverable.channel)), ("seal", .string(deliverable.seal.rawValue)),
            ("evidence", .optional(deliverable.evidence)), ("required", .bool(deliverable.required)),
            ("limit", .optional(deliverable.limit)), ("note", .optional(deliverable.note)),
            ("for", .optional(deliverable.who?.phrase.en)),
        ])
    }
}
