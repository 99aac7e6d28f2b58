/// A sheet → a roster, and everything that is wrong with it, each with its line and column.
import Deadlines
import Texts

/// A roster as it was read.
public struct RosterReading: Sendable {
    /// All units whose code and name could be read, the faulty parts of others left out.
    public let roster: Roster
    /// With an error among them the file is not to be imported.
    public let diagnostics: [Diagnostic]
    private let sheet: Sheet
    private let rowOf: [String: Int]

    init(roster: Roster, diagnostics: [Diagnostic], sheet: Sheet, rowOf: [String: Int]) {
        self.roster = roster
        self.diagnostics = diagnostics
        self.sheet = sheet
        self.rowOf = rowOf
    }

    /// Where the unit's row stands.
    public func place(of code: String) -> Span? { rowOf[code].map { sheet[$0].span } }
}

/// Reads one roster. Columns are found by their headers in the first row that names any of `code` and `name`, among
/// the first five (spreadsheets like to have a title above). Lists in a cell are separated by `;`, `；`, `、` or `|`.
public struct RosterReader {
    /// From here on a unit's mailboxes get a warning.
    public static let manyMailboxes = 10
    /// More are refused: each mailbox gets a letter of its own, and a unit with so many means a distribution list.
    public static let mailboxLimit = 100

    let sheet: Sheet
    var found: [Diagnostic] = []
    /// The index of each column in the file, by the column's ordinal; -1 where there is none.
    private var columns = [Int](repeating: -1, count: RosterColumn.allCases.count)
    var units: [Unit] = []
    var rowOf: [String: Int] = [:]
    var nameRows: [String: Int] = [:]

    private init(_ sheet: Sheet) {
        self.sheet = sheet
    }

    public static func read(_ sheet: Sheet) -> RosterReading {
        var reader = RosterReader(sheet)
        let roster = reader.readAll()
        return reader.result(roster)
    }

    private mutating func readAll() -> Roster {
        guard sheet.rowCount > 0 else {
            found.append(RosterProblem.empty.diagnostic(file: sheet.file, at: nil))
            return Roster(units: [])
        }
        let header = (0..<min(5, sheet.rowCount)).first(where: namesUnits) ?? 0
        readHeader(sheet[header])
        guard has(.code), has(.name) else { return Roster(units: []) }
        units.reserveCapacity(sheet.rowCount)
        rowOf.reserveCapacity(sheet.rowCount)
        nameRows.reserveCapacity(sheet.rowCount)
        for index in (header + 1)..<max(header + 1, sheet.rowCount) { readRow(sheet[index]) }
        if units.isEmpty, !found.hasErrors { report(.noUnits, at: sheet[header].span) }
        return checkTree()
    }

    func has(_ column: RosterColumn) -> Bool { columns[column.ordinal] >= 0 }

    func cell(_ column: RosterColumn, _ row: Sheet.Row) -> Sheet.Cell? { row[columns[column.ordinal]] }

    private func namesUnits(_ row: Int) -> Bool {
        sheet[row].cells.contains { cell in
            let column = RosterColumn(header: cell.trimmed)
            return column == .code || column == .name
        }
    }

    private mutating func readHeader(_ row: Sheet.Row) {
        for (index, cell) in row.cells.enumerated() {
            let header = cell.trimmed
            if let column = RosterColumn(header: header) {
                if has(column) {
                    report(.repeatedColumn(column), at: cell.span)
                } else {
                    columns[column.ordinal] = index
                }
            } else if !RosterColumn.ignored.contains(RosterColumn.bare(header)) {
                report(.unknownColumn(header), at: cell.span)
            }
        }
        for column in [RosterColumn.code, .name] where !has(column) {
            report(
                .missingColumn(column, isFullWidth: row.count == 1 && row[0]?.text.contains("，") == true), at: row.span)
        }
    }

    private mutating func readRow(_ row: Sheet.Row) {
        let (code, name) = (text(.code, row), text(.name, row))
        if code == nil { report(.missingValue(.code), at: span(.code, row)) }
        if name == nil { report(.missingValue(.name), at: span(.name, row)) }
        guard let code, let name else { return }
        if let first = rowOf.updateValue(row.index, forKey: code) {
            rowOf[code] = first
            report(.duplicateCode(code, firstLine: sheet[first].line), at: span(.code, row))
            return
        }
        if let first = nameRows.updateValue(row.index, forKey: name) {
            nameRows[name] = first
            report(.duplicateName(name, firstLine: sheet[first].line), at: span(.name, row))
        }
        let (joins, leaves) = (day(.joins, row), day(.leaves, row))
        if let joins, let leaves, leaves < joins { report(.leavesBeforeJoining(joins, leaves), at: span(.leaves, row)) }
        units.append(
            Unit(
                code: code, name: name, kind: text(.kind, row), level: level(row), parent: text(.parent, row),
                region: text(.region, row), tags: list(.tags, row), mailboxes: mailboxes(row), phone: phone(row),
                creditCode: creditCode(row), joins: joins, leaves: leaves, formerNames: list(.formerNames, row)))
    }

    private func result(_ roster: Roster) -> RosterReading {
        RosterReading(roster: roster, diagnostics: found.inReadingOrder(), sheet: sheet, rowOf: rowOf)
    }

    mutating func report(_ problem: RosterProblem, at span: Span) {
        found.append(problem.diagnostic(file: sheet.file, at: span))
    }
}
