/// Dates, times and durations as RFC 5545 writes them.

import Deadlines

enum TimeText {
    /// `20250411` (3.3.4).
    static func date(_ day: Day) -> String { digits(day.iso) }

    /// `20250411T090000Z` (3.3.5, form 2).
    static func utc(_ instant: Instant) -> String { digits(Zone.utc.iso(instant).prefix(19)) + "Z" }

    private static func digits(_ text: some StringProtocol) -> String {
        String(text.filter { $0 != "-" && $0 != ":" })
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
