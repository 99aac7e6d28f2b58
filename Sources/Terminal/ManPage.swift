/// The manual page in roff, section 1, for `man`.

import Texts

public enum ManPage {
    /// - Parameter files: paths that the program reads or writes, with what they are.
    public static func render(
        _ table: CommandTable, files: [(path: String, summary: Phrase)] = [], _ language: Language
    ) -> String {
        var page = Roff(language: language)
        page.request("TH", [table.program.uppercased(), "1", "", "\(table.program) \(table.version)"])
        // Neither hyphens nor stretched lines: both spoil commands, and Chinese has no blanks to stretch.
        page.plain("nh")
        page.plain("ad l")
        page.heading(Phrase(zh: "名称", en: "NAME"))
        page.text("\(table.program) - \(table.summary(language))")
        page.heading(Phrase(zh: "用法", en: "SYNOPSIS"))
        page.text(Phrase(zh: "\(table.program) 命令 [选项…]", en: "\(table.program) COMMAND [OPTION…]")(language))
        commands(table, &page)
        page.heading(Phrase(zh: "通用选项", en: "GENERAL OPTIONS"))
        page.list(options(table.globals, language))
        page.heading(Phrase(zh: "退出码", en: "EXIT STATUS"))
        page.list(ExitCode.allCases.map { (String($0.rawValue), $0.meaning(language)) })
        if !table.variables.isEmpty {
            page.heading(Phrase(zh: "环境变量", en: "ENVIRONMENT"))
            page.list(table.variables.map { ($0.name, $0.summary(language)) })
        }
        if !files.isEmpty {
            page.heading(Phrase(zh: "文件", en: "FILES"))
            page.list(files.map { ($0.path, $0.summary(language)) })
        }
        return page.source
    }

    private static func commands(_ table: CommandTable, _ page: inout Roff) {
        page.heading(Phrase(zh: "命令", en: "COMMANDS"))
        let language = page.language
        for spec in table.commands.map({ $0.spec }) where !spec.isHidden {
            page.request("SS", [HelpText.usage(spec, program: table.program, language)])
            page.text(spec.summary(language) + (language == .chinese ? "。" : "."))
            page.paragraphs(spec.discussion(language))
            page.list(spec.arguments.map { ($0.label(language), HelpText.describe($0, language)) })
            page.list(options(spec.options, language))
            page.label(Phrase(zh: "示例", en: "Examples"))
            page.list(spec.examples.map { ($0.line, $0.summary(language)) })
        }
    }

    private static func options(_ options: [OptionSpec], _ language: Language) -> [(String, String)] {
        HelpText.rows(options, language).map { row in (String(row.0.drop { $0 == " " }), row.1) }
    }
}

/// Roff source, written line by line; text can never become a request.
struct Roff {
    let language: Language
    private(set) var source = ""

    init(language: Language) {
        self.language = language
    }

    mutating func request(_ name: String, _ arguments: [String] = []) {
        source += "." + name
        for argument in arguments { source += " \"" + Roff.escape(argument, isArgument: true) + "\"" }
        source += "\n"
    }

    /// A request of roff itself, which takes no quotes.
    mutating func plain(_ request: String) {
        source += "." + request + "\n"
    }

    mutating func heading(_ title: Phrase) {
        request("SH", [title(language)])
    }

    /// A small heading inside a section.
    mutating func label(_ title: Phrase) {
        request("PP")
        source += "\\fI" + Roff.escape(title(language), isArgument: false) + "\\fR\n"
    }

    mutating func text(_ text: String) {
        source += Roff.line(text) + "\n"
    }

    mutating func paragraphs(_ text: String) {
        for part in text.split(separator: "\n") {
            request("PP")
            self.text(String(part))
        }
    }

    mutating func list(_ rows: [(String, String)]) {
        for (term, meaning) in rows {
            request("TP")
            source += "\\fB" + Roff.escape(term, isArgument: false) + "\\fR\n"
            text(meaning)
        }
    }

    /// A line of running text: a dot or quote at its beginning would be a request.
    static func line(_ text: String) -> String {
        let escaped = escape(text, isArgument: false, breaksChinese: true)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// Roff's own characters by name, so that `-` can be copied and a quote does not end an argument.
    static func escape(_ text: String, isArgument: Bool, breaksChinese: Bool = false) -> String {
        var result = ""
        var previous: Character?
        for character in text.terminalSafe {
            if breaksChinese, let previous, mayBreak(previous, character) { result += "\\:" }
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "\"": result += isArgument ? "\\(dq" : "\""
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            default: result.append(character)
            }
            previous = character
        }
        return result
    }

    /// Roff breaks lines at blanks only, so Chinese needs its break points marked.
    private static func mayBreak(_ left: Character, _ right: Character) -> Bool {
        guard left != " ", right != " " else { return false }
        let isChinese = displayWidth(of: String(left)) == 2 || displayWidth(of: String(right)) == 2
        return isChinese && !Paragraph.opens(left) && !Paragraph.closes(right)
    }
}
