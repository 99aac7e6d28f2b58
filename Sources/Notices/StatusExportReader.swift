/// Reads a status export row by row.
import Deadlines
import Texts

struct StatusExportReader {
    let sheet: Sheet
    let mapping: StatusMapping
    let roster: Roster
    let zone: Zone
    private(set) var records: [StatusRecord] = []
    private(set) var found: [Diagnostic] = []
    private var columns: [StatusMapping.Column: Int] = [:]
    private var errors = 0
    private var firstLines: [StatusContent: Int] = [:]

    init(sheet: Sheet, mapping: StatusMapping, roster: Roster, zone: Zone) {
        self.sheet = sheet
        self.mapping = mapping
        self.roster = roster
        self.zone = zone
    }

    mutating func readAll() {
        guard sheet.rowCount > 0 else {
            found.append(StatusProblem.empty.diagnostic(file: sheet.file, at: nil))
            return
        }
        let unitHeaders = [mapping.columns[.code], mapping.columns[.name]].compactMap(\.self)
        let header =
            (0..<min(5, sheet.rowCount)).first { row in
                sheet[row].cells.contains { unitHeaders.contains($0.trimmed) }
            } ?? 0
        readHeader(sheet[header])
        guard errors == 0 else { return }
        for row in (header + 1)..<max(header + 1, sheet.rowCount) { readRow(sheet[row]) }
    }

    private mutating func readHeader(_ row: Sheet.Row) {
        let headers = row.cells.map(\.trimmed)
        for column in StatusMapping.Column.allCases {
            guard let wanted = mapping.columns[column] else { continue }
            if let index = headers.firstIndex(of: wanted) {
                columns[column] = index
            } else {
                report(.missingColumn(wanted, closest: closest(to: wanted, among: headers)), at: row.span)
            }
        }
    }

    private mutating func readRow(_ row: Sheet.Row) {
        let before = errors
        let unit = unit(row)
        let task = task(row)
        let state = state(row)
        guard let unit, let task, let state else { return }
        let steps = state == .none ? [] : steps(row, state)
        guard errors == before else { return }
        let reason = text(.reason, row)
        let content = StatusContent(unit: unit.code, task: task, state: state, steps: steps)
        if let line = firstLines[content] {
            report(.repeatedRow(firstLine: line), at: row.span)
            return
        }
        firstLines[content] = row.line
        records.append(
            StatusRecord(unit: unit.code, task: task, state: state, steps: steps, reason: reason, span: row.span))
    }

    // MARK: Cells

    private func text(_ column: StatusMapping.Column, _ row: Sheet.Row) -> String? {
        guard let text = columns[column].flatMap({ row[$0] })?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    private func span(_ column: StatusMapping.Column, _ row: Sheet.Row) -> Span {
        columns[column].flatMap { row[$0] }?.span ?? Span(start: row.span.end, end: row.span.end)
    }

    private mutating func unit(_ row: Sheet.Row) -> Unit? {
        let (code, name) = (text(.code, row), text(.name, row))
        let byCode = code.flatMap { code in
            roster.unit(code: code) ?? roster.unit(creditCode: code)
        }
        let byName = name.flatMap { roster.unit(named: $0) }
        if let byCode, let byName, byCode.code != byName.code, let code, let name {
            report(.contradiction(code: code, name: name), at: span(.code, row))
            return nil
        }
        if let unit = byCode ?? byName { return unit }
        guard let word = code ?? name else {
            report(.noUnit, at: row.span)
            return nil
        }
        let shown = name ?? word
        report(.unknownUnit(shown, closest: roster.closest(to: shown)), at: span(name == nil ? .code : .name, row))
        return nil
    }

    private mutating func task(_ row: Sheet.Row) -> String? {
        if let word = text(.task, row) { return mapping.tasks[word] ?? word }
        if let task = mapping.task { return task }
        report(.noTask, at: span(.task, row))
        return nil
    }

    private mutating func state(_ row: Sheet.Row) -> StatusState? {
        guard let word = text(.state, row) else {
            report(.noState, at: span(.state, row))
            return nil
        }
        guard let state = mapping.states[word] else {
            report(
                .unknownState(word, closest: closest(to: word, among: mapping.states.keys.sorted())),
                at: span(.state, row))
            return nil
        }
        return state
    }

    // MARK: Times

    /// The steps that the row gives a time for; the present state must have one.
    private mutating func steps(_ row: Sheet.Row, _ state: StatusState) -> [StatusRecord.Step] {
        var steps: [StatusRecord.Step] = []
        let submission: StatusState = state == .nilReturn ? .nilReturn : .submitted
        let timed: [(StatusMapping.Column, StatusState)] = [
            (.submitted, submission), (.resubmitted, submission), (.returned, .returned), (.accepted, .accepted),
        ]
        for (column, state) in timed {
            guard let at = instant(column, row) else { continue }
            let step = StatusRecord.Step(state: state, at: at)
            if !steps.contains(step) { steps.append(step) }
        }
        if !steps.contains(where: { $0.state == state }), let at = instant(.time, row) {
            steps.append(StatusRecord.Step(state: state, at: at))
        }
        let present = steps.filter { $0.state == state }.max { $0.at < $1.at }
        if present == nil, text(.time, row) == nil { report(.noTime(state), at: span(.state, row)) }
        if let present, let later = steps.first(where: { $0.at > present.at }) {
            report(.outOfOrder(later.state, after: state), at: row.span)
        }
        return steps.sorted { ($0.at, $0.state.rank) < ($1.at, $1.state.rank) }
    }

    private mutating func instant(_ column: StatusMapping.Column, _ row: Sheet.Row) -> Instant? {
        guard let text = text(column, row) else { return nil }
        guard let written = WrittenTime(text, order: mapping.times) else {
            report(.badTime(text), at: span(column, row))
            return nil
        }
        if written.second == nil { report(.dayOnly(text), at: span(column, row)) }
        let second = written.second ?? 0
        guard let time = TimeOfDay(hour: second / 3600, minute: second / 60 % 60) else { return nil }
        return zone.instant(of: written.day, at: time, second: second % 60)
    }

    private mutating func report(_ problem: StatusProblem, at span: Span) {
        let diagnostic = problem.diagnostic(file: sheet.file, at: span)
        if diagnostic.severity == .error { errors += 1 }
        found.append(diagnostic)
    }
}

/// What makes two rows the same.
private struct StatusContent: Hashable {
    let unit: String
    let task: String
    let state: StatusState
    let steps: [StatusRecord.Step]
}

extension StatusState {
    fileprivate var rank: Int { self == .submitted || self == .nilReturn ? 0 : 1 }
}
