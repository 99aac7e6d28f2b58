/// A ledger for the benchmark: generated files, read, checked, compared and stored as `duban load` does it.

import Deadlines
import Engine
import Glibc
import Ledger
import Mail
import Office
import Platform
import Reminders
import Workflow

struct BenchLedger {
    let folder: String
    let shape: Shape

    var path: String { "\(folder)/\(shape.name).db" }
    private var notices: SyntheticNotice { SyntheticNotice(shape: shape) }

    static var shelf: Shelf {
        get throws { Shelf(try DataFolders.find(option: nil, environment: .process)) }
    }

    static func zone() throws -> Zone { try shelf.zone(Shelf.usualZone) }

    /// When everything is loaded: the Monday of issue, at work.
    static func loaded() throws -> Instant { try moment("2025-01-06 10:00") }

    /// On Shanghai's clock.
    static func moment(_ text: String) throws -> Instant { try zone().parse(text).get().instant }

    /// Writes the notice files and the roster.
    func writeFiles() throws {
        try Files.makeFolder(files)
        try Files.write(notices.roster, to: "\(files)/roster.csv")
        for number in 0..<shape.notices { try Files.write(notices.file(number), to: "\(files)/\(number).yaml") }
    }

    private var files: String { "\(folder)/\(shape.name)" }

    /// Loads every file, one step for each notice, as so many `duban load` would.
    func load() throws {
        let shelf = try BenchLedger.shelf
        let office = Office(try LedgerStore(path, .create), author: "bench", source: .cli)
        let now = try BenchLedger.loaded()
        for number in 0..<shape.notices {
            let opened = try shelf.open("\(files)/\(number).yaml", units: "\(files)/roster.csv")
            let input = LoadInput(
                notice: opened.notice, text: opened.sources.first?.text ?? "", roster: opened.roster,
                calendar: opened.calendar)
            let result = try office.apply(try office.propose(input, now: now), reason: "bench", now: now)
            guard result.added == shape.tasks * shape.units else {
                throw BenchProblem("notice \(number) made \(result.added) assignments")
            }
        }
    }

    func open(_ mode: LedgerStore.Mode = .write) throws -> LedgerStore { try LedgerStore(path, mode) }

    func remove() {
        for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    }

    func engine(_ store: LedgerStore, group: Int = 256) throws -> Engine {
        let clock = WorkClock(
            calendar: try BenchLedger.shelf.calendar(Shelf.usualCalendar), zone: try BenchLedger.zone())
        return Engine(
            store,
            settings: EngineSettings(
                from: Mailbox(try Address("duban@example.org"), name: "督办"), office: "督办室", language: .chinese,
                coordinator: ["coordinator@example.org"], clock: clock, group: group))
    }
}
