import Deadlines
import Testing

@Test func `a day converts to its number and back over four centuries`() {
    for number in Int32(-100_000)...Int32(100_000) {
        let day = Day(number: number)
        let (year, month, dayOfMonth) = day.civil
        #expect(Day(year: year, month: month, day: dayOfMonth) == day)
    }
}

@Test(arguments: ["2025-02-30", "2025-13-01", "2025-00-10", "2025-1-01", "20250101", "2025-04-31", "二〇二五年", ""])
func `a date that does not exist is refused`(text: String) {
    #expect(Day(iso: text) == nil)
}

@Test func `months keep the day number or take the last day`() {
    #expect(Day(iso: "2025-01-31")?.adding(months: 1).iso == "2025-02-28")
    #expect(Day(iso: "2024-01-31")?.adding(months: 1).iso == "2024-02-29")
    #expect(Day(iso: "2025-03-31")?.adding(months: -13).iso == "2024-02-29")
    #expect(Day(iso: "2025-03-30")?.weekday == .sunday)
}
