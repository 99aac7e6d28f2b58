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
