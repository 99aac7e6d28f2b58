/// Moments and times of day: the ledger's unit of time, and the clock on the wall.

/// A moment in whole seconds since 1970-01-01T00:00:00Z; the ledger's unit of time.
///
/// Metrics are exact to the second, so no fraction is ever kept.
public struct Instant: Sendable, Hashable, Comparable {
    public let seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Before everything: the start of what always held.
    public static let distantPast = Instant(seconds: Int64.min / 4)

    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    public func adding(seconds: Int64) -> Instant { Instant(seconds: self.seconds + seconds) }

    /// Seconds from `other` to this moment; negative when this one is earlier.
    public func seconds(since other: Instant) -> Int64 { seconds - other.seconds }
}

/// A time of day, 00:00 to 23:59.
public struct TimeOfDay: Sendable, Hashable, Comparable {
    /// Minutes since midnight, 0…1439.
    public let minutes: Int

    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    public var hour: Int { minutes / 60 }
    public var minute: Int { minutes % 60 }

    /// `HH:MM`, exactly; nil for anything else, 24:00 included.
    public init?(text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == 0x3A else { return nil }
        func digits(_ high: UInt8, _ low: UInt8) -> Int? {
            guard (0x30...0x39).contains(high), (0x30...0x39).contains(low) else { return nil }
            return Int(high - 0x30) * 10 + Int(low - 0x30)
        }
        guard let hour = digits(bytes[0], bytes[1]), let minute = digits(bytes[3], bytes[4]) else { return nil }
        self.init(hour: hour, minute: minute)
    }

    public static let midnight = TimeOfDay(minutes: 0)

    /// `HH:MM`.
    public var text: String { "\(padded(hour, 2)):\(padded(minute, 2))" }

    /// Minutes since midnight, already known to lie in 0…1439.
    init(minutes: Int) { self.minutes = minutes }

    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}
