/// Adds up how the assignments of one group count: the numbers that every figure of a report is made from.

import Deadlines
import Notices

/// What a tally needs to know besides the statuses.
public struct TallyRules: Sendable {
    public let official: OnTimeReading
    public let asOf: Instant
    public let calendar: WorkCalendar
    public let zone: Zone
    public let includesNotDue: Bool

    public init(
        official: OnTimeReading, asOf: Instant, calendar: WorkCalendar, zone: Zone, includesNotDue: Bool = false
    ) {
        self.official = official
        self.asOf = asOf
        self.calendar = calendar
        self.zone = zone
        self.includesNotDue = includesNotDue
    }

    /// How much later `moment` is than the exclusive end `limit`.
    public func lateness(of moment: Instant, after limit: Instant) -> Lateness {
        let dueDay = zone.day(of: limit.adding(seconds: -1))
        let day = zone.day(of: moment)
        return Lateness(
            calendarDays: day.days(since: dueDay), workingDays: calendar.workingDays(after: dueDay, through: day))
    }
}

public struct Tally: Sendable {
    /// One reading of "on time" against one due.
    public struct Count: Sendable, Hashable {
        public var onTime = 0
        public var late = 0
        public var missing = 0
        public var pending = 0

        public var decided: Int { onTime + late + missing }
        public var due: Int { decided + pending }
        public var rate: Ratio { Ratio(onTime, of: decided) }
        /// What the rate will be at least and at most once the pending ones are decided.
        public var bounds: (least: Ratio, most: Ratio) { (Ratio(onTime, of: due), Ratio(onTime + pending, of: due)) }
    }

    /// All assignments, whatever became of them.
    public private(set) var total = 0
    /// Whether those whose due has not passed were asked for.
    public private(set) var includesNotDue = false
    /// Exempted ones that would be due: the second denominator of the completion rate.
    public private(set) var exemptDue = 0
    public private(set) var verdicts: [Verdict: Int] = [:]
    /// Indexed by reading and due basis.
    public private(set) var counts: [Count] = Array(repeating: Count(), count: 6)
    public private(set) var acceptedOfDue = 0
    public private(set) var lateCalendarDays: [Int] = []
    public private(set) var lateWorkingDays: [Int] = []
    public private(set) var missingCalendarDays: [Int] = []
    public private(set) var missingWorkingDays: [Int] = []
    public private(set) var reviewed = 0
    public private(set) var returnedOnce = 0
    /// Numbers of units, as the caller counts them.
    public private(set) var reviewedUnits: Set<Int> = []
    public private(set) var returnedUnits: Set<Int> = []
    private var numbers: [String: Int] = [:]
    public private(set) var reviews = 0
    public private(set) var returns = 0
    /// Accepted by a reviewer.
    public private(set) var acceptedReviewed = 0
    public private(set) var reopens = 0
    public private(set) var nilReturns = 0
    public private(set) var onBehalf = 0
    public private(set) var backdated = 0
    public private(set) var openedLate = 0
    public private(set) var extended = 0
    public private(set) var extendedAfterDue = 0
    public private(set) var stale = 0
    public private(set) var closedCount = 0
    /// Sums over accepted ones, from opening to acceptance.
    public private(set) var clock = SplitClock()

    public init() {}

    public subscript(reading: OnTimeReading, basis: DueBasis) -> Count {
        counts[Tally.index(reading, basis)]
    }

    static func index(_ reading: OnTimeReading, _ basis: DueBasis) -> Int {
        let row =
            switch reading {
            case .firstPass: 0
            case .acceptedSubmission: 1
            case .firstSubmission: 2
            }
        return row * 2 + (basis == .original ? 0 : 1)
    }

    /// Adds one assignment of a unit named by its code; all of one tally are to be named in the same way.
    public mutating func add(_ status: Status, unit: String, isOptional: Bool, by rules: TallyRules) {
        let number = numbers[unit] ?? numbers.count
        numbers[unit] = number
        add(status, Judgement(status, isOptional: isOptional, by: rules), unit: number, by: rules)
    }

    /// Adds one assignment that is judged already: it may count in several tallies.
    public mutating func add(_ status: Status, _ judgement: Judgement, unit: Int, by rules: TallyRules) {
        total += 1
        includesNotDue = rules.includesNotDue
        addVerdicts(status, judgement)
        if judgement.official == .withdrawn { return }
        if judgement.official == .exempt {
            if judgement.isExemptDue { exemptDue += 1 }
            return
        }
        addReviews(status, unit: unit)
        addFlags(status)
        addLateness(status, judgement.official, by: rules)
        if status.state == .accepted {
            closedCount += 1
            clock.unit += status.clock.unit
            clock.reviewer += status.clock.reviewer
            clock.closed += status.clock.closed
        }
    }

    /// The official verdict against the extended due; the other readings are counted beside it.
    private mutating func addVerdicts(_ status: Status, _ judgement: Judgement) {
        for index in counts.indices {
            switch judgement.verdicts[index] {
            case .onTime: counts[index].onTime += 1
            case .late: counts[index].late += 1
            case .missing: counts[index].missing += 1
            case .pending: counts[index].pending += 1
            default: break
            }
        }
        verdicts[judgement.official, default: 0] += 1
        if judgement.official.isDue, status.state == .accepted { acceptedOfDue += 1 }
    }

    private mutating func addReviews(_ status: Status, unit: Int) {
        guard status.reviews > 0 else { return }
        reviewed += 1
        reviewedUnits.insert(unit)
        reviews += status.reviews
        returns += status.returns
        if status.returns > 0 {
            returnedOnce += 1
            returnedUnits.insert(unit)
        }
        if status.state == .accepted { acceptedReviewed += 1 }
    }

    private mutating func addFlags(_ status: Status) {
        reopens += status.reopens
        if status.isNil { nilReturns += 1 }
        if status.isOnBehalf { onBehalf += 1 }
        if status.backdated > 0 { backdated += 1 }
        if status.isOpenedLate { openedLate += 1 }
        if status.extendedDue != status.effectiveDue { extended += 1 }
        if status.isExtendedAfterDue { extendedAfterDue += 1 }
        if status.isStale { stale += 1 }
    }

    private mutating func addLateness(_ status: Status, _ verdict: Verdict, by rules: TallyRules) {
        if verdict == .late, let breach = status.breach(.extended) {
            let lateness = rules.lateness(of: breach.met, after: breach.limit)
            lateCalendarDays.append(lateness.calendarDays)
            lateWorkingDays.append(lateness.workingDays)
        }
        // Nothing is in: never handed in, or returned and not corrected.
        let isOut = status.state == .open || status.state == .returned
        if verdict == .missing || (verdict == .late && isOut), let limit = status.limit(.extended), limit <= rules.asOf
        {
            let lateness = rules.lateness(of: rules.asOf, after: limit)
            missingCalendarDays.append(lateness.calendarDays)
            missingWorkingDays.append(lateness.workingDays)
        }
    }
}

/// One assignment's verdicts by every reading against either due, at one instant.
public struct Judgement: Sendable {
    /// In the order of `Tally.counts`.
    let verdicts: InlineArray<6, Verdict>
    /// By the official reading, against the extended due.
    public let official: Verdict
    /// Exempt, and its due has passed (or does not matter): it would be in the denominator.
    public let isExemptDue: Bool

    public subscript(reading: OnTimeReading, basis: DueBasis) -> Verdict { verdicts[Tally.index(reading, basis)] }

    /// - Parameter originalCover: how far an extended review is, measured by its original due; nil: as in the status.
    public init(_ status: Status, isOptional: Bool, by rules: TallyRules, originalCover: Cover? = nil) {
        var verdicts = InlineArray<6, Verdict>(repeating: .undated)
        for reading in OnTimeReading.allCases {
            for basis in DueBasis.allCases {
                verdicts[Tally.index(reading, basis)] = status.verdict(
                    reading, basis, asOf: rules.asOf, isOptional: isOptional, includingNotDue: rules.includesNotDue,
                    originalCover: originalCover)
            }
        }
        self.verdicts = verdicts
        official = verdicts[Tally.index(rules.official, .extended)]
        let counts = !isOptional || status.isBegun
        let isPast = status.extendedDue.map { rules.includesNotDue || $0 <= rules.asOf } ?? false
        isExemptDue = status.state == .exempt && counts && isPast
    }
}
