/// A notice file: from its tree to a notice, with everything that is wrong with it in one go.

import Deadlines
import Texts

/// A notice with the places of its values; fit for checks even when the file has errors.
public struct DecodedNotice: Sendable {
    public let notice: Notice
    /// The file as the user named it.
    public let file: String
    public let places: Places
    /// Paths of values that were refused and hold a stand-in in `notice`.
    let refused: Set<String>

    func isRefused(_ path: String) -> Bool { refused.contains(path) }
}

public enum NoticeFile {
    /// Decodes a notice and checks everything that needs neither calendar nor roster.
    ///
    /// The notice is nil only when the file is no mapping. When a diagnostic is an error the file must be refused;
    /// the notice then still serves to find the other problems (see `NoticeChecks`).
    public static func decode(_ node: Node, file: String) -> (DecodedNotice?, [Diagnostic]) {
        let decoding = FileDecoding(file: file)
        decoding.placeRoot(node.span)
        guard let fields = Fields<NoticeKey>(node, path: "", decoding) else {
            return (nil, decoding.problems.inOrder)
        }
        let notice = decoding.notice(fields)
        ReferenceChecks(notice: notice, ids: DeclaredIDs(fields), decoding: decoding).run()
        let decoded = DecodedNotice(
            notice: notice, file: file, places: decoding.places, refused: decoding.refused)
        return (decoded, decoding.problems.inOrder)
    }

    /// Every key of the format by the heading of Notices/README.md that describes it.
    static let keys: [(section: String, keys: [String])] = [
        keys(of: NoticeKey.self), keys(of: ContactKey.self), keys(of: ChannelKey.self), keys(of: EventKey.self),
        keys(of: PhaseKey.self), keys(of: TaskKey.self), keys(of: DueKey.self), keys(of: ItemsKey.self),
        keys(of: SelectorKey.self), keys(of: ReviewKey.self), keys(of: QuotaKey.self), keys(of: DeliverableKey.self),
        keys(of: IndicatorKey.self), keys(of: PointKey.self), keys(of: ReminderKey.self),
    ]

    private static func keys<Key: FileKey>(of type: Key.Type) -> (section: String, keys: [String]) {
        (type.section, type.allCases.map(\.rawValue))
    }
}

/// The ids that a file declares, also of members that were refused: so that references to them are not blamed.
struct DeclaredIDs {
    struct Names {
        /// In the file's order, for suggestions.
        let list: [String]
        private let known: Set<String>

        init(_ node: Node?, adding more: [String] = []) {
            var names = more
            if case .mapping(let entries) = node?.value { names = entries.compactMap(\.key.scalarText) + more }
            list = names
            known = Set(names)
        }

        func contains(_ id: String) -> Bool { known.contains(id) }
    }

    let channels: Names
    let events: Names
    let phases: Names
    let indicators: Names
    let tasks: Names

    init(_ fields: Fields<NoticeKey>) {
        channels = Names(fields[.channels])
        events = Names(fields[.events], adding: ["told"])
        phases = Names(fields[.phases])
        indicators = Names(fields[.indicators])
        tasks = Names(fields[.tasks])
    }
}
