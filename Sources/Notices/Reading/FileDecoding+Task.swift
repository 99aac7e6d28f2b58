/// Decoding tasks: the task itself and what it is made of, save deliverables and dues.

import Deadlines
import Texts

extension FileDecoding {
    func tasks(_ fields: Fields<NoticeKey>) -> [Task] {
        guard let node = fields.required(.tasks) else { return [] }
        let tasks = members(node, path: "tasks", kind: Phrase(same: "tasks")).compactMap { id, value in
            Fields<TaskKey>(value, path: "tasks".child(id), self).map { task(id, $0) }
        }
        if case .mapping(let entries) = node.value, entries.isEmpty { report(.noTasks(), at: places["tasks"]) }
        return tasks
    }

    private func task(_ id: String, _ fields: Fields<TaskKey>) -> Task {
        let kind: TaskKind? = fields.required(.kind).flatMap { choice($0, key: "kind") }
        if kind == nil { refuse(fields.path(.kind)) }
        return Task(
            id: id, title: fields.requiredLine(.title) ?? id, kind: kind ?? .other, who: who(fields),
            lead: selector(fields, .lead), optional: fields.flag(.optional) ?? false, due: dues(fields),
            starts: fields.id(.starts), after: conditions(fields), minimum: fields.number(.minimum, 0...60),
            items: items(fields), deliver: deliverables(fields), review: review(fields), covers: covers(fields),
            correction: fields.number(.correction, 1...60), resume: fields.choice(.resume) ?? .first,
            quota: quota(fields), nilAllowed: fields.flag(.nilReport) ?? true, indicator: fields.id(.indicator),
            phase: fields.id(.phase), notes: fields.texts(.notes), quote: fields.text(.quote),
            inferred: inferred(fields, .inferred), doubts: doubts(fields, .doubts),
            reminders: fields[.remind].map { reminders($0, path: fields.path(.remind), base: reminders) })
    }

    private func who(_ fields: Fields<TaskKey>) -> UnitSelector {
        guard let node = fields.required(.who), let selector = selector(node, path: fields.path(.who)) else {
            refuse(fields.path(.who))
            return UnitSelector()
        }
        return selector
    }

    private func selector(_ fields: Fields<TaskKey>, _ key: TaskKey) -> UnitSelector? {
        fields[key].flatMap { selector($0, path: fields.path(key)) }
    }

    private func covers(_ fields: Fields<TaskKey>) -> [String] {
        guard let node = fields[.covers] else { return [] }
        return distinctLines(list(node, key: "covers"), key: "covers").map { text, node in
            place("\(fields.path(.covers))=\(text)", node.span)
            return text
        }
    }

    private func conditions(_ fields: Fields<TaskKey>) -> [Anchor] {
        fields[.after].map { conditions($0, path: fields.path(.after)) } ?? []
    }

    func conditions(_ node: Node, path: String) -> [Anchor] {
        var seen: Set<Anchor> = []
        return oneOrMany(node).compactMap { node in
            guard let text = line(node, key: "after") else { return nil }
            guard let anchor = Anchor(condition: text) else {
                report(.malformedCondition(text), at: node.span)
                return nil
            }
            place("\(path)=\(anchor.text)", node.span)
            guard seen.insert(anchor).inserted else {
                report(.repeatedValue(text, key: "after"), at: node.span)
                return nil
            }
            return anchor
        }
    }

    private func items(_ fields: Fields<TaskKey>) -> ItemSource? {
        guard let node = fields[.items] else { return nil }
        if case .mapping = node.value {
            guard let items = Fields<ItemsKey>(node, path: fields.path(.items), self) else { return nil }
            return items.required(.tags).flatMap { line($0, key: "tags") }.map { .tags(prefix: $0) }
        }
        let names = distinctLines(list(node, key: "items"), key: "items").map(\.text)
        return names.isEmpty ? nil : .names(names)
    }

    private func review(_ fields: Fields<TaskKey>) -> [ReviewLevel] {
        guard let node = fields[.review] else { return [] }
        return oneOrMany(node).enumerated().compactMap { index, node in
            let path = fields.path(.review).child(index)
            place(path, node.span)
            let level = reviewLevel(node, path: path)
            if level == nil { refuse(fields.path(.review)) }
            return level
        }
    }

    private func reviewLevel(_ node: Node, path: String) -> ReviewLevel? {
        if let text = node.scalarText {
            if text == "parent" { return ReviewLevel(reviewer: .parent) }
            report(.malformedReview(), at: node.span)
            return nil
        }
        guard let fields = Fields<ReviewKey>(node, path: path, self) else { return nil }
        guard [ReviewKey.parent, .ancestor, .unit].filter(fields.has).count == 1,
            fields[.region].map({ $0.scalarText == "same" && fields.has(.unit) }) ?? true
        else {
            report(.malformedReview(), at: node.span)
            return nil
        }
        let who = fields[.who].flatMap { selector($0, path: fields.path(.who)) }
        if let node = fields[.ancestor] {
            return selector(node, path: fields.path(.ancestor)).map { ReviewLevel(reviewer: .ancestor($0), who: who) }
        }
        if let node = fields[.unit] {
            return selector(node, path: fields.path(.unit)).map {
                ReviewLevel(reviewer: .unit($0, sameRegion: fields.has(.region)), who: who)
            }
        }
        guard fields.flag(.parent) == true else {
            report(.malformedReview(), at: node.span)
            return nil
        }
        return ReviewLevel(reviewer: .parent, who: who)
    }

    private func quota(_ fields: Fields<TaskKey>) -> Quota? {
        guard let node = fields[.quota], let quota = Fields<QuotaKey>(node, path: fields.path(.quota), self),
            let count = quota.required(.count).flatMap({ problems.integer($0, "count", in: 1...1_000_000_000)?.value }),
            let unit = quota.requiredLine(.unit)
        else { return nil }
        return Quota(count: count, unit: unit, source: quota.id(.below).map { .below(task: $0) } ?? .own)
    }
}

extension Anchor {
    /// A condition of `after`: `accepted(forms)`, `all accepted(forms)`, or an event. Nil for anything else.
    init?(condition text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let all = words.count == 2 && words[0] == "all"
        guard let last = words.last, words.count == 1 || all else { return nil }
        guard let open = last.firstIndex(of: "(") else {
            guard !all, last.isName, last != "final" else { return nil }
            self = .event(last)
            return
        }
        guard let outcome = Outcome(rawValue: String(last[..<open])), last.hasSuffix(")") else { return nil }
        let task = String(last[last.index(after: open)...].dropLast())
        guard task.isName else { return nil }
        self = .outcome(outcome, task: task, all: all)
    }
}

extension String {
    /// `[a-z][a-zA-Z0-9-]*`.
    fileprivate var isName: Bool {
        guard let first = utf8.first, (0x61...0x7A).contains(first) else { return false }
        return utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
    }
}
