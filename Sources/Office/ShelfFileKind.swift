/// What kind of file lies before us, told by what is in it.

import Texts

/// A new kind is a case here, its keys below, and a line where `duban check` reads each kind.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    case notice
    case roster
    case calendar
    case statusMapping
    /// The daemon's.
    case configuration

    public var name: Phrase {
        switch self {
        case .notice: Phrase(zh: "通知", en: "notice")
        case .roster: Phrase(zh: "名录", en: "roster")
        case .calendar: Phrase(zh: "日历", en: "calendar")
        case .statusMapping: Phrase(zh: "状态导入对照表", en: "status mapping")
        case .configuration: Phrase(zh: "后台配置", en: "configuration")
        }
    }

    /// Tables are rosters by their names' ending; everything else is read as YAML.
    public static func isTable(_ path: String) -> Bool {
        [".csv", ".tsv", ".txt", ".xlsx"].contains { path.lowercased().hasSuffix($0) }
    }

    /// The kind whose keys the document's own keys resemble most, so that one misspelt key changes nothing; nil when
    /// it has keys of no kind.
    public static func recognise(_ root: Node) -> FileKind? {
        guard case .mapping(let entries) = root.value else { return nil }
        let keys = Set(entries.compactMap(\.key.scalarText))
        let scores = allCases.map { kind in
            (kind, score: 3 * keys.intersection(kind.ownKeys).count + keys.intersection(kind.sharedKeys).count)
        }
        guard let best = scores.map(\.score).max(), best > 0 else { return nil }
        return scores.first { $0.score == best }?.0
    }

    /// Keys that stand in this kind of file only.
    private var ownKeys: Set<String> {
        switch self {
        case .notice:
            [
                "addressees", "assessment", "basis", "channels", "closes", "consequences", "contacts", "doubts",
                "events",
                "indicators", "inferred", "issuer", "issued", "official", "period", "phases", "remind",
            ]
        case .calendar: ["first", "horizon", "hours", "names", "notices", "rest"]
        case .statusMapping: ["columns", "exported", "reviewer", "source", "state", "states", "times"]
        case .configuration: ["coordinator", "data", "language", "log", "mail", "store", "tick"]
        case .roster: []
        }
    }

    /// Keys that other kinds have, too.
    private var sharedKeys: Set<String> {
        switch self {
        case .notice: ["notice", "title", "number", "calendar", "zone", "tasks"]
        case .calendar: ["calendar", "title"]
        case .statusMapping: ["notice", "zone", "tasks", "task", "unit", "reason"]
        case .roster, .configuration: []
        }
    }
}

extension Node {
    fileprivate var scalarText: String? {
        if case .scalar(let text, _) = value { text } else { nil }
    }
}
