/// One letter before it is written: one recipient, one day, its lines.

import Deadlines

public struct Digest: Sendable {
    public let kind: DigestKind
    public let recipient: Recipient
    /// The local day on which it goes out.
    public let day: Day
    /// The notice that it is about; nil when it may be about several.
    public let notice: String?
    /// Never empty, in the order in which they are to be read.
    public let lines: [Line]

    /// Unique among all letters: recipient, day and kind; of a letter about an event also its first line's key.
    ///
    /// The Message-ID is a hash of it, so that the same letter sent again after a crash is recognised.
    public let key: String

    /// - Parameter key: the key under which the digest was planned; nil for a new one.
    public init(
        kind: DigestKind, recipient: Recipient, day: Day, notice: String? = nil, lines: [Line], key: String? = nil
    ) {
        self.kind = kind
        self.recipient = recipient
        self.day = day
        self.notice = notice
        self.lines = lines
        self.key = key ?? Self.key(kind, recipient, day, lines)
    }

    private static func key(_ kind: DigestKind, _ recipient: Recipient, _ day: Day, _ lines: [Line]) -> String {
        let daily = dailyKey(kind, recipient, day)
        guard !kind.isDaily, let first = lines.map(\.key.text).min() else { return daily }
        return "\(daily)|\(first)"
    }

    /// `2025-04-07|morning|unit:CODE`.
    public static func dailyKey(_ kind: DigestKind, _ recipient: Recipient, _ day: Day) -> String {
        "\(day.iso)|\(kind.rawValue)|\(recipient.key)"
    }

    /// The same letter, under the same key, with some of its lines; nil when none is left.
    public func keeping(_ isKept: (Line) -> Bool) -> Digest? {
        let kept = lines.filter(isKept)
        guard !kept.isEmpty else { return nil }
        return Digest(kind: kind, recipient: recipient, day: day, notice: notice, lines: kept, key: key)
    }
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
    /// All lines of one moment belong in one batch: a second batch on the same day finds the recipients' digests taken.
    /// Who splits them must let a digest that has not left yet take further lines, and say that it is not taken.
    ///
    /// - Parameter isTaken: whether the digest with this key can take no more lines, because it has left.
    public init(_ lines: [Line], at now: Instant, clock: WorkClock, isTaken: (String) -> Bool) {
        deferredUntil = clock.nextMorning(after: now)
        let day = clock.zone.day(of: now)
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
            let lines = (groups[group] ?? []).sorted(by: Self.isReadBefore)
            if group.kind.isDaily, isTaken(Digest.dailyKey(group.kind, group.recipient, day)) {
                deferred += lines
            } else {
                digests.append(
                    Digest(
                        kind: group.kind, recipient: group.recipient, day: day, notice: group.notice, lines: lines))
            }
        }
    }

    /// The nearest due first, undated ones last, then as they were made.
    private static func isReadBefore(_ left: Line, _ right: Line) -> Bool {
        let leftDue = left.subject.target?.seconds ?? .max
        let rightDue = right.subject.target?.seconds ?? .max
        return (leftDue, left.subject.assignment.id) < (rightDue, right.subject.assignment.id)
    }
}
