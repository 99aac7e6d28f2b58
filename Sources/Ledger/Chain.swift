/// The hash chain over the events: each hash covers its event and the hash before it.
///
/// hash(n) = SHA-256(hash(n − 1) ‖ seq ‖ kind ‖ notice ‖ assignment ‖ unit ‖ item ‖ at ‖ recorded ‖ author ‖ source ‖
/// body ‖ personal_digest), the columns in `Canonical` form, hash(0) = 32 zero bytes.

import Workflow

/// The end of the chain: a report that prints it shows later whether the events it was made from still stand.
public struct Head: Sendable, Hashable {
    /// The number of the last event; 0 in an empty ledger.
    public let seq: Int64
    public let hash: SHA256.Digest

    public init(seq: Int64, hash: SHA256.Digest) {
        self.seq = seq
        self.hash = hash
    }

    static let zero = [UInt8](repeating: 0, count: 32)
}

/// The columns of an event that its hash covers.
struct EventRow: Hashable {
    var seq: Int64
    var kind: String
    var notice: String?
    var assignment: Int64?
    var unit: String?
    var item: String?
    var at: Int64
    var recorded: Int64
    var author: String
    var source: String
    var body: String
    var personalDigest: [UInt8]?

    init(_ event: Event, seq: Int64, personalDigest: [UInt8]?) {
        self.seq = seq
        kind = event.what.kind
        notice = event.notice
        assignment = event.assignment
        unit = event.unit
        item = event.item
        at = event.at.seconds
        recorded = event.recorded.seconds
        author = event.author
        source = event.source.rawValue
        body = event.what.fields.text
        self.personalDigest = personalDigest
    }

    /// From a row whose columns are `seq … personal_digest` in the order above.
    init(_ row: Statement) {
        self.init(withoutDigest: row)
        personalDigest = row.isNull(11) ? nil : row.blob(11)
    }

    /// From a row whose columns are `seq … body`.
    init(withoutDigest row: Statement) {
        seq = row.int64(0)
        kind = row.text(1)
        notice = row.textOrNil(2)
        assignment = row.int64OrNil(3)
        unit = row.textOrNil(4)
        item = row.textOrNil(5)
        at = row.int64(6)
        recorded = row.int64(7)
        author = row.text(8)
        source = row.text(9)
        body = row.text(10)
    }

    func write(to canonical: inout Canonical) {
        canonical.add(seq)
        canonical.add(kind)
        canonical.add(notice)
        canonical.add(assignment)
        canonical.add(unit)
        canonical.add(item)
        canonical.add(at)
        canonical.add(recorded)
        canonical.add(author)
        canonical.add(source)
        canonical.add(body)
        canonical.add(blob: personalDigest)
    }
}

/// Computes links one after another with one hasher and one buffer.
struct ChainHasher {
    private let hasher: SHA256
    private var buffer = Canonical()

    init() throws(SHA256.Unavailable) {
        hasher = try SHA256()
    }

    mutating func link(after previous: [UInt8], _ row: EventRow) -> SHA256.Digest {
        buffer.removeAll()
        row.write(to: &buffer)
        hasher.begin()
        hasher.add(previous)
        hasher.add(buffer.bytes)
        return hasher.end()
    }

    func digest(_ bytes: some Collection<UInt8>) -> SHA256.Digest { hasher.digest(of: bytes) }
}

extension SHA256 {
    /// A hasher, or the ledger's error that says why there is none.
    static func forLedger(_ path: String) throws(LedgerError) -> SHA256 {
        do {
            return try SHA256()
        } catch {
            throw .hashing(path, error)
        }
    }
}
