/// The channels of a draft under the ids that its notice file gives them.

import Texts

struct DraftWays {
    struct Way {
        let id: String
        let kind: String
        let title: String
        let address: String?
        let position: Position?
    }

    private(set) var all: [Way] = []
    /// By the names that tasks call them by: mailbox, web address, system, office.
    private var byName: [String: Int] = [:]
    private var counts: [String: Int] = [:]
    /// The ids that deliverables refer to.
    private(set) var used: Set<String> = []

    /// Every address that the notice prints, then what tasks name without one.
    init(_ draft: Draft) {
        let named = draft.deadlines.flatMap(\.detail.channels)
        var positions: [String: Position] = [:]
        var titles: [String: String] = [:]
        for channel in named {
            positions[channel.address ?? channel.name] = positions[channel.address ?? channel.name] ?? channel.position
            if let address = channel.address { titles[address] = titles[address] ?? channel.name }
        }
        for mail in draft.emails { add("mailbox", "邮箱", mail, positions[mail], names: [mail]) }
        for url in draft.urls {
            let title = titles[url]
            add(
                "system", title ?? "网址", url.contains("://") ? url : "http://" + url, positions[url],
                names: [url] + (title.map { [$0] } ?? []))
        }
        for channel in named where channel.kind != .mailbox && self[channel] == nil {
            add(
                channel.kind.rawValue, channel.name, channel.kind == .paper ? channel.address : nil, channel.position,
                names: [channel.name])
        }
        for deadline in draft.deadlines {
            for one in deadline.detail.deliverables {
                if let way = way(of: one, deadline.detail) { used.insert(way.id) }
            }
        }
    }

    /// Where one thing goes: paper to the office, files to the mailbox or the system that is named first.
    func way(of one: DraftDeliverable, _ detail: DraftDetail) -> Way? {
        let isPaper = one.formats.contains(.paper)
        let channel = detail.channels.first { ($0.kind == .paper) == isPaper } ?? detail.channels.first
        return channel.flatMap { self[$0] }
    }

    subscript(_ channel: DraftChannel) -> Way? {
        (byName[channel.address ?? channel.name] ?? byName[channel.name]).map { all[$0] }
    }

    private mutating func add(
        _ kind: String, _ title: String, _ address: String?, _ position: Position?, names: [String]
    ) {
        counts[kind, default: 0] += 1
        for name in names where byName[name] == nil { byName[name] = all.count }
        all.append(
            Way(id: "\(kind)-\(counts[kind] ?? 1)", kind: kind, title: title, address: address, position: position))
    }
}
