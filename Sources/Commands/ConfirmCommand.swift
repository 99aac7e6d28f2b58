/// `duban confirm UNIT`: a directory check is done; contact data that changed with it is taken over in the same step.

import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

enum ConfirmCommand: Command {
    static var name: String { "confirm" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record,
            summary: Phrase(
                zh: "登记单位已核对名录，并更新联系信息", en: "record that a unit confirmed its entry, with new contact data"),
            discussion: Phrase(
                zh: """
                    为单位未完成的名录核对任务登记“已确认”。--mail、--phone 给出核对后的联系信息（写空值即去掉），立即用于提醒；\
                    没有核对任务时也可只更新联系信息。联系信息不进入记录链，只留摘要。
                    """,
                en: """
                    Records on the unit's open directory checks that the entry is right. --mail and --phone give what is \
                    right now (an empty value removes it); reminders use it at once. Without an open check the contact data \
                    alone is changed. Contact data stays outside the chain; only a digest goes in.
                    """),
            arguments: [
                ArgumentSpec(
                    "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "编码、名称或其中一段", en: "code, name or a part of it"),
                    count: .oneOrMore, completion: .units)
            ],
            options: [
                .value(
                    "mail", Phrase(zh: "邮箱", en: "ADDRESS"),
                    Phrase(zh: "核对后的邮箱；可写多次", en: "the right mailbox; may be repeated"),
                    repeatable: true),
                .value(
                    "phone", Phrase(zh: "电话", en: "NUMBER"), Phrase(zh: "核对后的办公电话", en: "the right office telephone")),
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"),
                    Phrase(zh: "只确认此通知的", en: "only the check of this notice"),
                    completion: .notices),
                .value("on-behalf", Phrase(zh: "代报人", en: "WHO"), Phrase(zh: "由谁代为确认", en: "who did it for the unit")),
                .value("note", Phrase(zh: "说明", en: "TEXT"), Phrase(zh: "备注", en: "a remark")), StepOptions.at,
            ],
            examples: [
                Example(
                    "duban confirm 渝中区 --mail cq-yz@example.org",
                    Phrase(zh: "确认，并更新邮箱", en: "confirmed, with a new mailbox")),
                Example(
                    "duban confirm CQ-WZ CQ-FL --at 2025-03-12", Phrase(zh: "两个单位已确认", en: "two units have confirmed")),
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let naming = arguments.globals.naming(desk.store)
        let notice = try arguments.string("notice").map { try naming.notice($0).id }
        let units = try arguments.list("unit").map { try naming.unit($0).unit }
        let contacts = try contacts(arguments, units)
        var zones = NoticeZones(desk.store)
        var requests: [StepRequest] = []
        for unit in units {
            let checks = try checks(of: unit, notice, in: desk.store)
            if checks.isEmpty, contacts.isEmpty { throw nothingOpen(unit) }
            for check in checks {
                let zone = try zones.zone(of: check.assignment.notice)
                let at = try arguments.string("at").map { try StepRunner.written($0, zone).instant } ?? desk.now
                let submission = Submission(
                    onBehalf: arguments.string("on-behalf"), note: arguments.string("note"), confirms: true)
                requests.append(StepRequest(check.id, .submitted(submission), at: at))
            }
        }
        let recording = try desk.office.confirm(requests, contacts: contacts, now: desk.now)
        try RecordingReport(recording, in: desk.store).print(to: console, json: arguments.globals.json)
        return .ok
    }

    private static func contacts(_ arguments: ParsedArguments, _ units: [Unit]) throws(Failure) -> [ContactUpdate] {
        guard arguments.flag("mail") || arguments.flag("phone") else { return [] }
        guard let unit = units.first, units.count == 1 else {
            throw .usage(
                Phrase(zh: "联系信息只能对一个单位更新", en: "contact data is one unit's"),
                remedy: Phrase(zh: "每次写一个单位", en: "name one unit at a time"))
        }
        var update = ContactUpdate(unit: unit.code)
        if arguments.flag("mail") {
            update.mailboxes = arguments.list("mail").flatMap { StepRow.list($0) }
        }
        update.phone = arguments.string("phone").map { $0.trimmed }
        return [update]
    }

    private static func checks(
        of unit: Unit, _ notice: String?, in store: LedgerStore
    ) throws -> [StoredAssignment] {
        let open = try store.tasks(TaskQuery(notice: notice, unit: unit.code, kind: .directoryCheck)).filter {
            $0.state == .open || $0.state == .returned
        }
        return try open.compactMap { try store.assignment($0.id) }
    }

    private static func nothingOpen(_ unit: Unit) -> Failure {
        Failure(
            .refused, Phrase(zh: "\(unit.name)没有待核对的名录任务", en: "\(unit.name) has no directory check open"),
            remedy: Phrase(
                zh: "用 duban units show \(unit.code) 查看；只改联系信息请加 --mail 或 --phone",
                en: "see `duban units show \(unit.code)`; to change contact data alone give --mail or --phone"))
    }
}
