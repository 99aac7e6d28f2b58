/// What the benchmark does in a process of its own, so that its memory and start can be seen: `duban-bench --job NAME …`.
///
/// Prints `name=value` lines: nanoseconds, counts or KiB.

import Deadlines
import Engine
import Glibc
import Ledger
import Mail
import Office
import Platform
import Reminders
import Texts
import Workflow

enum Job {
    static func run(_ words: [String]) throws {
        if let name = words.first, let job = DraftJob.all[name] {
            try job(Array(words.dropFirst()))
            return say("peak", Int64(peak))
        }
        guard words.count >= 3, let shape = Shape(words[2]) else {
            throw BenchProblem("usage: --job NAME FOLDER NOTICESxTASKSxUNITS …")
        }
        let ledger = BenchLedger(folder: words[1], shape: shape)
        let rest = Array(words.dropFirst(3))
        switch words[0] {
        case "files": try ledger.writeFiles()
        case "load": say("load", try Clock.time { try ledger.load() })
        case "announce": try announce(ledger)
        case "submit": try submit(ledger, rest)
        case "late": try late(ledger)
        case "tick": try tick(ledger, rest)
        case "rounds": try rounds(ledger, rest)
        case "send": try send(ledger, rest)
        case "warrior": try TaskFigures.writeWarrior(words[1], shape)
        case "report": try report(ledger)
        case "web-access": try WebJob.access(ledger)
        case "web-disturb": try WebJob.disturb(ledger, rest)
        case "web-crowd": try WebJob.crowd(rest)
        default: throw BenchProblem("no job “\(words[0])”")
        }
        say("peak", Int64(peak))
    }

    static func say(_ name: String, _ value: Int64) { print("\(name)=\(value)") }

    /// The values of a job's lines; a name may come several times.
    static func values(_ output: String, _ name: String) -> [Int64] {
        output.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && parts[0] == name ? Int64(parts[1]) : nil
        }
    }

    /// The largest resident size of this process so far in KiB; unlike `getrusage` not that of what started it.
    static var peak: Int { ProcessStatus.size("VmHWM", of: "self") }

    /// Plans the letters about the new notices, so that nothing is owed any more on the day of loading.
    private static func announce(_ ledger: BenchLedger) throws {
        let store = try ledger.open()
        try store.write { try $0.append(modeEvent()) }
        let engine = try ledger.engine(store)
        let begin = Clock.now
        let tick = try engine.tick(now: try BenchLedger.loaded())
        say("announce", Clock.now - begin)
        say("planned", Int64(tick.planned))
        say("looked", Int64(tick.looked))
    }

    /// Everything is long overdue, and nobody has done anything: units, units above and the coordinator are told.
    private static func late(_ ledger: BenchLedger) throws {
        let store = try ledger.open()
        let engine = try ledger.engine(store)
        let now = try BenchLedger.moment("2025-08-20 10:00")
        let tick = try engine.tick(now: now)
        let coordinator = try store.letters(state: .planned, recipient: "coordinator").map(\.id)
        let sink = CountingTransport()
        _ = try engine.send(through: sink, now: { now })
        say("planned", Int64(tick.planned))
        say("lines", Int64(try coordinator.map { try store.owed(inLetter: $0).count }.max() ?? 0))
        say("letters", Int64(sink.letters))
    }

    /// Letters may leave.
    private static func modeEvent() throws -> Event {
        let now = try BenchLedger.loaded()
        return Event(
            at: now, recorded: now, author: "bench", source: .cli, what: .mailMode(mode: "release", detail: ""))
    }

    /// Records submissions, one durable step each, of units spread over the ledger.
    private static func submit(_ ledger: BenchLedger, _ words: [String]) throws {
        let count = words.first.flatMap { Int($0) } ?? 1
        let store = try ledger.open()
        let office = Office(store, author: "bench", source: .cli)
        let now = try BenchLedger.moment("2025-01-08 10:00")
        var recorded = 0
        var id = AssignmentID(1)
        while recorded < count {
            guard let row = try store.assignment(id) else { throw BenchProblem("only \(recorded) submissions") }
            defer { id += AssignmentID(max(1, ledger.shape.assignments / max(count, 1) / 2 | 1)) }
            guard row.status.state == .open else { continue }
            let step = StepRequest(row.id, .submitted(Submission()), at: now)
            say("submit", try Clock.time { _ = try office.record([step], now: now) })
            recorded += 1
        }
    }

    /// Ticks at a moment when nothing is owed.
    private static func tick(_ ledger: BenchLedger, _ words: [String]) throws {
        let engine = try ledger.engine(try ledger.open())
        let now = try BenchLedger.loaded()
        _ = try engine.tick(now: now)
        for _ in 0..<(words.first.flatMap { Int($0) } ?? 100) {
            say(
                "tick",
                try Clock.time { guard try engine.tick(now: now).looked == 0 else { throw BenchProblem("owed") } })
        }
    }

    /// The next moments at which something is owed, one after the other, as the daemon would live through them.
    private static func rounds(_ ledger: BenchLedger, _ words: [String]) throws {
        let engine = try ledger.engine(try ledger.open())
        for _ in 0..<(words.first.flatMap { Int($0) } ?? 1) {
            guard let wake = try engine.nextWakeOfAssignments() else { break }
            let begin = Clock.now
            let tick = try engine.tick(now: wake)
            print("round=\(Clock.now - begin) looked=\(tick.looked) planned=\(tick.planned)")
        }
    }

    /// Plans what is owed and sends it: to a server, or, without a port, to nowhere.
    private static func send(_ ledger: BenchLedger, _ words: [String]) throws {
        let store = try ledger.open()
        let engine = try ledger.engine(store)
        let now = try BenchLedger.loaded()
        let transport: any Transport
        let sink = CountingTransport()
        if words.count == 2, let port = Int(words[0]), let connections = Int(words[1]) {
            var settings = SMTPSettings(host: "127.0.0.1", port: port, encryption: .none)
            settings.connections = connections
            transport = try SMTPTransport(settings)
        } else {
            transport = sink
        }
        var sent = Sent()
        let time = try Clock.time { sent = try engine.send(through: transport, now: { now }) }
        let counts = try store.outboxCounts()
        guard sent.accepted == counts[.sent], counts.pending == 0 else {
            throw BenchProblem("\(sent.accepted) accepted, \(counts[.sent]) recorded, \(counts.pending) pending")
        }
        say("send", time)
        say("letters", Int64(sent.accepted))
        if sink.letters > 0 { say("bytes", Int64(sink.bytes / sink.letters)) }
    }

    /// The figures of every notice by unit.
    private static func report(_ ledger: BenchLedger) throws {
        let office = Office(try ledger.open(.read), author: "bench", source: .cli)
        let now = try BenchLedger.moment("2025-05-20 10:00")
        let begin = Clock.now
        let report = try office.report(ReportQuery(by: .unit, asOf: now))
        say("report", Clock.now - begin)
        say("notices", Int64(report.notices.count))
    }
}

extension Engine {
    fileprivate func nextWakeOfAssignments() throws -> Instant? { try store.nextWake() }
}

/// Takes every letter and encodes it as for the wire: what a letter costs besides the network.
private final class CountingTransport: Transport {
    // Written within `run` alone, which its one caller waits for.
    nonisolated(unsafe) var letters = 0
    nonisolated(unsafe) var bytes = 0

    func stop() {}

    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        while true {
            let postings = try next(512)
            if postings.isEmpty { return }
            for posting in postings {
                letters += 1
                bytes += (try? posting.message.encoded().count) ?? 0
            }
            try settled(postings.map { Settled(id: $0.id, outcome: .accepted(reply: Phrase(same: "250"))) })
        }
    }
}
