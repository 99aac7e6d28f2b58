/// What entries of a calendar say. Nothing in it passes with time alone: a distance in days would be wrong tomorrow.

import Deadlines
import Ledger
import Notices
import Reminders
import Texts
import Workflow

struct CalendarWords {
    let notice: Notice
    let clock: WorkClock
    let language: Language

    func categories(_ state: Phrase) -> [String] { [Phrase(zh: "督办", en: "Duban")(language), state(language)] }

    // MARK: - One assignment

    /// `截止：填报报表（第一馆新址）`; what the state is comes first, for lists that cut titles short.
    func summary(_ row: DeadlineRow) -> String {
        let title = title(row.taskTitle, row.isOptional, [row.item, row.occurrence])
        return (Self.mark(row.state) + Phrase(same: title))(language)
    }

    func details(_ row: DeadlineRow) -> String {
        var due = clock.due(row.deadline)
        // Before it was extended, or returned for correction.
        if let before = row.due, before != row.deadline {
            let words = clock.due(before)
            due = due + Phrase(zh: "（原定\(words.zh)）", en: " (was \(words.en))")
        }
        return lines([
            heading,
            (Phrase(zh: "单位", en: "Unit"), Phrase(same: row.unitName)),
            (Phrase(zh: "截止", en: "Due"), dated(due, row.isProvisional)),
            (Phrase(zh: "状态", en: "State"), row.state.name),
            handedIn(row.task), contacts,
            (Phrase(zh: "编号", en: "Number"), Phrase(same: "#\(row.id)")),
        ])
    }

    private static func mark(_ state: State) -> Phrase {
        switch state {
        case .waiting, .open: Phrase(zh: "截止：", en: "Due: ")
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
            return (Self.mark(group.units > 0 ? .accepted : .withdrawn) + Phrase(same: title))(language)
        }
        let count = Phrase(
            zh: "（\(group.outstanding)家未办结）", en: " (\(plural(group.outstanding, "unit")) outstanding)")
        return (Self.mark(.open) + Phrase(same: title) + count)(language)
    }

    func details(_ group: DeadlineGroup) -> String {
        let progress = Phrase(
            zh: "共\(group.units)家，未办结\(group.outstanding)家（其中待审核\(group.submitted)家）",
            en:
                "\(group.outstanding) of \(plural(group.units, "unit")) outstanding, \(group.submitted) of them in review"
        )
        return lines([
            heading,
            (Phrase(zh: "截止", en: "Due"), dated(clock.due(group.deadline), group.isProvisional)),
            (Phrase(zh: "进度", en: "Progress"), progress),
            handedIn(group.task), contacts,
        ])
    }

    // MARK: - Parts

    private typealias Field = (label: Phrase, text: Phrase)

    private var heading: Field {
        let number = notice.number ?? ""
        let mark = number.isEmpty ? Phrase(same: "") : Phrase(zh: "（\(number)）", en: " (\(number))")
        return (Phrase(zh: "通知", en: "Notice"), Phrase(same: notice.title) + mark)
    }

    private func handedIn(_ task: String) -> Field? {
        let titles = notice.tasks.first { $0.id == task }?.deliver.map { Phrase(same: $0.title) } ?? []
        return titles.isEmpty ? nil : (Phrase(zh: "报送", en: "Hand in"), titles.listed())
    }

    private var contacts: Field? {
        let all = notice.contacts.map { contact in
            Phrase(same: ([contact.office] + [contact.phone].compactMap { $0 }).joined(separator: " "))
        }
        return all.isEmpty ? nil : (Phrase(zh: "咨询", en: "Ask"), all.listed())
    }

    private func dated(_ due: Phrase, _ isProvisional: Bool) -> Phrase {
        isProvisional ? due + Phrase(zh: "（暂定）", en: " (provisional)") : due
    }

    private func title(_ task: String, _ isOptional: Bool, _ parts: [String?]) -> String {
        let optional = isOptional ? Phrase(zh: "可选", en: "optional")(language) : nil
        let details = (parts + [optional]).compactMap { $0 }.map { Phrase(same: $0) }
        guard !details.isEmpty else { return task }
        let joined = details.joined(zh: "，", en: ", ")
        return task + Phrase(zh: "（\(joined.zh)）", en: " (\(joined.en))")(language)
    }

    /// `截止：…`, one field a line; what comes from outside cannot begin a line of its own.
    private func lines(_ fields: [Field?]) -> String {
        fields.compactMap { $0 }.map { field in
            let text = field.text(language).split(whereSeparator: \.isNewline).joined(separator: " ")
            return field.label(language) + Phrase(zh: "：", en: ": ")(language) + text
        }.joined(separator: "\n")
    }
}
