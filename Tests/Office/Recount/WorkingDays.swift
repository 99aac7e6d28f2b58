// Working days counted by walking.

import Foundation

/// Working days from the facts' table alone: a list of exceptions, walked day by day.
struct WorkingDays {
    /// Day number → works.
    private var exceptions: [Int: Bool] = [:]
    private let zoneOffset = 8 * 3600

    /// The calendar text as the ledger keeps it: its last line lists `13514h0 13535w1 …`.
    init(calendar text: String) {
        for word in text.components(separatedBy: "=\n").last!.split(whereSeparator: \.isWhitespace) {
            let mark = word.firstIndex { $0 == "h" || $0 == "w" }!
            exceptions[Int(word[..<mark])!] = word[mark] == "w"
        }
    }

    func day(_ moment: Int) -> Int { Int((Double(moment + zoneOffset) / 86400).rounded(.down)) }

    func end(ofDay day: Int) -> Int { (day + 1) * 86400 - zoneOffset }

    func works(_ day: Int) -> Bool {
        // Day 0, 1970-01-01, was a Thursday.
        exceptions[day] ?? (((day % 7) + 7 + 3) % 7 < 5)
    }

    func adding(_ count: Int, to day: Int) -> Int {
        var day = day
        var left = abs(count)
        while left > 0 {
            day += count > 0 ? 1 : -1
            if works(day) { left -= 1 }
        }
        return day
    }

    func adding(months: Int, to day: Int) -> Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        let date = Date(timeIntervalSince1970: Double(day) * 86400)
        return Int(calendar.date(byAdding: .month, value: months, to: date)!.timeIntervalSince1970) / 86400
    }
}
