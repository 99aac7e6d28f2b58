/// Tasks, their stories, and what is recorded on them.

import Deadlines
import HTTP
import Ledger
import Terminal
import Texts
import Workflow

extension Endpoints {
    static let tasks: [Endpoint] = [
        Endpoint(
            "GET", "/tasks", "listTasks", .tasks,
            Phrase(zh: "未完成的任务，最近到期的在前", en: "What is outstanding, nearest first"), ["tasks"], filters, answer: .tasks
        ).with {
            $0.goesByMinutes = true
            $0.defaults = [("limit", "100")]
            // One unit's are found through an index; everybody's are not.
            $0.lane = { $0.value("unit") == nil ? .slow : .quick }
        },
        Endpoint(
            "GET", "/assignments/{id}", "tellStory", .tasks,
            Phrase(zh: "一项任务的来龙去脉", en: "The story of one assignment"), ["why"], [assignment, asOf], answer: .story),
    ]

    private static let filters: [Input] = [
        .query(
            "unit", .word, Phrase(zh: "此单位的", en: "of this unit"), use: .option("unit"), example: .string("HA-ZZ-M1")),
        notice,
        .query("task", .word, Phrase(zh: "此任务", en: "of this task"), use: .option("task")),
        .query("kind", .kind, Phrase(zh: "任务的种类", en: "of this kind"), use: .option("kind")),
        .query("state", .state, Phrase(zh: "此状态的", en: "in this state"), use: .option("state")),
        .query("overdue", .flag, Phrase(zh: "已逾期的", en: "overdue ones"), use: .flag("overdue")),
        .query(
            "within", .text(Shape.Text(length: 2...8, pattern: "^[0-9]{1,4}(wd|d)$")),
            Phrase(zh: "此期限内到期的：5wd（工作日）或 10d（日）", en: "due within 5wd (working days) or 10d (days)"),
            use: .option("within"), example: .string("5wd")),
        .query(
            "reviewer", .word, Phrase(zh: "待此单位审核的，等得最久的在前", en: "waiting for its review, longest first"),
            use: .option("reviewer")),
        .query(
            "limit", .integer(1...1_000), Phrase(zh: "一页的行数，默认 100", en: "rows of a page; 100 by default"),
            use: .option("limit"), example: .int(100)),
        .query(
            "cursor", .text(Shape.Text(length: 1...40)),
            Phrase(zh: "上一页的 next", en: "the `next` of the page before"), use: .option("after")),
    ]

    static let recording: [Endpoint] = [
        step(
            "submissions", "submit", Phrase(zh: "登记报送", en: "Record what a unit handed in"),
            [
                .body(
                    "items", .words(1...200),
                    Phrase(zh: "只交了这些材料；默认全部", en: "only these deliverables; everything by default"),
                    use: .joined("items")),
                .body("nil", .flag, Phrase(zh: "零报告", en: "a nil return"), use: .flag("nil")),
                .body("onBehalf", .word, Phrase(zh: "由谁代报", en: "who did it for the unit"), use: .option("on-behalf")),
                .body(
                    "replace", .flag, Phrase(zh: "替换尚未审核的报送", en: "replace one that is not decided yet"),
                    use: .flag("replace")),
                .body(
                    "count", .integer(1...1_000_000), Phrase(zh: "计入数量指标的数量", en: "how much it counts towards a quota"),
                    use: .option("count")),
                note, at,
            ]),
        step("acceptances", "accept", Phrase(zh: "审核通过", en: "Accept a submission"), [at]),
        step("returns", "return", Phrase(zh: "退回报送", en: "Return a submission"), [reason, at]),
        step(
            "extensions", "extend", Phrase(zh: "准予延期", en: "Grant a later due day"),
            [
                .body(
                    "to", .word, Phrase(zh: "延到哪天（含当天），或哪天几点", en: "until this day, included, or moment"),
                    use: .option("to"), required: true, example: .string("2025-04-18")),
                reason, at,
            ]),
        step("exemptions", "exempt", Phrase(zh: "免报", en: "Exempt a unit"), [reason, at]),
        step("reinstatements", "reinstate", Phrase(zh: "恢复已免报的", en: "Take an exemption back"), [reason, at]),
        step("reopenings", "reopen", Phrase(zh: "重新打开已通过的", en: "Reopen what was accepted"), [reason, at]),
        step("withdrawals", "withdraw", Phrase(zh: "撤销任务", en: "Withdraw an assignment"), [reason, at]),
        step("acknowledgements", "acknowledge", Phrase(zh: "签收", en: "The unit knows of it"), [at]),
        step("chases", "chased", Phrase(zh: "已电话催办", en: "The unit was called"), [note, at]),
    ]

    private static func step(_ path: String, _ command: String, _ summary: Phrase, _ inputs: [Input]) -> Endpoint {
        Endpoint(
            "POST", "/assignments/{id}/\(path)", command, .recording, summary, [command], [assignment] + inputs,
            answer: .named("Recorded"))
    }
}
