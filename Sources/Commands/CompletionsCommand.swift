/// `duban completions SHELL`

import Terminal
import Texts

enum CompletionsCommand: Command {
    static var name: String { "completions" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(zh: "输出命令补全脚本", en: "print a completion script for a shell"),
            discussion: Phrase(
                zh: "按 Tab 键即可补全命令、选项、单位、任务和通知。“duban install”会自动装好。",
                en: "With it, Tab completes commands, options, units, tasks and notices. \"duban install\" sets it up."),
            arguments: [
                ArgumentSpec(
                    "shell", Phrase(zh: "外壳", en: "SHELL"), Phrase(zh: "命令行外壳", en: "the shell"),
                    allowed: Shell.allCases.map(\.rawValue))
            ],
            refusedGlobals: GlobalOptions.ledgerOnly + ["json", "data"],
            examples: [
                Example(
                    "source <(duban completions bash)",
                    Phrase(zh: "在当前的 bash 中启用", en: "switches it on in this bash"))
            ])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        guard let shell = arguments.choice("shell", Shell.self) else { return .usage }
        console.write(ShellCompletion.script(for: shell, Program.table, console.language))
        return .ok
    }
}
