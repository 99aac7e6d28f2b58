/// Everything that can be wrong with a status export, said in both languages.
import Texts

enum StatusProblem {
    case empty
    case missingColumn(String, closest: String?)
    case noUnit
    case unknownUnit(String, closest: String?)
    case contradiction(code: String, name: String)
    case noTask
    case noState
    case unknownState(String, closest: String?)
    case noTime(StatusState)
    case badTime(String)
    case dayOnly(String)
    case outOfOrder(StatusState, after: StatusState)
    case repeatedRow(firstLine: Int)

    func diagnostic(file: String, at span: Span?) -> Diagnostic {
        let text: RosterProblemText =
            switch self {
            case .empty, .missingColumn, .noUnit, .unknownUnit, .contradiction, .repeatedRow: rowText
            default: stateText
            }
        let severity: Diagnostic.Severity =
            switch self {
            case .dayOnly, .repeatedRow: .warning
            default: .error
            }
        return Diagnostic(
            severity, text.code, file: file, at: span, what: text.what, why: text.why, remedy: text.remedy)
    }

    private static let rowLeftOut = Phrase(zh: "这一行没有读入。", en: "The row was not read.")

    private static func near(_ word: String?) -> Phrase {
        guard let word else { return rowLeftOut }
        return Phrase(zh: "是否指“\(word)”？这一行没有读入。", en: "Is \"\(word)\" meant? The row was not read.")
    }

    private var rowText: RosterProblemText {
        switch self {
        case .missingColumn(let header, let closest):
            RosterProblemText(
                "missing-column",
                what: Phrase(zh: "导出表里没有“\(header)”列", en: "the export has no column \"\(header)\""),
                why: closest.map { Phrase(zh: "表里有“\($0)”。", en: "It has \"\($0)\".") },
                remedy: Phrase(zh: "改正对照表 columns 里的列名。", en: "Correct the header under columns in the mapping."))
        case .noUnit:
            RosterProblemText(
                "missing-value", what: Phrase(zh: "没有填单位", en: "the row names no unit"), why: Self.rowLeftOut,
                remedy: Phrase(zh: "补上单位名称或代码。", en: "Fill in the unit's name or code."))
        case .unknownUnit(let word, let closest):
            RosterProblemText(
                "unknown-unit", what: Phrase(zh: "名录里没有“\(word)”", en: "\"\(word)\" is not in the roster"),
                why: Self.near(closest),
                remedy: Phrase(
                    zh: "改成名录里的名称或编码，或在名录的“曾用名”里登记这个名称。",
                    en: "Use the roster's name or code, or enter this name under formerNames in the roster."))
        case .contradiction(let code, let name):
            RosterProblemText(
                "contradicting-unit",
                what: Phrase(
                    zh: "代码“\(code)”和名称“\(name)”不是同一个单位",
                    en: "the code \"\(code)\" and the name \"\(name)\" belong to different units"),
                why: Self.rowLeftOut, remedy: Phrase(zh: "核对这一行是哪个单位。", en: "Check which unit the row is about."))
        case .repeatedRow(let line):
            RosterProblemText(
                "repeated-row", what: Phrase(zh: "与第 \(line) 行内容相同", en: "the row says the same as line \(line)"),
                why: Phrase(zh: "只计一次。", en: "It counts once."))
        default:
            RosterProblemText(
                "empty-file", what: Phrase(zh: "导出表里没有内容", en: "the export holds nothing"),
                remedy: Phrase(zh: "确认没有选错文件。", en: "Check that it is the right file."))
        }
    }

    private var stateText: RosterProblemText {
        switch self {
        case .noTask:
            RosterProblemText(
                "missing-value", what: Phrase(zh: "没有填任务", en: "the row names no task"), why: Self.rowLeftOut,
                remedy: Phrase(
                    zh: "补上；整张表只有一项任务时，在对照表里写“task: 任务”。",
                    en: "Fill it in; for a file about one task write \"task: TASK\" in the mapping."))
        case .noState:
            RosterProblemText(
                "missing-value", what: Phrase(zh: "没有填状态", en: "the row has no state"), why: Self.rowLeftOut,
                remedy: Phrase(zh: "补上，或删去整行。", en: "Fill it in, or delete the row."))
        case .unknownState(let word, let closest):
            RosterProblemText(
                "unknown-state",
                what: Phrase(zh: "对照表里没有状态“\(word)”", en: "the mapping does not know the state \"\(word)\""),
                why: Self.near(closest),
                remedy: Phrase(zh: "在对照表 states 里注明它算什么。", en: "Say under states in the mapping what it means."))
        case .noTime(let state):
            RosterProblemText(
                "missing-time", what: Phrase(zh: "“\(state.name.zh)”没有时间", en: "\"\(state.name.en)\" has no time"),
                why: Phrase(zh: "没有时间就无法判断是否按时。", en: "Without it nobody can say whether it was on time."),
                remedy: Phrase(
                    zh: "补上时间，或用 submit/accept/return --at 手工登记。",
                    en: "Fill it in, or record it by submit, accept or return --at."))
        case .dayOnly(let text):
            RosterProblemText(
                "day-only", what: Phrase(zh: "“\(text)”只有日期没有时刻", en: "\"\(text)\" is a day without a time"),
                why: Phrase(zh: "按当天 0 点计。", en: "It is taken as 00:00 of that day."),
                remedy: Phrase(zh: "截止到几点有讲究时，导出带时刻的表。", en: "Where the due time of day matters, export with times."))
        case .outOfOrder(let later, let state):
            RosterProblemText(
                "times-out-of-order",
                what: Phrase(
                    zh: "状态是“\(state.name.zh)”，但“\(later.name.zh)”的时间更晚",
                    en: "the state is \"\(state.name.en)\", yet \"\(later.name.en)\" has a later time"),
                why: Self.rowLeftOut, remedy: Phrase(zh: "核对各列时间和状态。", en: "Check the times and the state."))
        case .badTime(let text):
            RosterProblemText(
                "bad-time", what: Phrase(zh: "“\(text)”不是时间", en: "\"\(text)\" is no time"),
                why: Phrase(
                    zh: "认不出，或没有这一天；这一行没有读入。", en: "It cannot be read, or there is no such day. The row was not read."),
                remedy: Phrase(
                    zh: "写成 2025-04-11 16:03:22；日月顺序不同时在对照表里注明 times。",
                    en: "Write 2025-04-11 16:03:22; for another order of day and month set times in the mapping."))
        default: RosterProblemText("status-export", what: Phrase(zh: "导出表有误", en: "the export is faulty"))
        }
    }
}
