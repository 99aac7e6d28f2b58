/// One entry of a calendar: a deadline with its words, how it stands, and when to sound an alarm.

import Deadlines

public struct FeedEvent: Sendable, Hashable {
    /// Where a deadline stands in a calendar.
    public enum Moment: Sendable, Hashable {
        /// All of this day is on time.
        case day(Day)
        /// The last minute that is on time.
        case minute(Instant)

        /// From an exclusive end: the midnight after a due day, or the minute after a due time (`17:00` ends at 17:01).
        public init(end: Instant, zone: Zone) {
            let day = zone.day(of: end.adding(seconds: -1))
            self = zone.end(of: day) == end ? .day(day) : .minute(end.adding(seconds: -60))
        }

        /// Seconds from the entry's start to `instant`, negative before it; of a whole day as clocks on the wall show
        /// them, because that is how calendars count from a day without a zone.
        public func seconds(to instant: Instant, zone: Zone) -> Int64 {
            switch self {
            case .minute(let minute): return instant.seconds(since: minute)
            case .day(let day):
                let local = zone.local(instant)
                return Int64(local.day.days(since: day)) * 86_400 + Int64(local.time.minutes * 60 + local.second)
            }
        }
    }

    public enum Standing: Sendable, Hashable {
        case expected
        /// Expected, on a day that may still move.
        case provisional
        /// Shown with a check mark, without alarms.
        case done
        /// Taken back: shown as cancelled, without alarms.
        case cancelled
    }

    /// The same for all versions of the entry, and no other entry's anywhere.
    public var uid: String
    /// Rises with every version that differs from the one before. 0…2³¹−1; a larger one is written as the largest.
    public var sequence: Int
    /// When this version came to be. DTSTAMP as well: written twice, the same state gives the same bytes.
    public var modified: Instant
    public var moment: Moment
    public var standing: Standing
    /// One line.
    public var summary: String
    /// Lines ended by LF.
    public var details: String
    /// An address to open, absolute.
    public var url: String?
    public var categories: [String]
    /// Seconds from its start, negative before it (`Moment.seconds`).
    public var alarms: [Int64]

    public init(
        uid: String, sequence: Int, modified: Instant, moment: Moment, standing: Standing = .expected,
        summary: String, details: String = "", url: String? = nil, categories: [String] = [], alarms: [Int64] = []
    ) {
        self.uid = uid
        self.sequence = sequence
        self.modified = modified
        self.moment = moment
        self.standing = standing
        self.summary = summary
        self.details = details
        self.url = url
        self.categories = categories
        self.alarms = alarms
    }
}
