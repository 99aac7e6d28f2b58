/// What is to be recorded on one assignment, or on all that a selector chooses, before any name is looked up.

import Deadlines
import Notices
import Office
import Terminal
import Texts
import Workflow

struct StepRow: Sendable {
    var query = TargetQuery()
    /// Instead of one unit.
    var selector: UnitSelector?
    var state: State?
    var at: String?
    var items: [String] = []
    var isNil = false
    var onBehalf: String?
    var replaces = false
    var count: Int?
    var note: String?
    var reason: String?
    /// The day or moment of an extension.
    var to: String?
    /// `list.csv:3`, where the row comes from a file.
    var place: String?
}

extension StepRow {
    /// What the command line says of every row; a file's cells go before it.
    init(options arguments: ParsedArguments, _ spec: CommandSpec) throws(Failure) {
        func string(_ name: String) -> String? {
            spec.options.contains { $0.name == name } ? arguments.string(name) : nil
        }
        func flag(_ name: String) -> Bool { spec.options.contains { $0.name == name } && arguments.flag(name) }
        query = TargetQuery(
            notice: string("notice"), item: string("item"), occurrence: string("turn"), channel: string("channel"))
        at = string("at")
        items = string("items").map(Self.list) ?? []
        isNil = flag("nil")
        onBehalf = string("on-behalf")
        replaces = flag("replace")
        if spec.options.contains(where: { $0.name == "count" }) {
            count = try arguments.int("count", in: 1...1_000_000)
        }
        note = string("note")
        reason = string("reason")
        to = string("to")
    }

    /// `a,b`, also with Chinese separators.
    static func list(_ text: String) -> [String] {
        text.split { ",，、;；".contains($0) }.map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// The rows of a command line: named units, numbers, a selector or a file.
    static func rows(_ arguments: ParsedArguments, _ spec: CommandSpec) throws -> [StepRow] {
        let common = try StepRow(options: arguments, spec)
        let words = arguments.list("target")
        let selector = try UnitOptions.selector(arguments)
        if let file = arguments.string("from") {
            guard words.count <= 1, selector == nil else { throw twoWays }
            return try StepSheet.rows(file, common: common, task: words.first)
        }
        if let selector { return try [selected(selector, words, common, arguments)] }
        return try named(words, common)
    }

    private static func selected(
        _ selector: UnitSelector, _ words: [String], _ common: StepRow, _ arguments: ParsedArguments
    ) throws(Failure) -> StepRow {
        guard words.count == 1 else {
            if words.isEmpty { throw missing }
            throw twoWays
        }
        var row = common
        row.selector = selector
        row.query.task = words[0]
        row.state = arguments.choice("state")
        return row
    }

    private static func named(_ words: [String], _ common: StepRow) throws(Failure) -> [StepRow] {
        guard let last = words.last else { throw missing }
        let numbers = words.map { AssignmentID($0.hasPrefix("#") ? String($0.dropFirst()) : $0) }
        if let known = numbers as? [AssignmentID] {
            return known.map { id in
                var row = common
                row.query.assignment = id
                return row
            }
        }
        guard words.count >= 2 else {
            throw .usage(
                Phrase(zh: "只写了“\(last)”，还缺单位或任务", en: "only “\(last)” is named: a unit or a task is missing"),
                remedy: Phrase(zh: "写成“单位 任务”，或写任务编号", en: "write UNIT TASK, or the number of an assignment"))
        }
        return words.dropLast().map { unit in
            var row = common
            row.query.unit = unit
            row.query.task = last
            return row
        }
    }

    private static var missing: Failure {
        .usage(
            Phrase(zh: "没有说明登记在哪项任务上", en: "nothing says what to record it on"),
            remedy: Phrase(
                zh: "写“单位 任务”，或任务编号，或用 --from 给出列表", en: "write UNIT TASK, a number, or name a list with --from"))
    }

    private static var twoWays: Failure {
        .usage(
            Phrase(zh: "单位只能用一种方式给出", en: "units are chosen in more than one way"),
            remedy: Phrase(
                zh: "或写单位名，或用选项选取，或用 --from 文件", en: "name them, or choose them by options, or give a file with --from")
        )
    }
}

extension StepRow {
    /// A value that this kind of record cannot do without.
    func needed(_ name: String, _ value: String?) throws(Failure) -> String {
        if let value, !value.trimmed.isEmpty { return value }
        throw .usage(
            Phrase(zh: "缺少 --\(name)", en: "--\(name) is missing"),
            remedy: Phrase(zh: "加上 --\(name)", en: "add --\(name)"))
    }

    /// The exclusive end of the day, or of the minute, that a person names as the last one.
    func end(_ text: String, _ zone: Zone, option: String = "to") throws(Failure) -> Instant {
        switch zone.parse(text) {
        case .success(let moment):
            return moment.precision == .day ? zone.end(of: moment.day) : moment.instant.adding(seconds: 60)
        case .failure(let problem):
            throw Failure(
                .usage, Phrase(same: "--\(option): ") + problem.what, why: problem.why, remedy: problem.remedy)
        }
    }
}
