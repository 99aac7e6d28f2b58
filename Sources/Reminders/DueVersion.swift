/// Which due day and which turn a letter was about: with either new, every stage can come again.

import Deadlines

public struct DueVersion: Sendable, Hashable {
    /// The exclusive end that the unit was to meet, to the minute: finer differences are no news. Nil for none.
    public let due: Instant?
    /// When the unit's (or reviewer's) present turn began: the return, the reopening, the submission under review,
    /// the acceptance. Nil for the first work on it.
    public let turn: Instant?

    public init(due: Instant?, turn: Instant? = nil) {
        self.due = due.map { Instant(seconds: ($0.seconds >= 0 ? $0.seconds : $0.seconds - 59) / 60 * 60) }
        self.turn = turn
    }

    /// `1744387200/-`: due and turn in seconds since 1970, `-` for none.
    public var text: String { "\(Self.text(due))/\(Self.text(turn))" }

    /// The version with this text; nil for any other.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let due = Self.seconds(parts[0]), let turn = Self.seconds(parts[1]) else { return nil }
        self.init(due: due.first.map(Instant.init(seconds:)), turn: turn.first.map(Instant.init(seconds:)))
    }

    private static func text(_ instant: Instant?) -> String { instant.map { String($0.seconds) } ?? "-" }

    /// One number, or none for `-`; nil for anything else.
    private static func seconds(_ text: some StringProtocol) -> [Int64]? {
        if text == "-" { return [] }
        return Int64(text).map { [$0] }
    }
}
