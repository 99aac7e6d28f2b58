/// A table of records (`--from`), CSV or Excel: one row for each, read with all that is wrong in it named at once.

import Documents
import Office
import Platform
import Terminal
import Texts
import Workflow

enum StepSheet {
    /// The columns and the headers they are known by, the usual one first.
    enum Column: String, CaseIterable {
        case unit, task, notice, item, turn, channel, assignment, at, items, isNil, onBehalf, count, note, reason, to

        var headers: [String] {
            switch self {
            case .unit: ["unit", "单位", "单位名称", "单位代码", "编码", "code"]
            case .task: ["task", "任务"]
            case .notice: ["notice", "通知"]
            case .item: ["item", "项目", "名称"]
            case .turn: ["turn", "期次", "occurrence"]
            case .channel: ["channel", "渠道"]
            case .assignment: ["assignment", "编号", "任务编号", "id"]
            case .at: ["at", "时间", "日期", "发生时间"]
            case .items: ["items", "材料"]
            case .isNil: ["nil", "零报告"]
            case .onBehalf: ["on-behalf", "代报", "onbehalf"]
            case .count: ["count", "数量"]
            case .note: ["note", "说明", "备注"]
            case .reason: ["reason", "理由", "原因", "退回原因"]
            case .to: ["to", "延至", "延期至"]
            }
        }
    }

    /// - Parameters:
    ///   - task: for rows without one.
    ///   - allowed: the columns that mean something; another one is refused rather than passed over.
    static func rows(
        _ file: String, common: StepRow, task: String?, allowed: [Column] = Column.allCases
    ) throws -> [StepRow] {
        let reading = try Shelf.readTable(file)
        guard let text = reading.value else { throw ShelfProblem.faulty(reading.diagnostics, sources: []) }
        let (sheet, diagnostics) = CSVReader.read(text, file: file)
        guard let sheet, !diagnostics.hasErrors else {
            throw ShelfProblem.faulty(diagnostics, sources: reading.source.map { [$0] } ?? [])
        }
        let columns = try columns(of: sheet, file, allowed)
        var rows: [StepRow] = []
        var problems: [Phrase] = []
        for index in 1..<max(1, sheet.rowCount) {
            let line = sheet[index]
            guard line.cells.contains(where: { !$0.trimmed.isEmpty }) else { continue }
            let cells = columns.reduce(into: [Column: String]()) { cells, column in
                if let text = line[column.value]?.trimmed, !text.isEmpty { cells[column.key] = text }
            }
            var row = common
            row.place = "\(file):\(line.line)"
            if row.query.task == nil { row.query.task = task }
            do { try row.take(cells) } catch { problems.append(Phrase(same: "\(file):\(line.line): ") + error.what) }
            rows.append(row)
        }
        if !problems.isEmpty { throw Failure(.badData, ErrorTexts.several(problems)) }
        guard rows.isEmpty else { return rows }
        throw Failure(
            .badData, Phrase(zh: "“\(file)”里没有要登记的行", en: "there is nothing to record in “\(file)”"),
            remedy: Phrase(zh: "表头之下每行登记一项", en: "below the header each row is one record"))
    }

    private static func columns(of sheet: Sheet, _ file: String, _ allowed: [Column]) throws(Failure) -> [Column: Int] {
        var found: [Column: Int] = [:]
        guard sheet.rowCount > 0 else { return found }
        for (index, cell) in sheet[0].cells.enumerated() {
            let header = cell.trimmed.lowercased()
            if header.isEmpty { continue }
            guard let column = allowed.first(where: { $0.headers.contains(header) }) else {
                throw unknown(cell.trimmed, file, allowed)
            }
            found[column] = index
        }
        guard found[.unit] != nil || found[.assignment] != nil else {
            throw Failure(
                .badData, Phrase(zh: "“\(file)”没有“单位”一列", en: "“\(file)” has no column “unit”"),
                remedy: Phrase(zh: "第一行写列名：单位,任务,时间,说明", en: "put the headers in its first line: unit,task,at,note"))
        }
        return found
    }

    private static func unknown(_ header: String, _ file: String, _ allowed: [Column]) -> Failure {
        let known = allowed.flatMap(\.headers)
        return Failure(
            .badData,
            Phrase(zh: "“\(file)”的列“\(header)”不认识", en: "“\(file)” has a column “\(header)”, which is not known"),
            remedy: didYouMean(header, among: known)
                ?? Phrase(
                    zh: "可用："
                        + allowed.compactMap {
                            $0.headers.first { $0.unicodeScalars.contains { $0.value > 0x7F } }
                        }
                        .joined(separator: "、"),
                    en: "one of: " + allowed.compactMap(\.headers.first).joined(separator: ", ")))
    }
}

extension StepRow {
    /// Takes a row's cells over what the command line says.
    fileprivate mutating func take(_ cells: [StepSheet.Column: String]) throws(Failure) {
        query.unit = cells[.unit] ?? query.unit
        query.task = cells[.task] ?? query.task
        query.notice = cells[.notice] ?? query.notice
        query.item = cells[.item] ?? query.item
        query.occurrence = cells[.turn] ?? query.occurrence
        query.channel = cells[.channel] ?? query.channel
        if let text = cells[.assignment] {
            query.assignment = try number(text.hasPrefix("#") ? String(text.dropFirst()) : text).map {
                AssignmentID($0)
            }
        }
        at = cells[.at] ?? at
        if let text = cells[.items] { items = StepRow.list(text) }
        if let text = cells[.isNil] { isNil = try truth(text) }
        onBehalf = cells[.onBehalf] ?? onBehalf
        if let text = cells[.count] { count = try number(text) }
        note = cells[.note] ?? note
        reason = cells[.reason] ?? reason
        to = cells[.to] ?? to
    }

    private func number(_ text: String) throws(Failure) -> Int? {
        if let number = Int(text), number > 0 { return number }
        throw .usage(Phrase(zh: "“\(text)”不是正整数", en: "“\(text)” is no whole number above 0"))
    }

    private func truth(_ text: String) throws(Failure) -> Bool {
        switch text.lowercased() {
        case "1", "yes", "y", "true", "是", "√", "x": return true
        case "0", "no", "n", "false", "否": return false
        default: throw .usage(Phrase(zh: "“\(text)”既不是“是”也不是“否”", en: "“\(text)” is neither yes nor no"))
        }
    }
}
