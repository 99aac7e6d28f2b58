/// Opening the ledger for a command, and the clock that holds for what it records.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts

/// A ledger open for recording.
struct Desk {
    let office: Office
    /// The clock of the record.
    let now: Instant

    var store: LedgerStore { office.store }
}

extension GlobalOptions {
    /// The ledger for questions.
    func reading() throws -> LedgerStore {
        if let host { return try host.ledger.reading() }
        return try LedgerStore(try store(), .read)
    }

    /// The same; nil when there is none yet.
    func existing() throws -> LedgerStore? {
        if let host { return try host.ledger.reading() }
        let path = try store()
        return Files.isFile(path) ? try LedgerStore(path, .read) : nil
    }

    /// The ledger for recording. `--now` is refused, except in a demo's ledger, whose clock it sets.
    /// - Parameter create: make the ledger, and the folders above it, when there is none.
    func desk(create: Bool = false) throws -> Desk {
        if let host {
            let store = try host.ledger.writing()
            return Desk(office: office(store), now: try now(in: try Zones.usual(in: store)))
        }
        let path = try store()
        if create { try Files.makeFolder(Files.folder(of: path), mode: 0o750) }
        let store = try LedgerStore(path, create ? .create : .write)
        if pretends, try store.meta("demo") != "1" {
            throw Failure.usage(
                Phrase(zh: "登记不能假定时间", en: "a record cannot pretend another time"),
                remedy: Phrase(
                    zh: "去掉 --now；实际发生的时间用 --at 给出", en: "leave out --now; say when it really happened with --at"))
        }
        let now = pretends ? try now(in: try Zones.usual(in: store)) : WallClock().now
        return Desk(office: office(store), now: now)
    }
}

extension Zones {
    /// The zone of the ledger as a whole: its first notice's.
    static func usual(in store: LedgerStore) throws -> Zone {
        try named(try store.notices().first?.zone ?? Shelf.usualZone)
    }

    static func named(_ name: String) throws -> Zone { try load(name).get() }
}
