/// How stretches of time are said.

import Texts

package enum TimeWords {
    /// `3天4小时`, `4小时5分`, `5分10秒`.
    package static func length(_ seconds: Int64) -> Phrase {
        let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
        if days > 0 { return Phrase(zh: "\(days)天\(hours)小时", en: "\(days)d \(hours)h") }
        if hours > 0 { return Phrase(zh: "\(hours)小时\(minutes)分", en: "\(hours)h \(minutes)min") }
        return Phrase(zh: "\(minutes)分\(rest)秒", en: "\(minutes)min \(rest)s")
    }

    /// To the second: `3天04:05:06`.
    package static func exact(_ seconds: Int64) -> Phrase {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        let days = seconds / 86_400
        return days > 0 ? Phrase(zh: "\(days)天\(clock)", en: "\(days)d \(clock)") : Phrase(same: clock)
    }
}
