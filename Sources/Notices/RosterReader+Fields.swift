/// One cell of a roster → one field of a unit.
import Deadlines
import Texts

extension RosterReader {
    /// Where the value stands, or the row's end when the row is too short.
    func span(_ column: RosterColumn, _ row: Sheet.Row) -> Span {
        cell(column, row)?.span ?? Span(start: row.span.end, end: row.span.end)
    }

    /// The trimmed value; nil when it is empty or cannot be taken.
    mutating func text(_ column: RosterColumn, _ row: Sheet.Row) -> String? {
        guard let cell = cell(column, row), !cell.isEmpty else { return nil }
        if let plain = cell.plain { return plain }
        let text = cell.trimmed
        guard !text.isEmpty else { return nil }
        // Line breaks and steering characters would travel on into headers of letters and into terminals.
        if text.unicodeScalars.contains(where: \.isHidden) {
            report(.hiddenCharacter(column), at: cell.span)
            let kept = text.unicodeScalars.filter { !$0.isHidden }
            return kept.isEmpty ? nil : String(String.UnicodeScalarView(kept))
        }
        return text
    }

    /// The values of a cell, each once, in their order.
    mutating func list(_ column: RosterColumn, _ row: Sheet.Row) -> [String] {
        guard let text = text(column, row) else { return [] }
        var values: [String] = []
        for value in Self.split(text) where !values.contains(value) { values.append(value) }
        return values
    }

    /// Parts at `;`, `；`, `、`, `|` and `｜`; with `commas` also at `,` and `，`.
    static func split(_ text: String, commas: Bool = false) -> [String] {
        if isSingle(text.utf8, commas: commas) {
            let value = text.trimmed
            return value.isEmpty ? [] : [value]
        }
        let parts = text.unicodeScalars.split { scalar in
            switch scalar {
            case ";", "；", "、", "|", "｜": true
            case ",", "，": commas
            default: false
            }
        }
        return parts.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// ASCII without any of the separators.
    private static func isSingle(_ text: String.UTF8View, commas: Bool) -> Bool {
        text.allSatisfy { $0 < 0x80 && $0 != 0x3B && $0 != 0x7C && ($0 != 0x2C || !commas) }
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
        guard has(.mail) else { return [] }
        // Commas part addresses, too: they cannot stand in one. A line break inside is left to the check of each.
        let written = cell(.mail, row).map { Self.split($0.plain ?? $0.trimmed, commas: true) } ?? []
        var good: [String] = []
        for (index, address) in written.enumerated() {
            if let problem = Mailbox.problem(of: address) {
                report(.badMailbox(number: index + 1, of: written.count, problem), at: span(.mail, row))
            } else if isRepeated(address, good) {
                report(.repeatedMailbox(number: index + 1), at: span(.mail, row))
            } else {
                good.append(address)
            }
        }
        if good.count > Self.mailboxLimit {
            report(.tooManyMailboxes(good.count), at: span(.mail, row))
        } else if good.count > Self.manyMailboxes {
            report(.manyMailboxes(good.count), at: span(.mail, row))
        } else if written.isEmpty {
            report(.noMailbox, at: span(.mail, row))
        }
        return Array(good.prefix(Self.mailboxLimit))
    }

    private func isRepeated(_ address: String, _ earlier: [String]) -> Bool {
        guard !earlier.isEmpty else { return false }
        let lowered = address.lowercased()
        return earlier.contains { $0.lowercased() == lowered }
    }
}
