/// A calendar's version: eight hexadecimal digits that change whenever the meaning of any of its days does.

import Deadlines

/// FNV-1a, 64 bits folded to 32: it tells versions apart and guards against nothing.
struct CalendarFingerprint {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    /// - Parameter exceptions: ascending.
    init(week: WorkWeek, hours: WorkingHours, known: ClosedRange<Day>?, exceptions: [WorkCalendar.Exception]) {
        for weekday in week.restDays { mix(weekday.name.en) }
        mix(hours.text)
        mix(known?.lowerBound.number ?? .min)
        mix(known?.upperBound.number ?? .max)
        for exception in exceptions {
            mix(exception.day.number)
            mix(exception.works ? "works" : "rests")
            mix(exception.name.zh)
            mix(exception.source ?? "")
        }
    }

    var text: String {
        let folded = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    private mutating func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// A text and an end that no text contains.
    private mutating func mix(_ text: String) {
        for byte in text.utf8 { mix(byte) }
        mix(0xFF as UInt8)
    }

    private mutating func mix(_ number: Int32) {
        let bits = UInt32(bitPattern: number)
        for shift in [0, 8, 16, 24] as [UInt32] { mix(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
}
