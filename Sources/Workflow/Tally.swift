/// Adds up how the assignments of one group count: the numbers that every figure of a report is made from.

import Deadlines
import Notices

/// What a tally needs to know besides the statuses. A class, because it goes along with every assignment.
public final class TallyRules: Sendable {
    public let official: OnTimeReading
    public let asOf: Instant
    public let calendar: WorkCalendar
    public let zone: Zone
    public let includesNotDue: Bool
    private let asOfDay: Day

    public init(
        official: OnTimeReading, asOf: Instant, calendar: WorkCalendar, zone: Zone, includesNotDue: Bool = false
    ) {
        self.official = official
        self.asOf = asOf
        self.calendar = calendar
        self.zone = zone
        self.includesNotDue = includesNotDue
        asOfDay = zone.day(of: asOf)
    }

    /// How much later `moment` is than the exclusive end `limit`.
    public func lateness(of moment: Instant, after limit: Instant) -> Lateness {
        let dueDay = zone.day(of: limit.adding(seconds: -1))
        let day = moment == asOf ? asOfDay : zone.day(of: moment)
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
    /// By `Verdict.place`.
    private var verdicts = InlineArray<10, Int>(repeating: 0)
    /// By `Tally.index`.
    private var counts = InlineArray<6, Count>(repeating: Count())
    public private(set) var acceptedOfDue = 0
    /// Of closed late ones.
    public private(set) var late: [Lateness] = []
    /// Of those with nothing in, up to the as-of day.
    public private(set) var missing: [Lateness] = []
    public private(set) var reviewed = 0
    public private(set) var returnedOnce = 0
    /// Numbers of units, which the caller gives them: the same for all tallies that are added up.
    public private(set) var reviewedUnits: Set<Int> = []
    public private(set) var returnedUnits: Set<Int> = []
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

    /// How many have this verdict by the official reading, against the extended due.
    public subscript(verdict: Verdict) -> Int { verdicts[verdict.place] }

    static func index(_ reading: OnTimeReading, _ basis: DueBasis) -> Int {
        let row =
            switch reading {
            case .firstPass: 0
            case .acceptedSubmission: 1
            case .firstSubmission: 2
            }
        return row * 2 + (basis == .original ? 0 : 1)
    }

    /// Adds one assignment.
    public mutating func add(_ status: Status, unit: Int, isOptional: Bool, by rules: TallyRules) {
        add(status, Judgement(status, isOptional: isOptional, by: rules), unit: unit, by: rules)
    }

    /// Adds one assignment that is judged already.
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
            clock.add(status.clock)
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
        verdicts[judgement.official.place] += 1
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
            late.append(rules.lateness(of: breach.met, after: breach.limit))
        }
        // Nothing is in: never handed in, or returned and not corrected.
        let isOut = status.state == .open || status.state == .returned
        if verdict == .missing || (verdict == .late && isOut), let limit = status.limit(.extended), limit <= rules.asOf
        {
            missing.append(rules.lateness(of: rules.asOf, after: limit))
        }
    }
}

// MARK: - Adding up

extension Tally {
    /// Adds another tally, whose units are numbered alike: groups make a whole, notices a report.
    ///
    /// Every rate becomes the sum of the numerators over the sum of the denominators, never a mean of rates; a unit that
    /// is in both is one unit.
    public mutating func add(_ other: Tally) {
        total += other.total
        includesNotDue = includesNotDue || other.includesNotDue
        exemptDue += other.exemptDue
        for place in verdicts.indices { verdicts[place] += other.verdicts[place] }
        for index in counts.indices { counts[index].add(other.counts[index]) }
        acceptedOfDue += other.acceptedOfDue
        late += other.late
        missing += other.missing
        addReviews(other)
        addFlags(other)
        closedCount += other.closedCount
        clock.add(other.clock)
    }

    private mutating func addReviews(_ other: Tally) {
        reviewed += other.reviewed
        returnedOnce += other.returnedOnce
        reviewedUnits.formUnion(other.reviewedUnits)
        returnedUnits.formUnion(other.returnedUnits)
        reviews += other.reviews
        returns += other.returns
        acceptedReviewed += other.acceptedReviewed
    }

    private mutating func addFlags(_ other: Tally) {
        reopens += other.reopens
        nilReturns += other.nilReturns
        onBehalf += other.onBehalf
        backdated += other.backdated
        openedLate += other.openedLate
        extended += other.extended
        extendedAfterDue += other.extendedAfterDue
        stale += other.stale
    }
}

extension Tally.Count {
    fileprivate mutating func add(_ other: Tally.Count) {
        onTime += other.onTime
        late += other.late
        missing += other.missing
        pending += other.pending
    }
}

extension SplitClock {
    fileprivate mutating func add(_ other: SplitClock) {
        unit += other.unit
        reviewer += other.reviewer
        closed += other.closed
    }
}
