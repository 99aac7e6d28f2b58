/// A whole notice for reading: its head, then its tasks, then indicators, consequences and what was inferred.

import Deadlines
import Notices
import Office
import Terminal
import Texts
import Workflow

struct NoticeDrawing {
    let overview: NoticeOverview
    let console: Console
    var notice: Notice { overview.notice }
    var language: Language { console.language }

    init(_ overview: NoticeOverview, _ console: Console) {
        self.overview = overview
        self.console = console
    }

    func printHead() {
        console.print([Cell(notice.title, .bold)])
        var list = KeyValueList()
        list.add(Phrase(zh: "通知名", en: "id"), notice.id)
        list.add(Phrase(zh: "文号", en: "number"), known(notice.number))
        list.add(Phrase(zh: "发文单位", en: "issuer"), known(notice.issuer))
        list.add(Phrase(zh: "主送", en: "addressees"), known(notice.addressees))
        list.add(Phrase(zh: "印发日期", en: "issued"), known(notice.issued.map { dayText($0) }))
        list.add(
            Phrase(zh: "填报期", en: "period"), known(notice.period.map { "\($0.lowerBound.iso) – \($0.upperBound.iso)" }))
        list.add(Phrase(zh: "依据", en: "basis"), ifPresent: notice.basis.joined(separator: "\n"))
        list.add(Phrase(zh: "统计口径", en: "official reading"), Phrase(same: notice.official.rawValue))
        list.add(
            Phrase(zh: "考核", en: "assessment"),
            notice.assessment == .none
                ? Phrase(zh: "不作为考核依据，不排名", en: "not a basis for assessment: nothing ranks")
                : Phrase(zh: "可作为考核依据", en: "a basis for assessment"))
        list.add(
            Phrase(zh: "退回改正", en: "correction"),
            Phrase(zh: "\(notice.correction) 个工作日", en: plural(notice.correction, "working day")))
        list.add(
            Phrase(zh: "晚开始至少给", en: "minimum when opened late"),
            Phrase(zh: "\(notice.minimum) 个工作日", en: plural(notice.minimum, "working day")))
        list.add(
            Phrase(zh: "日历和时区", en: "calendar and zone"),
            "\(overview.calendar.id)@\(overview.calendar.version)  \(notice.zone)")
        list.add(
            Phrase(zh: "信件语言", en: "letters in"),
            Phrase(
                zh: notice.language == .chinese ? "中文" : "英文", en: notice.language == .chinese ? "Chinese" : "English"))
        if let closes = notice.closes { list.add(Phrase(zh: "关闭", en: "closes"), dayText(closes)) }
        list.add(Phrase(zh: "提醒", en: "reminders"), PolicyWords.phrase(notice.reminders))
        addState(&list)
        console.print(list)
        printContacts()
        printPhases()
    }

    private func addState(_ list: inout KeyValueList) {
        guard let stored = overview.stored else {
            list.add(Phrase(zh: "状态", en: "state"), Phrase(zh: "未加载", en: "not loaded"), .dim)
            return
        }
        let loaded = overview.loadedAt.map { overview.zone.minute($0) } ?? ""
        let words =
            stored.state == .withdrawn
            ? Phrase(zh: "已撤销", en: "withdrawn")
            : Phrase(
                zh: "第 \(stored.revision) 版，首次加载 \(loaded)", en: "revision \(stored.revision), first loaded \(loaded)")
        list.add(Phrase(zh: "状态", en: "state"), words)
        list.add(Phrase(zh: "任务数", en: "assignments"), states(overview.total))
    }

    func states(_ counts: [State: Int]) -> Phrase {
        let parts = State.allCases.compactMap { state in
            counts[state].map { Phrase(zh: "\(state.name.zh) \($0)", en: "\($0) \(state.name.en)") }
        }
        return parts.listed()
    }

    private func printContacts() {
        heading(Phrase(zh: "联系", en: "Contacts"), notice.contacts)
        for contact in notice.contacts {
            bullet(
                [contact.office, contact.phone, contact.mail, contact.about].compactMap { $0 }.joined(separator: "  "))
        }
        heading(Phrase(zh: "渠道", en: "Channels"), notice.channels)
        for channel in notice.channels {
            let kind: Phrase =
                switch channel.kind {
                case .system: Phrase(zh: "系统", en: "system")
                case .mailbox: Phrase(zh: "邮箱", en: "mailbox")
                case .paper: Phrase(zh: "纸质", en: "paper")
                case .other: Phrase(zh: "其他", en: "other")
                }
            bullet("\(channel.id)  \(channel.title)（\(kind(language))）\(channel.address.map { "  " + $0 } ?? "")")
        }
    }

    private func printPhases() {
        heading(Phrase(zh: "阶段", en: "Phases"), notice.phases)
        for phase in notice.phases {
            bullet(
                "\(phase.title)  \(dayText(phase.window.lowerBound)) – \(dayText(phase.window.upperBound))"
                    + (phase.note.map { "  " + $0 } ?? ""))
        }
        let events = notice.events
        heading(Phrase(zh: "事件", en: "Events"), events)
        for event in events {
            let scope: Phrase =
                switch event.scope {
                case .notice: Phrase(zh: "整个通知一次", en: "once for the notice")
                case .unit: Phrase(zh: "每个单位", en: "for each unit")
                case .item: Phrase(zh: "单位的每一项", en: "for each thing of a unit")
                }
            bullet("\(event.id)  \(event.title)（\(scope(language))）")
        }
    }

    func printRest() {
        IndicatorDrawing(notice, console).print()
        heading(Phrase(zh: "后果", en: "Consequences"), notice.consequences)
        for text in notice.consequences { bullet(text) }
        heading(Phrase(zh: "推定（原文没有写明）", en: "Inferred (not in the notice's words)"), notice.inferred)
        for inference in notice.inferred { bullet("\(inference.key)：\(inference.reason)", .yellow) }
        heading(Phrase(zh: "疑问", en: "In doubt"), notice.doubts)
        for doubt in notice.doubts { bullet(text(of: doubt), .yellow) }
    }

    func heading(_ phrase: Phrase, _ things: [some Any]) {
        guard !things.isEmpty else { return }
        console.print()
        console.print(phrase, .bold)
    }

    func bullet(_ text: String, _ style: Style = []) {
        console.print(Paragraph("· " + text, indent: 2, style: style))
    }

    func dayText(_ day: Day) -> String {
        Phrase(zh: "\(day.iso)（\(day.weekday.name.zh)）", en: "\(day.iso) \(day.weekday.name.en)")(language)
    }

    private func known(_ text: String?) -> Phrase {
        text.map { Phrase(same: $0) } ?? Phrase(zh: "原文没有", en: "not in the text")
    }
}

/// A reminder policy in words.
enum PolicyWords {
    static func phrase(_ policy: ReminderPolicy) -> Phrase {
        let before = policy.before.filter { $0 > 0 }.map(String.init)
        let zh = [
            before.isEmpty ? nil : "到期前 " + before.joined(separator: "、") + " 个工作日",
            policy.before.contains(0) ? "到期当天早晨" : nil,
            policy.times > 0 ? "逾期后每 \(policy.every) 个工作日一次、共 \(policy.times) 次，此后每周" : nil,
            policy.parentFrom.map { "逾期第 \($0) 次起列入上级清单" }, policy.coordinatorFrom.map { "第 \($0) 次起列入统筹清单" },
            "无期限的审核每 \(policy.reviewAge) 个工作日",
        ].compactMap { $0 }
        let en = [
            before.isEmpty ? nil : before.joined(separator: ", ") + " working days before",
            policy.before.contains(0) ? "the morning of the due day" : nil,
            policy.times > 0 ? "every \(policy.every) working days after, \(policy.times) times, then weekly" : nil,
            policy.parentFrom.map { "in the parent's digest from overdue step \($0)" },
            policy.coordinatorFrom.map { "in the coordinator's from step \($0)" },
            "undated reviews every \(policy.reviewAge) working days",
        ].compactMap { $0 }
        return Phrase(zh: zh.joined(separator: "；"), en: en.joined(separator: "; "))
    }
}
