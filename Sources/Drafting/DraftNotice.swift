/// A draft as a notice file: every value with the line that it came from, doubts marked.

import Deadlines
import Texts

public struct DraftNotice {
    let draft: Draft
    let ways: DraftWays
    private let events: EventRules
    private var lines: [String] = []
    private var titles: Set<String> = []

    /// A file that `duban check` accepts and people go through before they load it.
    public static func file(_ draft: Draft) -> String {
        var writer = DraftNotice(draft: draft)
        return writer.written()
    }

    private init(draft: Draft) {
        self.draft = draft
        ways = DraftWays(draft)
        events = EventRules(draft)
    }

    private mutating func written() -> String {
        lines = [
            "# 由 duban draft 从通知原文草拟，请逐项核对；每项后注明原文的行和字句。",
            "# 有疑问的值写在 doubts 下：查对原文，有误就改正，然后删去那一行；不删的，duban load 要求确认。",
            "notice: \(id)",
        ]
        add("number", draft.number)
        lines.append("title: \(Self.quoted(draft.title ?? Self.noTitle))\(line("title"))")
        add("issuer", draft.issuers.isEmpty ? nil : draft.issuers.joined(separator: "、"))
        add("addressees", draft.addressees.isEmpty ? nil : draft.addressees.joined(separator: "、"))
        lines.append("issued: \(draft.issued?.iso ?? "null")\(line("issued"))")
        lines.append(
            "period: \(draft.period.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" } ?? "null")\(line("period"))")
        if let last = recurring { lines.append("closes: \(last.iso)") }
        lines += basisLines() + contactLines() + channelLines() + consequenceLines() + inferredLines(recurring)
        write(DraftDoubts(draft: draft).ofNotice, indent: "")
        if !events.events.isEmpty {
            lines.append("events:")
            for event in events.events {
                lines.append("  \(event.id): {title: \(Self.quoted(event.title)), scope: \(event.scope)}")
            }
        }
        lines.append("")
        lines.append("tasks:")
        for (index, deadline) in draft.deadlines.enumerated() { write(deadline, index + 1) }
        if draft.deadlines.isEmpty { lines.append("  {}  # 没有读出期限") }
        lines += annexLines()
        writeOthers()
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ key: String, _ value: String?) {
        lines.append("\(key): \(value.map(Self.quoted) ?? "null")\(line(key))")
    }

    /// From the number, else from the day of issue.
    private var id: String {
        let digits = (draft.number ?? "").unicodeScalars.map {
            let plain = Scalars.plain($0)
            return Scalars.isDigit(plain) ? Character(Unicode.Scalar(UInt8(plain))) : " "
        }
        let parts = String(digits).split(separator: " ").map(String.init)
        let name = parts.isEmpty ? draft.issued?.iso ?? "notice" : parts.joined(separator: "-")
        return "draft-" + String(name.prefix(40))
    }

    // MARK: - Tasks

    private mutating func write(_ deadline: DraftDeadline, _ number: Int) {
        let place = "第\(deadline.position.line)行：\(Self.comment(deadline.quote))"
        let due = due(deadline)
        lines.append("  task-\(number):")
        lines.append("    title: \(Self.quoted(title(deadline, number)))")
        lines.append("    kind: \(kind(deadline))")
        lines.append("    who: {all: true}" + (deadline.who.map { "  # 原文主体：\(Self.comment($0))" } ?? ""))
        lines.append("    due: \(due)  # \(place)")
        lines.append("    quote: \(Self.quoted(deadline.quote))")
        lines += detailLines(deadline.detail)
        var notes: [String] = []
        if let who = deadline.who { notes.append(Self.whoNote + who) }
        if due == "undated", let day = deadline.day { notes.append("原文日期：\(day.iso)，早于发文日期") }
        if let rule = deadline.rule { notes.append("时间原文：\(rule)") }
        if !deadline.days.isEmpty { notes.append("各次日期：" + deadline.days.map(\.iso).joined(separator: "、")) }
        notes += detailNotes(deadline.detail) + formNotes(deadline)
        if !notes.isEmpty {
            lines.append("    notes:")
            for note in notes { lines.append("      - \(Self.quoted(note))") }
        }
        var inferred: [String] = []
        if deadline.who == nil { inferred.append("      who: 原文没有另写主体，按主送单位") }
        if deadline.day == nil, deadline.rule.flatMap(events.due) != nil {
            inferred.append("      due: 从 events 中所写的事发生之日起算；是否各单位分别发生，请核对 scope")
        }
        if !inferred.isEmpty { lines += ["    inferred:"] + inferred }
        write(DraftDoubts(draft: draft).of(deadline, due: due), indent: "    ")
    }

    private mutating func write(_ doubts: [DraftDoubts.Doubt], indent: String) {
        guard !doubts.isEmpty else { return }
        lines.append(indent + "doubts:")
        for (key, text) in doubts { lines.append("\(indent)  \(key): \(Self.quoted(text))") }
    }

    /// A task's title is its own: what is asked, with a number where two ask the same.
    private mutating func title(_ deadline: DraftDeadline, _ number: Int) -> String {
        var title =
            Self.comment(deadline.task).allSatisfy({ $0.isWhitespace || $0.isPunctuation })
            ? Self.names[deadline.kind] ?? "任务" : deadline.task
        if titles.contains(title) { title += "（\(number)）" }
        titles.insert(title)
        return title
    }

    /// A review says whose submissions it covers; what they are, only people know.
    private func kind(_ deadline: DraftDeadline) -> String {
        deadline.kind == .review ? "other" : deadline.kind.rawValue
    }

    private static let names: [DraftKind: String] = [
        .sealedScan: "报送盖章材料", .review: "审核", .directoryCheck: "名录核查", .publication: "公布", .meeting: "会议",
        .submission: "报送",
        .other: "办理",
    ]

    private func due(_ deadline: DraftDeadline) -> String {
        if let day = deadline.day {
            // A notice file has no due before its issue.
            if let issued = draft.issued, day < issued { return "undated" }
            return deadline.writtenDay ?? day.iso
        }
        return deadline.rule.flatMap { RecurringRule.due($0) ?? events.due($0) } ?? "undated"
    }

    /// A rule that recurs needs an end: that of the year of the issue or, if later, of the last fixed day.
    private var recurring: Day? {
        guard draft.deadlines.contains(where: { $0.day == nil && $0.rule.flatMap(RecurringRule.due) != nil }) else {
            return nil
        }
        // Never before the last day that a task is due.
        let year = (draft.deadlines.compactMap(\.day) + [draft.issued].compactMap { $0 }).max()?.year
        return year.flatMap { Day(year: $0, month: 12, day: 31) }
    }

    private mutating func writeOthers() {
        guard !draft.others.isEmpty else { return }
        lines.append("")
        lines.append("# 判断为不是期限的日期：")
        for other in draft.others {
            lines.append("#   第\(other.position.line)行 \(Self.comment(other.quote))：\(other.why.name.zh)")
        }
    }

    // MARK: - YAML

    static func comment(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(Self.isPlain(scalar.value) ? scalar : " ") }
        return String(out)
    }

    /// What a notice file may hold as it is: no control, separator or byte order mark, nothing that is no character.
    private static func isPlain(_ value: UInt32) -> Bool {
        if value < 0x7F { return value >= 0x20 }
        return value >= 0xA0 && value != 0x2028 && value != 0x2029 && value != 0xFEFF && value & 0xFFFE != 0xFFFE
    }

    /// In double quotes; what a notice file does not hold is a blank.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in comment(text).unicodeScalars {
            if scalar == "\"" || scalar == "\\" { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out + "\""
    }
}

extension OtherReason {
    public var name: Phrase {
        switch self {
        case .issueDate: Phrase(zh: "发文日期", en: "day of issue")
        case .signatureDate: Phrase(zh: "落款日期", en: "signature")
        case .period: Phrase(zh: "统计或报告时段", en: "reporting period")
        case .eligibility: Phrase(zh: "资格条件", en: "condition of eligibility")
        case .citedDocument: Phrase(zh: "引用的文件", en: "cited document")
        case .done: Phrase(zh: "已经发生的事", en: "already done")
        case .officeHours: Phrase(zh: "办公时间", en: "office hours")
        case .pageFurniture: Phrase(zh: "网页栏目", en: "page furniture")
        case .event: Phrase(zh: "活动日期", en: "date of an event")
        case .phone: Phrase(zh: "电话号码", en: "telephone number")
        case .superseded: Phrase(zh: "已被取代", en: "superseded")
        case .startOnly: Phrase(zh: "只是起始", en: "only a start")
        case .other: Phrase(zh: "没有要求在此之前办理", en: "nothing is asked by then")
        }
    }
}

/// What recurs, as a due rule of a notice file; nil where the format has none for it.
enum RecurringRule {
    static func due(_ words: String) -> String? {
        let tokens = Tokenizer.tokens(of: SourceText(words))
        for atom in TimeScanner.shared.atoms(in: tokens) where atom.rule.meaning == .recurring {
            let match = atom.match
            switch atom.rule.name {
            case "every-week-day": return match[.weekday].map { "weekly on \(days[$0 - 1])" }
            case "every-month-day": return match[.day].map { "monthly on \($0)" }
            case "every-month-end":
                return match.word(.edge) == "底" || match.word(.edge) == "末" ? "last day of month" : nil
            case "every-year-day":
                guard let month = match[.month], let day = match[.day] else { return nil }
                return monthAndDay(month, day).map { "yearly on \($0)" }
            case "next-month-day":
                guard match.word(.often) == "次月" || match.word(.often) == "下月", let day = match[.day] else {
                    return nil
                }
                return "\(ordinalText(day)) of following month"
            case "next-year-day":
                guard let month = match[.month], let day = match[.day] else { return nil }
                return monthAndDay(month, day).map { "\($0) of following year" }
            case "every-quarter-end": return "last day of quarter"
            case "every-year-end": return "last day of year"
            default: return nil
            }
        }
        return nil
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `02-29`; nil for what is no day in any year.
    private static func monthAndDay(_ month: Int, _ day: Int) -> String? {
        Day(year: 2000, month: month, day: day).map { String($0.iso.suffix(5)) }
    }
}
