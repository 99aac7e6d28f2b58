/// `duban help [COMMAND]`

import Terminal
import Texts

enum HelpCommand: Command {
    static var name: String { "help" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(zh: "全部命令，或一个命令的说明", en: "all commands, or one of them explained"),
            arguments: [
                ArgumentSpec(
                    "command", Phrase(zh: "命令", en: "COMMAND"), Phrase(zh: "要说明的命令", en: "the command to explain"),
                    count: .any, completion: .dynamic("commands"))
            ],
            options: [
                .flag(
                    "markdown", Phrase(zh: "以 Markdown 表格列出全部命令", en: "print all commands as a Markdown table"))
            ],
            refusedGlobals: GlobalOptions.ledgerOnly + ["json", "data"],
            examples: [
                Example("duban help", Phrase(zh: "列出全部命令", en: "lists all commands")),
                Example("duban help completions", Phrase(zh: "说明 completions", en: "explains completions")),
            ])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let table = Program.table
        let words = arguments.list("command")
        if arguments.flag("markdown") {
            console.write(HelpText.index(table, console.language))
        } else if words.isEmpty {
            console.write(HelpText.overview(table, console.language))
        } else if words.count == 1, let word = words.first, table.command(named: word) == nil,
            !table.subcommands(of: word).isEmpty
        {
            console.write(HelpText.subcommands(of: word, table, console.language))
        } else if case .command(let command, let rest) = try table.resolve(words) {
            if let extra = rest.first {
                throw Failure.usage(
                    Phrase(
                        zh: "没有“\(words.joined(separator: " "))”这个命令",
                        en: "there is no command \"\(words.joined(separator: " "))\""),
                    remedy: Phrase(zh: "去掉“\(extra)”", en: "leave \"\(extra)\" out"))
            }
            console.write(
                HelpText.command(command.spec, program: table.program, globals: table.globals, console.language))
        }
        return .ok
    }
}
