/// One letter before it is written: one recipient, one day, its lines.

import Deadlines
import Workflow

public struct Digest: Sendable {
    public let kind: DigestKind
    public let recipient: Recipient
    /// The local day on which it goes out.
    public let day: Day
    /// The notice that it is about; nil when it may be about several.
    public let notice: String?
    /// Never empty, in the order in which they are to be read.
    public let lines: [Line]
    /// Of a very long digest: what is told of the lines beyond those.
    public let remainder: Remainder
    /// The letter of the same day that has not left yet and takes the lines; nil: a new one.
    public let joins: Int64?

    /// Unique among all letters: recipient, day and kind; of a letter about an event also its first line's key.
    ///
    /// The Message-ID is a hash of it, so that the same letter sent again after a crash is recognised.
    public let key: String

    /// - Parameter key: the key under which the digest was planned; nil for a new one.
    public init(
        kind: DigestKind, recipient: Recipient, day: Day, notice: String? = nil, lines: [Line],
        remainder: Remainder = Remainder(), key: String? = nil, joins: Int64? = nil
    ) {
        self.kind = kind
        self.recipient = recipient
        self.day = day
        self.notice = notice
        self.lines = lines
        self.remainder = remainder
        self.joins = joins
        self.key = key ?? Self.key(kind, recipient, day, lines)
    }

    private static func key(_ kind: DigestKind, _ recipient: Recipient, _ day: Day, _ lines: [Line]) -> String {
        let daily = dailyKey(kind, recipient, day)
        guard !kind.isDaily, let first = lines.map(\.key.text).min() else { return daily }
        return "\(daily)|\(first)"
    }

    /// `2025-04-07|morning|unit:CODE`.
    public static func dailyKey(_ kind: DigestKind, _ recipient: Recipient, _ day: Day) -> String {
        dailyKey(kind, recipient, day.iso)
    }

    /// - Parameter day: as ISO 8601 writes it.
    fileprivate static func dailyKey(_ kind: DigestKind, _ recipient: Recipient, _ day: String) -> String {
        "\(day)|\(kind.rawValue)|\(recipient.key)"
    }

    /// Something in it is the recipient's own to do.
    public var hasOwn: Bool { lines.contains { $0.target.part == .own } }

    /// The same letter, under the same key, with some of its lines; nil when none is left.
    public func keeping(_ isKept: (Line) -> Bool) -> Digest? {
        let kept = lines.filter(isKept)
        guard !kept.isEmpty else { return nil }
        return Digest(
            kind: kind, recipient: recipient, day: day, notice: notice, lines: kept, remainder: remainder, key: key,
            joins: joins)
    }
}

/// What there is of a recipient's digest of the day already.
public enum DailyLetter: Sendable, Hashable {
    case none
    /// Planned, and never left: it takes further lines.
    case waiting(Int64)
    /// It has left, or may have.
    case left
}

/// What becomes of the lines that are owed at one moment.
public struct Batch: Sendable {
    /// In the order of their recipients' first lines.
    public private(set) var digests: [Digest] = []
    /// Lines whose recipient had the day's digest already: they are owed again at `deferredUntil`.
    public private(set) var deferred: [Line] = []
    /// The next morning.
    public let deferredUntil: Instant
    /// Lines that nobody can be told; to be recorded with their reason.
    public private(set) var suppressed: [(line: Line, why: Suppression)] = []

    private struct Group: Hashable {
        let kind: DigestKind
        let recipient: Recipient
        let notice: String?
    }

    /// Groups the lines that are owed at `now`.
    ///
    /// A digest of the day that has not left yet takes further lines, so that the lines of one moment may come in several
    /// batches. Two occasions of one assignment do not go into one letter: the later waits for the next morning.
    ///
    /// - Parameters:
    ///   - letter: what there is of the digest with this key.
    ///   - tells: whether that letter tells of the assignment already.
    public init(
        _ lines: [Line], at now: Instant, clock: WorkClock, letter: (String) throws -> DailyLetter,
        tells: (Int64, AssignmentID) throws -> Bool
    ) rethrows {
        deferredUntil = clock.nextMorning(after: now)
        let day = clock.zone.day(of: now)
        let start = day.iso
        var order: [Group] = []
        var groups: [Group: [Line]] = [:]
        for line in lines {
            if let why = line.target.suppression {
                suppressed.append((line, why))
                continue
            }
            let kind = line.kind
            let group = Group(
                kind: kind, recipient: line.target.recipient,
                notice: kind.isDaily ? nil : line.subject.assignment.notice)
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(line)
        }
        for group in order {
            var lines = groups[group] ?? []
            if lines.count > 1 { lines.sort(by: Line.isReadBefore) }
            let key = Digest.dailyKey(group.kind, group.recipient, start)
            var joins: Int64?
            if group.kind.isDaily {
                switch try letter(key) {
                case .none: break
                case .waiting(let id): joins = id
                case .left:
                    deferred += lines
                    continue
                }
            }
            var fitting = lines
            if let joins {
                fitting = try lines.filter { try !tells(joins, $0.subject.assignment.id) }
                if fitting.count < lines.count {
                    let kept = Set(fitting.map(\.subject.assignment.id))
                    deferred += lines.filter { !kept.contains($0.subject.assignment.id) }
                }
                if fitting.isEmpty { continue }
            }
            digests.append(
                Digest(
                    kind: group.kind, recipient: group.recipient, day: day, notice: group.notice, lines: fitting,
                    key: group.kind.isDaily ? key : nil, joins: joins))
        }
    }
}
