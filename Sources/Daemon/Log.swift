/// The daemon's log: one line for one event, `key=value`, on the error stream, where the service manager's journal
/// takes it from.

import Deadlines
import Glibc
import Platform
import Synchronization
import Texts

/// `time=2025-04-11T00:30:00Z level=info event=sent letter=12 to=***@example.org`
///
/// Shared by all threads; a line is written in one piece. At the level `debug`, and only there, addresses are shown.
public final class Log: Sendable {
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case error
        case warning
        case info
        case debug

        /// syslog(3)'s number, which the journal reads from a line's beginning (sd-daemon(3)).
        var priority: Int {
            switch self {
            case .error: 3
            case .warning: 4
            case .info: 6
            case .debug: 7
            }
        }

        /// From the gravest to the most talkative.
        public static func < (left: Level, right: Level) -> Bool { left.priority < right.priority }
    }

    private let state: Mutex<(level: Level, language: Language)>
    private let hasPriorities: Bool
    private let now: @Sendable () -> Instant
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - priorities: whether lines begin with `<6>` and the like.
    ///   - write: takes one line with its line break.
    public init(
        level: Level = .info, language: Language = .english, priorities: Bool = false,
        now: @escaping @Sendable () -> Instant = { WallClock().now },
        write: @escaping @Sendable (String) -> Void = { Log.writeToErrors($0) }
    ) {
        state = Mutex((level, language))
        hasPriorities = priorities
        self.now = now
        self.write = write
    }

    public var level: Level {
        get { state.withLock { $0.level } }
        set { state.withLock { $0.level = newValue } }
    }

    public var language: Language {
        get { state.withLock { $0.language } }
        set { state.withLock { $0.language = newValue } }
    }

    /// Writes one event; `event` and the keys are words of ASCII letters, digits and hyphens.
    public func callAsFunction(_ level: Level, _ event: String, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        self(level, event, fields.map { ($0.key, $0.value) })
    }

    public func callAsFunction(_ level: Level, _ event: String, _ fields: [(String, LogValue)]) {
        let (limit, language) = state.withLock { $0 }
        guard level <= limit else { return }
        var line = hasPriorities ? "<\(level.priority)>" : ""
        line +=
            "time=\(LogValue.moment(now()).written(language, reveals: false)) level=\(level.rawValue) event=\(event)"
        for (key, value) in fields { line += " \(key)=" + value.written(language, reveals: limit == .debug) }
        write(line + "\n")
    }

    public func error(_ event: String, _ fields: KeyValuePairs<String, LogValue> = [:]) { self(.error, event, fields) }
    public func warning(_ event: String, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        self(.warning, event, fields)
    }
    public func info(_ event: String, _ fields: KeyValuePairs<String, LogValue> = [:]) { self(.info, event, fields) }
    public func debug(_ event: String, _ fields: KeyValuePairs<String, LogValue> = [:]) { self(.debug, event, fields) }
}

extension Log {
    /// One `write` for one line, so that lines of several threads do not mix. A log that cannot be written is lost:
    /// the ledger holds what counts.
    public static func writeToErrors(_ line: String) {
        var line = line
        line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = Glibc.write(2, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Whether the error stream is the journal itself: `JOURNAL_STREAM` names its device and inode (systemd.exec(5)),
    /// and a redirected stream has others.
    public static func isJournal(_ environment: Environment, descriptor: Int32 = 2) -> Bool {
        guard let stream = environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }
}
