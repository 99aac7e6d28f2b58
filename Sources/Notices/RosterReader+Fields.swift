/// One cell of a roster → one field of a unit.
import Deadlines
import Texts

extension RosterReader {
    func cell(_ column: RosterColumn, _ row: Sheet.Row) -> Sheet.Cell? { columns[column].flatMap { row[$0] } }

    /// Where the value stands, or the row's end when the row is too short.
    func span(_ column: RosterColumn, _ row: Sheet.Row) -> Span {
        cell(column, row)?.span ?? Span(start: row.span.end, end: row.span.end)
    }

    /// The trimmed value; nil when it is empty or cannot be taken.
    mutating func text(_ column: RosterColumn, _ row: Sheet.Row) -> String? {
        guard let cell = cell(column, row) else { return nil }
        let text = cell.trimmed
        guard !text.isEmpty else { return nil }
        // Line breaks and steering characters would travel on into headers of letters and into terminals.
        if text.unicodeScalars.contains(where: { $0.visibleEscape != nil }) {
            report(.hiddenCharacter(column), at: cell.span)
            let kept = text.unicodeScalars.filter { $0.visibleEscape == nil }
            return kept.isEmpty ? nil : String(String.UnicodeScalarView(kept))
        }
        return text
    }

    /// The values of a cell, each once, in their order.
    mutating func list(_ column: RosterColumn, _ row: Sheet.Row) -> [String] {
        guard let text = text(column, row) else { return [] }
        return Self.split(text)
    }

    static func split(_ text: String) -> [String] {
        // Without a byte that begins one of the separators the text is one value.
        if !text.utf8.contains(where: { $0 == 0x3B || $0 == 0x7C || $0 == 0xE3 || $0 == 0xEF }) {
            let value = text.trimmed
            return value.isEmpty ? [] : [value]
        }
        var values: [String] = []
        for part in text.split(whereSeparator: { ";；、|｜".contains($0) }) {
            let value = part.trimmed
            if !value.isEmpty, !values.contains(value) { values.append(value) }
        }
        return values
    }

    private static func splitAtCommas(_ text: String) -> [String] {
        if !text.utf8.contains(where: { $0 == 0x2C || $0 == 0xEF }) { return [text] }
        return text.split { ",，".contains($0) }.map(\.trimmed).filter { !$0.isEmpty }
    }

    mutating func level(_ row: Sheet.Row) -> UnitLevel? {
        guard let word = text(.level, row) else { return nil }
        guard let level = UnitLevel(word: word) else {
            report(.unknownLevel(word), at: span(.level, row))
            return nil
        }
        return level
    }

    mutating func day(_ column: RosterColumn, _ row: Sheet.Row) -> Day? {
        guard let text = text(column, row) else { return nil }
        guard let day = Day(written: text) else {
            report(.badDate(column, text), at: span(column, row))
            return nil
        }
        return day
    }

    mutating func creditCode(_ row: Sheet.Row) -> CreditCode? {
        guard let text = text(.creditCode, row) else { return nil }
        do {
            return try CreditCode(text)
        } catch {
            report(.badCreditCode(error), at: span(.creditCode, row))
            return nil
        }
    }

    mutating func phone(_ row: Sheet.Row) -> String? {
        guard let phone = text(.phone, row) else { return nil }
        if PhoneNumber.looksMobile(phone) { report(.mobileNumber, at: span(.phone, row)) }
        return phone
    }

    mutating func mailboxes(_ row: Sheet.Row) -> [String] {
        guard columns[.mail] != nil else { return [] }
        let span = span(.mail, row)
        // Commas part addresses, too: they cannot stand in one. A line break inside is left to the check of each.
        let written = Self.split(cell(.mail, row)?.trimmed ?? "").flatMap(Self.splitAtCommas)
        var good: [String] = []
        for (index, address) in written.enumerated() {
            if let problem = Mailbox.problem(of: address) {
                report(.badMailbox(number: index + 1, of: written.count, problem), at: span)
            } else if good.contains(where: { $0.lowercased() == address.lowercased() }) {
                report(.repeatedMailbox(number: index + 1), at: span)
            } else {
                good.append(address)
            }
        }
        if good.count > Self.mailboxLimit {
            report(.tooManyMailboxes(good.count), at: span)
        } else if good.count > Self.manyMailboxes {
            report(.manyMailboxes(good.count), at: span)
        } else if written.isEmpty {
            report(.noMailbox, at: span)
        }
        return Array(good.prefix(Self.mailboxLimit))
    }
}
