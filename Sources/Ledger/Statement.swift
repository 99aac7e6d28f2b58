/// One prepared statement: values in, rows out. Nothing of SQLite leaves it.

import CSQLite
import Deadlines

/// Not shared between threads: it belongs to its `Database`.
final class Statement {
    /// As errors name it: `tasks.of_notice`.
    var title: String { topic.map { "\($0).\(name)" } ?? name }
    private let topic: SQLTopic?
    private let name: String
    /// Stepped and not yet reset: its rows are being read.
    private(set) var isActive = false
    private let handle: OpaquePointer
    private unowned let database: Database

    init(_ database: Database, sql: String, topic: SQLTopic? = nil, name: String) throws(LedgerError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else {
            throw database.error(code, topic.map { "\($0).\(name)" } ?? name)
        }
        self.topic = topic
        self.name = name
        self.handle = handle
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// The next row; false when there is none.
    func step() throws(LedgerError) -> Bool {
        isActive = true
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let error = database.error(code, title)
            reset()
            throw error
        }
    }

    /// Ready for new values. What was bound is forgotten, so that nothing personal lingers.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        isActive = false
    }

    /// Runs a statement that gives no rows.
    func run() throws(LedgerError) {
        _ = try step()
        reset()
    }
}

// MARK: - Values in. Places count from 1. A value out of range would be a mistake of this module: the step then fails.

extension Statement {
    func bind(_ place: Int32, _ value: Int64?) {
        if let value { sqlite3_bind_int64(handle, place, value) } else { sqlite3_bind_null(handle, place) }
    }

    func bind(_ place: Int32, _ value: Int?) { bind(place, value.map { Int64($0) }) }

    func bind(_ place: Int32, _ value: Bool) { sqlite3_bind_int64(handle, place, value ? 1 : 0) }

    func bind(_ place: Int32, _ value: Instant?) { bind(place, value?.seconds) }

    func bind(_ place: Int32, _ value: Day?) { bind(place, value.map { Int64($0.number) }) }

    func bind(_ place: Int32, _ value: String?) {
        guard var value else {
            sqlite3_bind_null(handle, place)
            return
        }
        value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                // An empty buffer has no address, and no address would mean NULL.
                guard let base = text.baseAddress else { return bindEmptyText(place) }
                _ = duban_bind_text(handle, place, base, Int32(text.count))
            }
        }
    }

    func bind(_ place: Int32, blob bytes: [UInt8]?) {
        guard let bytes else {
            sqlite3_bind_null(handle, place)
            return
        }
        bytes.withUnsafeBytes { _ = duban_bind_blob(handle, place, $0.baseAddress, Int32($0.count)) }
    }

    /// The text of a literal: it outlives the statement, so it is not copied.
    func bind(_ place: Int32, literal: StaticString) {
        literal.utf8Start.withMemoryRebound(to: CChar.self, capacity: literal.utf8CodeUnitCount) {
            _ = duban_bind_static_text(handle, place, $0, Int32(literal.utf8CodeUnitCount))
        }
    }

    func bindEmptyText(_ place: Int32) { bind(place, literal: "") }

    /// '' for a missing part of a key.
    func bind(_ place: Int32, keyPart: String?) {
        if let keyPart { bind(place, keyPart) } else { bindEmptyText(place) }
    }
}

// MARK: - Values out. Columns count from 0.

extension Statement {
    var columnCount: Int32 { sqlite3_column_count(handle) }

    func columnName(_ column: Int32) -> String {
        sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func bool(_ column: Int32) -> Bool { sqlite3_column_int64(handle, column) != 0 }

    /// NULL reads as 0: only then is its type looked at.
    func int64OrNil(_ column: Int32) -> Int64? {
        let value = int64(column)
        return value == 0 && isNull(column) ? nil : value
    }

    func intOrNil(_ column: Int32) -> Int? { int64OrNil(column).map { Int($0) } }

    func instant(_ column: Int32) -> Instant { Instant(seconds: int64(column)) }

    func instantOrNil(_ column: Int32) -> Instant? { int64OrNil(column).map { Instant(seconds: $0) } }

    func dayOrNil(_ column: Int32) -> Day? { int64OrNil(column).map { Day(number: Int32(clamping: $0)) } }

    /// The bytes of a text, valid within `body`.
    func withText<T>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        let start = sqlite3_column_text(handle, column)
        return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func text(_ column: Int32) -> String { withText(column) { String(decoding: $0, as: UTF8.self) } }

    /// Of a column that holds texts or NULL: NULL has no address.
    func textOrNil(_ column: Int32) -> String? {
        withText(column) { $0.baseAddress == nil ? nil : String(decoding: $0, as: UTF8.self) }
    }

    /// A part of a key: nil when it is ''.
    func keyPart(_ column: Int32) -> String? {
        withText(column) { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
    }

    func blob(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
