/// Help for one command and the overview of all, at most 80 columns wide.

import Texts

public enum HelpText {
    static let width = 80

    /// `duban tasks [OPTION]… [UNIT]`
    public static func usage(_ spec: CommandSpec, program: String, _ language: Language) -> String {
        let options = Phrase(zh: "[选项…]", en: "[OPTION…]")(language)
        return ([spec.call(program), options] + spec.arguments.map { $0.usage(language) }).joined(separator: " ")
    }

    /// Everything about one command.
    public static func command(
        _ spec: CommandSpec, program: String, globals: [OptionSpec], _ language: Language
    ) -> String {
        var page = HelpPage(language: language)
        page.text(spec.call(program) + " - " + spec.summary(language))
        page.text("")
        page.text(Phrase(zh: "用法：", en: "Usage: ")(language) + usage(spec, program: program, language))
        if !spec.aliases.isEmpty {
            page.text(Phrase(zh: "别名：", en: "Also: ")(language) + spec.aliases.joined(separator: ", "))
        }
        page.paragraphs(spec.discussion(language))
        page.section(
            Phrase(zh: "参数", en: "Arguments"),
            spec.arguments.map { ($0.label(language) + ($0.repeats ? "…" : ""), describe($0, language)) })
        page.section(Phrase(zh: "选项", en: "Options"), rows(spec.options, language))
        page.section(
            Phrase(zh: "通用选项", en: "General options"),
            rows(globals.filter { !spec.refusedGlobals.contains($0.name) }, language))
        page.examples(spec.examples)
        page.section(
            Phrase(zh: "退出码", en: "Exit status"),
            exitCodes(spec).map { (String($0.rawValue), $0.meaning(language)) })
        return page.lines.joined(separator: "\n") + "\n"
    }

    /// All commands by group.
    public static func overview(_ table: CommandTable, _ language: Language) -> String {
        var page = HelpPage(language: language)
        page.text("\(table.program) - \(table.summary(language))")
        page.text("")
        page.text(
            Phrase(zh: "用法：\(table.program) 命令 [选项…]", en: "Usage: \(table.program) COMMAND [OPTION…]")(language))
        let specs = table.commands.map { $0.spec }.filter { !$0.isHidden }
        let column = min(24, specs.map { displayWidth(of: $0.name) }.max() ?? 0)
        for group in table.groups {
            let rows = specs.filter { $0.group == group }.map { ($0.name, $0.summary(language)) }
            page.section(group.title, rows, column: column)
        }
        page.section(Phrase(zh: "通用选项", en: "General options"), rows(table.globals, language))
        page.text("")
        page.text(
            Phrase(
                zh: "“\(table.program) help 命令”或“\(table.program) 命令 --help”给出说明和示例。",
                en:
                    "\"\(table.program) help COMMAND\" or \"\(table.program) COMMAND --help\" explains one, with examples."
            )(
                language))
        return page.lines.joined(separator: "\n") + "\n"
    }

    /// The commands under a first word: `duban ledger --help`.
    public static func subcommands(of word: String, _ table: CommandTable, _ language: Language) -> String {
        var page = HelpPage(language: language)
        page.text(Phrase(zh: "用法：", en: "Usage: ")(language) + "\(table.program) \(word) …")
        let rows = table.subcommands(of: word).map { ($0.name, $0.spec.summary(language)) }
        page.section(Phrase(zh: "命令", en: "Commands"), rows)
        return page.lines.joined(separator: "\n") + "\n"
    }

    /// A Markdown table of all commands, for the README.
    public static func index(_ table: CommandTable, _ language: Language) -> String {
        let head = Phrase(zh: "| 命令 | 用途 |", en: "| command | does |")(language)
        let rows = table.commands.map { $0.spec }.filter { !$0.isHidden }.map {
            "| `\($0.name)` | \($0.summary(language)) |"
        }
        return ([head, "|---|---|"] + rows).joined(separator: "\n") + "\n"
    }

    static func exitCodes(_ spec: CommandSpec) -> [ExitCode] {
        Set(spec.exitCodes + [.ok, .usage]).sorted { $0.rawValue < $1.rawValue }
    }

    static func rows(_ options: [OptionSpec], _ language: Language) -> [(String, String)] {
        options.filter { !$0.isHidden }.map { (synopsis($0, language), describe($0, language)) }
    }

    /// `-u, --unit UNIT`
    static func synopsis(_ option: OptionSpec, _ language: Language) -> String {
        let short = option.short.map { "-\($0), " } ?? "    "
        return short + "--" + option.name + (option.label.map { " " + $0(language) } ?? "")
    }

    static func describe(_ option: OptionSpec, _ language: Language) -> String {
        var remarks: [String] = []
        if option.isRepeatable { remarks.append(Phrase(zh: "可重复", en: "may be repeated")(language)) }
        if !option.allowed.isEmpty { remarks.append(choices(option.allowed, language)) }
        if let text = option.defaultText {
            remarks.append(Phrase(zh: "默认：", en: "default: ")(language) + text(language))
        }
        return option.summary(language) + bracket(remarks, language)
    }

    static func describe(_ argument: ArgumentSpec, _ language: Language) -> String {
        let remarks = argument.allowed.isEmpty ? [] : [choices(argument.allowed, language)]
        return argument.summary(language) + bracket(remarks, language)
    }

    private static func choices(_ values: [String], _ language: Language) -> String {
        Phrase(zh: "可用：" + values.joined(separator: "、"), en: "one of: " + values.joined(separator: ", "))(language)
    }

    private static func bracket(_ remarks: [String], _ language: Language) -> String {
        if remarks.isEmpty { return "" }
        return language == .chinese
            ? "（" + remarks.joined(separator: "；") + "）" : " (" + remarks.joined(separator: "; ") + ")"
    }
}

/// Lines of help, filled from top to bottom.
struct HelpPage {
    let language: Language
    private(set) var lines: [String] = []

    init(language: Language) {
        self.language = language
    }

    mutating func text(_ text: String) {
        lines += Paragraph.lines(text, width: HelpText.width)
    }

    mutating func paragraphs(_ text: String) {
        guard !text.isEmpty else { return }
        lines.append("")
        self.text(text)
    }

    /// Two columns under a heading; nothing when there are no rows.
    /// - Parameter column: width of the first column; by default that of its longest entry, but at most 26.
    mutating func section(_ title: Phrase, _ rows: [(String, String)], column: Int? = nil) {
        guard !rows.isEmpty else { return }
        lines += ["", heading(title)]
        let widths = rows.map { displayWidth(of: $0.0) }
        let column = column ?? widths.filter { $0 <= 26 }.max() ?? 26
        let hanging = String(repeating: " ", count: column + 4)
        for (row, width) in zip(rows, widths) {
            let parts = Paragraph.lines(row.1, width: HelpText.width - column - 4)
            if width > column {
                lines.append("  " + row.0)
                lines += parts.map { hanging + $0 }
            } else {
                lines.append("  " + row.0.padded(to: column) + "  " + (parts.first ?? ""))
                lines += parts.dropFirst().map { hanging + $0 }
            }
        }
    }

    mutating func examples(_ examples: [Example]) {
        guard !examples.isEmpty else { return }
        lines += ["", heading(Phrase(zh: "示例", en: "Examples"))]
        for example in examples {
            lines.append("  " + example.line)
            lines += Paragraph.lines(example.summary(language), width: HelpText.width - 6).map { "      " + $0 }
        }
    }

    private func heading(_ title: Phrase) -> String {
        title(language) + (language == .chinese ? "：" : ":")
    }
}
