/// Months of chance: whatever is recorded, an entry that differs from what it was has a higher number.

import Deadlines
import ICalendar
import Ledger
import Notices
import TestSupport
import Testing
import Texts
import Workflow

@testable import Office

@Suite struct CalendarHistoryTests {
    /// What a subscriber has seen of every entry.
    private struct Subscriber {
        private var known: [String: FeedEvent] = [:]
        private(set) var changes = 0

        mutating func fetch(_ feed: Feed) {
            #expect(Set(feed.events.map(\.uid)).count == feed.events.count, "names are unique")
            for event in feed.events {
                defer { known[event.uid] = event }
                guard let before = known[event.uid] else { continue }
                var same = event
                (same.sequence, same.modified) = (before.sequence, before.modified)
                #expect(event.modified >= before.modified)
                if same == before {
                    #expect(event.sequence >= before.sequence)
                } else {
                    changes += 1
                    #expect(event.sequence > before.sequence, "\(before) became \(event)")
                }
            }
        }
    }

    @Test(arguments: [
        ("quzhou-bases-2023", "2023-01-05 10:00"), ("tianjin-statistics-2024", "2025-04-15 10:00"),
        ("kaifu-demo-2022", "2022-04-28 10:00"),
    ])
    func `what differs has a higher number`(name: String, from: String) throws {
        let history = try RandomHistory(name, seed: 5545, from: from)
        let desk = history.desk
        let units = Set(try desk.store.assignments(.notice(name)).map(\.assignment.unit)).sorted()
        var numbers = SplitMix64(7986)
        let watched = Set(units.prefix(4) + (0..<8).compactMap { _ in units.randomElement(using: &numbers) }).sorted()
        var subscriber = Subscriber()
        func fetch() throws {
            for code in watched {
                subscriber.fetch(try desk.office.unitFeed(unit: code, now: desk.now, language: .chinese))
            }
            subscriber.fetch(try desk.office.noticeFeed(notice: name, now: desk.now, language: .chinese))
        }
        for _ in 0..<6 {
            let end = Desk.china.minute(desk.now.adding(seconds: 20 * 86_400))
            try history.run(until: end, batches: 4, size: 40)
            try fetch()
            // A day comes, and nothing else happens.
            desk.now = desk.now.adding(seconds: 3 * 86_400)
            _ = try desk.office.refresh(name, now: desk.now)
            try fetch()
        }
        #expect(subscriber.changes > 5)
    }
}
