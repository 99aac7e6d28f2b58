/// The texts of problems of single values.

import Deadlines
import Texts

extension Problem {
    static func missingKey(_ key: String, in kind: Phrase) -> Problem {
        Problem(
            .missingKey, Phrase(zh: "\(kind.zh)缺少“\(key)”", en: "\(kind.en) lacks \"\(key)\""),
            remedy: Phrase(zh: "补上 \(key): 值。", en: "Add \(key): VALUE."))
    }

    static func emptyText(_ key: String) -> Problem {
        Problem(
            .emptyText, Phrase(zh: "“\(key)”没有内容", en: "\"\(key)\" is empty"),
            remedy: Phrase(
                zh: "写上内容；原文没有的可选项写 null 或删去。", en: "Fill it in; leave out an optional key or set it to null."))
    }

    static func controlCharacter(_ key: String) -> Problem {
        Problem(
            .controlCharacter,
            Phrase(zh: "“\(key)”含有换行或控制字符", en: "\"\(key)\" contains a line break or a control character"),
            why: Phrase(
                zh: "它会写进邮件主题和文件名，只能是一行。", en: "It goes into mail subjects and file names and must be one line."),
            remedy: Phrase(zh: "改写成一行。", en: "Write it on one line."))
    }

    static func malformedID(_ text: String) -> Problem {
        Problem(
            .malformedID, Phrase(zh: "编号“\(text)”不合格式", en: "\"\(text)\" is not a valid id"),
            remedy: Phrase(
                zh: "用小写字母开头，只含小写字母、数字和连字符，最长 64 个字符。",
                en: "Begin with a small letter; use small letters, digits and hyphens, 64 characters at most."))
    }

    static func malformedPeriod(_ text: String, key: String) -> Problem {
        Problem(
            .malformedPeriod,
            Phrase(zh: "“\(key)”应是起止日期，写的是“\(text)”", en: "\"\(key)\" must be a stretch of time, but is \"\(text)\""),
            remedy: Phrase(
                zh: "写成“首日/末日”：2023-01-01/2023-12-31，或按月：2021-12/2022-11。",
                en: "Write first/last, e.g. 2023-01-01/2023-12-31, or in months: 2021-12/2022-11."))
    }

    static func reversedPeriod(_ first: String, _ last: String) -> Problem {
        Problem(
            .reversedPeriod,
            Phrase(zh: "结束（\(last)）早于开始（\(first)）", en: "it ends (\(last)) before it begins (\(first))"),
            remedy: Phrase(zh: "对调两端，或改正写错的一端。", en: "Swap the two ends, or correct the wrong one."))
    }

    static func malformedCount(_ text: String) -> Problem {
        Problem(
            .malformedCount, Phrase(zh: "份数“\(text)”看不懂", en: "\"\(text)\" is not a count"),
            remedy: Phrase(zh: "写一个数，如 1，或范围，如 3..5。", en: "Write a number such as 1, or a range such as 3..5."))
    }

    static func reversedCount(_ low: Int, _ high: Int) -> Problem {
        Problem(
            .reversedCount,
            Phrase(zh: "份数范围 \(low)..\(high) 写反了", en: "the count \(low)..\(high) is the wrong way round"),
            remedy: Phrase(zh: "写成 \(high)..\(low)。", en: "Write \(high)..\(low)."))
    }

    static func malformedMailbox(_ why: Phrase) -> Problem {
        Problem(
            .malformedMailbox, Phrase(zh: "邮箱地址写法不对", en: "this is not a mail address"), why: why,
            remedy: Phrase(zh: "写成 office@example.org 的样子，一处一个。", en: "Write one address like office@example.org."))
    }

    static func malformedAddress(_ text: String) -> Problem {
        Problem(
            .malformedAddress, Phrase(zh: "“\(text)”不是网址", en: "\"\(text)\" is not a web address"),
            remedy: Phrase(zh: "以 http:// 或 https:// 开头，中间无空格。", en: "Begin with http:// or https://, without blanks."))
    }

    static func malformedZone(_ text: String) -> Problem {
        Problem(
            .malformedZone, Phrase(zh: "“\(text)”不是时区名", en: "\"\(text)\" is not the name of a time zone"),
            remedy: Phrase(zh: "用 IANA 时区名，如 Asia/Shanghai。", en: "Use an IANA name such as Asia/Shanghai."))
    }

    static func malformedNamePattern(_ text: String) -> Problem {
        Problem(
            .malformedNamePattern,
            Phrase(zh: "“\(text)”不能作文件名", en: "\"\(text)\" cannot be a file name"),
            why: Phrase(
                zh: "花括号要成对，也不能有 / \\ : * ? \" < > |。",
                en: "Braces must be paired, and / \\ : * ? \" < > | are not allowed."),
            remedy: Phrase(zh: "写成 {unit}2023年度工作总结 的样子。", en: "Write it like {unit}-summary-{year}."))
    }

    static func unknownNameField(_ field: String) -> Problem {
        Problem(
            .unknownNameField, Phrase(zh: "文件名里没有 {\(field)} 这一项", en: "file names have no {\(field)}"),
            remedy: suggest(field, among: NamePattern.fields))
    }

    static func malformedLadder() -> Problem {
        Problem(
            .malformedLadder,
            Phrase(zh: "提醒日“before”应从多到少、不重复", en: "\"before\" must go down without repetitions"),
            remedy: Phrase(
                zh: "写截止前的工作日数，如 [10, 5, 3, 1, 0]。",
                en: "Give working days before the due day, e.g. [10, 5, 3, 1, 0]."))
    }

    static func repeatedValue(_ text: String, key: String) -> Problem {
        Problem(
            .repeatedValue, Phrase(zh: "“\(key)”里“\(text)”写了两次", en: "\"\(text)\" stands twice in \"\(key)\""),
            remedy: Phrase(zh: "删去一个。", en: "Remove one."))
    }
}
