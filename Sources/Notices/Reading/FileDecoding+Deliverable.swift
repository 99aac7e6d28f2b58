/// Decoding what is to be handed in.

import Texts

extension FileDecoding {
    func deliverables(_ fields: Fields<TaskKey>) -> [Deliverable] {
        guard let node = fields[.deliver] else { return [] }
        let path = fields.path(.deliver)
        return members(node, path: path, kind: Phrase(same: "deliver")).compactMap { id, value in
            Fields<DeliverableKey>(value, path: path.child(id), self).map { deliverable(id, $0) }
        }
    }

    private func deliverable(_ id: String, _ fields: Fields<DeliverableKey>) -> Deliverable {
        Deliverable(
            id: id, title: fields.requiredLine(.title) ?? id, formats: formats(fields),
            name: fields[.name].flatMap(namePattern), count: fields[.count].flatMap(count) ?? 1...1,
            channel: fields.id(.channel), seal: fields.choice(.seal) ?? .none, evidence: fields.line(.evidence),
            required: fields.flag(.required) ?? true, limit: fields.number(.limit, 1...1_000_000),
            note: fields.text(.note), who: fields[.who].flatMap { selector($0, path: fields.path(.who)) })
    }

    private func formats(_ fields: Fields<DeliverableKey>) -> [Deliverable.Format] {
        guard let node = fields[.format] else { return [] }
        return distinctLines(oneOrMany(node), key: "format").compactMap { choice($0.node, key: "format") }
    }

    private func namePattern(_ node: Node) -> String? {
        guard let text = line(node, key: "name") else { return nil }
        guard let fields = NamePattern.fields(of: text) else {
            report(.malformedNamePattern(text), at: node.span)
            return nil
        }
        for field in fields where !NamePattern.fields.contains(field) {
            report(.unknownNameField(field), at: node.span)
        }
        return text
    }

    /// `1`, or `3..5`.
    private func count(_ node: Node) -> ClosedRange<Int>? {
        guard let text = scalar(node, key: "count") else { return nil }
        let ends = text.split(separator: ".", omittingEmptySubsequences: false)
        let isRange = ends.count == 3 && ends[1].isEmpty
        let numbers = [ends.first, ends.last].compactMap { $0 }.map { Int($0) }
        guard ends.count == 1 || isRange, let low = numbers.first ?? nil, let high = numbers.last ?? nil,
            low >= 0, high >= 1, max(low, high) <= 10_000
        else {
            report(.malformedCount(text), at: node.span)
            return nil
        }
        guard low <= high else {
            report(.reversedCount(low, high), at: node.span)
            return nil
        }
        return low...high
    }
}

/// The fields that a deliverable's file name may have.
public enum NamePattern {
    public static let fields = ["unit", "item", "year"]

    /// The names in braces, in order; nil when braces are not paired or a character cannot stand in a file name.
    static func fields(of pattern: String) -> [String]? {
        var found: [String] = []
        var open: String?
        for character in pattern {
            switch character {
            case "{":
                guard open == nil else { return nil }
                open = ""
            case "}":
                guard let name = open else { return nil }
                found.append(name)
                open = nil
            case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": return nil
            default: open?.append(character)
            }
        }
        return open == nil ? found : nil
    }

    /// The file name for a unit; unknown fields stay as they are, and what a file name cannot hold becomes `_`.
    public static func filled(_ pattern: String, unit: String, item: String?, year: Int) -> String {
        let values = ["unit": unit, "item": item ?? "", "year": String(year)]
        var name = ""
        var open: String?
        for character in pattern {
            switch (character, open) {
            case ("{", nil): open = ""
            case ("}", let field?):
                name += values[field].map { $0.safeInFileName } ?? "{\(field)}"
                open = nil
            case (_, nil): name.append(character)
            case (_, _?): open?.append(character)
            }
        }
        return name
    }
}

extension String {
    fileprivate var safeInFileName: String {
        String(map { "/\\:*?\"<>|".contains($0) ? "_" : $0 })
    }
}
