/// The words for each of libyaml's syntax errors, found from its own message and from the line it stopped in.
import Texts

/// One syntax error, said.
struct YAMLSyntaxText {
    let code: String
    let what: Phrase
    let why: Phrase
    let remedy: Phrase
    /// Where it is better shown than where libyaml stopped: an unclosed quote at its opening.
    var at: Position?

    static func of(_ failure: YAMLFailure, source: SourceFile) -> YAMLSyntaxText {
        let problem = failure.problem
        let context = failure.context ?? ""
        if context.contains("block scalar") { return blockScalar }
        if context.contains("quoted scalar") { return quoted(failure) }
        if context.contains("flow sequence") || context.contains("flow mapping") { return bracket(failure) }
        if problem.contains("mapping values are not allowed") { return colon(failure, source: source) }
        if problem.contains("could not find expected ':'") { return missingColon(at: failure.contextAt ?? failure.at) }
        if problem.contains("cannot start any token") { return startingCharacter(failure, source: source) }
        if let stray = strayCharacter(failure, source: source) { return stray }
        if problem.contains("did not find expected") || problem.contains("not allowed in this context") {
            return indentation(failure)
        }
        return other(failure)
    }

    private static func quoted(_ failure: YAMLFailure) -> YAMLSyntaxText {
        if failure.problem.contains("escape") || failure.problem.contains("hexdecimal")
            || failure.problem.contains("Unicode")
        {
            return YAMLSyntaxText(
                code: "bad-escape",
                what: Phrase(zh: "双引号里的“\\”写法不对", en: "a \"\\\" sequence in double quotes is wrong"),
                why: Phrase(zh: "双引号里反斜杠有特殊含义。", en: "In double quotes a backslash has a meaning of its own. "),
                remedy: Phrase(zh: "改用单引号，或写成“\\\\”。", en: "Use single quotes, or write \"\\\\\"."))
        }
        return YAMLSyntaxText(
            code: "unclosed-quote", what: Phrase(zh: "引号没有闭合", en: "the quote is not closed"),
            why: Phrase(
                zh: "从这里开始的引号直到第 \(failure.at.line) 行都没有配对。",
                en: "The quote that opens here has no partner up to line \(failure.at.line). "),
            remedy: Phrase(
                zh: "补上右引号；文字里本来就有引号时，外面换用另一种引号。",
                en: "Add the closing quote; around text that holds quotes itself, use the other kind."),
            at: failure.contextAt)
    }

    private static func bracket(_ failure: YAMLFailure) -> YAMLSyntaxText {
        let isList = failure.context?.contains("sequence") == true
        let (open, close) = isList ? ("[", "]") : ("{", "}")
        return YAMLSyntaxText(
            code: "unclosed-bracket",
            what: Phrase(
                zh: "“\(open)”没有配对的“\(close)”，或各项之间缺逗号",
                en: "\"\(open)\" lacks its \"\(close)\", or a comma is missing between items"),
            why: Phrase(
                zh: "读到第 \(failure.at.line) 行第 \(failure.at.column) 列时无法继续。",
                en: "Reading could not go on at line \(failure.at.line), column \(failure.at.column). "),
            remedy: Phrase(zh: "补上“\(close)”或英文逗号“,”。", en: "Add \"\(close)\" or a comma."), at: failure.contextAt)
    }

    private static func colon(_ failure: YAMLFailure, source: SourceFile) -> YAMLSyntaxText {
        if let before = unfinishedLine(before: failure.at, source: source) { return missingColon(at: before) }
        if isFirstColon(failure.at, source: source) { return indentation(failure) }
        return YAMLSyntaxText(
            code: "unexpected-colon", what: Phrase(zh: "这里不能再出现“:”", en: "a second \":\" cannot stand here"),
            why: Phrase(zh: "一行里只能有一个“键: 值”。", en: "A line holds one \"key: value\". "),
            remedy: Phrase(zh: "值里含冒号时，给整个值加引号。", en: "Put a value that holds a colon in quotes."))
    }

    /// Whether the colon at this place is the one after its line's key.
    private static func isFirstColon(_ place: Position, source: SourceFile) -> Bool {
        guard let line = source.line(place.line) else { return false }
        return !String(String.UnicodeScalarView(line.unicodeScalars.prefix(place.column - 1))).contains(": ")
    }

    /// The last line above that holds anything, if it is a bare text: that is a key whose colon is missing or
    /// is a Chinese one, or has no blank behind it.
    private static func unfinishedLine(before place: Position, source: SourceFile) -> Position? {
        guard isFirstColon(place, source: source) else { return nil }
        for number in stride(from: place.line - 1, to: 0, by: -1) {
            guard let text = source.line(number) else { return nil }
            let line = text.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard !line.contains(": "), !line.hasSuffix(":"), !line.hasPrefix("- ") else { return nil }
            let blanks = text.unicodeScalars.prefix { $0 == " " }.count
            return Position(line: number, column: blanks + 1)
        }
        return nil
    }

    private static func missingColon(at place: Position) -> YAMLSyntaxText {
        YAMLSyntaxText(
            code: "missing-colon", what: Phrase(zh: "键的后面缺“:”", en: "a key lacks its \":\""),
            why: Phrase(
                zh: "键和值之间要有英文冒号和一个空格；中文冒号“：”不算。",
                en: "Key and value are parted by an ASCII colon and a space; a Chinese colon does not count. "),
            remedy: Phrase(zh: "写成“键: 值”。", en: "Write \"key: value\"."), at: place)
    }

    private static func startingCharacter(_ failure: YAMLFailure, source: SourceFile) -> YAMLSyntaxText {
        let line = source.line(failure.at.line)?.unicodeScalars.dropFirst(failure.at.column - 1)
        let shown = line?.first.map { $0.visibleEscape ?? String($0) } ?? "?"
        return YAMLSyntaxText(
            code: "bad-start",
            what: Phrase(zh: "值不能以“\(shown)”开头", en: "a value cannot begin with \"\(shown)\""),
            why: Phrase(zh: "这个字符在 YAML 里有特殊用途。", en: "YAML keeps this character for itself. "),
            remedy: Phrase(zh: "给整个值加引号。", en: "Put the whole value in quotes."))
    }

    /// What stands where libyaml stopped, if that alone explains the error.
    private static func strayCharacter(_ failure: YAMLFailure, source: SourceFile) -> YAMLSyntaxText? {
        guard let line = source.line(failure.at.line)?.unicodeScalars else { return nil }
        let before = String(String.UnicodeScalarView(line.prefix(failure.at.column - 1))).trimmed
        let after = line.dropFirst(failure.at.column - 1)
        guard let character = after.first, !before.isEmpty else { return nil }
        if before.hasSuffix("\"") || before.hasSuffix("'") {
            return YAMLSyntaxText(
                code: "text-after-quote", what: Phrase(zh: "右引号之后还有文字", en: "text after the closing quote"),
                why: Phrase(zh: "值到右引号为止。", en: "A value ends at its closing quote. "),
                remedy: Phrase(
                    zh: "把引号加在整个值的两端；里面另有引号时，外面换用另一种。",
                    en: "Quote the whole value; around inner quotes use the other kind."))
        }
        if "]},".unicodeScalars.contains(character) {
            return YAMLSyntaxText(
                code: "stray-bracket", what: Phrase(zh: "多出一个“\(character)”", en: "a \"\(character)\" too many"),
                why: Phrase(zh: "前面没有与它配对的括号。", en: "No bracket before it belongs to it. "),
                remedy: Phrase(
                    zh: "删去它；如果是文字，给整个值加引号。", en: "Delete it; if it is meant as text, put the whole value in quotes."))
        }
        if character == "-", before.hasSuffix(":") {
            return YAMLSyntaxText(
                code: "list-on-key-line", what: Phrase(zh: "列表不能写在键的同一行", en: "a list cannot begin on its key's line"),
                why: Phrase(zh: "“- ”要另起一行。", en: "Each \"- \" begins a line. "),
                remedy: Phrase(
                    zh: "另起一行写“- …”，或写成“键: [a, b]”。", en: "Write \"- …\" on the next line, or \"key: [a, b]\"."))
        }
        return nil
    }

    private static func indentation(_ failure: YAMLFailure) -> YAMLSyntaxText {
        let since = failure.contextAt.map { (zh: "从第 \($0.line) 行开始的", en: " that begins at line \($0.line)") }
        return YAMLSyntaxText(
            code: "bad-indentation",
            what: Phrase(zh: "缩进不一致，或这一行不成“键: 值”", en: "the indentation does not fit, or this is no \"key: value\""),
            why: Phrase(
                zh: "这一行与\(since?.zh ?? "上面的")内容对不上。",
                en: "The line does not fit the block\(since?.en ?? " above it"). "),
            remedy: Phrase(
                zh: "同一层的键要上下对齐，列表项以“- ”开头。",
                en: "Align the keys of one level; begin list items with \"- \"."))
    }

    private static let blockScalar = YAMLSyntaxText(
        code: "bad-block-text",
        what: Phrase(zh: "“|”或“>”引出的多行文字写法不对", en: "the text after \"|\" or \">\" is not well formed"),
        why: Phrase(
            zh: "多行文字要另起一行，且比键多缩进。", en: "Such text begins on the next line and is indented more than its key. "),
        remedy: Phrase(
            zh: "检查“|”后面的符号和下面各行的缩进。", en: "Check what follows \"|\" and the indentation of the lines below."))

    private static func other(_ failure: YAMLFailure) -> YAMLSyntaxText {
        let words = [failure.context, failure.problem].compactMap(\.self).joined(separator: ", ")
        return YAMLSyntaxText(
            code: "yaml-syntax", what: Phrase(zh: "YAML 语法错误（\(words)）", en: "YAML syntax error (\(words))"),
            why: Phrase(same: ""),
            remedy: Phrase(zh: "对照格式说明检查这一行。", en: "Compare the line with the format's reference."))
    }
}
