/// `duban man`

import Terminal
import Texts

enum ManCommand: Command {
    static var name: String { "man" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(zh: "输出手册页", en: "print the manual page"),
            discussion: Phrase(
                zh: "输出 roff 格式，供 man 显示；“duban install”会把它装到 share/man。",
                en: "The output is roff, for man to show; \"duban install\" puts it under share/man."),
            refusedGlobals: GlobalOptions.ledgerOnly + ["json", "data"],
            examples: [Example("duban man | man -l -", Phrase(zh: "阅读手册页", en: "shows the manual page"))])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        console.write(page(console.language))
        return .ok
    }

    /// The whole page, for `duban install`, too.
    static func page(_ language: Language) -> String { ManPage.render(Program.table, files: files, language) }

    private static let files: [(path: String, summary: Phrase)] = [
        ("~/.local/state/duban/ledger.db", Phrase(zh: "默认的台账", en: "the ledger by default")),
        (
            "PREFIX/share/duban/Calendars, PREFIX/share/duban/Notices",
            Phrase(zh: "随程序安装的日历和通知", en: "the calendars and notices installed with the program")
        ),
    ]
}
