import Deadlines
import Testing
import Texts

@Suite struct CompactCalendarTests {
    private func sample() throws -> WorkCalendar {
        let days = try ["2025-01-01", "2025-01-26", "2025-01-28", "2025-01-29"].map { try #require(Day(iso: $0)) }
        return WorkCalendar(
            id: "cn", title: Phrase(zh: "中国", en: "China"), version: "v7", known: days[0]...days[3],
            exceptions: [
                .init(day: days[0], works: false, name: Phrase(zh: "元旦", en: "New Year"), source: "国办发明电〔2024〕12号"),
                .init(day: days[1], works: true, name: Phrase(zh: "春节", en: "Spring Festival")),
                .init(day: days[2], works: false, name: Phrase(zh: "春节", en: "Spring Festival")),
            ])
    }

    @Test func `a calendar survives its compact text`() throws {
        let calendar = try sample()
        #expect(WorkCalendar(compact: calendar.compact) == calendar)
        let bare = WorkCalendar(id: "weekdays", title: Phrase(same: "x"), version: "1", known: nil)
        #expect(WorkCalendar(compact: bare.compact) == bare)
    }

    @Test func `a damaged text is refused`() throws {
        let text = try sample().compact
        for (good, bad) in [
            ("20089h", "20x89h"), ("h0", "h9"), ("duban-calendar 1", "duban-calendar 2"), ("08:30", "26:30"),
        ] {
            let damaged = text.replacing(good, with: bad, maxReplacements: 1)
            try #require(damaged != text)
            #expect(WorkCalendar(compact: damaged) == nil, "\(good) → \(bad)")
        }
        #expect(WorkCalendar(compact: "") == nil)
    }
}
