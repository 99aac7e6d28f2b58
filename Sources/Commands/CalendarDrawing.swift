/// A month, or the months of a year side by side, with what the marks mean and where the holidays come from.

import Deadlines
import Terminal
import Texts

struct CalendarDrawing {
    let calendar: WorkCalendar
    let period: CalendarPeriod
    let today: Day
    let hasWeeks: Bool
    let console: Console

    /// Where the output has no width of its own.
    private static let usualWidth = 100
    private static let gap = 3

    private var width: Int { console.canvas.width ?? Self.usualWidth }

    /// 休 and 班 take two columns; where three months would no longer stand side by side, * and + must do.
    private var marks: DayMarks {
        guard console.language == .chinese else { return .narrow }
        let needed = 3 * grid(period.first, .chinese).width + 2 * Self.gap
        return !period.isYear || needed <= width ? .chinese : .narrow
    }

    private func grid(_ first: Day, _ marks: DayMarks) -> MonthGrid {
        MonthGrid(
            calendar: calendar, first: first, today: today, marks: marks, hasWeeks: hasWeeks, isRoomy: !period.isYear,
            language: console.language)
    }

    func print() {
        let marks = marks
        console.print([
            Cell(calendar.title(console.language), .bold), Cell("  \(calendar.id)@\(calendar.version)", .dim),
        ])
        console.print()
        printMonths(period.months.map { grid($0, marks) })
        printLegend(marks)
        for line in Paragraph.lines(totals(console.language), width: width) { console.print(line) }
        let table = HolidayTable(calendar: calendar, period: period)
        if !table.isEmpty {
            console.print()
            console.print(table.table(console.language))
        }
        if let provisional {
            console.print()
            console.print(Paragraph(provisional(console.language), style: .yellow))
        }
    }

    /// As many months side by side as the width holds: 4, 3, 2 or 1.
    private func printMonths(_ grids: [MonthGrid]) {
        let columns =
            [4, 3, 2].first { $0 * (grids[0].width + Self.gap) - Self.gap <= width && $0 <= grids.count } ?? 1
        for start in stride(from: 0, to: grids.count, by: columns) {
            let group = grids[start..<min(start + columns, grids.count)]
            let height = group.map(\.rows.count).max() ?? 0
            for row in 0..<height {
                let parts = group.map { row < $0.rows.count ? $0.rows[row] : $0.blank }
                let gap = [Cell(String(repeating: " ", count: Self.gap))]
                console.print(Self.trimmed(Array(parts.joined(separator: gap))))
            }
            console.print()
        }
    }

    /// Without blanks at the end of the line.
    private static func trimmed(_ cells: [Cell]) -> [Cell] {
        var cells = cells
        while let last = cells.popLast() {
            var text = last.text
            while text.last == " " { text.removeLast() }
            if text.isEmpty { continue }
            cells.append(Cell(text, last.style))
            break
        }
        return cells
    }

    private var holidays: Int { calendar.exceptions(in: period.days).count { !$0.works } }
    private var makeUpDays: Int { calendar.exceptions(in: period.days).count { $0.works } }

    /// The marks that stand above, and no other.
    private func printLegend(_ marks: DayMarks) {
        var parts: [(String, Phrase, Style)] = [
            (marks.weeklyRest, Phrase(zh: "每周休息日", en: "weekly rest day"), .dim)
        ]
        if makeUpDays > 0 {
            parts.insert((marks.makeUp, Phrase(zh: "调休上班", en: "make-up working day"), .yellow), at: 0)
        }
        if holidays > 0 { parts.insert((marks.holiday, Phrase(zh: "放假", en: "holiday"), .red), at: 0) }
        if !period.isYear, period.days.contains(today) { parts.append((">", Phrase(zh: "今天", en: "today"), .bold)) }
        var line: [Cell] = []
        for (mark, meaning, style) in parts {
            let entry = [Cell(mark, style), Cell(" " + meaning(console.language))]
            if !line.isEmpty, Self.width(line) + Self.gap + Self.width(entry) > width {
                console.print(line)
                line = []
            }
            line += (line.isEmpty ? [] : [Cell(String(repeating: " ", count: Self.gap))]) + entry
        }
        console.print(line)
    }

    private static func width(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + displayWidth(of: $1.text) } }

    private var totals: Phrase {
        let all = period.last.days(since: period.first) + 1
        let working = calendar.workingDays(after: period.first.adding(days: -1), through: period.last)
        let (holidays, makeUp) = (holidays, makeUpDays)
        let worked = makeUp == 0 ? Phrase(same: "") : Phrase(zh: "（其中调休上班\(makeUp)天）", en: " (\(makeUp) make-up)")
        let off = holidays == 0 ? Phrase(same: "") : Phrase(zh: "（其中放假\(holidays)天）", en: " (\(holidays) holiday)")
        return Phrase(zh: "工作日\(working)天", en: plural(working, "working day")) + worked
            + Phrase(zh: "，休息\(all - working)天", en: ", \(plural(all - working, "rest day"))") + off
    }

    private var provisional: Phrase? {
        guard let known = calendar.known else { return nil }
        if period.last > known.upperBound {
            return Explanation.Step.provisional(.beyondHorizon(known.upperBound)).phrase()
        }
        return period.first < known.lowerBound
            ? Explanation.Step.provisional(.beforeFirst(known.lowerBound)).phrase() : nil
    }
}

/// The holidays that touch a period: days off, make-up days and the notice (文号) behind each.
struct HolidayTable {
    private struct Group {
        let name: Phrase
        let source: String?
        var off: [ClosedRange<Day>] = []
        var work: [Day] = []

        /// Where it stands in the table: by its first day off.
        var first: Day { off.first?.lowerBound ?? work.first ?? .earliest }

        mutating func add(_ exception: WorkCalendar.Exception) {
            if exception.works {
                work.append(exception.day)
            } else if let last = off.last, last.upperBound.adding(days: 1) == exception.day {
                off[off.count - 1] = last.lowerBound...exception.day
            } else {
                off.append(exception.day...exception.day)
            }
        }
    }

    private let groups: [Group]
    private let year: Int

    /// A holiday that crosses the period's edge is shown whole: its days lie within weeks of each other.
    private static let reach = 60

    init(calendar: WorkCalendar, period: CalendarPeriod) {
        year = period.first.year
        func key(_ exception: WorkCalendar.Exception) -> [String] { [exception.name.zh, exception.source ?? ""] }
        let shown = Set(calendar.exceptions(in: period.days).map(key))
        let around = period.first.adding(days: -Self.reach)...period.last.adding(days: Self.reach)
        var order: [[String]] = []
        var found: [[String]: Group] = [:]
        for exception in calendar.exceptions(in: around) where shown.contains(key(exception)) {
            let key = key(exception)
            if found[key] == nil { order.append(key) }
            found[key, default: Group(name: exception.name, source: exception.source)].add(exception)
        }
        groups = order.compactMap { found[$0] }.sorted { $0.first < $1.first }
    }

    var isEmpty: Bool { groups.isEmpty }

    func table(_ language: Language) -> Table {
        var table = Table([
            Table.Column(Phrase(zh: "节日", en: "holiday"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "放假", en: "days off"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "天数", en: "days"), .trailing, priority: 2),
            Table.Column(Phrase(zh: "调休上班", en: "make-up days"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "文号", en: "notice"), minimum: 12, priority: 1, wraps: true),
        ])
        let comma = language == .chinese ? "、" : ", "
        for group in groups {
            let off = group.off.map { range in
                range.count == 1 ? text(range.lowerBound) : "\(text(range.lowerBound))…\(text(range.upperBound))"
            }
            let work = group.work.map {
                text($0) + Phrase(zh: "（\($0.weekday.name.zh)）", en: " \($0.weekday.name.en)")(language)
            }
            table.add([
                Cell(group.name(language)), Cell(off.joined(separator: comma), .red),
                Cell(group.off.reduce(0) { $0 + $1.count }), Cell(work.joined(separator: comma), .yellow),
                Cell(
                    group.source ?? Phrase(zh: "文号不详", en: "number not known")(language),
                    group.source == nil ? .dim : []),
            ])
        }
        return table
    }

    /// `01-28`; with its year where that is another one.
    private func text(_ day: Day) -> String { day.year == year ? String(day.iso.dropFirst(5)) : day.iso }
}

extension ClosedRange<Day> {
    fileprivate var count: Int { upperBound.days(since: lowerBound) + 1 }
}
