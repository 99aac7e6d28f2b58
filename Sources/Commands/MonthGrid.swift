/// One month of a calendar as rows of equal width, ready to stand beside other months.

import Deadlines
import Terminal
import Texts

/// What stands behind a day's number, so that nothing depends on colour.
struct DayMarks {
    let holiday: String
    let makeUp: String
    let weeklyRest: String
    let width: Int

    /// What Chinese calendars print: two columns.
    static let chinese = DayMarks(holiday: "休", makeUp: "班", weeklyRest: ".", width: 2)
    static let narrow = DayMarks(holiday: "*", makeUp: "+", weeklyRest: ".", width: 1)

    func mark(_ entry: WorkCalendar.Entry) -> String {
        switch entry {
        case .ordinaryWorkday: ""
        case .weeklyRest: weeklyRest
        case .holiday: holiday
        case .makeUpWorkday: makeUp
        }
    }
}

struct MonthGrid {
    let calendar: WorkCalendar
    /// The first day of the month.
    let first: Day
    let today: Day
    let marks: DayMarks
    let hasWeeks: Bool
    /// Blanks around each day, and a sign before today.
    let isRoomy: Bool
    let language: Language

    /// Columns of one day: number, mark, and in a roomy grid the sign before and a blank behind.
    private var dayWidth: Int { 2 + marks.width + (isRoomy ? 2 : 0) }
    private var weekWidth: Int { hasWeeks ? 4 : 0 }
    var width: Int { weekWidth + 7 * dayWidth }

    /// Title, weekdays, weeks.
    var rows: [[Cell]] { [title, weekdays] + weeks }

    /// A row of blanks, to fill up a month with fewer weeks than its neighbours.
    var blank: [Cell] { [Cell(String(repeating: " ", count: width))] }

    private var title: [Cell] {
        let (year, month, _) = first.civil
        let name = Phrase(zh: "\(year)年\(month)月", en: "\(Self.months[month - 1]) \(year)")(language)
        let isKnown = calendar.isKnown(first) && calendar.isKnown(first.lastOfMonth)
        let mark = isKnown ? "" : Phrase(zh: "（暂定）", en: " (provisional)")(language)
        let free = max(0, width - displayWidth(of: name + mark))
        let lead = String(repeating: " ", count: free / 2)
        return [
            Cell(lead), Cell(name, .bold), Cell(mark, .yellow), Cell(String(repeating: " ", count: free - free / 2)),
        ]
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private var weekdays: [Cell] {
        let names = Weekday.allCases.map { day in
            let name = language == .chinese ? String(day.name.zh.dropFirst()) : String(day.name.en.prefix(2))
            return (isRoomy ? " " : "") + name.padded(to: dayWidth - (isRoomy ? 1 : 0))
        }
        return [Cell(String(repeating: " ", count: weekWidth)), Cell(names.joined(), .dim)]
    }

    private var weeks: [[Cell]] {
        stride(from: 0, to: 42, by: 7).map { first.monday.adding(days: $0) }
            .filter { $0 <= first.lastOfMonth }
            .map { monday in
                let number = monday.isoWeek.week
                let week = hasWeeks ? [Cell("W\(number < 10 ? "0" : "")\(number) ", .dim)] : []
                return week + (0..<7).map { cell(monday.adding(days: $0)) }
            }
    }

    private func cell(_ day: Day) -> Cell {
        guard day.firstOfMonth == first else { return Cell(String(repeating: " ", count: dayWidth)) }
        let entry = calendar.entry(day)
        let number = String(day.dayOfMonth).padded(to: 2, .trailing)
        let lead = isRoomy ? (day == today ? ">" : " ") : ""
        let text = (lead + number + marks.mark(entry)).padded(to: dayWidth)
        return Cell(text, style(entry).union(day == today ? .bold : []))
    }

    private func style(_ entry: WorkCalendar.Entry) -> Style {
        switch entry {
        case .ordinaryWorkday: []
        case .weeklyRest: .dim
        case .holiday: .red
        case .makeUpWorkday: .yellow
        }
    }
}
