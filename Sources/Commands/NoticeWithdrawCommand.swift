/// `duban notice withdraw NOTICE --reason`: takes a whole notice back.

import Office
import Terminal
import Texts

enum NoticeWithdrawCommand: Command {
    static var name: String { "notice withdraw" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .notices, summary: Phrase(zh: "撤销整个通知", en: "take a whole notice back"),
            discussion: Phrase(
                zh: "通知的全部任务随之撤销，不再提醒；已有的记录保留。再次 duban load 即恢复。",
                en:
                    "All of its assignments are withdrawn and nobody is reminded any more; what was recorded stays. Loading it again brings it back."
            ),
            arguments: [
                ArgumentSpec(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "通知名、文号或标题", en: "its id, number or title"),
                    completion: .notices)
            ],
            options: [StepOptions.reason, .flag("yes", short: "y", Phrase(zh: "不再询问", en: "do not ask"))],
            examples: [
                Example(
                    "duban notice withdraw quzhou-bases-2023 --reason 上级撤回",
                    Phrase(zh: "撤销并说明理由", en: "withdraws it and says why"))
            ],
            exitCodes: [.refused, .notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let reason = try arguments.required("reason")
        let desk = try arguments.globals.desk()
        let notice = try arguments.globals.naming(desk.store).notice(try arguments.required("notice"))
        let open = try desk.store.counts(notice: notice.id)[notice.id] ?? [:]
        let count = open.values.reduce(0, +) - (open[.withdrawn] ?? 0)
        let question = Phrase(
            zh: "撤销《\(notice.title)》及其 \(count) 项任务？",
            en: "withdraw “\(notice.title)” and its \(plural(count, "assignment"))?")
        guard try console.confirm(question, yes: arguments.flag("yes")) else {
            console.note(Phrase(zh: "未写入任何内容", en: "nothing was stored"))
            return .refused
        }
        let recording = try desk.office.withdrawNotice(notice.id, reason: reason, now: desk.now)
        if arguments.globals.json {
            try RecordingReport(recording, in: desk.store).print(to: console, json: true)
        } else {
            console.print(
                Phrase(
                    zh: "已撤销 \(notice.id)：\(recording.events.count) 项任务",
                    en: "\(notice.id) is withdrawn: \(plural(recording.events.count, "assignment"))"), [.bold, .green])
        }
        return .ok
    }
}
