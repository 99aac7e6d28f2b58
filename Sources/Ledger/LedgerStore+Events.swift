/// Reading events, the chain's head and what follows from single events.

import Deadlines
import Texts
import Workflow

/// Which events are wanted.
public enum EventSlice: Sendable, Hashable {
    case assignment(AssignmentID)
    /// All of a notice, those of its assignments included.
    case notice(String)
    /// Of one unit in a notice: its assignments' events and its own (`told` …).
    case unit(String, notice: String)
    /// Of a notice, those that belong to no assignment: loads, `finalised`, `told`, `change` …
    case shared(notice: String)
    /// Everything in the order of the chain, after this number.
    case after(Int64)
}

/// A silence as it stands.
public struct Silence: Sendable, Hashable {
    /// The event that began it.
    public let event: Int64
    public let scope: String
    public let until: Instant
    public let reason: String
    public let author: String
    /// The event that ended it before its time.
    public let endedBy: Int64?
}

/// How letters leave: `hold`, `release` or `redirect`.
public struct MailMode: Sendable, Hashable {
    public let mode: String
    public let detail: String
    public let event: Int64
}

extension LedgerStore {
    /// The events of a slice in the order in which they happened (`.after`: the order of the chain), one at a time.
    /// - Parameters:
    ///   - asOf: only what had happened and was recorded by then; voids recorded later do not count.
    ///   - includingVoided: also what was taken back.
    public func forEachEvent(
        _ slice: EventSlice, asOf: Instant? = nil, includingVoided: Bool = false, _ body: (Event) throws -> Void
    ) throws {
        let (name, first, second) = slice.query
        try database.stream(.events, name) { statement in
            switch first {
            case .text(let text): statement.bind(1, text)
            case .number(let number): statement.bind(1, number)
            case .none: break
            }
            statement.bind(2, asOf?.seconds ?? Int64.max)
            statement.bind(3, asOf?.seconds ?? Int64.max)
            statement.bind(4, includingVoided)
            switch second {
            case .text(let text): statement.bind(5, text)
            case .number(let number): statement.bind(5, number)
            case .none: break
            }
        } _: { row in
            try body(event(row))
        }
    }

    /// As `forEachEvent`, collected.
    public func events(
        _ slice: EventSlice, asOf: Instant? = nil, includingVoided: Bool = false
    ) throws(LedgerError) -> [Event] {
        var out: [Event] = []
        try rethrowing { try forEachEvent(slice, asOf: asOf, includingVoided: includingVoided) { out.append($0) } }
        return out
    }

    /// One event by its number.
    public func event(_ seq: Int64) throws(LedgerError) -> Event? {
        try database.first(.events, "one", { $0.bind(1, seq) }, event)
    }

    /// What was personal in the event; nil when there was nothing or it was erased.
    public func personal(ofEvent seq: Int64) throws(LedgerError) -> String? {
        let stored = try database.first(.events, "personal") {
            $0.bind(1, seq)
        } _: { (row) throws(LedgerError) in
            row.textOrNil(0)
        }
        // The salt and a space go before it.
        return stored.flatMap { $0 }.map { String($0.dropFirst(33)) }
    }

    /// The event that took this one back.
    public func voided(by seq: Int64) throws(LedgerError) -> Int64? {
        try database.first(.events, "void_of") {
            $0.bind(1, seq)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
    }

    /// Events that were taken back, with the event that did: of one notice, or of the whole ledger.
    public func voids(notice: String? = nil) throws(LedgerError) -> [Int64: Int64] {
        var out: [Int64: Int64] = [:]
        try database.each(.events, notice == nil ? "voids" : "voids_of_notice") { statement in
            if let notice { statement.bind(1, notice) }
        } _: { (row) throws(LedgerError) in
            out[row.int64(0)] = row.int64(1)
        }
        return out
    }

    public func head() throws(LedgerError) -> Head {
        let (seq, hash) = try headRow()
        guard let hash = SHA256.Digest(hash) else {
            throw .damaged(path, Phrase(zh: "第 \(seq) 号事件的校验值不完整", en: "the hash of event \(seq) is incomplete"))
        }
        return Head(seq: seq, hash: hash)
    }

    func headRow() throws(LedgerError) -> (seq: Int64, hash: [UInt8]) {
        try database.first(.events, "head") { (row) throws(LedgerError) in (row.int64(0), row.blob(1)) }
            ?? (0, Head.zero)
    }

    /// When the last event was taken down; nil in an empty ledger. A clock that says less was set back.
    public func lastRecorded() throws(LedgerError) -> Instant? {
        try database.first(.events, "last_recorded") { (row) throws(LedgerError) in row.instant(0) }
    }

    /// Silences in force at `now`, or all there ever were.
    public func silences(at now: Instant, includingPast: Bool = false) throws(LedgerError) -> [Silence] {
        try database.all(.events, "silences") { statement in
            statement.bind(1, now)
            statement.bind(2, includingPast)
        } _: { (row) throws(LedgerError) in
            Silence(
                event: row.int64(0), scope: row.text(1), until: row.instant(2), reason: row.text(3),
                author: row.text(4), endedBy: row.int64OrNil(5))
        }
    }

    /// Nil until somebody has decided.
    public func mailMode() throws(LedgerError) -> MailMode? {
        try database.first(.events, "mail_mode") { (row) throws(LedgerError) in
            MailMode(mode: row.text(0), detail: row.text(1), event: row.int64(2))
        }
    }

    public func meta(_ key: String) throws(LedgerError) -> String? {
        try database.first(.events, "meta_get") {
            $0.bind(1, key)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
    }
}

extension LedgerStore {
    func event(_ row: Statement) throws(LedgerError) -> Event {
        let stored = EventRow(withoutDigest: row)
        guard let event = Event(stored) else {
            throw .damaged(
                path,
                Phrase(
                    zh: "第 \(stored.seq) 号事件（\(stored.kind)）无法解读",
                    en: "event \(stored.seq) (\(stored.kind)) cannot be read"))
        }
        return event
    }

    /// For bodies that throw nothing but what the ledger itself throws.
    func rethrowing<T>(_ body: () throws -> T) throws(LedgerError) -> T {
        do {
            return try body()
        } catch let error as LedgerError {
            throw error
        } catch {
            throw LedgerError(
                .internalError, path: path, what: Phrase(zh: "程序内部错误", en: "an error inside the program"),
                detail: "\(type(of: error))")
        }
    }
}

extension Event {
    init?(_ row: EventRow) {
        guard let fields = Fields(text: row.body), let what = What(kind: row.kind, fields: fields),
            let source = Source(rawValue: row.source)
        else { return nil }
        self.init(
            seq: row.seq, notice: row.notice, assignment: row.assignment, unit: row.unit, item: row.item,
            at: Instant(seconds: row.at), recorded: Instant(seconds: row.recorded), author: row.author, source: source,
            what: what)
    }
}

private enum Value {
    case text(String)
    case number(Int64)
    case none
}

extension EventSlice {
    fileprivate var query: (name: String, first: Value, second: Value) {
        switch self {
        case .assignment(let id): ("of_assignment", .number(id), .none)
        case .notice(let notice): ("of_notice", .text(notice), .none)
        case .unit(let unit, let notice): ("of_unit", .text(notice), .text(unit))
        case .shared(let notice): ("shared", .text(notice), .none)
        case .after(let seq): ("after", .none, .number(seq))
        }
    }
}
