/// The roster that the ledger keeps: now, and as it stood after an event.

import Deadlines
import Notices
import Texts

/// A unit with its place in the ledger.
public struct StoredUnit: Sendable, Hashable {
    /// The row's number: what `StatusRow.unit` refers to.
    public let ref: Int64
    public let unit: Unit
    /// No longer in the roster; kept for its history.
    public let isRemoved: Bool
    /// The event since which it is as it is.
    public let since: Int64
}

extension LedgerStore {
    /// All units there ever were, in the order in which they came.
    /// - Parameter after: the roster as it stood after this event, without mailboxes and telephones; nil: now.
    public func units(after event: Int64? = nil) throws(LedgerError) -> [StoredUnit] {
        guard let event else { return try database.all(.units, "all", { _ in }, unit) }
        return try database.all(.units, "at_event", { $0.bind(1, event) }, unit)
    }

    public func unit(code: String) throws(LedgerError) -> StoredUnit? {
        try database.first(.units, "one", { $0.bind(1, code) }, unit)
    }

    func unit(_ row: Statement) throws(LedgerError) -> StoredUnit {
        let credit = try row.textOrNil(10).map { (text) throws(LedgerError) in
            do {
                return try CreditCode(text)
            } catch {
                throw LedgerError.damaged(path, Phrase(zh: "单位的信用代码无法解读", en: "a unit's credit code cannot be read"))
            }
        }
        let unit = Unit(
            code: row.text(1), name: row.text(2), kind: row.textOrNil(3),
            level: row.textOrNil(4).flatMap { UnitLevel(rawValue: $0) }, parent: row.textOrNil(5),
            region: row.textOrNil(6), tags: ListText.split(row.text(7)),
            mailboxes: row.textOrNil(14).map { ListText.split($0) } ?? [], phone: row.textOrNil(15),
            creditCode: credit, joins: row.dayOrNil(8), leaves: row.dayOrNil(9),
            formerNames: ListText.split(row.text(11)))
        return StoredUnit(ref: row.int64(0), unit: unit, isRemoved: row.bool(12), since: row.int64(13))
    }
}

extension LedgerWriter {
    /// Adds units or changes them; one that is as it was stays untouched. Contacts go through `putContact`.
    /// - Parameter since: the event that says so, appended before.
    public func put(_ units: some Sequence<Unit>, since event: Int64) throws(LedgerError) {
        var next = try database.first(.units, "next_ref") { (row) throws(LedgerError) in row.int64(0) } ?? 1
        for unit in units {
            if let stored = try store.unit(code: unit.code) {
                if stored.isRemoved || !stored.unit.hasSamePublicPart(as: unit) {
                    try change(stored, to: unit, isRemoved: false, since: event)
                }
            } else {
                try write(unit, "insert", ref: next, isRemoved: false, since: event)
                names.units[unit.code] = next
                next += 1
            }
        }
    }

    /// Takes a unit out of the roster; its history stays.
    public func remove(unit code: String, since event: Int64) throws(LedgerError) {
        guard let stored = try store.unit(code: code) else {
            throw .unknown(store.path, Phrase(zh: "单位“\(code)”", en: "unit “\(code)”"))
        }
        if !stored.isRemoved { try change(stored, to: stored.unit, isRemoved: true, since: event) }
    }

    /// Keeps where to reach the unit: its mailboxes and telephone.
    /// - Returns: the digest for `contactChanged`, over a fresh salt and the contents.
    @discardableResult
    public func putContact(of unit: Unit) throws(LedgerError) -> String {
        let ref = try ref(unit: unit.code)
        let salt = Salt.fresh()
        let mailboxes = ListText.join(unit.mailboxes)
        let digest = try hasher().contactDigest(salt: salt, code: unit.code, mailboxes: mailboxes, phone: unit.phone)
        try database.run(.units, "contact_set") { statement in
            statement.bind(1, ref)
            statement.bind(2, mailboxes)
            statement.bind(3, unit.phone)
            statement.bind(4, salt)
            statement.bind(5, digest)
        }
        return digest
    }

    /// Forgets where to reach a unit; the digests in the chain stay.
    public func eraseContact(of code: String) throws(LedgerError) {
        try database.run(.units, "contact_erase") { $0.bind(1, code) }
    }

    private func change(
        _ stored: StoredUnit, to unit: Unit, isRemoved: Bool, since event: Int64
    ) throws(LedgerError) {
        try database.run(.units, "keep_past") { statement in
            statement.bind(1, stored.ref)
            statement.bind(2, event)
        }
        try write(unit, "update", ref: stored.ref, isRemoved: isRemoved, since: event)
    }

    private func write(
        _ unit: Unit, _ name: String, ref: Int64, isRemoved: Bool, since event: Int64
    ) throws(LedgerError) {
        try database.run(.units, name) { statement in
            statement.bind(1, ref)
            statement.bind(2, unit.code)
            statement.bind(3, unit.name)
            statement.bind(4, unit.kind)
            statement.bind(5, unit.level?.rawValue)
            statement.bind(6, unit.parent)
            statement.bind(7, unit.region)
            statement.bind(8, ListText.join(unit.tags))
            statement.bind(9, unit.joins)
            statement.bind(10, unit.leaves)
            statement.bind(11, unit.creditCode?.text)
            statement.bind(12, ListText.join(unit.formerNames))
            statement.bind(13, isRemoved)
            statement.bind(14, event)
        }
    }
}

extension ChainHasher {
    /// SHA-256 of salt, code, mailboxes (joined by line feeds) and telephone in canonical form, in hexadecimal.
    func contactDigest(salt: String, code: String, mailboxes: String, phone: String?) -> String {
        var canonical = Canonical()
        canonical.add(salt)
        canonical.add(code)
        canonical.add(mailboxes)
        canonical.add(phone)
        return digest(canonical.bytes).hex
    }
}

extension Unit {
    fileprivate func hasSamePublicPart(as other: Unit) -> Bool {
        code == other.code && name == other.name && kind == other.kind && level == other.level
            && parent == other.parent && region == other.region && tags == other.tags
            && creditCode == other.creditCode && joins == other.joins && leaves == other.leaves
            && formerNames == other.formerNames
    }
}
