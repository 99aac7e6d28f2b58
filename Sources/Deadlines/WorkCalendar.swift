/// Which days are working days, and why: a weekly pattern, the exceptions to it, and how far they are known.

import Texts

public struct WorkCalendar: Sendable, Equatable {
    /// A day that differs from, or is named beyond, the weekly pattern.
    public struct Exception: Sendable, Hashable {
        public let day: Day
        /// False: a holiday. True: a make-up working day.
        public let works: Bool
        /// The holiday that it belongs to, e.g. 春节 / Spring Festival.
        public let name: Phrase
        /// The notice that set it (文号), where known.
        public let source: String?

        public init(day: Day, works: Bool, name: Phrase, source: String? = nil) {
            self.day = day
            self.works = works
            self.name = name
            self.source = source
        }
    }

    /// A notice that set holidays: the record of where they come from.
    public struct Schedule: Sendable, Hashable {
        public let year: Int
        /// 文号; nil where it is not known.
        public let number: String?
        public let title: String?
        public let issued: Day?
        /// Where it can be read.
        public let address: String?

        public init(year: Int, number: String?, title: String?, issued: Day?, address: String?) {
            self.year = year
            self.number = number
            self.title = title
            self.issued = issued
            self.address = address
        }
    }

    /// Why a day works or rests.
    public enum Entry: Sendable, Hashable {
        case ordinaryWorkday
        case weeklyRest
        case holiday(name: Phrase, source: String?)
        case makeUpWorkday(name: Phrase, source: String?)

        public var isWorking: Bool {
            switch self {
            case .ordinaryWorkday, .makeUpWorkday: true
            case .weeklyRest, .holiday: false
            }
        }
    }

    /// Short and stable, e.g. `cn`; what a notice names.
    public let id: String
    public let title: Phrase
    /// Changes whenever any day's meaning changes; dues are explained with it.
    public let version: String
    /// The days whose exceptions are known. Nil: the calendar is a bare weekly pattern that nobody
    /// announces, hence complete for ever and never provisional.
    public let known: ClosedRange<Day>?
    public let week: WorkWeek
    public let hours: WorkingHours
    /// Ascending, one per day.
    public let exceptions: [Exception]
    /// In the order of issue.
    public let schedules: [Schedule]

    /// The day number of the tables' first row.
    @usableFromInline let tableStart: Int
    /// Row i: how many working days the table has before day `tableStart + i`; one row more than days.
    @usableFromInline let counts: [Int32]
    /// The numbers of the table's working days, ascending.
    @usableFromInline let workdays: [Int32]

    /// - Parameters:
    ///   - known: the first day and the horizon; nil for a bare week.
    ///   - exceptions: in any order; of several for one day the last counts. They may lie outside `known`
    ///     (the December before a year's schedule) and hold there too.
    public init(
        id: String, title: Phrase, version: String, known: ClosedRange<Day>?,
        week: WorkWeek = .mondayToFriday, hours: WorkingHours = .standard, exceptions: [Exception] = [],
        schedules: [Schedule] = []
    ) {
        self.id = id
        self.title = title
        self.version = version
        self.known = known
        self.week = week
        self.hours = hours
        self.schedules = schedules
        let sorted = Self.ordered(exceptions)
        self.exceptions = sorted
        (tableStart, counts, workdays) = Self.tables(known: known, exceptions: sorted, week: week)
    }

    /// The last day whose holidays are known; nil when there is nothing to be announced.
    public var horizon: Day? { known?.upperBound }

    /// False for a day whose holidays nobody has announced yet (or that lies before the records):
    /// a date that depends on it is provisional.
    public func isKnown(_ day: Day) -> Bool { known?.contains(day) ?? true }

    public func isWorking(_ day: Day) -> Bool {
        let row = Int(day.number) - tableStart
        guard row >= 0, row + 1 < counts.count else { return week.isWorking(day.weekday) }
        return counts[row + 1] != counts[row]
    }

    /// Why the day works or rests.
    public func entry(_ day: Day) -> Entry {
        let index = firstException(onOrAfter: day)
        guard index < exceptions.count, exceptions[index].day == day else {
            return week.isWorking(day.weekday) ? .ordinaryWorkday : .weeklyRest
        }
        let found = exceptions[index]
        return found.works
            ? .makeUpWorkday(name: found.name, source: found.source) : .holiday(name: found.name, source: found.source)
    }

    /// The exceptions within `days`, ascending.
    public func exceptions(in days: ClosedRange<Day>) -> ArraySlice<Exception> {
        let start = firstException(onOrAfter: days.lowerBound)
        let end = firstException(onOrAfter: days.upperBound.adding(days: 1))
        return exceptions[start..<end]
    }

    /// The index of the first exception on or after the day, by bisection.
    private func firstException(onOrAfter day: Day) -> Int {
        var low = 0
        var high = exceptions.count
        while low < high {
            let middle = (low + high) / 2
            if exceptions[middle].day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Ascending, the last one given for a day alone. Sorting keeps the order of equal ones.
    private static func ordered(_ exceptions: [Exception]) -> [Exception] {
        let isAscending = exceptions.indices.dropFirst().allSatisfy { exceptions[$0 - 1].day < exceptions[$0].day }
        if isAscending { return exceptions }
        var ordered: [Exception] = []
        for exception in exceptions.sorted(by: { $0.day < $1.day }) {
            if ordered.last?.day == exception.day { ordered.removeLast() }
            ordered.append(exception)
        }
        return ordered
    }

    /// The tables cover the known days and every exception; outside of them the bare week holds.
    private static func tables(
        known: ClosedRange<Day>?, exceptions: [Exception], week: WorkWeek
    ) -> (start: Int, counts: [Int32], workdays: [Int32]) {
        let days = [known?.lowerBound, known?.upperBound, exceptions.first?.day, exceptions.last?.day].compactMap { $0 }
        guard let first = days.min(), let last = days.max() else { return (0, [0], []) }
        var counts: [Int32] = [0]
        var workdays: [Int32] = []
        counts.reserveCapacity(Int(last.number - first.number) + 2)
        workdays.reserveCapacity(Int(last.number - first.number) + 1)
        let pattern = (0..<7).map { week.isWorking(first.adding(days: $0).weekday) }
        var place = 0
        var next = exceptions.startIndex
        for number in first.number...last.number {
            var works = pattern[place]
            place = place == 6 ? 0 : place + 1
            if next < exceptions.endIndex, exceptions[next].day.number == number {
                works = exceptions[next].works
                next += 1
            }
            if works { workdays.append(number) }
            counts.append(Int32(workdays.count))
        }
        return (Int(first.number), counts, workdays)
    }
}
