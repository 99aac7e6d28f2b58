/// A calendar's version: eight hexadecimal digits that change whenever the meaning of any of its days does.

import Deadlines

struct CalendarFingerprint {
    let text: String

    init(week: WorkWeek, hours: WorkingHours, known: ClosedRange<Day>?, exceptions: [WorkCalendar.Exception]) {
        var lines = [
            week.restDays.map(\.name.en).joined(separator: ","), hours.text,
            known.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" } ?? "always",
        ]
        for exception in exceptions.sorted(by: { $0.day < $1.day }) {
            lines.append("\(exception.day.iso) \(exception.works) \(exception.name.zh) \(exception.source ?? "")")
        }
        text = Self.digits(of: lines.joined(separator: "\n"))
    }

    /// FNV-1a, 64 bits folded to 32: it tells versions apart and guards against nothing.
    private static func digits(of text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let folded = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
