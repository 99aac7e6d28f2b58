/// The ledger as it stood at an earlier moment: what past reports need besides the events.

import Deadlines
import Texts
import Workflow

/// An assignment that a later revision of its notice no longer had; nothing was ever recorded for it.
public struct RemovedAssignment: Sendable, Hashable {
    public let assignment: Assignment
    /// The `planned` event that made it.
    public let madeBy: Int64
    /// The `loaded` event that took it out.
    public let removedBy: Int64
}

extension LedgerStore {
    /// The head of the chain as it was at `moment`: the last event recorded by then.
    public func head(asOf moment: Instant) throws(LedgerError) -> Head {
        let found = try database.first(.past, "head") {
            $0.bind(1, moment)
        } _: { (row) throws(LedgerError) in
            (seq: row.int64(0), hash: row.blob(1))
        }
        let (seq, bytes) = found ?? (0, Head.zero)
        guard let hash = SHA256.Digest(bytes) else {
            throw .damaged(path, Phrase(zh: "第 \(seq) 号事件的校验值不完整", en: "the hash of event \(seq) is incomplete"))
        }
        return Head(seq: seq, hash: hash)
    }

    /// Whether anything was recorded in the notice at the moment or later. If not, a row may still say `waiting` though
    /// its opening has come at that moment: rows are brought up to date when something is recorded.
    public func hasRecorded(inNotice notice: String, since moment: Instant) throws(LedgerError) -> Bool {
        let found = try database.first(.past, "recorded_since") { statement in
            statement.bind(1, notice)
            statement.bind(2, moment)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        }
        return found ?? false
    }

    /// A notice's assignments as they were made, each with the `planned` event that vouches for it, in the order of their
    /// numbers.
    public func definitions(ofNotice notice: String) throws(LedgerError) -> [(assignment: Assignment, madeBy: Int64)] {
        try database.all(.past, "definitions") {
            $0.bind(1, notice)
        } _: { (row) throws(LedgerError) in
            (Assignment(definition: row), row.int64(12))
        }
    }

    /// A notice's assignments that are gone, in the order of their numbers.
    public func removedAssignments(ofNotice notice: String) throws(LedgerError) -> [RemovedAssignment] {
        try database.all(.past, "removed", { $0.bind(1, notice) }, removed)
    }

    /// The assignment that had this number and is gone.
    public func removedAssignment(_ id: AssignmentID) throws(LedgerError) -> RemovedAssignment? {
        try database.first(.past, "removed_one", { $0.bind(1, id) }, removed)
    }

    private func removed(_ row: Statement) throws(LedgerError) -> RemovedAssignment {
        var reader = CanonicalReader(row.blob(0))
        guard let assignment = Assignment(&reader) else {
            throw .damaged(path, Phrase(zh: "已删除任务的定义无法解读", en: "a removed assignment's definition cannot be read"))
        }
        return RemovedAssignment(assignment: assignment, madeBy: row.int64(1), removedBy: row.int64(2))
    }
}

/// Reads what `Canonical` wrote. Nil from `next` means the bytes are not of that form.
struct CanonicalReader {
    enum Value: Hashable {
        case null
        case number(Int64)
        case text(String)
    }

    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func next() -> Value? {
        switch bytes.popFirst() {
        case 0: return .null
        case 1: return word(8).map { .number(Int64(bitPattern: $0)) }
        case 2:
            guard let count = word(4), count <= UInt64(bytes.count) else { return nil }
            let text = String(validating: bytes.prefix(Int(count)), as: UTF8.self)
            bytes.removeFirst(Int(count))
            return text.map { .text($0) }
        default: return nil
        }
    }

    private mutating func word(_ size: Int) -> UInt64? {
        guard bytes.count >= size else { return nil }
        let value = bytes.prefix(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        bytes.removeFirst(size)
        return value
    }
}

extension Assignment {
    /// From the canonical form that `writeDefinition` gives; nil for any other.
    init?(_ reader: inout CanonicalReader) {
        var values: [CanonicalReader.Value] = []
        while !reader.isAtEnd {
            guard let value = reader.next() else { return nil }
            values.append(value)
        }
        guard values.count == 12, case .number(let id) = values[0], case .text(let notice) = values[1],
            case .text(let task) = values[2], case .text(let unit) = values[3], case .text(let reviewers) = values[8],
            case .number(let opens) = values[9], case .number(let provisional) = values[11]
        else { return nil }
        self.init(
            id: id, notice: notice, task: task, unit: unit, item: values[4].text, channel: values[5].text,
            occurrence: values[6].text, entry: values[7].number.map { Int($0) }, reviewers: ListText.split(reviewers),
            opens: Instant(seconds: opens), due: values[10].number.map { Instant(seconds: $0) },
            isProvisional: provisional != 0)
    }
}

extension CanonicalReader.Value {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
    fileprivate var number: Int64? { if case .number(let number) = self { number } else { nil } }
}
