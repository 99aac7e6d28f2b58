/// The figures of one tally as named cells in a fixed order: the columns of the CSV, the fields of the JSON.

import Notices
import Workflow

public struct ReportCell: Sendable, Hashable {
    public enum Value: Sendable, Hashable {
        case count(Int)
        /// Percent with one decimal, without its sign; nil without a denominator.
        case percent(Ratio)
        /// Digits with or without decimals; nil when there is nothing to count.
        case number(String?)
    }

    public let key: String
    public let value: Value

    /// As it stands in the CSV; empty when there is no value.
    public var text: String { Self.text(value) }
}

extension ReportCell {
    /// The names of all cells, in their order.
    public static let keys: [String] = {
        var cells = CellList(keys: [])
        Tally().add(to: &cells, .acceptedSubmission)
        return cells.keys ?? []
    }()

    /// As it stands in the CSV; empty when there is no value.
    public static func text(_ value: Value) -> String {
        switch value {
        case .count(let count): String(count)
        case .percent(let ratio): ratio.denominator > 0 ? String(ratio.percent.dropLast()) : ""
        case .number(let digits): digits ?? ""
        }
    }
}

extension Tally {
    /// Every figure; the same keys in the same order for every tally.
    public func cells(official: OnTimeReading) -> [ReportCell] {
        zip(ReportCell.keys, values(official: official)).map { ReportCell(key: $0, value: $1) }
    }

    /// The figures in the order of `ReportCell.keys`, for tables of many rows.
    public func values(official: OnTimeReading) -> [ReportCell.Value] {
        var cells = CellList(keys: nil)
        add(to: &cells, official)
        return cells.values
    }

    fileprivate func add(to cells: inout CellList, _ official: OnTimeReading) {
        addCounts(&cells, official)
        addLadder(&cells)
        addLateness(&cells)
        addReturns(&cells)
        addClock(&cells)
        addFlags(&cells)
    }

    private func addCounts(_ cells: inout CellList, _ official: OnTimeReading) {
        cells.count("total", total)
        for verdict in Verdict.allCases { cells.count(verdict.rawValue, self[verdict]) }
        cells.count("due", due)
        cells.count("accepted", acceptedOfDue)
        cells.percent("completionRate", completion)
        cells.count("dueWithExempt", completionWithExempt.denominator)
        cells.percent("completionRateWithExempt", completionWithExempt)
        let official = self[official, .extended]
        cells.percent("onTimeRate", official.rate)
        cells.number("onTimeRateLow", official.rate.wilson.map { Self.percent($0.lowerBound) })
        cells.number("onTimeRateHigh", official.rate.wilson.map { Self.percent($0.upperBound) })
    }

    private func addLadder(_ cells: inout CellList) {
        for reading in OnTimeReading.allCases {
            for basis in DueBasis.allCases {
                let count = self[reading, basis]
                cells.count("\(reading.rawValue).\(basis.rawValue).onTime", count.onTime)
                cells.count("\(reading.rawValue).\(basis.rawValue).late", count.late)
                cells.count("\(reading.rawValue).\(basis.rawValue).missing", count.missing)
                cells.count("\(reading.rawValue).\(basis.rawValue).pending", count.pending)
                cells.percent("\(reading.rawValue).\(basis.rawValue).rate", count.rate)
                cells.percent("\(reading.rawValue).\(basis.rawValue).least", count.bounds.least)
                cells.percent("\(reading.rawValue).\(basis.rawValue).most", count.bounds.most)
            }
        }
    }

    private func addLateness(_ cells: inout CellList) {
        cells.count("lateClosed", lateCalendarDays.count)
        cells.spread("lateDays", lateDays)
        cells.spread("lateWorkingDays", lateWorking)
        cells.count("stillMissing", missingCalendarDays.count)
        cells.spread("missingDays", missingDays)
        cells.spread("missingWorkingDays", missingWorking)
    }

    private func addReturns(_ cells: inout CellList) {
        cells.count("reviewedUnits", reviewedUnits.count)
        cells.count("returnedUnits", returnedUnits.count)
        cells.percent("unitReturnRate", unitReturnRate)
        cells.count("reviewedAssignments", reviewed)
        cells.count("returnedAssignments", returnedOnce)
        cells.percent("assignmentReturnRate", assignmentReturnRate)
        cells.count("reviews", reviews)
        cells.count("returns", returns)
        cells.percent("decisionReturnRate", decisionReturnRate)
        cells.count("acceptedReviewed", acceptedReviewed)
        cells.number("returnsPerAccepted", returnsPerAccepted)
    }

    private func addClock(_ cells: inout CellList) {
        cells.count("closed", closedCount)
        cells.count("unitSeconds", Int(clock.unit))
        cells.count("reviewerSeconds", Int(clock.reviewer))
        cells.count("closedSeconds", Int(clock.closed))
        cells.count("elapsedSeconds", Int(clock.elapsed))
    }

    private func addFlags(_ cells: inout CellList) {
        cells.count("extended", extended)
        cells.count("extendedAfterDue", extendedAfterDue)
        cells.count("openedLate", openedLate)
        cells.count("reopenings", reopens)
        cells.count("backdated", backdated)
        cells.count("nilReturns", nilReturns)
        cells.count("onBehalf", onBehalf)
        cells.count("stale", stale)
    }

    /// One decimal, rounded half up.
    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded(.toNearestOrAwayFromZero))
        return "\(tenths / 10).\(tenths % 10)"
    }
}

/// Collects values, and their names only when these are wanted: a row of a large table spares them.
private struct CellList {
    private(set) var keys: [String]?
    private(set) var values: [ReportCell.Value] = []

    init(keys: [String]?) {
        self.keys = keys
        values.reserveCapacity(100)
    }

    private mutating func add(_ key: () -> String, _ value: ReportCell.Value) {
        keys?.append(key())
        values.append(value)
    }

    mutating func count(_ key: @autoclosure () -> String, _ count: Int) { add(key, .count(count)) }
    mutating func percent(_ key: @autoclosure () -> String, _ ratio: Ratio) { add(key, .percent(ratio)) }
    mutating func number(_ key: @autoclosure () -> String, _ text: String?) { add(key, .number(text)) }

    mutating func spread(_ key: String, _ spread: Distribution) {
        number(key + "Median", spread.median)
        number(key + "Mean", spread.mean)
        number(key + "P90", spread.p90.map { String($0) })
        number(key + "Max", spread.maximum.map { String($0) })
    }
}
