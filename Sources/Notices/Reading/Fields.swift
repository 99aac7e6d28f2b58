/// One mapping of a notice file, read by its declared keys; what does not belong is reported once, here.

import Texts

struct Fields<Key: FileKey> {
    let path: String
    let span: Span
    let decoding: FileDecoding
    private let nodes: [Key: Node]

    /// Nil, and reported, when the node is no mapping. An empty value reads as a mapping without keys.
    init?(_ node: Node, path: String, _ decoding: FileDecoding) {
        var reader = MappingReader(node, kind: Key.described, problems: decoding.problems)
        if case .mapping = node.value {} else if !node.isNull { return nil }
        var nodes: [Key: Node] = [:]
        for key in Key.allCases {
            guard let value = reader.node(key.rawValue) else { continue }
            nodes[key] = value
            decoding.place(path.child(key.rawValue), value.span)
        }
        reader.finish()
        self.path = path
        self.span = node.span
        self.decoding = decoding
        self.nodes = nodes
    }

    /// Nil when the key is missing or null.
    subscript(key: Key) -> Node? { nodes[key] }

    func has(_ key: Key) -> Bool { nodes[key] != nil }

    func path(_ key: Key) -> String { path.child(key.rawValue) }

    /// The node of a key that must be there; its absence is shown at the id or the start of the mapping.
    func required(_ key: Key) -> Node? {
        if let node = nodes[key] { return node }
        decoding.report(.missingKey(key.rawValue, in: Key.described), at: decoding.places[path] ?? span.opening)
        return nil
    }

    func text(_ key: Key) -> String? { self[key].flatMap { decoding.text($0, key: key.rawValue) } }
    func line(_ key: Key) -> String? { self[key].flatMap { decoding.line($0, key: key.rawValue) } }
    func requiredLine(_ key: Key) -> String? { required(key).flatMap { decoding.line($0, key: key.rawValue) } }
    func texts(_ key: Key) -> [String] { self[key].map { decoding.texts($0, key: key.rawValue) } ?? [] }
    func id(_ key: Key) -> String? { self[key].flatMap { decoding.id($0, key: key.rawValue) } }
    func flag(_ key: Key) -> Bool? { self[key].flatMap { decoding.problems.flag($0, key.rawValue)?.value } }

    func number(_ key: Key, _ range: ClosedRange<Int>) -> Int? {
        self[key].flatMap { decoding.problems.integer($0, key.rawValue, in: range)?.value }
    }

    func choice<E: RawRepresentable<String> & CaseIterable>(_ key: Key, _ type: E.Type = E.self) -> E? {
        self[key].flatMap { decoding.choice($0, key: key.rawValue) }
    }
}

extension String {
    func child(_ key: String) -> String { isEmpty ? key : "\(self).\(key)" }
    func child(_ index: Int) -> String { child(String(index)) }
}

extension Span {
    /// The first character: where to point when something is missing in all of it.
    var opening: Span { Span(start: start, end: Position(line: start.line, column: start.column + 1)) }
}

extension FileDecoding {
    /// A mapping of ids to values, in the file's order. Malformed ids are reported and kept out.
    func members(_ node: Node, path: String, kind: Phrase) -> [(id: String, value: Node)] {
        var reader = MappingReader(node, kind: kind, problems: problems)
        return reader.allEntries().compactMap { name, value in
            place(path.child(name.value), name.span)
            guard isID(name.value) else {
                report(.malformedID(name.value), at: name.span)
                return nil
            }
            return (name.value, value)
        }
    }
}
