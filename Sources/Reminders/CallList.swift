/// Whom to telephone (电话催办), about what, and a text to paste into a messenger.

import Deadlines
import Notices
import Texts
import Workflow

public struct CallList: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public let assignment: AssignmentID
        public let notice: String
        public let task: String
        /// `应于2025-04-11（周五）24:00前` and `已逾期2个工作日（4天）`; empty while undated.
        public let due: String
        public let distance: String
    }

    public struct Entry: Sendable, Hashable {
        public let unit: String
        public let name: String
        public let phone: String?
        /// Why letters do not reach it; nil when they do.
        public let unreached: String?
        /// How often it was telephoned about these already.
        public let chases: Int
        public let items: [Item]
        /// To paste into a messenger.
        public let message: String
    }

    /// Units in the order of their most urgent item, up to the limit that was asked for.
    public let entries: [Entry]
    /// How many units there are in all.
    public let units: Int

    /// One assignment that somebody has to be called about.
    public struct Case: Sendable {
        public let subject: Subject
        public let unit: Unit
        public let unreached: Suppression?

        public init(_ subject: Subject, unit: Unit, unreached: Suppression? = nil) {
            self.subject = subject
            self.unit = unit
            self.unreached = unreached
        }
    }

    /// - Parameters:
    ///   - cases: outstanding assignments; settled ones are left out.
    ///   - limit: units that are told of at most.
    public init(_ cases: [Case], book: LetterBook, at now: Instant, language: Language, limit: Int = .max) {
        // By their places: there may be a hundred thousand, and a case is large.
        let open = cases.indices
            .filter { cases[$0].subject.status.state == .open || cases[$0].subject.status.state == .returned }
            .sorted { cases[$0].urgency < cases[$1].urgency }
        var order: [String] = []
        var groups: [String: [Int]] = [:]
        for index in open {
            let code = cases[index].unit.code
            if groups[code] == nil { order.append(code) }
            groups[code, default: []].append(index)
        }
        units = order.count
        entries = order.prefix(limit).compactMap { code in
            groups[code].flatMap { Self.entry($0.map { cases[$0] }, book, now, language) }
        }
    }

    private static func entry(_ cases: [Case], _ book: LetterBook, _ now: Instant, _ language: Language) -> Entry? {
        guard let unit = cases.first?.unit else { return nil }
        let items = cases.map { one -> Item in
            let assignment = one.subject.assignment
            let text = book.text(assignment.notice, language) ?? book.text(assignment.notice, book.language)
            let words = DueWords(clock: book.clock(assignment.notice), language: language, now: now)
            return Item(
                assignment: assignment.id, notice: text?.title ?? assignment.notice,
                task: text?.tasks[assignment.task]?.title(of: assignment, language) ?? assignment.task,
                due: one.subject.target.map { words.moment($0)(language) } ?? "",
                distance: one.subject.target.map { words.distance(to: $0).phrase(language) } ?? "")
        }
        return Entry(
            unit: unit.code, name: unit.name.oneLine, phone: unit.phone?.oneLine,
            unreached: cases.lazy.compactMap(\.unreached).first?.name(language),
            chases: cases.map(\.subject.status.chases).reduce(0, +), items: items,
            message: message(unit.name.oneLine, items, language))
    }

    private static func message(_ name: String, _ items: [Item], _ language: Language) -> String {
        let zh = language == .chinese
        var parts: [String] = []
        for notice in Composer.inOrder(items.map(\.notice)) {
            let tasks = items.filter { $0.notice == notice }.map { item in
                guard !item.due.isEmpty else { return zh ? "“\(item.task)”尚未报送" : "\(item.task)" }
                return zh
                    ? "“\(item.task)”应于\(item.due)完成，\(item.distance)"
                    : "\(item.task), due \(item.due), \(item.distance)"
            }
            parts.append((zh ? "《\(notice)》：" : "\(notice): ") + tasks.joined(separator: zh ? "；" : "; "))
        }
        let asked = parts.joined(separator: zh ? "。" : ". ")
        return zh
            ? "\(name)：\(asked)。请尽快办理；如已办理，请告知以便核对。"
            : "\(name): \(asked). Please see to it soon; if it was done, let us know so that we can check."
    }
}

extension CallList.Case {
    fileprivate var urgency: (Int64, String) { (subject.target?.seconds ?? .max, unit.code) }
}
