/// A small program with every kind of declaration, for the tests of this folder.

import Terminal
import Texts

enum Sample {
    static let tasks = CommandGroup(Phrase(zh: "查看任务", en: "What is due"))
    static let ledger = CommandGroup(Phrase(zh: "台账", en: "Ledger"))

    static let globals: [OptionSpec] = [
        .value("store", Phrase(zh: "文件", en: "PATH"), Phrase(zh: "台账文件", en: "the ledger's file"), completion: .file),
        .json, .language, .color, .help, .version,
    ]

    static let table = CommandTable(
        program: "sample", version: "1.2.3", summary: Phrase(zh: "示例程序", en: "a sample"),
        commands: [SampleTasks.self, SampleUnits.self, SampleUnitsImport.self, SampleVerify.self, SampleHidden.self],
        groups: [tasks, ledger], globals: globals,
        variables: [("SAMPLE_STORE", Phrase(zh: "台账文件", en: "the ledger's file"))])

    struct Unexplained: Error {}

    /// What a command line prints and returns.
    static func run(
        _ words: [String], _ language: Language = .english
    ) -> (code: ExitCode, output: String, errors: String) {
        let console = Console.captured(language: language)
        let dispatcher = Dispatcher(table) { _ in Failure(.internalError, Phrase(zh: "内部错误", en: "internal error")) }
        let code = dispatcher.run(words, console)
        return (code, console.capturedOutput, console.capturedErrors)
    }
}

enum SampleTasks: Command {
    static var name: String { "tasks" }

    static var spec: CommandSpec {
        CommandSpec(
            name, aliases: ["todo"], group: Sample.tasks,
            summary: Phrase(zh: "未办结的任务，最近的在前", en: "outstanding tasks, nearest first"),
            discussion: Phrase(
                zh: "剩余时间按工作日计算；调休上班的周末算工作日，法定节假日不算。\n\n逾期的任务排在最前面。",
                en:
                    "Days left are working days; make-up weekends count, public holidays do not.\n\nOverdue tasks come first."
            ),
            arguments: [
                ArgumentSpec(
                    "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "单位代码或名称", en: "a unit's code or name"),
                    count: .any,
                    completion: .units)
            ],
            options: [
                .flag("overdue", short: "o", Phrase(zh: "只看逾期的", en: "only those overdue")),
                .flag("all", short: "a", Phrase(zh: "包括已办结的", en: "closed ones, too")),
                .value(
                    "within", short: "w", Phrase(zh: "天数", en: "DAYS"),
                    Phrase(zh: "只看几个工作日内到期的", en: "only those due within so many working days"),
                    defaultText: Phrase(zh: "不限", en: "no limit")),
                .value(
                    "notice", short: "n", Phrase(zh: "文号", en: "NOTICE"), Phrase(zh: "通知", en: "the notice"),
                    repeatable: true, completion: .notices),
                .value(
                    "by", Phrase(zh: "字段", en: "FIELD"), Phrase(zh: "排序", en: "order"),
                    allowed: ["due", "unit", "kind"]),
                .flag("secret", Phrase(same: "never shown"), hidden: true),
            ],
            examples: [
                Example("sample tasks --overdue", Phrase(zh: "列出逾期任务", en: "lists what is overdue")),
                Example(
                    "sample tasks -w 5 330800",
                    Phrase(zh: "某单位五个工作日内到期的", en: "what one unit owes within five working days")),
            ],
            exitCodes: [.notFound])
    }

    /// Echoes what was parsed.
    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let within = try arguments.int("within", in: 0...100) ?? -1
        console.print(
            "units=\(arguments.list("unit")) overdue=\(arguments.flag("overdue")) all=\(arguments.flag("all"))")
        console.print("within=\(within) notices=\(arguments.list("notice")) by=\(arguments.string("by") ?? "")")
        console.print("store=\(arguments.string("store") ?? "") json=\(arguments.flag("json"))")
        return .ok
    }
}

enum SampleUnits: Command {
    static var name: String { "units" }
    static var spec: CommandSpec {
        CommandSpec(
            name, group: Sample.tasks, summary: Phrase(zh: "单位名录", en: "the roster"),
            examples: [Example("sample units", Phrase(zh: "列出全部单位", en: "lists all units"))])
    }
    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        throw Sample.Unexplained()
    }
}

enum SampleUnitsImport: Command {
    static var name: String { "units import" }
    static var spec: CommandSpec {
        CommandSpec(
            name, group: Sample.tasks, summary: Phrase(zh: "导入名录", en: "import a roster"),
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"), Phrase(zh: "CSV 文件", en: "a CSV file"), completion: .file)
            ],
            options: [.flag("yes", Phrase(zh: "不再询问", en: "do not ask"))], refusedGlobals: ["json"],
            examples: [Example("sample units import roster.csv", Phrase(zh: "导入", en: "imports it"))],
            exitCodes: [.refused, .badData])
    }
    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let question = Phrase(zh: "删除 3 个单位？", en: "remove 3 units?")
        guard try console.confirm(question, yes: arguments.flag("yes")) else { return .refused }
        console.print("imported \(try arguments.required("file"))")
        return .ok
    }
}

enum SampleVerify: Command {
    static var name: String { "ledger verify" }
    static var spec: CommandSpec {
        CommandSpec(
            name, group: Sample.ledger, summary: Phrase(zh: "核对哈希链", en: "check the hash chain"),
            options: [.value("head", Phrase(zh: "哈希", en: "HASH"), Phrase(zh: "应有的链头", en: "the head it should have"))],
            examples: [Example("sample ledger verify", Phrase(zh: "核对", en: "checks it"))], exitCodes: [.attention])
    }
    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        .attention
    }
}

enum SampleHidden: Command {
    static var name: String { "complete" }
    static var spec: CommandSpec {
        CommandSpec(
            name, group: Sample.ledger, summary: Phrase(zh: "内部", en: "internal"),
            arguments: [ArgumentSpec("kind", Phrase(same: "KIND"), Phrase(same: "kind"), allowed: ["units", "tasks"])],
            examples: [Example("sample complete units", Phrase(same: "units"))], hidden: true)
    }
    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        console.print("330800\n330802 $(touch /tmp/never)\n衢州市")
        return .ok
    }
}
