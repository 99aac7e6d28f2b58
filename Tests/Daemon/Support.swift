/// What the daemon's tests stand on: a fresh folder, a log that is kept, golden files, time that only tests move.

import Deadlines
import Glibc
import Platform
import Synchronization
import TestSupport
import Testing
import Texts

@testable import Daemon

extension TemporaryFolder {
    func file(_ name: String, _ text: String, mode: UInt32 = 0o600) throws -> String {
        let file = path + "/" + name
        try Files.write(text, to: file, mode: mode)
        try #require(chmod(file, mode) == 0)
        return file
    }
}

enum Golden {
    static let folder = Checkout.root + "/Tests/Daemon"

    static func text(_ name: String) -> String? { Checkout.text("\(folder)/\(name)") }

    static func expect(_ found: String, in name: String, at place: SourceLocation = #_sourceLocation) throws {
        let wanted = try #require(Checkout.golden("\(folder)/\(name)", found: found), sourceLocation: place)
        #expect(wanted == found, sourceLocation: place)
    }
}

/// A log whose lines a test reads; its clock stands still.
final class KeptLog: Sendable {
    let log: Log
    private let kept: Lines

    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    init(level: Log.Level = .info, language: Language = .english, priorities: Bool = false) {
        let lines = Lines()
        kept = lines
        log = Log(
            level: level, language: language, priorities: priorities, now: { Instant(seconds: 1_744_331_400) },
            write: { line in lines.all.withLock { $0.append(line) } })
    }

    var lines: [String] { kept.all.withLock { $0 } }

    /// The events in order, with the fields but without time and level.
    var events: [String] {
        lines.map { line in
            let start = line.range(of: "event=")
            return String(line[(start ?? line.startIndex)...].dropFirst(start == nil ? 0 : 6).dropLast())
        }
    }
}

extension String {
    /// The index at which `part` begins.
    fileprivate func range(of part: String) -> String.Index? {
        indices.first { self[$0...].hasPrefix(part) }
    }
}

/// Time that passes only while somebody waits, and things that happen at its moments.
final class FakeWaiting: Waiting {
    private struct State {
        var uptime: Int64 = 0
        var wall: Int64
        var isAwake = false
        var waits = 0
        var events: [(at: Int64, run: @Sendable () -> Void)] = []
    }

    private let state: Mutex<State>
    /// More waits than any of the tests needs: a loop that never ends becomes a failed test.
    private static let limit = 10_000

    init(wall: Int64 = 1_744_331_400) {
        state = Mutex(State(wall: wall * 1000))
    }

    var now: Instant { Instant(seconds: state.withLock { $0.wall } / 1000) }
    var uptime: Int64 { state.withLock { $0.uptime } }
    var waits: Int { state.withLock { $0.waits } }

    /// `run` is called while somebody waits at this uptime, in milliseconds.
    func at(_ uptime: Int64, _ run: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.events.append((uptime, run))
            state.events.sort { $0.at < $1.at }
        }
    }

    /// Sets the wall clock forwards or back.
    func setClock(by seconds: Int64) { state.withLock { $0.wall += seconds * 1000 } }

    /// A piece of work that takes so long.
    func pass(_ milliseconds: Int64) {
        state.withLock { state in
            state.uptime += milliseconds
            state.wall += milliseconds
        }
    }

    func wait(milliseconds: Int64) {
        let due = state.withLock { state -> (@Sendable () -> Void)? in
            state.waits += 1
            precondition(state.waits < Self.limit, "the loop never ends")
            if state.isAwake {
                state.isAwake = false
                return nil
            }
            let end = state.uptime + milliseconds
            guard let event = state.events.first, event.at <= end else {
                state.wall += milliseconds
                state.uptime = end
                return nil
            }
            let step = max(0, event.at - state.uptime)
            state.uptime += step
            state.wall += step
            state.events.removeFirst()
            return event.run
        }
        due?()
    }

    func wake() { state.withLock { $0.isAwake = true } }
}
