/// `duban notice show NOTICE`: everything that a notice says, loaded or out of a file.

import Ledger
import Office
import Platform
import Terminal
import Texts

enum NoticeShowCommand: Command {
    static var name: String { "notice show" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .notices,
            summary: Phrase(zh: "通知的全部内容：任务、时限、材料、指标", en: "all that a notice says: tasks, dues, deliverables, points"),
            discussion: Phrase(
                zh: """
                    NOTICE 可以是已加载的通知，也可以是文件或随程序提供的通知（不必加载）。带“推定”的内容原文没有写明，由编写通知文件\
                    的人推定，并写明依据；带“疑问”的还没有核对，已加载的写明由谁在何时接受。

                    --json 输出与文件相同的内容：{notice, number, title, issuer, …, contacts, channels, phases, events, \
                    indicators, tasks, inferred, doubts: [{key, text}], doubtsAccepted: {by, at}, consequences, remind, counts}。
                    """,
                en: """
                    NOTICE is one that is loaded, or a file, or one that ships (it need not be loaded). What is marked \
                    inferred is not in the notice's own words; the reason is given. What is in doubt nobody has \
                    settled; of a loaded notice it says who accepted it and when.

                    --json prints what the file says: {notice, number, title, issuer, …, contacts, channels, phases, \
                    events, indicators, tasks, inferred, doubts: [{key, text}], doubtsAccepted: {by, at}, consequences, \
                    remind, counts}.
                    """),
            arguments: [
                ArgumentSpec(
                    "notice", Phrase(zh: "通知", en: "NOTICE"),
                    Phrase(zh: "通知名、文号、标题，或文件", en: "its id, number or title; or a file"),
                    completion: .notices)
            ],
            options: [
                .value(
                    "task", Phrase(zh: "任务", en: "TASK"), Phrase(zh: "只看此任务", en: "only this task"), completion: .tasks)
            ],
            examples: [
                Example("duban notice show tianjin-statistics-2024", Phrase(zh: "显示全部内容", en: "shows all of it")),
                Example(
                    "duban notice show Notices/kaifu-demo-2022.yaml",
                    Phrase(zh: "未加载的文件", en: "a file that is not loaded")),
            ],
            exitCodes: [.notFound, .badData])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let overview = try overview(arguments)
        var tasks = overview.notice.tasks
        if let word = arguments.string("task") {
            tasks = tasks.filter { $0.id == word || $0.title.contains(word) }
            guard !tasks.isEmpty else {
                let known = overview.notice.tasks.flatMap { [$0.id, $0.title] }
                throw Refusal.unknown(Phrase(zh: "任务", en: "task"), word, among: known)
            }
        }
        if arguments.globals.json {
            console.write(NoticeJSON(overview).text(tasks: tasks))
        } else {
            let drawing = NoticeDrawing(overview, console)
            if !arguments.flag("task") { drawing.printHead() }
            drawing.printTasks(tasks)
            if !arguments.flag("task") { drawing.printRest() }
        }
        return .ok
    }

    /// A file first when the name is one's; then what is loaded; then what ships.
    private static func overview(_ arguments: ParsedArguments) throws -> NoticeOverview {
        let name = try arguments.required("notice")
        if Files.isFile(name) { return try NoticeOverview(file: name, on: try arguments.globals.shelf()) }
        if let store = try arguments.globals.existing() {
            if try !store.notices().isEmpty {
                do {
                    return try NoticeOverview(loaded: try arguments.globals.naming(store).notice(name).id, in: store)
                } catch let refusal as Refusal where refusal.kind == .notFound && refusal.why == nil {
                    // Not loaded: perhaps one that ships; if not, the loaded one of a similar name was meant.
                    let ships = (try? arguments.globals.shelf().path(ofNotice: name)) != nil
                    if !ships, refusal.remedy != nil { throw refusal }
                }
            }
        }
        let shelf = try arguments.globals.shelf()
        return try NoticeOverview(file: try shelf.path(ofNotice: name), on: shelf)
    }
}
