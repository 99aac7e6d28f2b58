/// A calendar's version: eight hexadecimal digits that change whenever the meaning of any of its days does.

import Deadlines
import Texts

/// FNV-1a, folded to 32 bits.
struct CalendarFingerprint {
    private var mark = FNV1a()

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
        let folded = UInt32(truncatingIfNeeded: mark.hash ^ (mark.hash >> 32))
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    /// A text and an end that no text contains.
    private mutating func mix(_ text: String) {
        mark.mix(text.utf8)
        mark.mix(0xFF as UInt8)
    }

    private mutating func mix(_ number: Int32) {
        let bits = UInt32(bitPattern: number)
        for shift in [0, 8, 16, 24] as [UInt32] { mark.mix(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
}
