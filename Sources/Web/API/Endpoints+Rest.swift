/// The roster, figures, mail and the ledger as a whole.

import HTTP
import Notices
import Office
import Terminal
import Texts

extension Endpoints {
    static let units: [Endpoint] = [
        Endpoint(
            "GET", "/units", "listUnits", .units, Phrase(zh: "名录", en: "The roster of units"), ["units"],
            [
                choosing("kind", "kind", Phrase(zh: "这些类别的", en: "of these kinds")),
                choosing("level", "level", Phrase(zh: "这些级别的", en: "of these levels")),
                choosing("tag", "tag", Phrase(zh: "带有全部这些标签的", en: "with all of these tags")),
                choosing("region", "region", Phrase(zh: "这些地区的", en: "in these regions")),
                choosing("below", "below", Phrase(zh: "这些单位以下各层的", en: "at any depth below these units")),
                choosing("parent", "parent", Phrase(zh: "直属这些单位的", en: "directly below these units")),
                .query(
                    "removedToo", .flag, Phrase(zh: "也列出已移出名录的", en: "those taken out of the roster, too"),
                    use: .flag("removed-too")),
            ], answer: .whole(["units": .list(.named("Unit"))])),
        Endpoint(
            "GET", "/units/{unit}", "showUnit", .units, Phrase(zh: "一个单位", en: "One unit"), ["units", "show"],
            [oneUnit], answer: .oneUnit),
        Endpoint(
            "PATCH", "/units/{unit}/contact", "changeContact", .units,
            Phrase(
                zh: "更新联系信息，并确认未完成的名录核对", en: "Change contact data, and confirm the open directory checks"),
            ["confirm"],
            [
                oneUnit,
                .body(
                    "mail", .words(0...20), Phrase(zh: "全部邮箱；空数组即去掉", en: "all mailboxes; none removes them"),
                    use: .joined("mail")),
                .body(
                    "phone", .text(Shape.Text(length: 0...100)),
                    Phrase(zh: "办公电话；空即去掉", en: "the office telephone; empty removes it"), use: .option("phone")),
                .body(
                    "notice", .word, Phrase(zh: "只确认此通知的", en: "only the check of this notice"), use: .option("notice")),
                .body(
                    "onBehalf", .word, Phrase(zh: "由谁代为确认", en: "who did it for the unit"), use: .option("on-behalf")),
                note, at,
            ], answer: .named("Recorded")),
        Endpoint(
            "POST", "/roster", "importRoster", .units, Phrase(zh: "导入名录", en: "Take in a roster"),
            ["units", "import", "--yes"],
            [
                .body(
                    "units", .document(8 << 20), Phrase(zh: "名录（CSV）", en: "the roster (CSV)"), use: .file("units.csv"),
                    required: true),
                .body(
                    "notice", .word, Phrase(zh: "只与此通知的单位比较", en: "compare with this notice's units only"),
                    use: .option("notice")),
                .body(
                    "removed", .oneOf(RemovedUnits.allCases.map(\.rawValue)),
                    Phrase(zh: "名录不再包含的单位怎么办", en: "what becomes of units that it leaves out"), use: .option("removed")),
                .body("reason", .word, Phrase(zh: "理由", en: "the reason"), use: .option("reason")), dryRun,
            ], answer: .roster
        ).with { $0.limit = 16 << 20 },
        Endpoint(
            "POST", "/status-imports", "importStatus", .units,
            Phrase(zh: "导入其他平台的状态", en: "Take in another platform's states"), ["import-status", "--yes"],
            [
                .body(
                    "export", .document(8 << 20), Phrase(zh: "平台导出的表（CSV）", en: "the platform's table (CSV)"),
                    use: .file("export.csv"), required: true),
                .body(
                    "mapping", .document(1 << 20), Phrase(zh: "对照表（YAML）", en: "the mapping (YAML)"),
                    use: .fileOption("mapping", "mapping.yml"), required: true),
                .body("notice", .word, Phrase(zh: "哪个通知", en: "which notice"), use: .option("notice")), dryRun,
            ], answer: .statusImport
        ).with { $0.limit = 16 << 20 },
    ]

    private static let dryRun = Input.body(
        "dryRun", .flag, Phrase(zh: "只显示，不写入", en: "show it, store nothing"), use: .flag("dry-run"))

    private static let oneUnit = Input.path(
        "unit", .word, Phrase(zh: "编码、名称或其中一段", en: "code, name or a part of it"), example: .string("HA-ZZ-M1"))

    private static func choosing(_ name: String, _ option: String, _ summary: Phrase) -> Input {
        .query(name, .names(1...8), summary, use: .option(option))
    }

    static let figures: [Endpoint] = [
        Endpoint(
            "GET", "/report", "report", .figures,
            Phrase(zh: "按时率、延期时间、退回率，附公式", en: "On-time rate, lateness, return rate, with formulas"), ["report"],
            [
                .query(
                    "notice", .names(1...20), Phrase(zh: "这些通知；默认全部", en: "these notices; all by default"),
                    use: .option("notice")),
                .query(
                    "by", .oneOf(ReportQuery.Grouping.allCases.map(\.rawValue)),
                    Phrase(zh: "按什么分组", en: "how to group"),
                    use: .option("by")),
                asOf,
                .query(
                    "includeNotDue", .flag, Phrase(zh: "未到期的也计入", en: "let what is not due yet count, too"),
                    use: .flag("include-not-due")),
            ], answer: .report)
    ]

    static let mail: [Endpoint] =
        [
            Endpoint(
                "GET", "/call-list", "callList", .mail, Phrase(zh: "电话催办单", en: "Whom to call"), ["call-list"],
                [notice],
                answer: .callList),
            Endpoint(
                "GET", "/reminders", "forecast", .mail, Phrase(zh: "将要发出的提醒", en: "What is to be sent"), ["remind"],
                [
                    .query(
                        "at", .word, Phrase(zh: "看这一刻，默认现在", en: "at this moment; now by default"), use: .option("at")),
                    .query("unit", .word, Phrase(zh: "发给此单位或关于它的", en: "to or about this unit"), use: .option("unit")),
                    notice,
                    .query(
                        "letters", .flag, Phrase(zh: "连同邮件正文", en: "with the letters' texts"), use: .flag("letters")),
                ], answer: .reminders),
            Endpoint(
                "GET", "/outbox", "outbox", .mail, Phrase(zh: "每封邮件的去向", en: "What became of each letter"), ["outbox"],
                [
                    .query(
                        "state", .oneOf(["pending", "sent", "failed", "unknown", "suppressed"]),
                        Phrase(zh: "此状态的", en: "in this state"), use: .option("state")),
                    .query("unit", .word, Phrase(zh: "给此单位的", en: "to this unit"), use: .option("unit")), notice,
                    .query(
                        "limit", .integer(1...1_000), Phrase(zh: "最多几行，默认 50", en: "rows at most; 50 by default"),
                        use: .option("limit")),
                ], answer: .outbox),
            Endpoint(
                "GET", "/outbox/{letter}", "showLetter", .mail, Phrase(zh: "一封邮件", en: "One letter"),
                ["outbox", "show"],
                [
                    .path(
                        "letter", .integer(1...Int(Int32.max)), Phrase(zh: "邮件编号", en: "the letter's number"),
                        example: .int(1))
                ], answer: .oneLetter),
            Endpoint(
                "GET", "/mail", "mailState", .mail, Phrase(zh: "邮件是否放行", en: "Whether mail goes out"), ["mail"],
                answer: .mail),
            decision("hold", Phrase(zh: "暂缓所有邮件", en: "Keep every letter back")),
            decision("release", Phrase(zh: "放行邮件", en: "Let mail go")),
            decision(
                "redirect", Phrase(zh: "所有邮件改发到一个地址", en: "Send all mail to one address"),
                [
                    .body(
                        "address", .word, Phrase(zh: "邮箱地址", en: "a mail address"), use: .argument, required: true,
                        example: .string("me@example.org"))
                ]),
            Endpoint(
                "POST", "/mail/test", "testMail", .mail, Phrase(zh: "发一封测试邮件", en: "Send a test letter"),
                ["mail", "test"],
                [
                    .body(
                        "recipient", .word, Phrase(zh: "邮箱地址，或单位", en: "a mail address, or a unit"), use: .argument,
                        required: true, example: .string("me@example.org"))
                ], answer: .whole(["letters": .list(.count)])),
        ] + silences

    private static func decision(_ name: String, _ summary: Phrase, _ inputs: [Input] = []) -> Endpoint {
        Endpoint(
            "POST", "/mail/\(name)", "\(name)Mail", .mail, summary, ["mail", name],
            inputs + [.body("reason", .word, Phrase(zh: "理由", en: "the reason"), use: .option("reason"))],
            answer: .whole(["event": .maybe(.count), "letters": .count]))
    }

    private static let silences: [Endpoint] = [
        Endpoint(
            "GET", "/silences", "listSilences", .mail, Phrase(zh: "生效中的静默", en: "What is muted"),
            ["silence", "--list"],
            [.query("all", .flag, Phrase(zh: "也列出已结束的", en: "past ones, too"), use: .flag("all"))], answer: .silences),
        Endpoint(
            "POST", "/silences", "addSilence", .mail, Phrase(zh: "静默", en: "Mute reminders for a while"), ["silence"],
            [
                .body("unit", .word, Phrase(zh: "一个单位", en: "one unit"), use: .argument),
                .body("notice", .word, Phrase(zh: "一个通知", en: "a notice"), use: .option("notice")),
                .body("task", .word, Phrase(zh: "通知中的这项任务", en: "of the notice this task only"), use: .option("task")),
                .body("all", .flag, Phrase(zh: "全部", en: "everything"), use: .flag("all")),
                .body(
                    "until", .word, Phrase(zh: "到哪天（含当天），或哪天几点", en: "until this day, included, or moment"),
                    use: .option("until"), required: true, example: .string("2025-04-18")),
                reason,
            ], answer: .whole(["event": .count])),
        Endpoint(
            "POST", "/silences/{event}/end", "endSilence", .mail,
            Phrase(zh: "提前结束静默", en: "End a silence before its time"),
            ["silence"],
            [
                .path(
                    "event", .integer(1...Int(Int32.max)), Phrase(zh: "静默的记录号", en: "the silence's event"),
                    use: .option("end"), example: .int(1)), reason,
            ], answer: .whole(["event": .count])),
    ]

    static let ledger: [Endpoint] = [
        Endpoint(
            "GET", "/ledger/verification", "verifyLedger", .ledger,
            Phrase(zh: "核验台账是否被改动", en: "Look for anything that was altered"), ["ledger", "verify"],
            [
                .query(
                    "head", .text(Shape.Text(length: 12...64, pattern: "^[0-9a-fA-F]{12,64}$")),
                    Phrase(zh: "以前印出的链头", en: "a head printed earlier"), use: .option("head"))
            ], answer: .verification)
    ]
}
