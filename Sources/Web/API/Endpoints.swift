/// The table of the API's resources, by topic.

import Deadlines
import HTTP
import Terminal
import Texts

enum Endpoints {
    static let all = notices + tasks + recording + units + figures + mail + ledger

    // MARK: - Parts that many share

    static let notice = Input.query(
        "notice", .word, Phrase(zh: "此通知的", en: "of this notice"), use: .option("notice"),
        example: .string("henan-museums-2023"))

    static let assignment = Input.path(
        "id", .integer(1...Int(Int32.max)), Phrase(zh: "任务编号", en: "the assignment's number"), example: .int(1))

    static let at = Input.body(
        "at", .word, Phrase(zh: "实际发生的时间，默认现在", en: "when it really happened; now by default"), use: .option("at"),
        example: .string("2025-04-10T16:30"))

    static let reason = Input.body(
        "reason", .word, Phrase(zh: "理由", en: "the reason"), use: .option("reason"), required: true,
        example: .string("系统故障"))

    static let note = Input.body("note", .word, Phrase(zh: "备注", en: "a remark"), use: .option("note"))

    static let asOf = Input.query(
        "asOf", .word, Phrase(zh: "截至这个时间；只写日期即到当天 24 时", en: "as of this moment; a day alone: its end"),
        use: .option("as-of"), example: .string("2024-02-09"))
}

extension Endpoints {
    static let notices: [Endpoint] = [
        Endpoint(
            "GET", "/notices", "listNotices", .notices, Phrase(zh: "已加载的通知和进度", en: "The notices and how far each is"),
            ["notices"], answer: .whole(["notices": .list(.named("NoticeSummary"))])),
        Endpoint(
            "GET", "/notices/{notice}", "showNotice", .notices,
            Phrase(zh: "通知的全部内容", en: "All that a notice says"), ["notice", "show"],
            [
                oneNotice(.argument),
                .query("task", .word, Phrase(zh: "只看此任务", en: "only this task"), use: .option("task")),
            ], answer: .notice),
        Endpoint(
            "POST", "/notices", "loadNotice", .notices,
            Phrase(zh: "加载通知，或它的新版本", en: "Load a notice, or its next version"), ["load", "--yes"], loading,
            answer: .load
        ).with { $0.limit = 16 << 20 },
        Endpoint(
            "POST", "/notices/{notice}/withdrawal", "withdrawNotice", .notices,
            Phrase(zh: "撤销整个通知", en: "Take a whole notice back"), ["notice", "withdraw", "--yes"],
            [oneNotice(.argument), reason], answer: .named("Recorded")),
        Endpoint(
            "POST", "/notices/{notice}/events", "recordEvent", .recording,
            Phrase(zh: "登记通知规定的事件", en: "Record an event of a notice"), ["event"], happening,
            answer: .named("Recorded")),
        Endpoint(
            "POST", "/events/{seq}/void", "voidEvent", .recording,
            Phrase(zh: "作废一条登记错的记录", en: "Take a wrong record back"), ["void"],
            [
                .path(
                    "seq", .integer(1...Int(Int32.max)), Phrase(zh: "记录号", en: "the event's number"), example: .int(1)),
                reason,
            ],
            answer: .named("Recorded")),
    ]

    private static func oneNotice(_ use: Input.Use) -> Input {
        .path(
            "notice", .word, Phrase(zh: "通知名、文号或标题", en: "its id, number or title"), use: use,
            example: .string("henan-museums-2023"))
    }

    private static let loading: [Input] = [
        .body(
            "notice", .document(8 << 20), Phrase(zh: "通知文件的全文（YAML）", en: "the text of the notice's file (YAML)"),
            use: .file("notice.yaml"), required: true),
        .body(
            "units", .document(8 << 20),
            Phrase(zh: "名录（CSV）；没有则沿用", en: "the roster (CSV); without it the known one stays"),
            use: .fileOption("units", "units.csv")),
        .body(
            "reason", .word, Phrase(zh: "撤销或改期的理由", en: "why tasks are withdrawn or moved"), use: .option("reason")),
        .body(
            "acceptDoubts", .flag, Phrase(zh: "接受未核对的疑问", en: "accept the file's open doubts"),
            use: .flag("accept-doubts")),
        .body("dryRun", .flag, Phrase(zh: "只显示，不写入", en: "show it, store nothing"), use: .flag("dry-run")),
    ]

    private static let happening: [Input] = [
        oneNotice(.option("notice")),
        .body(
            "name", .word, Phrase(zh: "事件名", en: "the event's name"), use: .argument, required: true,
            example: .string("told")),
        .body("units", .words(), Phrase(zh: "发生在哪些单位", en: "the units to which it happened"), use: .option("unit")),
        .body(
            "item", .word, Phrase(zh: "哪一项（变更、活动）", en: "which thing: the change, the activity"), use: .option("item")),
        .body("task", .word, Phrase(zh: "告知的是哪项任务", en: "for told: about which task"), use: .option("task")),
        at,
    ]
}
