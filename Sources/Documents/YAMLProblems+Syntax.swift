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
