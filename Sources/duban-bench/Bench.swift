/// The figures in order, and what they share: the folder with ledgers, the peers at hand.

import Glibc
import Platform

struct Figure: Sendable {
    let name: String
    let title: String
    let goal: String
    let measure: @Sendable (Bench) throws -> Void
}

struct Bench {
    let options: BenchOptions
    let folder: String

    static let figures: [Figure] = [
        Figure(
            name: "tasks", title: "the tasks of one notice of 500 among 50,000, and of 10",
            goal: "at most 2 x sqlite3, at least 80 x faster than task; with 10 at most 0.6 x task",
            measure: TaskFigures.tasks),
        Figure(
            name: "load", title: "loading 50,000 assignments",
            goal: "at least 6 x faster than task import, 1/8 of its memory",
            measure: TaskFigures.load),
        Figure(
            name: "submit", title: "one durable submission at 50,000", goal: "at least 60 x faster than task done",
            measure: TaskFigures.submit),
        Figure(
            name: "workdays", title: "adding 15 working days",
            goal: "none wrong over 2007-2026, at least 30 x faster than numpy's exact form",
            measure: WorkdayFigure.measure),
        Figure(
            name: "rounds", title: "1,000 owed reminders planned and put in the outbox",
            goal: "at most 0.1 x APScheduler's round on WAL", measure: EngineFigures.rounds),
        Figure(
            name: "tick", title: "a tick with nothing owed", goal: "the same at 1,000 and 100,000 assignments",
            measure: EngineFigures.tick),
        Figure(
            name: "mail", title: "claim, recheck, compose, send, record over 8 connections",
            goal: "at least 0.45 x smtp-source -d -s 8 and 0.75 x bare libcurl on 8 threads",
            measure: MailFigure.measure),
        Figure(
            name: "report", title: "a report over 100,000 assignments", goal: "under 150 ms",
            measure: EngineFigures.report),
        Figure(
            name: "memory", title: "the engine at 100,000 assignments", goal: "under 100 MB",
            measure: EngineFigures.memory),
        Figure(
            name: "web", title: "a unit's page and its API at 100,000 assignments, beside a file from nginx",
            goal: "3,000 requests/s and p99 30 ms each, beside 10,000 idle connections, too; under 150 MB",
            measure: WebFigure.measure),
        Figure(
            name: "draft", title: "reading official notices, beside extractors of dates",
            goal: "under 0.5 s and 60 MB for 1 MB, linear; ahead in F1, at least 20 x faster",
            measure: DraftFigure.measure),
    ]

    init(_ options: BenchOptions) throws {
        self.options = options
        if let kept = options.folder {
            folder = kept
        } else {
            folder = "/tmp/duban-bench-\(getpid())"
        }
        try Files.makeFolder(folder)
    }

    func run() throws {
        print("min / median / max of \(options.runs) runs after one that is not counted; ledgers in \(folder)")
        defer { if options.folder == nil { _ = try? Child.run(["rm", "-rf", folder]) } }
        for figure in Self.figures where options.filters.isEmpty || options.filters.contains(figure.name) {
            print("\n\(figure.name): \(figure.title)\n  goal: \(figure.goal)")
            fflush(nil)
            do { try figure.measure(self) } catch { print("  not measured: \(error)") }
        }
    }

    /// This program as a child with a job.
    func job(_ name: String, _ shape: Shape, _ rest: [String] = []) -> [String] {
        ["/proc/self/exe", "--job", name, folder, shape.name] + rest
    }

    func runJob(_ name: String, _ shape: Shape, _ rest: [String] = []) throws -> String {
        try Child.succeed(job(name, shape, rest), keepsOutput: true).output
    }

    /// The path of a loaded ledger of that shape, made when it is not there.
    func ledger(_ shape: Shape, announced: Bool) throws -> String {
        let plain = BenchLedger(folder: folder, shape: shape).path
        let kept = "\(plain).\(announced ? "announced" : "loaded")"
        if !Files.isFile(kept) {
            try makeLedger(shape, plain)
            if announced { _ = try runJob("announce", shape) }
            try copy(plain, to: kept)
        }
        try copy(kept, to: plain)
        return plain
    }

    private func makeLedger(_ shape: Shape, _ path: String) throws {
        BenchLedger(folder: folder, shape: shape).remove()
        _ = try runJob("files", shape)
        _ = try runJob("load", shape)
    }

    /// A ledger nobody has open: its last writer has put everything into the one file.
    func copy(_ from: String, to: String) throws {
        for ending in ["-wal", "-shm"] { unlink(to + ending) }
        try Child.succeed(["cp", from, to])
    }

    /// Says once that a peer is not there.
    func peer(_ name: String) -> String? {
        let found = Child.find(name)
        if found == nil { print("  \(name): not installed, no ratio") }
        return found
    }

    /// The program beside this one.
    var duban: String {
        let here = DataFolders.Program.path.map { Files.folder(of: $0) } ?? "."
        return here + "/duban"
    }

    func write(_ text: String, _ name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Files.write(text, to: path)
        return path
    }
}
