/// How many of a corpus's dates an extractor found, and how much of what it returned is one.

import Deadlines
import Drafting

/// A date that an extractor returned.
struct FoundDate: Hashable {
    /// Scalars.
    let range: Range<Int>
    /// The last day; nil where it gives none.
    let day: Day?
}

struct DraftScore {
    private var expected = 0
    private var met = 0
    private var reported = 0
    private var right = 0

    var recall: Double { Double(met) / Double(max(1, expected)) }
    var precision: Double { Double(right) / Double(max(1, reported)) }
    var f1: Double { recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0 }

    var text: String {
        "recall \(Spread.short(recall)) (\(met)/\(expected)), precision \(Spread.short(precision)) (\(right)/\(reported)), "
            + "F1 \(Spread.short(f1))"
    }

    /// Deadlines with a fixed day: right is the right last day at a place that overlaps. The same day twice at one place
    /// counts once, on both sides.
    mutating func addDeadlines(_ found: [FoundDate], of notice: CorpusNotice) {
        add(Set(found.filter { $0.day != nil }), notice.dated)
    }

    /// Dates at all: those that are no deadlines and rules without a fixed day are right too, wherever the place overlaps.
    mutating func addDates(_ found: [FoundDate], of notice: CorpusNotice) {
        add(Set(found), notice.dated + notice.undated)
    }

    private mutating func add(_ found: Set<FoundDate>, _ places: [CorpusNotice.Place]) {
        func meets(_ date: FoundDate, _ place: CorpusNotice.Place) -> Bool {
            place.range.overlaps(date.range) && (place.day == nil || place.day == date.day)
        }
        expected += places.count
        reported += found.count
        met += places.count { place in found.contains { meets($0, place) } }
        right += found.count { date in places.contains { meets(date, $0) } }
    }
}

extension Draft {
    /// Telephone numbers are no dates, and are not told as such.
    func dates(in text: String) -> (deadlines: [FoundDate], all: [FoundDate]) {
        var starts = [0]
        for (place, scalar) in text.unicodeScalars.enumerated() where scalar == "\n" { starts.append(place + 1) }
        func found(_ quote: String, _ line: Int, _ column: Int, _ day: Day?) -> FoundDate {
            let start = starts[line - 1] + column - 1
            return FoundDate(range: start..<start + quote.unicodeScalars.count, day: day)
        }
        let deadlines = self.deadlines.map { found($0.quote, $0.position.line, $0.position.column, $0.day) }
        let others = self.others.filter { $0.why != .phone }
        return (deadlines, deadlines + others.map { found($0.quote, $0.position.line, $0.position.column, $0.day) })
    }
}
