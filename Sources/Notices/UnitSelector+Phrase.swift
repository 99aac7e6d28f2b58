/// A selector said in words, and what in it the roster does not know.
import Texts

extension UnitSelector {
    /// e.g. `类别为museum、标签含“free2023”，U07 除外` / `of kind museum, tagged free2023, except U07`.
    public var phrase: Phrase {
        guard !isEmpty else { return Phrase(zh: "没有单位", en: "no unit") }
        var parts = criteria
        if parts.isEmpty, all { parts = [Phrase(zh: "所有单位", en: "all units")] }
        if !withoutTags.isEmpty {
            parts.append(Phrase(zh: "无标签\(Self.zh(withoutTags))", en: "not tagged \(Self.en(withoutTags))"))
        }
        if !anyOf.isEmpty {
            let alternatives = anyOf.map(\.phrase).joined(zh: "，或", en: ", or ")
            parts.append(Phrase(zh: "（\(alternatives.zh)）", en: "(\(alternatives.en))"))
        }
        var phrase = parts.listed()
        for exception in except {
            let inner = exception.phrase
            phrase = phrase + Phrase(zh: "，\(inner.zh)除外", en: ", except \(inner.en)")
        }
        return phrase
    }

    private var criteria: [Phrase] {
        var parts: [Phrase] = []
        func add(_ words: [String], _ zh: String, _ en: String) {
            if !words.isEmpty { parts.append(Phrase(zh: zh + Self.zh(words), en: en + Self.en(words))) }
        }
        if !levels.isEmpty {
            parts.append(
                Phrase(
                    zh: levels.map(\.name.zh).joined(separator: "或"),
                    en: levels.map(\.name.en).joined(separator: " or ")))
        }
        add(kinds, "类别为", "of kind ")
        if !tags.isEmpty {
            parts.append(
                Phrase(zh: "标签有" + tags.joined(separator: "和"), en: "tagged " + tags.joined(separator: " and ")))
        }
        add(anyTags, "标签有", "tagged ")
        add(regions, "地区为", "in ")
        add(parents, "直属", "directly below ")
        add(below, "隶属", "below ")
        if !units.isEmpty { parts.append(Phrase(zh: units.joined(separator: "、"), en: units.joined(separator: ", "))) }
        return parts
    }

    private static func zh(_ words: [String]) -> String { words.joined(separator: "或") }
    private static func en(_ words: [String]) -> String { words.joined(separator: " or ") }

    /// A word of a selector that no unit of the roster bears.
    public struct Unresolved: Sendable, Hashable {
        /// What the word was meant as; `.code` for a unit, parent or root of a subtree.
        public let column: RosterColumn
        public let word: String
        /// The nearest word that the roster knows.
        public let closest: String?
    }

    /// Every word in this selector, its alternatives and exceptions that the roster does not know, in order.
    public func unresolved(in roster: Roster) -> [Unresolved] {
        func missing(_ words: [String], _ known: [String], _ column: RosterColumn) -> [Unresolved] {
            let set = Set(known)
            return words.filter { !set.contains($0) }
                .map { Unresolved(column: column, word: $0, closest: closest(to: $0, among: known)) }
        }
        let named = (parents + below + units).filter { roster.unit($0) == nil }
            .map { Unresolved(column: .code, word: $0, closest: roster.closest(to: $0)) }
        return missing(kinds, roster.kinds, .kind) + missing(tags + anyTags + withoutTags, roster.tags, .tags)
            + missing(regions, roster.regions, .region) + named
            + (anyOf + except).flatMap { $0.unresolved(in: roster) }
    }
}
