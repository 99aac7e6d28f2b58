/// Everything about one loaded notice that a use case works on, read from the ledger in one go.

import Deadlines
import Documents
import Ledger
import Notices
import Platform
import Texts
import Workflow

public struct Dossier: Sendable {
    public let stored: StoredNotice
    public let board: Board
    /// When the notice was loaded first.
    public let loadedAt: Instant

    public var notice: Notice { board.notice }
    public var roster: Roster { board.roster }
    public var calendar: WorkCalendar { board.calendar }
    public var zone: Zone { board.zone }
    public var planner: Planner { Planner(board: board, loadedAt: loadedAt) }

    /// The notice as it is loaded now.
    public init(_ id: String, in store: LedgerStore) throws {
        guard let stored = try store.notice(id) else {
            throw Refusal.unknown(Phrase(zh: "通知", en: "notice"), id, among: try store.notices().map(\.id))
        }
        try self.init(stored, file: stored.file, roster: stored.roster, calendar: stored.calendar, in: store)
    }

    /// The notice as its texts said at an earlier load.
    init(_ stored: StoredNotice, _ load: Load, in store: LedgerStore) throws {
        try self.init(stored, file: load.notice, roster: load.roster, calendar: load.calendar, in: store)
    }

    private init(
        _ stored: StoredNotice, file: String, roster: String, calendar: String, in store: LedgerStore
    ) throws {
        let notice = try KeptTexts.notice(try Dossier.text(file, in: store), id: stored.id)
        let roster = try KeptTexts.roster(try Dossier.text(roster, in: store))
        let calendar = try KeptTexts.calendar(try Dossier.text(calendar, in: store), id: stored.id)
        self.stored = stored
        board = Board(notice: notice, roster: roster, calendar: calendar, zone: try Dossier.zone(stored.zone))
        loadedAt = try Dossier.firstLoad(of: stored.id, in: store)
    }

    /// The notice with as much of its roster as its rules need for a few units.
    init(_ stored: StoredNotice, units: Set<String>, in store: LedgerStore) throws {
        let notice = try KeptTexts.notice(try Dossier.text(stored.file, in: store), id: stored.id)
        let text = try Dossier.text(stored.roster, in: store)
        let roster =
            try PartialRoster.suffices(for: notice, text)
            ? PartialRoster(text).roster(with: units) : KeptTexts.roster(text)
        let calendar = try KeptTexts.calendar(try Dossier.text(stored.calendar, in: store), id: stored.id)
        self.stored = stored
        board = Board(notice: notice, roster: roster, calendar: calendar, zone: try Dossier.zone(stored.zone))
        loadedAt = try Dossier.firstLoad(of: stored.id, in: store)
    }

    /// The notice as it is loaded now, with its texts and dates and no units: for what asks nothing of the roster, which
    /// may be far larger than all the rest.
    public init(withoutUnits id: String, in store: LedgerStore) throws {
        guard let stored = try store.notice(id) else {
            throw Refusal.unknown(Phrase(zh: "通知", en: "notice"), id, among: try store.notices().map(\.id))
        }
        let notice = try KeptTexts.notice(try Dossier.text(stored.file, in: store), id: id)
        let calendar = try KeptTexts.calendar(try Dossier.text(stored.calendar, in: store), id: id)
        self.stored = stored
        board = Board(
            notice: notice, roster: Roster(units: []), calendar: calendar, zone: try Dossier.zone(stored.zone))
        loadedAt = try Dossier.firstLoad(of: id, in: store)
    }

    static func zone(_ name: String) throws -> Zone {
        switch Zones.load(name) {
        case .success(let zone): return zone
        case .failure(let problem): throw Refusal(.badData, problem.what, remedy: problem.remedy)
        }
    }

    private static func text(_ digest: String, in store: LedgerStore) throws -> String {
        guard let text = try store.document(digest) else {
            throw KeptTexts.damaged(Phrase(zh: "原文", en: "text"), String(digest.prefix(12)))
        }
        return text
    }

    private static func firstLoad(of id: String, in store: LedgerStore) throws -> Instant {
        if let at = try store.firstLoad(of: id) { return at }
        throw KeptTexts.damaged(Phrase(zh: "加载记录", en: "record of loading"), id)
    }
}

/// The texts that the ledger keeps beside the chain, and how they are read back.
enum KeptTexts {
    static func notice(_ text: String, id: String) throws -> Notice {
        let (node, _) = YAMLReader.read(text, file: id)
        guard let node, let decoded = NoticeFile.decode(node, file: id).0 else {
            throw damaged(Phrase(zh: "通知文件", en: "notice file"), id)
        }
        return decoded.notice
    }

    static func conditions(_ text: String, id: String) throws -> [TaskConditions] {
        guard let node = YAMLReader.read(text, file: id).node else {
            throw damaged(Phrase(zh: "通知文件", en: "notice file"), id)
        }
        return NoticeFile.conditions(node)
    }

    /// The public part of a roster; mailboxes and telephones are kept elsewhere, where they can be erased.
    static func roster(_ text: String) throws -> Roster {
        guard Recent<Roster>.isWorthKeeping(text) else { return try readRoster(text) }
        return try rosters.value(of: text) { try readRoster(text) }
    }

    static func calendar(_ text: String, id: String) throws -> WorkCalendar {
        try calendars.value(of: text) {
            guard let calendar = WorkCalendar(compact: text) else {
                throw damaged(Phrase(zh: "工作日历", en: "working-day calendar"), id)
            }
            return calendar
        }
    }

    static func text(of calendar: WorkCalendar) -> String { calendarText.text(of: calendar) { calendar.compact } }

    private static let calendarText = Latest<WorkCalendar>()
    private static let rosterText = Latest<[Unit]>()
    private static let rosters = Recent<Roster>(limit: 2)
    private static let calendars = Recent<WorkCalendar>(limit: 4)

    private static func readRoster(_ text: String) throws -> Roster {
        guard let sheet = CSVReader.read(text, file: "roster").sheet else {
            throw damaged(Phrase(zh: "名录", en: "roster"), "roster")
        }
        return RosterReader.read(sheet).roster
    }

    static func text(of roster: Roster) -> String {
        roster.units.count < 1000
            ? rosterText.text(of: roster.units) { publicPart(of: roster) } : publicPart(of: roster)
    }

    private static func publicPart(of roster: Roster) -> String {
        let columns: [RosterColumn] = [
            .code, .name, .kind, .level, .parent, .region, .tags, .creditCode, .joins, .leaves,
        ]
        let rows = roster.units.lazy.map { unit in columns.map { unit.text(of: $0) } }
        let writer = CSVWriter(guardsFormulas: false)
        return writer.document([columns.map(\.rawValue)]) + writer.document(rows)
    }

    static func damaged(_ what: Phrase, _ name: String) -> Refusal {
        Refusal(
            .badData,
            Phrase(zh: "台账中的\(what.zh)读不出来（\(name)）", en: "the \(what.en) kept in the ledger cannot be read (\(name))"),
            remedy: Phrase(zh: "运行 duban ledger verify 查明损坏之处", en: "run `duban ledger verify` to see what is damaged"))
    }
}
