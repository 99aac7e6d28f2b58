/// How to read another platform's status export: which column means what, which word means which state.
import Texts

/// What a platform says about one task of one unit.
public enum StatusState: String, Sendable, Hashable, CaseIterable {
    case submitted, accepted, returned
    /// A submission that says there is nothing to report (零报告).
    case nilReturn = "nil"
    /// Nothing to record yet: not begun, being filled in.
    case none

    public var name: Phrase {
        switch self {
        case .submitted: Phrase(zh: "已提交", en: "submitted")
        case .accepted: Phrase(zh: "已通过", en: "accepted")
        case .returned: Phrase(zh: "已退回", en: "returned")
        case .nilReturn: Phrase(zh: "零报告", en: "nothing to report")
        case .none: Phrase(zh: "未提交", en: "not submitted")
        }
    }
}

/// A checked mapping file:
///
///     source: 统计系统              # what the records give as their source; required
///     notice: forms-2024            # which notice it is about, unless the command says
///     zone: Asia/Shanghai           # of the times in the file; this is the default
///     times: yearMonthDay           # or dayMonthYear, monthDayYear
///     task: forms                   # when the file is about one task
///     columns:
///       code: 单位代码              # code or name or both; the code goes first
///       name: 填报单位
///       task: 报表                  # when the file is about several
///       state: 报表状态             # required
///       time: 更新时间              # of the present state
///       submitted: 上报时间         # of the single steps, where the file has them; the first submission
///       resubmitted: 最近提交时间   # the latest submission, where the file has both; equal times count once
///       accepted: 审核通过时间
///       returned: 退回时间
///       reason: 退回原因
///     states:                       # the file's words for each state; unlisted words are reported
///       submitted: [待审核, 已上报]
///       accepted: 已完成
///       returned: 已退回
///       nil: 零报告
///       none: [未填报, 填报中]
///     tasks:                        # the file's words for tasks; unlisted ones are taken as they are
///       基层表: forms
public struct StatusMapping: Sendable, Hashable {
    public enum Column: String, Sendable, Hashable, CaseIterable {
        case code, name, task, state, time, submitted, resubmitted, accepted, returned, reason
    }

    public let source: String
    /// The notice that the export is about; nil: whoever imports it says.
    public let notice: String?
    public let zone: String
    public let times: TimeOrder
    public let task: String?
    public let columns: [Column: String]
    /// State by the file's word.
    public let states: [String: StatusState]
    /// Task by the file's word.
    public let tasks: [String: String]

    /// Nil when anything in the mapping is wrong; everything that is wrong is reported.
    public static func decode(_ node: Node, file: String) -> (mapping: StatusMapping?, diagnostics: [Diagnostic]) {
        let problems = DecodingProblems(file: file)
        var reader = MappingReader(node, kind: Phrase(zh: "状态导入对照表", en: "a status mapping"), problems: problems)
        let source = reader.requiredText("source")?.value
        let notice = reader.text("notice")?.value
        let zone = reader.text("zone")?.value ?? "Asia/Shanghai"
        let times = reader.choice("times", TimeOrder.self)?.value ?? .yearMonthDay
        let task = reader.text("task")?.value
        let columns = columns(&reader, hasTask: task != nil)
        let states = states(&reader)
        let tasks = tasks(&reader)
        reader.finish()
        guard let source, !problems.hasErrors else { return (nil, problems.inOrder) }
        let mapping = StatusMapping(
            source: source, notice: notice, zone: zone, times: times, task: task, columns: columns, states: states,
            tasks: tasks)
        return (mapping, problems.inOrder)
    }

    private static func columns(_ reader: inout MappingReader, hasTask: Bool) -> [Column: String] {
        let problems = reader.problems
        guard let node = reader.required("columns") else { return [:] }
        var inner = MappingReader(node, kind: Phrase(zh: "“columns”", en: "“columns”"), problems: problems)
        var columns: [Column: String] = [:]
        for column in Column.allCases {
            columns[column] =
                column == .state ? inner.requiredText("state")?.value : inner.text(column.rawValue)?.value
        }
        inner.finish()
        func lack(_ what: Phrase, _ remedy: Phrase) {
            problems.error("missing-key", at: node.span, what: what, remedy: remedy)
        }
        if columns[.code] == nil, columns[.name] == nil {
            lack(
                Phrase(zh: "没有指明哪一列是单位", en: "no column is said to hold the unit"),
                Phrase(zh: "补上“code: 列名”或“name: 列名”", en: "add “code: HEADER” or “name: HEADER”"))
        }
        if [.time, .submitted, .resubmitted, .accepted, .returned].allSatisfy({ columns[$0] == nil }) {
            lack(
                Phrase(zh: "没有指明哪一列是时间", en: "no column is said to hold a time"),
                Phrase(zh: "补上“time: 列名”；导入要保留原来的时间", en: "add “time: HEADER”; an import keeps the original times"))
        }
        if columns[.task] == nil, !hasTask {
            lack(
                Phrase(zh: "没有指明是哪项任务", en: "no task is named"),
                Phrase(
                    zh: "补上“task: 任务”，或在 columns 里写“task: 列名”", en: "add “task: TASK”, or “task: HEADER” under columns")
            )
        }
        return columns
    }

    private static func states(_ reader: inout MappingReader) -> [String: StatusState] {
        let problems = reader.problems
        guard let node = reader.required("states") else { return [:] }
        var inner = MappingReader(node, kind: Phrase(zh: "“states”", en: "“states”"), problems: problems)
        var states: [String: StatusState] = [:]
        for state in StatusState.allCases {
            for word in inner.texts(state.rawValue) {
                if let other = states.updateValue(state, forKey: word.value), other != state {
                    problems.error(
                        "ambiguous-state", at: word.span,
                        what: Phrase(
                            zh: "“\(word.value)”既算 \(other.rawValue) 又算 \(state.rawValue)",
                            en: "“\(word.value)” means both \(other.rawValue) and \(state.rawValue)"),
                        remedy: Phrase(zh: "只留一处", en: "keep one of them"))
                }
            }
        }
        inner.finish()
        return states
    }

    private static func tasks(_ reader: inout MappingReader) -> [String: String] {
        guard var inner = reader.mapping("tasks", kind: Phrase(zh: "“tasks”", en: "“tasks”")) else { return [:] }
        var tasks: [String: String] = [:]
        for entry in inner.allEntries() {
            if let task = inner.problems.text(entry.value, entry.key.value) { tasks[entry.key.value] = task.value }
        }
        inner.finish()
        return tasks
    }
}
