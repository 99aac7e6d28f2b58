/// The figures of one tally as named cells in a fixed order: the columns of the CSV, the fields of the JSON.

import Documents
import Notices
import Workflow

public struct ReportCell: Sendable, Hashable {
    public let key: String
    /// Percentages without their sign; nil where there is nothing to count or no denominator.
    public let value: Fixed?

    /// As it stands in the CSV; empty when there is no value.
    public var text: String { value?.text ?? "" }
}

extension ReportCell {
    /// The names of all cells, in their order.
    public static let keys = Tally().cells.map(\.key)
}

extension Tally {
    /// Every figure; the same keys in the same order for every tally.
    public var cells: [ReportCell] {
        var list = CellList()
        add(to: &list)
        return list.cells
    }

    /// The same figures as cells of a table's row.
    public func add(to row: CSVBuffer) {
        var cells = CellRow(row: row)
        add(to: &cells)
    }

    private func add(to cells: inout some CellSink) {
        addCounts(&cells)
        addLadder(&cells)
        addLateness(&cells)
        addReturns(&cells)
        addClock(&cells)
        addFlags(&cells)
    }

    private func addCounts(_ cells: inout some CellSink) {
        cells.count("total", total)
        for verdict in Verdict.allCases { cells.count(verdict.rawValue, self[verdict]) }
        cells.count("due", due)
        cells.count("accepted", acceptedOfDue)
        cells.percent("completionRate", completion)
        cells.count("dueWithExempt", completionWithExempt.denominator)
        cells.percent("completionRateWithExempt", completionWithExempt)
        cells.percent("onTimeRate", official.rate)
        let interval = official.rate.wilson
        cells.number("onTimeRateLow", interval.map { Self.percent($0.lowerBound) })
        cells.number("onTimeRateHigh", interval.map { Self.percent($0.upperBound) })
    }

    private func addLadder(_ cells: inout some CellSink) {
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

    private func addLateness(_ cells: inout some CellSink) {
        cells.count("lateClosed", late.count)
        cells.spread("lateDays", lateDays)
        cells.spread("lateWorkingDays", lateWorking)
        cells.count("stillMissing", missing.count)
        cells.spread("missingDays", missingDays)
        cells.spread("missingWorkingDays", missingWorking)
    }

    private func addReturns(_ cells: inout some CellSink) {
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

    private func addClock(_ cells: inout some CellSink) {
        cells.count("closed", closedCount)
        cells.count("unitSeconds", Int(clock.unit))
        cells.count("reviewerSeconds", Int(clock.reviewer))
        cells.count("closedSeconds", Int(clock.closed))
        cells.count("elapsedSeconds", Int(clock.elapsed))
    }

    private func addFlags(_ cells: inout some CellSink) {
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
    private static func percent(_ share: Double) -> Fixed {
        Fixed(digits: Int((share * 1000).rounded(.toNearestOrAwayFromZero)), places: 1)
    }
}

/// Where cells go. A key is made only where it is wanted: a row of a large table spares them.
private protocol CellSink {
    mutating func count(_ key: @autoclosure () -> String, _ count: Int)
    mutating func number(_ key: @autoclosure () -> String, _ number: Fixed?)
}

extension CellSink {
    mutating func percent(_ key: @autoclosure () -> String, _ ratio: Ratio) { number(key(), ratio.percentage) }

    mutating func spread(_ key: String, _ spread: Distribution) {
        number(key + "Median", spread.median)
        number(key + "Mean", spread.mean)
        number(key + "P90", spread.p90.map { Fixed(digits: $0, places: 0) })
        number(key + "Max", spread.maximum.map { Fixed(digits: $0, places: 0) })
    }
}

private struct CellList: CellSink {
    var cells: [ReportCell] = []

    mutating func count(_ key: @autoclosure () -> String, _ count: Int) {
        number(key(), Fixed(digits: count, places: 0))
    }

    mutating func number(_ key: @autoclosure () -> String, _ number: Fixed?) {
        cells.append(ReportCell(key: key(), value: number))
    }
}

private struct CellRow: CellSink {
    let row: CSVBuffer

    mutating func count(_ key: @autoclosure () -> String, _ count: Int) { row.add(count) }

    mutating func number(_ key: @autoclosure () -> String, _ number: Fixed?) {
        if let number { row.add(digits: number.digits, places: number.places) } else { row.addEmpty() }
    }
}
