/// Decoding the indicator tree and its rules of points.

import Texts

extension FileDecoding {
    func indicators(_ node: Node) -> [Indicator] {
        members(node, path: "indicators", kind: Phrase(same: "indicators")).compactMap { id, value -> Indicator? in
            let path = "indicators".child(id)
            guard let fields = Fields<IndicatorKey>(value, path: path, self) else { return nil }
            let title = fields.requiredLine(.title)
            var points: [PointRule] = []
            var named: [(name: String, span: Span)] = []
            let rules = fields[.points].map { list($0, key: "points") } ?? []
            for (index, node) in rules.enumerated() {
                let path = fields.path(.points).child(index)
                place(path, node.span)
                guard let rule = Fields<PointKey>(node, path: path, self) else { continue }
                if let node = rule[.alternative], let name = line(node, key: "alternative") {
                    named.append((name, node.span))
                }
                if let point = pointRule(rule) { points.append(point) }
            }
            for (name, span) in named where named.filter({ $0.name == name }).count == 1 {
                report(.lonelyAlternative(name), at: span)
            }
            return Indicator(
                id: id, title: title ?? id, parent: fields.id(.parent), points: points, note: fields.text(.note))
        }
    }

    private func pointRule(_ fields: Fields<PointKey>) -> PointRule? {
        let text = fields.required(.text).flatMap { self.text($0, key: "text") }
        let tasks = fields[.tasks].map { node in
            distinctLines(oneOrMany(node), key: "tasks").map { text, node in
                place("\(fields.path(.tasks))=\(text)", node.span)
                return text
            }
        }
        let when = fields.text(.when)
        guard let rule = rule(fields), let text else { return nil }
        return PointRule(
            rule: rule, text: text, tasks: tasks ?? [], when: when,
            alternative: fields[.alternative]?.scalarText)
    }

    private func rule(_ fields: Fields<PointKey>) -> PointRule.Rule? {
        let ways = PointKey.ways.filter(fields.has)
        guard ways.count == 1, let way = ways.first, let node = fields[way] else {
            report(
                .incompletePoints(found: ways.map(\.rawValue), known: PointKey.ways.map(\.rawValue)), at: fields.span)
            return nil
        }
        switch way {
        case .range: return pair(node, key: way.rawValue).map { .range($0, $1) }
        case .relative: return pair(node, key: way.rawValue).map { .relative($0, $1) }
        case .each: return each(node, fields)
        case .threshold: return threshold(node, fields)
        case .veto: return fields.flag(.veto) == true ? .veto : nil
        default: return points(node, key: way.rawValue).map { .fixed($0) }
        }
    }

    private func each(_ node: Node, _ fields: Fields<PointKey>) -> PointRule.Rule? {
        guard let cap = fields[.cap] else {
            report(.incompletePoints("each", needs: "cap"), at: node.span)
            return nil
        }
        guard let each = points(node, key: "each"), let most = points(cap, key: "cap") else { return nil }
        guard each <= most else {
            report(.capBelowEach(each: each.text, cap: most.text), at: cap.span)
            return nil
        }
        return .each(each, cap: most)
    }

    private func threshold(_ node: Node, _ fields: Fields<PointKey>) -> PointRule.Rule? {
        guard fields.has(.atLeast) else {
            report(.incompletePoints("threshold", needs: "atLeast"), at: node.span)
            return nil
        }
        guard let points = points(node, key: "threshold"), let least = fields.number(.atLeast, 1...1_000_000_000)
        else { return nil }
        return .threshold(atLeast: least, points)
    }

    private func pair(_ node: Node, key: String) -> (Points, Points)? {
        let nodes = list(node, key: key)
        guard nodes.count == 2 else {
            if case .sequence = node.value { report(.malformedPoints("[…]", key: key), at: node.span) }
            return nil
        }
        guard let low = points(nodes[0], key: key), let high = points(nodes[1], key: key) else { return nil }
        guard low <= high else {
            report(.reversedPoints(low.text, high.text), at: node.span)
            return nil
        }
        return (low, high)
    }

    /// 0 to 1000 with at most one decimal.
    private func points(_ node: Node, key: String) -> Points? {
        guard let text = scalar(node, key: key) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard areDigits, (1...2).contains(parts.count), parts[0].utf8.count <= 4, let whole = Int(parts[0]),
            let tenth = parts.count == 2 ? (parts[1].utf8.count == 1 ? Int(parts[1]) : nil) : 0,
            whole * 10 + tenth <= 10_000
        else {
            report(.malformedPoints(text, key: key), at: node.span)
            return nil
        }
        return Points(tenths: whole * 10 + tenth)
    }
}
