/// The small tables that follow from single events: voids, silences, the mail mode.

import Workflow

struct DerivedRows {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func take(_ what: What, seq: Int64, author: String) throws(LedgerError) {
        switch what {
        case .voided(let event, _): try void(event, by: seq)
        case .silenced(let until, let scope, let reason):
            try database.run(.events, "silence_insert") { statement in
                statement.bind(1, seq)
                statement.bind(2, scope)
                statement.bind(3, until)
                statement.bind(4, reason)
                statement.bind(5, author)
            }
        case .unsilenced(let event, _):
            try database.run(.events, "silence_end") { statement in
                statement.bind(1, event)
                statement.bind(2, seq)
            }
        case .mailMode(let mode, let detail): try set(mode: mode, detail: detail, event: seq)
        default: break
        }
    }

    private func void(_ event: Int64, by seq: Int64) throws(LedgerError) {
        try database.run(.events, "void_insert") { statement in
            statement.bind(1, event)
            statement.bind(2, seq)
        }
        // A silence taken back never was; the end of one taken back goes on.
        try database.run(.events, "silence_delete") { $0.bind(1, event) }
        try database.run(.events, "silence_resume") { $0.bind(1, event) }
        try database.run(.events, "mail_mode_clear")
        let latest = try database.first(.events, "mail_mode_latest") { (row) throws(LedgerError) in
            (row.int64(0), row.text(1))
        }
        guard let latest, let fields = Fields(text: latest.1), let what = What(kind: "mailMode", fields: fields),
            case .mailMode(let mode, let detail) = what
        else { return }
        try set(mode: mode, detail: detail, event: latest.0)
    }

    private func set(mode: String, detail: String, event: Int64) throws(LedgerError) {
        try database.run(.events, "mail_mode_set") { statement in
            statement.bind(1, mode)
            statement.bind(2, detail)
            statement.bind(3, event)
        }
    }
}

// MARK: - The same from the events alone

/// What those tables must say, computed without writing anything.
struct DerivedState {
    private var voids: [Int64: Int64] = [:]
    private var silences: [Int64: (scope: String, until: Int64, reason: String, author: String, endedBy: Int64?)] = [:]
    /// Those that were not voided, in their order.
    private var modes: [(seq: Int64, mode: String, detail: String)] = []

    mutating func take(_ what: What, seq: Int64, author: String) {
        switch what {
        case .voided(let event, _):
            voids[event] = seq
            silences[event] = nil
            for (key, silence) in silences where silence.endedBy == event { silences[key]?.endedBy = nil }
            modes.removeAll { $0.seq == event }
        case .silenced(let until, let scope, let reason):
            silences[seq] = (scope, until.seconds, reason, author, nil)
        case .unsilenced(let event, _):
            if let silence = silences[event], silence.endedBy == nil { silences[event]?.endedBy = seq }
        case .mailMode(let mode, let detail): modes.append((seq, mode, detail))
        default: break
        }
    }

    /// As `LedgerStore.derivedRows` gives them.
    var rows: Set<[String?]> {
        var out: Set<[String?]> = []
        for (event, by) in voids { out.insert(["voids", String(event), String(by)]) }
        for (event, silence) in silences {
            out.insert([
                "silences_all", String(event), silence.scope, String(silence.until), silence.reason, silence.author,
                silence.endedBy.map { String($0) },
            ])
        }
        if let last = modes.last { out.insert(["mail_mode", last.mode, last.detail, String(last.seq)]) }
        return out
    }
}

/// A row of those tables that is there and should not be, or the other way round.
public struct DerivedDifference: Sendable, Hashable {
    public enum Table: String, Sendable {
        case voids = "void"
        case silences = "silence"
        case mailMode = "mail_mode"
    }

    public let table: Table
    /// The event that it follows from.
    public let event: Int64?
    /// The row is there; false: it is missing.
    public let isStored: Bool
}

extension LedgerStore {
    /// Rows for voids, silences and the mail mode that are not what the events say; in the order of the events.
    public func derivedDifferences() throws(LedgerError) -> [DerivedDifference] {
        var state = DerivedState()
        try database.each(.events, "deriving") { (row) throws(LedgerError) in
            let event = try event(row)
            state.take(event.what, seq: event.seq, author: event.author)
        }
        let stored = try derivedRows()
        return stored.symmetricDifference(state.rows).map { row in
            let isStored = stored.contains(row)
            func number(_ index: Int) -> Int64? { row[index].flatMap { Int64($0) } }
            return switch row[0] {
            case "voids": DerivedDifference(table: .voids, event: number(1), isStored: isStored)
            case "silences_all": DerivedDifference(table: .silences, event: number(1), isStored: isStored)
            default: DerivedDifference(table: .mailMode, event: number(3), isStored: isStored)
            }
        }
        .sorted { ($0.event ?? 0, $0.isStored ? 0 : 1) < ($1.event ?? 0, $1.isStored ? 0 : 1) }
    }

    func derivedRows() throws(LedgerError) -> Set<[String?]> {
        var out: Set<[String?]> = []
        for name in ["voids", "silences_all", "mail_mode"] {
            try database.each(.events, name) { (row) throws(LedgerError) in
                out.insert([name] + (0..<row.columnCount).map { row.textOrNil($0) })
            }
        }
        return out
    }
}
