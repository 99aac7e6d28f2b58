/// Distances from something that has to happen first, as events and due rules of a notice file:
/// 最终数据审定后十五个工作日内 is `15 working days after event-1`.

struct EventRules {
    struct Event: Equatable {
        let id: String
        /// What happens, in the text's own words.
        let title: String
        /// Once for everybody, or for each unit by itself.
        let scope: String
    }

    private(set) var events: [Event] = []
    private var dues: [String: String] = [:]

    init(_ draft: Draft) {
        for deadline in draft.deadlines where deadline.day == nil {
            guard let rule = deadline.rule, dues[rule] == nil, let read = Self.read(rule) else { continue }
            let known = events.first { $0.title == read.title }
            let event =
                known ?? Event(id: "event-\(events.count + 1)", title: read.title, scope: Self.scope(read.title))
            if known == nil { events.append(event) }
            dues[rule] = "\(read.count) \(read.unit) after \(event.id)"
        }
    }

    /// The due rule of a distance; nil for one that is not counted from an event, or not in days, weeks, months, years.
    func due(_ rule: String) -> String? { dues[rule] }

    // MARK: - Words

    private static func read(_ rule: String) -> (count: Int, unit: String, title: String)? {
        let text = SourceText(rule)
        let tokens = Tokenizer.tokens(of: text)
        guard
            let atom = TimeScanner.shared.atoms(in: tokens).last(where: {
                ["distance-within", "distance-since"].contains($0.rule.name)
            }), let count = atom.match[.count], count > 0, let unit = atom.match.word(.unit).flatMap({ units[$0] })
        else { return nil }
        var words = text.tidy(0..<tokens[atom.tokens.lowerBound].range.lowerBound)[...]
        for opening in ["应在", "须在", "自", "在", "于", "从", "由"] where words.hasPrefix(opening) {
            words = words.dropFirst(opening.count)
            break
        }
        let hasSince = atom.rule.name == "distance-since"
        var isSaid = hasSince
        for ending in ["之日起", "次日起", "之日", "以后", "之后", "日起", "后", "起"] where words.hasSuffix(ending) {
            words = words.dropLast(ending.count)
            isSaid = true
            break
        }
        guard isSaid, (2...40).contains(words.count) else { return nil }
        return (count, count == 1 ? unit.one : unit.many, String(words))
    }

    private static let units: [String: (one: String, many: String)] = [
        "工作日": ("working day", "working days"), "日": ("day", "days"), "天": ("day", "days"), "自然日": ("day", "days"),
        "日历日": ("day", "days"), "日历天": ("day", "days"), "周": ("week", "weeks"), "星期": ("week", "weeks"),
        "月": ("month", "months"), "年": ("year", "years"),
    ]

    /// What is made public or settled happens once for all; what a unit receives or changes happens to it.
    private static func scope(_ title: String) -> String {
        let isCommon = ["公示", "公布", "发布", "印发", "审定", "会议", "培训", "活动", "比赛", "截止", "评审"].contains(
            where: title.contains)
        return isCommon && !title.contains("收到") && !title.contains("接到") ? "notice" : "unit"
    }
}
