/// What counts a loaded notice's days.

import Deadlines
import Ledger
import Platform
import Texts

/// A notice's calendar and zone, out of the ledger: its file is not needed to count days.
public struct NoticeClock: Sendable {
    public let calendar: WorkCalendar
    public let zone: Zone

    /// Each calendar is read once, however many notices go by it.
    public static func all(of notices: [StoredNotice], in store: LedgerStore) throws -> [String: NoticeClock] {
        var calendars: [String: WorkCalendar] = [:]
        var clocks: [String: NoticeClock] = [:]
        for notice in notices {
            if calendars[notice.calendar] == nil {
                calendars[notice.calendar] = try store.document(notice.calendar).flatMap(WorkCalendar.init(compact:))
            }
            guard let calendar = calendars[notice.calendar] else { throw damaged(notice) }
            clocks[notice.id] = NoticeClock(calendar: calendar, zone: try Zones.load(notice.zone).get())
        }
        return clocks
    }

    private static func damaged(_ notice: StoredNotice) -> Refusal {
        Refusal(
            .badData,
            Phrase(zh: "台账中“\(notice.id)”的日历读不出来", en: "the calendar kept for “\(notice.id)” cannot be read"),
            remedy: Phrase(zh: "运行 duban ledger verify", en: "run duban ledger verify"))
    }
}
