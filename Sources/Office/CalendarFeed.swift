/// Deadlines as calendars that people subscribe to: one for each unit, one for each notice.

import Deadlines
import ICalendar
import Ledger
import Notices
import Texts
import Workflow

extension Office {
    /// Days after which what is done or was taken back leaves the calendars.
    static let daysClosedIsShown: Int64 = 30
    /// How often subscribers should look again, in seconds: deadlines move by the day.
    private static let refresh: Int64 = 6 * 3600

    /// One entry for each of a unit's assignments that has a deadline: the outstanding ones, and what was closed within
    /// the last 30 days. The same ledger gives the same feed on the same day.
    ///
    /// - Parameters:
    ///   - code: the unit's code, exactly.
    ///   - link: where an assignment is shown, as an absolute address.
    /// - Throws: `Refusal` `.notFound` for a unit that the ledger never had.
    public func unitFeed(
        unit code: String, now: Instant, language: Language, link: (AssignmentID) -> String? = { _ in nil }
    ) throws -> Feed {
        try store.read {
            guard let unit = try store.unit(code: code)?.unit else {
                throw Refusal.unknown(Phrase(zh: "单位", en: "unit"), code, among: [], listedBy: "duban units")
            }
            let rows = try store.deadlines(ofUnit: code, closedSince: Self.firstShown(now))
            let entries = CalendarEntries(store, language: language) { try Dossier(withoutUnits: $0, in: store) }
            return Feed(
                name: Phrase(zh: "督办：\(unit.name)", en: "Duban: \(unit.name)")(language), language: language,
                refresh: Self.refresh, events: try entries.entries(of: rows, link: link))
        }
    }

    /// One entry for each task of a notice and each deadline that units have in it, with how many have still to do it.
    /// A deadline whose last unit was done with it more than 30 days ago is left out.
    ///
    /// - Parameters:
    ///   - id: the notice's key in the ledger, exactly.
    ///   - link: where a task of the notice is shown, as an absolute address.
    /// - Throws: `Refusal` `.notFound` for a notice that is not in the ledger.
    public func noticeFeed(
        notice id: String, now: Instant, language: Language, link: (String) -> String? = { _ in nil }
    ) throws -> Feed {
        try store.read {
            let dossier = try Dossier(withoutUnits: id, in: store)
            let shown = Self.firstShown(now)
            let groups = try store.deadlineGroups(ofNotice: id).filter { group in
                group.outstanding > 0 || group.since.map { $0 >= shown } ?? true
            }
            let entries = CalendarEntries(store, language: language) { _ in dossier }
            return Feed(
                name: Phrase(zh: "督办：\(dossier.notice.title)", en: "Duban: \(dossier.notice.title)")(language),
                language: language, refresh: Self.refresh,
                events: try entries.entries(of: groups, in: id, link: link))
        }
    }

    private static func firstShown(_ now: Instant) -> Instant { now.adding(seconds: -daysClosedIsShown * 86_400) }
}
