/// Appending events, and the rows that follow from an event at once: voids, silences, the mail mode.

import Deadlines
import Texts
import Workflow

extension LedgerWriter {
    /// Appends the event at the end of the chain; its own `seq` is ignored.
    /// - Parameter personal: kept outside the chain under a salted digest, so that it can be erased later.
    /// - Returns: the event's number.
    @discardableResult
    public func append(_ event: Event, personal: String? = nil) throws(LedgerError) -> Int64 {
        guard !isPlanning else { throw refused(Phrase(zh: "生成任务期间不能记录事件", en: "no event while a plan is made")) }
        try refuseImpossible(event.what)
        var chain = try hasher()
        let secret = personal.map { "\(Salt.fresh()) \($0)" }
        let secretDigest = secret.map { chain.digest($0.utf8).bytes }
        let row = EventRow(event, seq: lastSeq + 1, personalDigest: secretDigest)
        let hash = chain.link(after: previous, row).bytes
        self.chain = chain
        isHalfDone = true
        try database.run(.events, "append") { statement in
            statement.bind(1, row.seq)
            statement.bind(2, row.kind)
            statement.bind(3, row.notice)
            statement.bind(4, row.assignment)
            statement.bind(5, row.unit)
            statement.bind(6, row.item)
            statement.bind(7, row.at)
            statement.bind(8, row.recorded)
            statement.bind(9, row.author)
            statement.bind(10, row.source)
            statement.bind(11, row.body)
            statement.bind(12, blob: secretDigest)
            statement.bind(13, secret)
            statement.bind(14, blob: hash)
        }
        lastSeq = row.seq
        previous = hash
        try DerivedRows(database).take(event.what, seq: row.seq, author: row.author)
        isHalfDone = false
        return row.seq
    }

    /// The head as it will be when this step is committed.
    public func head() throws(LedgerError) -> Head { try store.head() }

    /// Forgets what was personal in an event; the chain keeps its digest.
    /// - Returns: false when there was nothing to forget.
    @discardableResult
    public func erasePersonal(ofEvent seq: Int64) throws(LedgerError) -> Bool {
        try database.run(.events, "erase_personal") { $0.bind(1, seq) }
        return database.changes > 0
    }

    /// A remark about the ledger itself, outside the chain: whether it is a demo's, the daemon's last tick.
    public func setMeta(_ key: String, _ value: String) throws(LedgerError) {
        try database.run(.events, "meta_set") { statement in
            statement.bind(1, key)
            statement.bind(2, value)
        }
    }

    private func refuseImpossible(_ what: What) throws(LedgerError) {
        guard case .voided(let target, _) = what else { return }
        guard let event = try store.event(target) else {
            throw .unknown(store.path, Phrase(zh: "事件 \(target)", en: "event \(target)"))
        }
        if case .voided = event.what {
            throw refused(
                Phrase(zh: "事件 \(target) 本身是一次作废，不能再作废", en: "event \(target) is itself a void and cannot be voided"),
                remedy: Phrase(zh: "把被作废的内容重新记录一次", en: "record again what it had voided"))
        }
        if let by = try store.voided(by: target) {
            throw LedgerError(
                .conflict, path: store.path,
                what: Phrase(zh: "事件 \(target) 已由事件 \(by) 作废", en: "event \(target) was voided by event \(by) already"))
        }
    }
}

/// Random text that makes a digest of something short (a telephone number) impossible to guess.
enum Salt {
    static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        let words = (generator.next(), generator.next())
        return withUnsafeBytes(of: words) { bytes in
            let digits = Array("0123456789abcdef".utf8)
            return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
        }
    }
}
