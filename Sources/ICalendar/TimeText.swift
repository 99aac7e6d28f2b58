/// Dates, times and durations as RFC 5545 writes them.

import Deadlines

enum TimeText {
    /// `20250411` (3.3.4).
    static func date(_ day: Day) -> String {
        let (year, month, day) = day.civil
        return digits(year, 4) + digits(month, 2) + digits(day, 2)
    }

    /// `20250411T090000Z` (3.3.5, form 2).
    static func utc(_ instant: Instant) -> String {
        let local = Zone.utc.local(instant)
        let (hour, minute) = (local.time.hour, local.time.minute)
        return "\(date(local.day))T\(digits(hour, 2))\(digits(minute, 2))\(digits(local.second, 2))Z"
    }

    private static func digits(_ value: Int, _ width: Int) -> String {
        var text = String(value)
        while text.utf8.count < width { text = "0" + text }
        return text
    }
}

enum DurationText {
    /// `-P2DT15H30M` (3.3.6): days, then hours, minutes and seconds without a gap between them.
    static func text(_ seconds: Int64) -> String {
        let size = seconds.magnitude
        let (days, hours, minutes, rest) = (size / 86_400, size / 3600 % 24, size / 60 % 60, size % 60)
        var text = seconds < 0 ? "-P" : "P"
        if days > 0 { text += "\(days)D" }
        guard days == 0 || size % 86_400 > 0 else { return text }
        text += "T"
        if hours > 0 { text += "\(hours)H" }
        if minutes > 0 || hours > 0 && rest > 0 { text += "\(minutes)M" }
        if rest > 0 || size == 0 { text += "\(rest)S" }
        return text
    }
}
