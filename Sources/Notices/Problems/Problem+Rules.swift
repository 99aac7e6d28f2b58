/// The texts of problems of rules, conditions, selectors, review levels and points.

import Texts

extension Problem {
    static func malformedCondition(_ text: String) -> Problem {
        Problem(
            .malformedCondition, Phrase(zh: "开启条件“\(text)”看不懂", en: "the condition \"\(text)\" is not understood"),
            remedy: Phrase(
                zh: "写 accepted(任务)、submitted(任务)、told(任务)、all accepted(任务) 或事件名。",
                en: "Write accepted(task), submitted(task), told(task), all accepted(task) or an event."))
    }

    static func emptySelector() -> Problem {
        Problem(
            .emptySelector, Phrase(zh: "没有说明是哪些单位", en: "it does not say which units"),
            why: Phrase(
                zh: "空的选择条件会选中所有单位，多半不是本意。", en: "A selector without keys would take every unit, which is rarely meant."
            ),
            remedy: Phrase(
                zh: "写条件，如 kind: museum；确要全部单位就写 all: true。",
                en: "Give a condition such as kind: museum; for every unit write all: true."))
    }

    static func malformedReview() -> Problem {
        Problem(
            .malformedReview, Phrase(zh: "这一级审核人看不懂", en: "this level of review is not understood"),
            remedy: Phrase(
                zh: "写 parent、{ancestor: 条件}、{unit: 条件} 三者之一，需要时加 region: same。",
                en: "Write one of parent, {ancestor: selector}, {unit: selector}, the last with region: same if needed."
            ))
    }

    static func malformedPoints(_ text: String, key: String) -> Problem {
        Problem(
            .malformedPoints, Phrase(zh: "“\(key)”的分值“\(text)”看不懂", en: "\"\(text)\" of \"\(key)\" are not points"),
            why: Phrase(
                zh: "分值是 0 到 1000 的数，最多一位小数。", en: "Points are numbers from 0 to 1000 with one decimal at most."),
            remedy: Phrase(zh: "写 2、0.5，或范围 [0, 3]。", en: "Write 2, 0.5, or a range [0, 3]."))
    }

    static func incompletePoints(found: [String], known: [String]) -> Problem {
        Problem(
            .incompletePoints,
            found.isEmpty
                ? Phrase(zh: "计分规则没有说怎样给分", en: "the rule does not say how points are given")
                : Phrase(
                    zh: "计分规则同时写了 \(found.joined(separator: "、"))",
                    en: "the rule gives points in several ways: \(found.joined(separator: ", "))"),
            remedy: Phrase(
                zh: "只写其中一种：" + known.joined(separator: "、") + "。",
                en: "Use one of " + known.joined(separator: ", ") + "."))
    }

    static func incompletePoints(_ key: String, needs other: String) -> Problem {
        Problem(
            .incompletePoints, Phrase(zh: "“\(key)”要同时写“\(other)”", en: "\"\(key)\" needs \"\(other)\" beside it"),
            why: other == "cap"
                ? Phrase(zh: "逐项计分必须有封顶。", en: "Points for each need a cap.")
                : Phrase(zh: "不说达到多少，就无从判断。", en: "Without the number to reach nothing can be judged."),
            remedy: Phrase(zh: "加上 \(other): 数值。", en: "Add \(other): NUMBER."))
    }

    static func reversedPoints(_ low: String, _ high: String) -> Problem {
        Problem(
            .reversedPoints,
            Phrase(zh: "分值范围 [\(low), \(high)] 写反了", en: "the range [\(low), \(high)] is the wrong way round"),
            remedy: Phrase(zh: "写成 [\(high), \(low)]。", en: "Write [\(high), \(low)]."))
    }

    static func capBelowEach(each: String, cap: String) -> Problem {
        Problem(
            .capBelowEach,
            Phrase(zh: "封顶 \(cap) 分低于每项 \(each) 分", en: "the cap of \(cap) is less than the \(each) for each"),
            why: Phrase(zh: "第一项就给不满。", en: "Even the first could not be given in full."),
            remedy: Phrase(zh: "核对原文的封顶分。", en: "Compare the cap with the official text."))
    }

    static func lonelyAlternative(_ name: String) -> Problem {
        Problem(
            .lonelyAlternative, Phrase(zh: "“\(name)”只有一条规则，谈不上择一", en: "\"\(name)\" is an alternative to nothing"),
            why: Phrase(
                zh: "同一指标下 alternative 同名的规则才互相替代。",
                en: "Rules of one indicator with the same alternative replace each other."),
            remedy: Phrase(zh: "核对名称，或删去 alternative。", en: "Check the name, or remove alternative."))
    }
}
