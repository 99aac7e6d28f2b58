/// `duban load FILE`: shows what a notice comes to, then stores it; again: shows the difference and applies it.

import Ledger
import Office
import Platform
import Terminal
import Texts

enum LoadCommand: Command {
    static var name: String { "load" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .start,
            summary: Phrase(zh: "加载通知，或加载它的新版本", en: "load a notice, or its next version"),
            discussion: discussion,
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"),
                    Phrase(zh: "通知文件，或随程序提供的通知名", en: "a notice file, or the id of a notice that ships"),
                    completion: .file)
            ],
            options: [
                .value(
                    "units", Phrase(zh: "名录", en: "ROSTER"),
                    Phrase(zh: "责任单位名录", en: "the roster of responsible units"),
                    defaultText: Phrase(
                        zh: "通知旁同名的 .csv 或 .xlsx", en: "the .csv or .xlsx of the same name beside the notice"),
                    completion: .file),
                .flag("dry-run", Phrase(zh: "只显示，不写入", en: "show it, store nothing")),
                .flag("yes", short: "y", Phrase(zh: "不再询问", en: "do not ask")),
                .flag(
                    "accept-doubts",
                    Phrase(zh: "接受文件中未核对的疑问，记入台账", en: "accept the file's open doubts; kept in the ledger")),
                .value(
                    "reason", Phrase(zh: "理由", en: "TEXT"),
                    Phrase(zh: "撤销或改期的理由，记入台账", en: "why tasks are withdrawn or moved; kept in the ledger")),
            ],
            examples: [
                Example(
                    "duban load Notices/henan-museums-2023.yaml",
                    Phrase(zh: "显示计划并存入台账", en: "shows the plan and stores it")),
                Example(
                    "duban load notice.yaml --units units.csv --dry-run",
                    Phrase(zh: "只看任务、日期和警告", en: "only shows tasks, dates and warnings")),
                Example(
                    "duban load notice.yaml --reason 截止日顺延 --yes",
                    Phrase(zh: "加载修改后的版本", en: "loads the version that was changed")),
            ],
            exitCodes: [.refused, .notFound, .badData, .tryAgain])
    }

    private static let discussion = Phrase(
        zh: """
            先列出文件中的问题；有错误则不加载。首次加载显示任务、单位、日期和将发的告知信，然后存入；再次加载先显示差异：\
            新增、删去、撤销、改期的任务和变动的单位，确认后才写入。没有任何登记的任务直接删去，有登记的撤销并记下理由。

            文件中 doubts 下还有未核对的疑问时，逐条列出并询问；不能询问的（不在终端上，或用了 --yes、--json）不加载，除非加上 \
            --accept-doubts。谁在何时接受，随加载记入台账。未接受的疑问不会发信。

            通知文件中的 issued（印发日期，未印的写收到日期）之前的事不能登记；没有 issued 的，从首次加载算起。补写或更正 issued 后\
            重新加载，任务的开始时间随之改变。

            --json 输出 {notice, revision, same, stored, tasks: [{task, title, kind, units, assignments, due, rule, \
            restDay, provisional}], assignments, units, lettered, withoutMailbox, added, removed, withdrawn, redated, \
            openings, changedUnits, doubts: [{task, key, text}], warnings}。
            """,
        en: """
            What is wrong with the files comes first; errors refuse the load. A first load shows tasks, units, dates and \
            the letters that will go out, then stores them. Loading again shows the difference first: tasks added, \
            removed, withdrawn and moved, units changed; it is applied when you agree. A task on which nothing was \
            recorded is removed, the others are withdrawn with the reason.

            Doubts that are still open under the file's `doubts:` are listed, and you are asked; where nobody can be asked \
            (no terminal, or --yes or --json) the load is refused unless --accept-doubts is given. The ledger keeps who \
            accepted them and when. No letter is made from a doubt that nobody accepted.

            Nothing can be recorded for a day before the file's `issued:` (the day of issue, or of receipt where none is \
            printed), or before the first load if it has none. Write or correct it and load again: openings follow.

            --json prints {notice, revision, same, stored, tasks: [{task, title, kind, units, assignments, due, rule, \
            restDay, provisional}], assignments, units, lettered, withoutMailbox, added, removed, withdrawn, redated, \
            openings, changedUnits, doubts: [{task, key, text}], warnings}.
            """)

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let isDry = arguments.flag("dry-run")
        let loader = try NoticeLoader(arguments, console)
        let isAsking = console.isInteractive && !arguments.flag("yes") && !arguments.globals.json
        let refusal =
            isDry || isAsking || arguments.flag("accept-doubts")
            ? nil : Refusal.ofDoubts(loader.opened.notice.openDoubts)
        // What is refused needs no ledger, and makes none.
        let desk = try isDry || refusal != nil ? nil : arguments.globals.desk(create: true)
        let proposal = try loader.proposal(desk)
        let report = try LoadReport(proposal, loader.opened, in: loader.store)
        if !arguments.globals.json { report.print(to: console) }
        if let refusal, !proposal.isSame { throw refusal }
        if isDry { return finish(report, stored: false, arguments, console) }
        guard let desk, !proposal.isSame else {
            if !arguments.globals.json {
                console.print(Phrase(zh: "与台账一致，没有需要写入的", en: "the ledger has exactly this; nothing to store"))
            }
            return finish(report, stored: false, arguments, console)
        }
        guard try agrees(to: proposal, arguments, console) else {
            console.note(Phrase(zh: "未写入任何内容", en: "nothing was stored"))
            return .refused
        }
        let reason =
            arguments.string("reason") ?? Phrase(zh: "通知重新加载", en: "the notice was loaded again")(console.language)
        let result = try desk.office.apply(proposal, reason: reason, acceptsDoubts: true, now: desk.now) {
            done, total in
            console.progress(Phrase(zh: "写入任务", en: "storing tasks"), done: done, of: total)
        }
        console.endProgress()
        if !arguments.globals.json { report.printResult(result, to: console) }
        return finish(report, stored: true, arguments, console)
    }

    /// One question for all that there is to decide. Doubts that are not accepted yet are there only when somebody can
    /// be asked.
    private static func agrees(
        to proposal: LoadProposal, _ arguments: ParsedArguments, _ console: Console
    ) throws -> Bool {
        if !proposal.doubts.isEmpty, !arguments.flag("accept-doubts") {
            return try console.confirm(
                Phrase(
                    zh: "以上疑问没有核对，仍按文件中现在的值加载、发信？",
                    en: "these doubts are not settled: load, and send letters, on the values as they are?"))
        }
        let question = Phrase(zh: "应用以上变动？", en: "apply these changes?")
        return try proposal.isNew || console.confirm(question, yes: arguments.flag("yes"))
    }

    private static func finish(
        _ report: LoadReport, stored: Bool, _ arguments: ParsedArguments, _ console: Console
    ) -> ExitCode {
        if arguments.globals.json { console.write(report.json(stored: stored)) }
        return .ok
    }
}
