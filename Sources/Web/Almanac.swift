/// What many pages need and loads alone change: the notices, their calendars and their tasks, kept between requests.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Reminders
import Synchronization
import Texts

/// The notices as they are loaded now.
struct AlmanacPage: Sendable {
    let notices: [StoredNotice]
    let clocks: [String: NoticeClock]
    /// As their files have them.
    let definitions: [String: Notice]
    private let texts: [Language: [String: NoticeText]]
    /// The zone of the ledger as a whole.
    let zone: Zone

    init(_ notices: [StoredNotice], in store: LedgerStore) throws {
        self.notices = notices
        clocks = try NoticeClock.all(of: notices, in: store)
        zone = try Zones.load(notices.first?.zone ?? Shelf.usualZone).get()
        var definitions: [String: Notice] = [:]
        var texts: [Language: [String: NoticeText]] = [:]
        for notice in notices {
            let brief = try Dossier(withoutUnits: notice.id, in: store)
            definitions[notice.id] = brief.notice
            // The roster is needed only where some units owe other things than the rest.
            let differs = brief.notice.tasks.contains { $0.deliver.contains { $0.who != nil } }
            let roster = differs ? try Dossier(notice.id, in: store).roster : brief.roster
            for language in Language.allCases {
                texts[language, default: [:]][notice.id] = NoticeText(brief.notice, roster: roster, language: language)
            }
        }
        self.definitions = definitions
        self.texts = texts
    }

    func notice(_ id: String) -> StoredNotice? { notices.first { $0.id == id } }

    /// What a task asks for, in words.
    func task(_ id: String, of notice: String, _ language: Language) -> TaskText? {
        texts[language]?[notice]?.tasks[id]
    }
}

final class Almanac: Sendable {
    private let kept = Mutex<(mark: [Int64], page: AlmanacPage)?>(nil)
    private let clocks = Mutex<[ClockKey: NoticeClock]>([:])

    /// By what makes a clock: another text has another digest.
    private struct ClockKey: Hashable {
        let calendar: String
        let zone: String
    }

    /// As `NoticeClock.all`, each calendar read once.
    func clocks(of notices: [StoredNotice], in store: LedgerStore) throws -> [String: NoticeClock] {
        var found: [String: NoticeClock] = [:]
        for notice in notices {
            let key = ClockKey(calendar: notice.calendar, zone: notice.zone)
            if let known = clocks.withLock({ $0[key] }) {
                found[notice.id] = known
                continue
            }
            let clock = try NoticeClock.all(of: [notice], in: store)[notice.id]
            found[notice.id] = clock
            clocks.withLock { $0[key] = clock }
        }
        return found
    }

    /// Notices change by loads, each of which is an event of its own: two columns of a few rows tell.
    func page(_ store: LedgerStore) throws -> AlmanacPage {
        let notices = try store.notices()
        let mark = notices.map(\.loadedBy) + notices.map { $0.state == .loaded ? 1 : 0 }
        if let known = kept.withLock({ $0 }), known.mark == mark { return known.page }
        let page = try AlmanacPage(notices, in: store)
        kept.withLock { $0 = (mark, page) }
        return page
    }
}
