/// Decoding due entries: the rule, for whom and which channel.

import Deadlines
import Texts

extension FileDecoding {
    func dues(_ fields: Fields<TaskKey>) -> [DueEntry] {
        guard let node = fields[.due] else { return [] }
        guard case .sequence(let nodes) = node.value else {
            return due(node, path: fields.path(.due)).map { [$0] } ?? []
        }
        return nodes.enumerated().compactMap { index, node in
            let path = fields.path(.due).child(index)
            place(path, node.span)
            let entry = due(node, path: path)
            if entry == nil { refuse(fields.path(.due)) }
            return entry
        }
    }

    /// A rule alone, or a mapping around it.
    private func due(_ node: Node, path: String) -> DueEntry? {
        guard case .mapping = node.value else { return rule(node).map { DueEntry(rule: $0) } }
        guard let fields = Fields<DueKey>(node, path: path, self) else { return nil }
        let who = fields[.who].flatMap { selector($0, path: fields.path(.who)) }
        let channel = fields.id(.channel)
        let included = fields.flag(.included) ?? true
        let quote = fields.text(.quote)
        guard let rule = fields.required(.rule).flatMap(rule) else { return nil }
        if fields.has(.who), who == nil { return nil }
        return DueEntry(rule: rule, who: who, channel: channel, dayIncluded: included, quote: quote)
    }

    private func rule(_ node: Node) -> DueRule? { problems.dueRule(node, "due")?.value }
}
