/// Reading single values: text, ids, numbers, days, choices; what is wrong is reported with its place.

import Deadlines
import Texts

extension FileDecoding {
    func scalar(_ node: Node, key: String) -> String? { problems.text(node, key)?.value }

    /// Any scalar that is not blank; may have several lines.
    func text(_ node: Node, key: String) -> String? {
        guard let text = scalar(node, key: key) else { return nil }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            report(.emptyText(key), at: node.span)
            return nil
        }
        return text
    }

    /// A text that goes into mail headers and file names, hence without line breaks and control characters.
    func line(_ node: Node, key: String) -> String? {
        guard let text = text(node, key: key) else { return nil }
        let breaks: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}", "\u{7F}"]
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || breaks.contains($0) }) else {
            report(.controlCharacter(key), at: node.span)
            return nil
        }
        return text
    }

    func id(_ node: Node, key: String) -> String? {
        guard let text = scalar(node, key: key) else { return nil }
        guard isID(text) else {
            report(.malformedID(text), at: node.span)
            return nil
        }
        return text
    }

    /// `[a-z][a-z0-9-]*`, 64 characters at most.
    func isID(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    func choice<E: RawRepresentable<String> & CaseIterable>(_ node: Node, key: String) -> E? {
        problems.text(node, key).flatMap { problems.choice($0, key, E.self)?.value }
    }

    /// `first/last`, each a day or a month.
    func period(_ node: Node, key: String) -> ClosedRange<Day>? {
        guard let text = scalar(node, key: key) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            report(.malformedPeriod(text, key: key), at: node.span)
            return nil
        }
        guard let first = edge(parts[0], last: false), let last = edge(parts[1], last: true) else {
            report(.malformedPeriod(text, key: key), at: node.span)
            return nil
        }
        guard first <= last else {
            report(.reversedPeriod(parts[0], parts[1]), at: node.span)
            return nil
        }
        return first...last
    }

    /// A day, or the first or last day of a month.
    private func edge(_ text: String, last: Bool) -> Day? {
        if let day = Day(iso: text) { return day }
        guard let first = Day(iso: text + "-01") else { return nil }
        return last ? first.adding(months: 1).adding(days: -1) : first
    }

    func list(_ node: Node, key: String) -> [Node] {
        guard case .sequence(let nodes) = node.value else {
            problems.wrongType(node, key, Phrase(zh: "列表", en: "a list"))
            return []
        }
        return nodes
    }

    /// A list, or a single value in its stead.
    func oneOrMany(_ node: Node) -> [Node] {
        if case .sequence(let nodes) = node.value { nodes } else { [node] }
    }

    func texts(_ node: Node, key: String) -> [String] {
        list(node, key: key).compactMap { text($0, key: key) }
    }

    /// Each value once; a repetition is reported.
    func distinctLines(_ nodes: [Node], key: String) -> [(text: String, node: Node)] {
        var seen: Set<String> = []
        return nodes.compactMap { node in
            guard let text = line(node, key: key) else { return nil }
            guard seen.insert(text).inserted else {
                report(.repeatedValue(text, key: key), at: node.span)
                return nil
            }
            return (text, node)
        }
    }
}
