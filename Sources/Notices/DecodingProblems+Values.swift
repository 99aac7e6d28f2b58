/// Scalars as typed values: each reader returns nil after it has reported what is wrong.

import Deadlines
import Texts

extension DecodingProblems {
    public func text(_ node: Node, _ key: String) -> Located<String>? {
        guard case .scalar(let text, _) = node.value else {
            wrongType(node, key, Phrase(zh: "文字", en: "a text"))
            return nil
        }
        return Located(text, at: node.span)
    }

    /// `YYYY-MM-DD`; a date that does not exist is said to be so.
    public func day(_ node: Node, _ key: String) -> Located<Day>? {
        guard let text = text(node, key) else { return nil }
        if let day = Day(iso: text.value) { return Located(day, at: node.span) }
        let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
        if text.value.utf8.count == 10, parts.count == 3, parts.allSatisfy({ Int($0) != nil }) {
            error(
                "impossible-date", at: node.span,
                what: Phrase(zh: "“\(key)”：没有\(text.value)这一天", en: "“\(key)”: there is no day \(text.value)"),
                remedy: Phrase(zh: "核对原文中的日期", en: "compare it with the source"))
        } else {
            error(
                "bad-date", at: node.span,
                what: Phrase(zh: "“\(key)”：“\(text.value)”不是日期", en: "“\(key)”: “\(text.value)” is not a date"),
                remedy: Phrase(zh: "写作 YYYY-MM-DD，例如 2025-04-11", en: "write YYYY-MM-DD, for example 2025-04-11"))
        }
        return nil
    }

    public func flag(_ node: Node, _ key: String) -> Located<Bool>? {
        switch node.value {
        case .scalar("true", plain: true): return Located(true, at: node.span)
        case .scalar("false", plain: true): return Located(false, at: node.span)
        default:
            wrongType(node, key, Phrase(zh: " true 或 false", en: "true or false"))
            return nil
        }
    }

    public func integer(_ node: Node, _ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
        guard case .scalar(let text, plain: true) = node.value, let value = Int(text) else {
            wrongType(node, key, Phrase(zh: "整数", en: "a whole number"))
            return nil
        }
        guard range.contains(value) else {
            let bounds = "\(range.lowerBound)…\(range.upperBound)"
            error(
                "out-of-range", at: node.span,
                what: Phrase(zh: "“\(key)”的值\(value)超出范围\(bounds)", en: "“\(key)” is \(value), outside \(bounds)"))
            return nil
        }
        return Located(value, at: node.span)
    }

    public func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: Located<String>, _ key: String, _ type: Choice.Type
    ) -> Located<Choice>? where Choice.RawValue == String {
        if let choice = Choice(rawValue: text.value) { return Located(choice, at: text.span) }
        let words = Choice.allCases.map(\.rawValue)
        let list = words.joined(separator: ", ")
        error(
            "unknown-value", at: text.span,
            what: Phrase(zh: "“\(key)”不能是“\(text.value)”", en: "“\(key)” cannot be “\(text.value)”"),
            remedy: closest(to: text.value, among: words).map {
                Phrase(zh: "是否想写“\($0)”？", en: "did you mean “\($0)”?")
            } ?? Phrase(zh: "可用的值：\(list)", en: "its values: \(list)"))
        return nil
    }

    public func phrase(_ node: Node, _ key: String) -> Located<Phrase>? {
        if case .mapping = node.value {
            var reader = MappingReader(node, kind: Phrase(zh: "“\(key)”", en: "“\(key)”"), problems: self)
            let zh = reader.text("zh")?.value
            let en = reader.text("en")?.value
            reader.finish()
            guard let either = zh ?? en else {
                wrongType(node, key, Phrase(zh: "文字", en: "a text"))
                return nil
            }
            return Located(Phrase(zh: zh ?? either, en: en ?? either), at: node.span)
        }
        return text(node, key)?.map { Phrase(same: $0) }
    }

    public func dueRule(_ node: Node, _ key: String) -> Located<DueRule>? {
        guard case .scalar(let text, let plain) = node.value else {
            wrongType(node, key, Phrase(zh: "期限规则", en: "a due rule"))
            return nil
        }
        switch DueRule.parse(text) {
        case .success(let rule): return Located(rule, at: node.span)
        case .failure(let problem):
            add(problem.diagnostic(file: file, at: node.span, plain: plain))
            return nil
        }
    }

    public func wrongType(_ node: Node, _ key: String, _ expected: Phrase) {
        error(
            "wrong-type", at: node.span,
            what: Phrase(zh: "“\(key)”应为\(expected.zh)", en: "“\(key)” must be \(expected.en)"),
            why: Phrase(zh: "这里写的是\(node.shape.zh)", en: "this is \(node.shape.en)"))
    }
}

extension Node {
    /// An empty value, `null` or `~`, unquoted.
    public var isNull: Bool {
        guard case .scalar(let text, plain: true) = value else { return false }
        return text.isEmpty || text == "null" || text == "~"
    }

    /// What kind of value it is, for messages.
    var shape: Phrase {
        switch value {
        case .scalar(let text, _): Phrase(zh: "文字“\(text)”", en: "the text “\(text)”")
        case .sequence: Phrase(zh: "列表", en: "a list")
        case .mapping: Phrase(zh: "键值对", en: "a mapping")
        }
    }
}
