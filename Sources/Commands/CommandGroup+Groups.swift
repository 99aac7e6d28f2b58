/// The headings under which the overview lists the commands.

import Terminal
import Texts

extension CommandGroup {
    static let start = CommandGroup(Phrase(zh: "入门", en: "To begin"))
    static let notices = CommandGroup(Phrase(zh: "通知与名录", en: "Notices and rosters"))
    static let tasks = CommandGroup(Phrase(zh: "查看任务", en: "What is due"))
    static let record = CommandGroup(Phrase(zh: "登记", en: "To record"))
    static let figures = CommandGroup(Phrase(zh: "统计与解释", en: "Figures and why"))
    static let mail = CommandGroup(Phrase(zh: "提醒与邮件", en: "Reminders and mail"))
    static let calendar = CommandGroup(Phrase(zh: "日历", en: "Calendar"))
    static let access = CommandGroup(Phrase(zh: "网页与接口的权限", en: "Who may use the daemon"))
    static let ledger = CommandGroup(Phrase(zh: "台账", en: "Ledger"))
    static let setup = CommandGroup(Phrase(zh: "安装与帮助", en: "Installing and help"))

    static let all: [CommandGroup] = [start, notices, tasks, record, figures, mail, calendar, access, ledger, setup]
}
