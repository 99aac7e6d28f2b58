/// A moment in whole seconds since 1970-01-01T00:00:00Z; the ledger's unit of time.
///
/// Metrics are exact to the second, so no fraction is ever kept.
public struct Instant: Sendable, Hashable, Comparable {
    public let seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

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

    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}
