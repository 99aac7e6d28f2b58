/// Reads a YAML mapping key by key and reports what does not belong: unknown and repeated keys, missing ones, wrong types.

import Deadlines
import Texts

/// Ask for every key that may stand in the mapping, then call `finish()`: a key that nobody asked for is unknown.
/// An absent key and one that is `null` are the same: nil.
public struct MappingReader {
    public let problems: DecodingProblems
    /// Where the mapping stands.
    public let span: Span
    /// What the mapping is, for messages: 任务 / a task.
    public let kind: Phrase
    /// In the order of the file, without repeated keys.
    private var entries: [(key: String, entry: Node.Entry)] = []
    /// Where each key stands among them; only for a mapping too large to look through.
    private var index: [String: Int] = [:]
    private var known: [String] = []

    private static let smallMapping = 16

    /// Reports and is empty when the node is no mapping; reports repeated keys (the first one counts).
    public init(_ node: Node, kind: Phrase, problems: DecodingProblems) {
        self.problems = problems
        self.kind = kind
        span = node.span
        guard case .mapping(let found) = node.value else {
            if !node.isNull {
                problems.error(
                    "wrong-type", at: node.span,
                    what: Phrase(zh: "\(kind.zh)应为键值对", en: "\(kind.en) must be a mapping"),
                    why: Phrase(zh: "这里写的是\(node.shape.zh)", en: "this is \(node.shape.en)"),
                    remedy: Phrase(zh: "逐行写“键: 值”", en: "write “key: value” lines"))
            }
            return
        }
        for entry in found { add(entry) }
    }

    private mutating func add(_ entry: Node.Entry) {
        guard case .scalar(let key, _) = entry.key.value else {
            problems.error(
                "bad-key", at: entry.key.span, what: Phrase(zh: "键必须是简单文字", en: "a key must be plain text"))
            return
        }
        if let first = self[key] {
            let line = first.key.span.start.line
            problems.error(
                "duplicate-key", at: entry.key.span, what: Phrase(zh: "“\(key)”重复", en: "“\(key)” stands twice"),
                why: Phrase(zh: "第\(line)行已写过", en: "it stands in line \(line) already"),
                remedy: Phrase(zh: "只保留一处", en: "keep one of them"))
            return
        }
        entries.append((key, entry))
        if entries.count > Self.smallMapping {
            if index.isEmpty { for (place, known) in entries.enumerated() { index[known.key] = place } }
            index[key] = entries.count - 1
        }
    }

    private subscript(_ key: String) -> Node.Entry? {
        if index.isEmpty { return entries.first { $0.key == key }?.entry }
        return index[key].map { entries[$0].entry }
    }

    // MARK: Keys

    /// The value of an optional key; nil when absent or null.
    public mutating func node(_ key: String) -> Node? {
        known.append(key)
        guard let value = self[key]?.value, !value.isNull else { return nil }
        return value
    }

    /// The value of a key that must be there; reports when it is not.
    public mutating func required(_ key: String) -> Node? {
        if let value = node(key) { return value }
        problems.error(
            "missing-key", at: self[key]?.key.span ?? Span(start: span.start, end: span.start),
            what: Phrase(zh: "\(kind.zh)缺少“\(key)”", en: "\(kind.en) lacks “\(key)”"),
            remedy: Phrase(zh: "补上“\(key): …”", en: "add “\(key): …”"))
        return nil
    }

    /// Whether the key is written at all, even as null.
    public func has(_ key: String) -> Bool { self[key] != nil }

    /// Where the key itself stands.
    public func keySpan(_ key: String) -> Span? { self[key]?.key.span }

    /// Every entry, in the order of the file, for mappings whose keys are names; none of them is unknown then.
    public mutating func allEntries() -> [(key: Located<String>, value: Node)] {
        known += entries.map(\.key)
        return entries.map { (Located($0.key, at: $0.entry.key.span), $0.entry.value) }
    }

    /// Accepts keys without reading them.
    public mutating func ignore(_ keys: String...) { known += keys }

    /// Reports the keys that nobody asked for, each with the nearest one that is known.
    public func finish() {
        let known = self.known
        let isKnown = Set(entries.count > Self.smallMapping ? known : [])
        for (key, entry) in entries {
            guard isKnown.isEmpty ? !known.contains(key) : !isKnown.contains(key) else { continue }
            let near = closest(to: key, among: known.filter { self[$0] == nil })
            let list = known.joined(separator: ", ")
            problems.error(
                "unknown-key", at: entry.key.span,
                what: Phrase(zh: "\(kind.zh)没有“\(key)”这一项", en: "\(kind.en) has no key “\(key)”"),
                remedy: near.map { Phrase(zh: "是否想写“\($0)”？", en: "did you mean “\($0)”?") }
                    ?? Phrase(zh: "可用的键：\(list)", en: "its keys: \(list)"))
        }
    }

    // MARK: Typed values

    public mutating func text(_ key: String) -> Located<String>? { node(key).flatMap { problems.text($0, key) } }

    public mutating func requiredText(_ key: String) -> Located<String>? {
        required(key).flatMap { problems.text($0, key) }
    }

    public mutating func day(_ key: String) -> Located<Day>? { node(key).flatMap { problems.day($0, key) } }

    public mutating func requiredDay(_ key: String) -> Located<Day>? { required(key).flatMap { problems.day($0, key) } }

    public mutating func flag(_ key: String) -> Located<Bool>? { node(key).flatMap { problems.flag($0, key) } }

    public mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
        node(key).flatMap { problems.integer($0, key, in: range) }
    }

    /// One value or a list of them: both are read as a list. Empty when absent.
    public mutating func texts(_ key: String) -> [Located<String>] {
        list(key).compactMap { problems.text($0, key) }
    }

    /// The items of a list, or the single value that stands in its place. Empty when absent.
    public mutating func list(_ key: String) -> [Node] {
        guard let node = node(key) else { return [] }
        if case .sequence(let items) = node.value { return items }
        return [node]
    }

    /// A value out of a closed set of words.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type
    ) -> Located<Choice>? where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        return problems.choice(text, key, type)
    }

    /// A text in both languages: one text for both, or `{zh: …, en: …}`.
    public mutating func phrase(_ key: String) -> Located<Phrase>? { node(key).flatMap { problems.phrase($0, key) } }

    /// The mapping under a key.
    public mutating func mapping(_ key: String, kind: Phrase) -> MappingReader? {
        node(key).map { MappingReader($0, kind: kind, problems: problems) }
    }
}
