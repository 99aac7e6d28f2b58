/// libyaml's syntax errors in words that an office can act on.
import Texts

extension YAMLProblems {
    /// The error at which reading stopped.
    mutating func stopped(_ stop: YAMLStop, text: String) {
        switch stop {
        case .tooDeep(let span):
            add(
                "too-deep", at: span,
                what: Phrase(
                    zh: "嵌套超过 \(YAMLReader.depthLimit) 层", en: "nested more than \(YAMLReader.depthLimit) levels deep"),
                why: Self.unread, remedy: Phrase(zh: "检查是否漏了右括号。", en: "Look for a missing closing bracket."))
        case .tooMany(let span):
            add(
                "too-many-values", at: span,
                what: Phrase(
                    zh: "文件里超过 \(YAMLReader.nodeLimit) 个值", en: "more than \(YAMLReader.nodeLimit) values in one file"),
                why: Self.unread, remedy: Phrase(zh: "拆成几个文件。", en: "Split the file."))
        case .syntax(let failure): syntax(failure, source: SourceFile(name: file, text: text))
        }
    }

    private static let unread = Phrase(
        zh: "此处以后的内容没有检查。", en: "What follows this place was not checked.")

    private mutating func syntax(_ failure: YAMLFailure, source: SourceFile) {
        if let tab = tabProblem(failure, source: source) {
            add("tab-indentation", at: tab.span, what: tab.what, why: tab.why + Self.unread, remedy: tab.remedy)
            return
        }
        let text = YAMLSyntaxText.of(failure, source: source)
        let at = text.at ?? failure.at
        add(
            text.code, at: Self.span(at.line, at.column), what: text.what, why: text.why + Self.unread,
            remedy: text.remedy)
    }

    /// Tabs at the beginning of a line are what stopped libyaml if one stands where it stopped, or earlier in
    /// the same indentation.
    private func tabProblem(
        _ failure: YAMLFailure, source: SourceFile
    ) -> (span: Span, what: Phrase, why: Phrase, remedy: Phrase)? {
        let lines = [failure.at.line, failure.at.line - 1]
        guard let line = lines.first(where: { tabColumn(source.line($0)) != nil }),
            let column = tabColumn(source.line(line))
        else { return nil }
        let others = (1...source.lineCount).count { $0 != line && tabColumn(source.line($0)) != nil }
        let span = Self.span(line, column)
        let why = Phrase(
            zh: "YAML 用空格表示层次，制表符的宽度各处不同。" + (others > 0 ? "另有 \(others) 行也以制表符缩进。" : ""),
            en: "YAML shows levels by spaces; a tab has no width that all agree on. "
                + (others > 0 ? "\(others) more \(others == 1 ? "line is" : "lines are") indented by tabs. " : ""))
        return (
            span, Phrase(zh: "缩进里有制表符（Tab）", en: "a tab in the indentation"), why,
            Phrase(zh: "把制表符换成空格，每层两个。", en: "Replace tabs by spaces, two for each level.")
        )
    }

    private func tabColumn(_ line: Substring?) -> Int? {
        guard let line else { return nil }
        let indentation = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }
        guard let tab = indentation.firstIndex(of: "\t"), indentation.endIndex < line.endIndex else { return nil }
        return indentation.distance(from: indentation.startIndex, to: tab) + 1
    }
}

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
        if context.contains("quoted scalar") { return quoted(failure) }
        if context.contains("flow sequence") || context.contains("flow mapping") { return bracket(failure) }
        if problem.contains("mapping values are not allowed") { return colon }
        if problem.contains("could not find expected ':'") { return missingColon(failure) }
        if problem.contains("cannot start any token") { return startingCharacter(failure, source: source) }
        if problem.contains("did not find expected") || problem.contains("not allowed in this context") {
            return indentation(failure)
        }
        if context.contains("block scalar") { return blockScalar }
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

    private static let colon = YAMLSyntaxText(
        code: "unexpected-colon", what: Phrase(zh: "这里不能出现“:”", en: "a \":\" cannot stand here"),
        why: Phrase(
            zh: "一行里只能有一个“键: 值”；更常见的是上一行缩进不一致。",
            en: "A line holds one \"key: value\"; or the line before is indented differently. "),
        remedy: Phrase(
            zh: "值里含冒号时给整个值加引号；否则对齐缩进。", en: "Quote a value that holds a colon; otherwise align the indentation."))

    private static func missingColon(_ failure: YAMLFailure) -> YAMLSyntaxText {
        YAMLSyntaxText(
            code: "missing-colon", what: Phrase(zh: "键的后面缺“:”", en: "a key lacks its \":\""),
            why: Phrase(
                zh: "键和值之间要有英文冒号和一个空格；中文冒号“：”不算。",
                en: "Key and value are parted by an ASCII colon and a space; a Chinese colon does not count. "),
            remedy: Phrase(zh: "写成“键: 值”。", en: "Write \"key: value\"."), at: failure.contextAt)
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

    private static func indentation(_ failure: YAMLFailure) -> YAMLSyntaxText {
        let since = failure.contextAt.map { (zh: "从第 \($0.line) 行开始的", en: " that begins at line \($0.line)") }
        return YAMLSyntaxText(
            code: "bad-indentation",
            what: Phrase(zh: "缩进不一致，或这一行不成“键: 值”", en: "the indentation does not fit, or this is no \"key: value\""),
            why: Phrase(
                zh: "这一行与\(since?.zh ?? "上面的")内容对不上。",
                en: "The line does not fit the block\(since?.en ?? " above it"). "),
            remedy: Phrase(
                zh: "同一层的键要上下对齐，列表项以“- ”开头；引号之后不要再接文字。",
                en: "Align the keys of one level; begin list items with \"- \"; let nothing follow a closing quote."))
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
