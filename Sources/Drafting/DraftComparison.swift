/// What a revised text of a notice changes against what is known from the earlier one, which people may have edited.
///
/// Pure and without the notice format: whoever compares says what is known in the structs below.

import Deadlines
import Texts

/// A deadline as the earlier text gave it and people left it.
public struct KnownDeadline: Sendable {
    public enum Who: Sendable, Hashable {
        /// The earlier text's words.
        case words(String)
        /// The earlier text named nobody.
        case addressees
        /// People wrote who it is; what the earlier text said is not kept.
        case edited
    }

    /// The task's id.
    public let task: String
    public let title: String
    /// A task's kind by its name in the notice format.
    public let kind: String
    public let due: DueRule
    /// The earlier text's words; nil if people took them out.
    public let quote: String?
    public let who: Who

    public init(task: String, title: String, kind: String, due: DueRule, quote: String?, who: Who) {
        self.task = task
        self.title = title
        self.kind = kind
        self.due = due
        self.quote = quote
        self.who = who
    }
}

/// The head of a notice; of both texts alike.
public struct NoticeHead: Sendable, Hashable {
    public var title: String?
    public var number: String?
    public var issuer: String?
    public var issued: Day?
    public var addressees: String?
    public var period: ClosedRange<Day>?

    public init(
        title: String?, number: String?, issuer: String?, issued: Day?, addressees: String?, period: ClosedRange<Day>?
    ) {
        self.title = title
        self.number = number
        self.issuer = issuer
        self.issued = issued
        self.addressees = addressees
        self.period = period
    }
}

extension Draft {
    public var head: NoticeHead {
        NoticeHead(
            title: title, number: number, issuer: issuers.isEmpty ? nil : issuers.joined(separator: "、"),
            issued: issued, addressees: addressees.isEmpty ? nil : addressees.joined(separator: "、"), period: period)
    }
}

/// What differs in one deadline.
public enum DraftChange: Sendable, Hashable {
    /// The day, the hour, the first day of a window or the rule. With the same words it was people who changed it, or
    /// a year or month that the words leave open now comes out differently.
    case due(old: DueRule, hasSameWords: Bool)
    case kind(old: String)
    case who(old: String?)
    /// The same day in other words: another list of days, another event to count from.
    case wording(old: String)
}

public struct DraftComparison: Sendable {
    public enum Match: String, Sendable {
        case quote, words, date
    }

    /// One deadline in both texts.
    public struct Pair: Sendable {
        /// Its place among the known ones, and in the draft.
        public let known: Int
        public let deadline: Int
        public let match: Match
        /// Empty: nothing changed.
        public let changes: [DraftChange]
    }

    /// A known deadline that the revised text has not.
    public struct Removed: Sendable {
        public let known: Int
        /// The place in the draft's others of the same words, which the revised text makes no deadline.
        public let other: Int?
    }

    public let pairs: [Pair]
    /// Places in the draft.
    public let added: [Int]
    public let removed: [Removed]

    public var changed: [Pair] { pairs.filter { !$0.changes.isEmpty } }
    public var unchanged: Int { pairs.count { $0.changes.isEmpty } }

    public init(_ known: [KnownDeadline], _ draft: Draft) {
        let found = DeadlineMatcher(known, draft.deadlines).pairs()
        pairs = found.map { pair in
            let (old, new) = (known[pair.known], draft.deadlines[pair.deadline])
            return Pair(
                known: pair.known, deadline: pair.deadline, match: pair.match,
                changes: Self.changes(old, new, draft.issued))
        }
        .sorted { $0.deadline < $1.deadline }
        let (olds, news) = (Set(found.map(\.known)), Set(found.map(\.deadline)))
        added = draft.deadlines.indices.filter { !news.contains($0) }
        let others = Dictionary(
            draft.others.enumerated().map { (DeadlineMatcher.plain($1.quote), $0) },
            uniquingKeysWith: { first, _ in first })
        removed = known.indices.filter { !olds.contains($0) }.map { index in
            Removed(known: index, other: known[index].quote.flatMap { others[DeadlineMatcher.plain($0)] })
        }
    }

    private static func changes(_ old: KnownDeadline, _ new: DraftDeadline, _ issued: Day?) -> [DraftChange] {
        var changes: [DraftChange] = []
        let hasSameWords = old.quote.map(DeadlineMatcher.plain) == DeadlineMatcher.plain(new.quote)
        if !isSame(old.due, new, issued, hasSameWords) {
            changes.append(.due(old: old.due, hasSameWords: hasSameWords))
        } else if let quote = old.quote, !hasSameWords {
            changes.append(.wording(old: quote))
        }
        // The same words say the same kind: if the file has another, people gave it.
        let isUntouched = hasSameWords && DeadlineMatcher.words(old.title) == DeadlineMatcher.words(new)
        if !isUntouched, !DeadlineMatcher.fits(old.kind, new.kind) { changes.append(.kind(old: old.kind)) }
        switch old.who {
        case .words(let words):
            if new.who.map(DeadlineMatcher.plain) != DeadlineMatcher.plain(words) { changes.append(.who(old: words)) }
        case .addressees: if new.who != nil { changes.append(.who(old: nil)) }
        case .edited: break
        }
        return changes
    }

    private static func isSame(_ old: DueRule, _ new: DraftDeadline, _ issued: Day?, _ hasSameWords: Bool) -> Bool {
        switch old.form {
        case .fixed(let day, let time): return new.day == day && new.clock == time && new.firstDay == nil
        case .window(let stretch, let time):
            return new.day == stretch.days.upperBound && new.clock == time && new.firstDay == stretch.days.lowerBound
        case .undated:
            // A day before the issue, and what the format has no rule for, are written as undated.
            guard let day = new.day else { return new.rule.flatMap(RecurringRule.due) == nil || hasSameWords }
            return issued.map { day < $0 } == true && hasSameWords
        case .relative: return new.day == nil
        case .recurring:
            guard new.day == nil else { return false }
            // People add exceptions and an end to a rule; what it begins with is the text's.
            guard let rule = new.rule.flatMap(RecurringRule.due) else { return hasSameWords }
            return old.text.hasPrefix(rule) || hasSameWords
        }
    }
}

extension DraftDeadline {
    /// The hour as the notice format has it: the end of the day is none.
    fileprivate var clock: TimeOfDay? {
        minutes.flatMap { $0 == 1440 ? nil : TimeOfDay(hour: $0 / 60, minute: $0 % 60) }
    }

    fileprivate var firstDay: Day? { start.flatMap { first in day.flatMap { first < $0 ? first : nil } } }
}

/// What a drafted file says of the text that it came from, for reading it again.
extension DraftNotice {
    /// Before the words for who, among a task's notes.
    public static let whoNote = "责任主体："
    /// Why a task is everybody's: the text names nobody.
    public static let addresseesReason = "原文没有另写主体"
    /// Stands for a title that the text has not.
    public static let noTitle = "（原文未找到标题）"
}
