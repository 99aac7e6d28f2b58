/// Decoding selectors: which units are meant.

import Texts

extension FileDecoding {
    /// Nil, and reported, when the node is no selector or selects nothing.
    func selector(_ node: Node, path: String) -> UnitSelector? {
        guard let fields = Fields<SelectorKey>(node, path: path, self) else {
            refuse(path)
            return nil
        }
        let before = problems.diagnostics.count
        var selector = UnitSelector()
        selector.all = fields.flag(.all) ?? false
        selector.kinds = lines(fields, .kind)
        selector.levels = levels(fields)
        selector.tags = lines(fields, .tag)
        selector.anyTags = lines(fields, .anyTag)
        selector.withoutTags = lines(fields, .withoutTag)
        selector.regions = lines(fields, .region)
        selector.parents = lines(fields, .parent)
        selector.below = lines(fields, .below)
        selector.units = lines(fields, .units)
        selector.anyOf = selectors(fields, .any)
        selector.except = selectors(fields, .except)
        let isBroken = problems.diagnostics[before...].contains { $0.severity == .error }
        if selector.isEmpty, !isBroken { report(.emptySelector(), at: node.span) }
        guard !selector.isEmpty, !isBroken else {
            refuse(path)
            return nil
        }
        return selector
    }

    /// One value or a list; the place of each is kept.
    private func lines(_ fields: Fields<SelectorKey>, _ key: SelectorKey) -> [String] {
        guard let node = fields[key] else { return [] }
        return distinctLines(oneOrMany(node), key: key.rawValue).map { text, node in
            place("\(fields.path(key))=\(text)", node.span)
            return text
        }
    }

    private func levels(_ fields: Fields<SelectorKey>) -> [UnitLevel] {
        guard let node = fields[.level] else { return [] }
        return distinctLines(oneOrMany(node), key: "level").compactMap { text, node in
            let choice = { self.problems.choice(Located(text, at: node.span), "level", UnitLevel.self)?.value }
            guard let level = UnitLevel(word: text) ?? choice() else { return nil }
            place("\(fields.path(.level))=\(level.rawValue)", node.span)
            return level
        }
    }

    private func selectors(_ fields: Fields<SelectorKey>, _ key: SelectorKey) -> [UnitSelector] {
        guard let node = fields[key] else { return [] }
        return oneOrMany(node).enumerated().compactMap { index, node in
            let path = fields.path(key).child(index)
            place(path, node.span)
            return selector(node, path: path)
        }
    }
}
