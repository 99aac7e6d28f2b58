/// How pages say a task's due, its state and what is asked.

import Commands
import Deadlines
import Ledger
import Markup
import Notices
import Office
import Reminders
import Texts
import Workflow

/// One task of one unit as a page shows it.
struct TaskView {
    let row: TaskRow
    let clock: NoticeClock?
    let text: TaskText?
    let now: Instant
    let language: Language

    init(_ row: TaskRow, _ almanac: AlmanacPage, now: Instant, _ language: Language) {
        self.row = row
        self.now = now
        self.language = language
        clock = almanac.clocks[row.notice]
        text = almanac.task(row.task, of: row.notice, language)
    }

    func say(_ phrase: Phrase) -> String { phrase(language) }

    var title: String {
        let kind = row.isOptional ? say(Phrase(zh: "可选", en: "optional")) : nil
        return row.taskTitle.narrowed(by: [row.item, row.occurrence, kind], language)
    }

    var left: DaysLeft? {
        guard let deadline = row.deadline, let clock else { return nil }
        return DaysLeft(until: deadline, now: now, calendar: clock.calendar, zone: clock.zone)
    }

    var isOverdue: Bool { row.isOverdue(at: now) }

    /// How its card is coloured: by lateness or state. A word always says the same.
    var cardClass: StaticString {
        switch row.state {
        case .open: isOverdue ? "card late" : isSoon ? "card soon" : "card"
        case .waiting: "card"
        case .returned: "card returned"
        case .submitted, .accepted, .exempt, .withdrawn: "card done"
        }
    }

    private var isSoon: Bool {
        if case .left(let days)? = left { return days <= 3 && row.state == .open }
        return false
    }

    /// `2025-04-11（周五）　剩 4 个工作日`.
    func writeWhen(_ html: inout HTML) {
        html.element("p", .class("when")) { html in
            guard let deadline = row.deadline, let clock else {
                html.text(
                    say(
                        row.state == .waiting
                            ? Phrase(zh: "截止：待前序环节完成后确定", en: "Due: follows from the step before it")
                            : Phrase(zh: "截止：通知未规定，请尽早办理", en: "Due: none given; as early as possible")))
                return
            }
            html.text(say(Phrase(zh: "截止：", en: "Due: ") + clock.zone.due(deadline)))
            if row.isProvisional { html.text(say(Phrase(zh: "（暂定）", en: " (provisional)"))) }
            if let left, row.state.isOutstanding, row.state != .submitted {
                html.text("　")
                let isLate = isOverdue && row.state != .waiting
                html.element("span", isLate ? .class("late") : isSoon ? .class("soon") : nil, text: say(left.phrase))
            }
        }
    }

    func writeState(_ html: inout HTML) {
        html.stateTag(row.state, isLate: isOverdue, reviewer: row.reviewerName, language)
    }

    /// What is to be handed in, how, where and under which name.
    func writeAsked(_ unit: Unit, _ html: inout HTML) {
        guard let text else { return }
        let assignment = Assignment(
            notice: row.notice, task: row.task, unit: row.unit, item: row.item, channel: row.channel,
            occurrence: row.occurrence, opens: row.opens)
        let items = text.own(assignment, unit)
        guard !items.isEmpty else { return }
        html.element("dl") { html in
            html.element("dt", text: say(Phrase(zh: "提交", en: "Hand in")))
            html.element("dd") { html in
                html.element("ul") { html in
                    for item in items { write(item, unit, &html) }
                }
            }
        }
    }

    private func write(_ item: DeliverableText, _ unit: Unit, _ html: inout HTML) {
        html.element("li") { html in
            html.text(item.heading)
            if !item.isRequired { html.text(say(Phrase(zh: "（选交）", en: " (optional)"))) }
            let name = item.fileName(unit: unit.name, item: row.item)
            if !name.isEmpty {
                html.text(say(Phrase(zh: "；文件名：", en: "; file name: ")))
                html.text(name)
            }
            if let place = item.destination {
                html.text(say(Phrase(zh: "；报送至：", en: "; to: ")) + place.title)
                if let address = place.address {
                    html.text(" ")
                    html.address(address)
                }
            }
            if let note = item.note { html.text(say(Phrase(zh: "；", en: "; ")) + note) }
        }
    }
}

extension HTML {
    /// An address of the web or of mail as a link, anything else as text.
    mutating func address(_ address: String) {
        let isMail = address.contains("@") && !address.contains(":")
        let target = isMail ? "mailto:\(address)" : address
        guard isMail || address.hasPrefix("https://") || address.hasPrefix("http://") else { return text(address) }
        element("a", .href(target), text: address)
    }

    /// A state with its sign: not told by colour alone.
    mutating func stateTag(_ state: State, isLate: Bool, reviewer: String?, _ language: Language) {
        var words = state.name
        if isLate {
            // Whoever waits for others is not late with it.
            words =
                state == .waiting
                ? Phrase(zh: "被前序环节阻塞", en: "blocked by an earlier step")
                : Phrase(zh: "逾期 · ", en: "late · ") + words
        }
        if state == .submitted, let reviewer { words = words + Phrase(zh: "（\(reviewer)）", en: " (with \(reviewer))") }
        let kind: StaticString =
            switch state {
            case .accepted: "tag accepted"
            case .submitted: "tag submitted"
            case .returned: isLate ? "tag late" : "tag returned"
            case .open: isLate ? "tag late" : "tag open"
            case .waiting, .exempt, .withdrawn: "tag waiting"
            }
        element("span", .class(kind), text: "\(state.sign) \(words(language))")
    }
}

extension State {
    /// One sign for each state, for where there is no room for words.
    var sign: String {
        switch self {
        case .waiting: "…"
        case .open: "○"
        case .submitted: "➜"
        case .returned: "↩"
        case .accepted: "✓"
        case .exempt: "–"
        case .withdrawn: "×"
        }
    }
}
