/// What entries of a calendar say. Nothing in it passes with time alone: a distance in days would be wrong tomorrow.

import Deadlines
import Ledger
import Notices
import Reminders
import Texts
import Workflow

/// The words for one notice in one language; what its entries have in common is put together once.
struct CalendarWords {
    private let clock: WorkClock
    private let language: Language
    /// `通知：…`.
    private let heading: String
    /// By task: `报送：…`, what is to be handed in.
    private let deliverables: [String: String]
    /// `咨询：…`.
    private let contacts: String?
    private let categories: [State: [String]]

    init(_ notice: Notice, _ clock: WorkClock, _ language: Language) {
        self.clock = clock
        self.language = language
        let number = notice.number.map { Phrase(zh: "（\($0)）", en: " (\($0))") } ?? Phrase(same: "")
        heading = Self.line(Label.notice, Phrase(same: notice.title) + number, language)
        deliverables = Dictionary(
            notice.tasks.filter { !$0.deliver.isEmpty }.map { task in
                let titles = task.deliver.map { Phrase(same: $0.title) }.listed()
                return (task.id, Self.line(Label.deliver, titles, language))
            }, uniquingKeysWith: { first, _ in first })
        let offices = notice.contacts.map { contact in
            Phrase(same: ([contact.office] + [contact.phone].compactMap { $0 }).joined(separator: " "))
        }
        contacts = offices.isEmpty ? nil : Self.line(Label.contacts, offices.listed(), language)
        let own = Phrase(zh: "督办", en: "Duban")(language)
        categories = Dictionary(uniqueKeysWithValues: State.allCases.map { ($0, [own, $0.name(language)]) })
    }

    private enum Label {
        static let notice = Phrase(zh: "通知：", en: "Notice: ")
        static let unit = Phrase(zh: "单位：", en: "Unit: ")
        static let due = Phrase(zh: "截止：", en: "Due: ")
        static let state = Phrase(zh: "状态：", en: "State: ")
        static let progress = Phrase(zh: "进度：", en: "Progress: ")
        static let deliver = Phrase(zh: "报送：", en: "Hand in: ")
        static let contacts = Phrase(zh: "咨询：", en: "Ask: ")
        static let number = Phrase(zh: "编号：#", en: "Number: #")
    }

    /// One field a line; what comes from outside cannot begin a line of its own.
    private static func line(_ label: Phrase, _ text: Phrase, _ language: Language) -> String {
        line(label, text(language), language)
    }

    private static func line(_ label: Phrase, _ text: String, _ language: Language) -> String {
        label(language) + text.oneLine
    }

    func categories(_ state: State) -> [String] { categories[state] ?? [] }

    // MARK: - One assignment

    /// `截止：填报报表（第一馆新址）`; what the state is comes first, for lists that cut titles short.
    func summary(_ row: DeadlineRow) -> String {
        Self.mark(row.state)(language) + title(row.taskTitle, row.isOptional, [row.item, row.occurrence])
    }

    /// - Parameter due: the deadline in words.
    func details(_ row: DeadlineRow, due: Phrase) -> String {
        var due = dated(due, row.isProvisional)
        // Before it was extended, or returned for correction.
        if let before = row.due, before != row.deadline {
            let words = clock.due(before)
            due = due + Phrase(zh: "（原定\(words.zh)）", en: " (was \(words.en))")
        }
        return [
            heading, Self.line(Label.unit, row.unitName, language), Self.line(Label.due, due, language),
            Self.line(Label.state, row.state.name, language), deliverables[row.task], contacts,
            Label.number(language) + String(row.id),
        ].compactMap { $0 }.joined(separator: "\n")
    }

    private static func mark(_ state: State) -> Phrase {
        switch state {
        case .waiting, .open: Label.due
        case .submitted: Phrase(zh: "待审核：", en: "In review: ")
        case .returned: Phrase(zh: "退回修改：", en: "Returned: ")
        case .accepted: Phrase(zh: "已办结：", en: "Done: ")
        case .exempt: Phrase(zh: "已免报：", en: "Exempt: ")
        case .withdrawn: Phrase(zh: "已撤销：", en: "Withdrawn: ")
        }
    }

    // MARK: - A task with the units that have one deadline

    /// `截止：填报报表（12家未办结）`.
    func summary(_ group: DeadlineGroup) -> String {
        let title = title(group.taskTitle, group.isOptional, [group.occurrence])
        guard group.outstanding > 0 else {
            return Self.mark(group.units > 0 ? .accepted : .withdrawn)(language) + title
        }
        let count = Phrase(
            zh: "（\(group.outstanding)家未办结）", en: " (\(plural(group.outstanding, "unit")) outstanding)")
        return Self.mark(.open)(language) + title + count(language)
    }

    /// - Parameter due: the deadline in words.
    func details(_ group: DeadlineGroup, due: Phrase) -> String {
        let progress = Phrase(
            zh: "共\(group.units)家，未办结\(group.outstanding)家（其中待审核\(group.submitted)家）",
            en:
                "\(group.outstanding) of \(plural(group.units, "unit")) outstanding, \(group.submitted) of them in review"
        )
        return [
            heading, Self.line(Label.due, dated(due, group.isProvisional), language),
            Self.line(Label.progress, progress, language), deliverables[group.task], contacts,
        ].compactMap { $0 }.joined(separator: "\n")
    }

    // MARK: - Parts

    private func dated(_ due: Phrase, _ isProvisional: Bool) -> Phrase {
        isProvisional ? due + Phrase(zh: "（暂定）", en: " (provisional)") : due
    }

    private func title(_ task: String, _ isOptional: Bool, _ parts: [String?]) -> String {
        let kind = isOptional ? Phrase(zh: "可选", en: "optional")(language) : nil
        return task.narrowed(by: parts + [kind], language)
    }
}
