/// What is said of one deadline of a draft, in words: on the terminal, on the page and in comparisons.

import Deadlines
import Drafting
import Texts

/// A text with what was read in it.
struct Explained {
    let name: Phrase
    let text: SourceText
    let draft: Draft

    /// - Parameter file: its path; what is shown is its name.
    init(file: String, text: SourceText, draft: Draft) {
        name =
            file == "-"
            ? Phrase(zh: "标准输入", en: "standard input")
            : Phrase(same: file.split(separator: "/").last.map(String.init) ?? file)
        self.text = text
        self.draft = draft
    }
}

struct DraftNote {
    /// As it stands beside its mark; the task of this number in the notice file.
    let number: Int
    let when: Phrase
    let isOnRestDay: Bool
    let kind: Phrase
    let who: String?
    let task: String
    let doubts: [Phrase]
    /// How it was read: the writing, the cues for a deadline, the verb.
    let grounds: [Phrase]
    /// Cues that speak against a deadline and weigh less.
    let against: [Phrase]

    init(_ deadline: DraftDeadline, number: Int, _ reasons: DraftReasons, _ days: DayWords) {
        self.number = number
        when = days.when(deadline)
        isOnRestDay = deadline.day.map(days.rests) ?? false
        kind = deadline.kind.name
        who = deadline.who
        task = deadline.task
        doubts = deadline.doubts.map(\.phrase)
        let all = reasons.of(deadline)
        let against: [Phrase?] = all.map { reason in
            switch reason.side {
            case .notBinding(let why):
                reason.phrase + Phrase(zh: "（像是\(why.name.zh)）", en: " (as of: \(why.name.en))")
            case .place: reason.phrase
            case .writing, .binding, .action: nil
            }
        }
        grounds = zip(all, against).filter { $1 == nil }.map(\.0.phrase)
        self.against = against.compactMap { $0 }
    }

    static func all(_ draft: Draft, in text: SourceText, _ days: DayWords) -> [DraftNote] {
        let reasons = DraftReasons(text)
        return draft.deadlines.enumerated().map { DraftNote($1, number: $0 + 1, reasons, days) }
    }

    /// What stands for who where the text names none.
    static let addressees = Phrase(zh: "主送单位（原文未另写）", en: "the addressees (nobody else is named)")
}

/// Days with what the calendar says of them.
struct DayWords {
    let calendar: WorkCalendar

    func rests(_ day: Day) -> Bool { !calendar.isWorking(day) }

    /// `2025-03-30（周日，休息日）`, `2025-05-01（周四，休息日：劳动节）`.
    func day(_ day: Day) -> Phrase {
        guard let remark = remark(day) else { return day.label }
        let name = day.weekday.name
        return Phrase(
            zh: "\(day.iso)（\(name.zh)，\(remark.zh)）", en: "\(day.iso) (\(name.en), \(remark.en))")
    }

    private func remark(_ day: Day) -> Phrase? {
        switch calendar.entry(day) {
        case .holiday(let name, _): Phrase(zh: "休息日：\(name.zh)", en: "rest day: \(name.en)")
        case .weeklyRest: Phrase(zh: "休息日", en: "rest day")
        case .makeUpWorkday: Phrase(zh: "调休上班", en: "make-up working day")
        case .ordinaryWorkday:
            calendar.isKnown(day) ? nil : Phrase(zh: "放假安排未收", en: "holidays not in the calendar")
        }
    }

    /// The day or days, the hour, the words of a rule.
    func when(_ deadline: DraftDeadline) -> Phrase {
        guard let last = deadline.day else {
            let rule = deadline.rule ?? deadline.quote
            return Phrase(zh: "无固定日期：\(rule)", en: "no fixed day: \(rule)")
        }
        var when = day(last)
        if !deadline.days.isEmpty {
            when = deadline.days.map(day).listed()
        } else if let start = deadline.start, start != last {
            when = Phrase(same: start.iso) + Phrase(zh: " 至 ", en: " to ") + when
        }
        if let time = deadline.time { when = when + Phrase(same: " \(time)") }
        if let rule = deadline.rule { when = when + Phrase(zh: "（\(rule)）", en: " (\(rule))") }
        return when
    }

    /// The day or days of a rule; other rules in words.
    func when(_ rule: DueRule) -> Phrase {
        switch rule.form {
        case .fixed(let last, let time): day(last) + Self.hour(time)
        case .window(let stretch, let time):
            Phrase(same: stretch.days.lowerBound.iso) + Phrase(zh: " 至 ", en: " to ") + day(stretch.days.upperBound)
                + Self.hour(time)
        case .undated, .relative, .recurring: rule.phrase()
        }
    }

    private static func hour(_ time: TimeOfDay?) -> Phrase { Phrase(same: time.map { " \($0.text)" } ?? "") }
}
