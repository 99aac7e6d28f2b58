/// A due version as one whole number, as the ledger's key of what was told keeps it, and back.

import Deadlines

extension DueVersion {
    /// The due in minutes (every due ends on a whole minute) above 34 bits of the turn in seconds; 0 stands for none.
    public var number: Int {
        let minutes = due.map { max(0, $0.seconds / 60) + 1 } ?? 0
        let seconds = turn.map { max(0, $0.seconds) + 1 } ?? 0
        return Int(minutes << 34 | (seconds & (1 << 34 - 1)))
    }

    public init(number: Int) {
        let minutes = Int64(number) >> 34
        let seconds = Int64(number) & (1 << 34 - 1)
        self.init(
            due: minutes == 0 ? nil : Instant(seconds: (minutes - 1) * 60),
            turn: seconds == 0 ? nil : Instant(seconds: seconds - 1))
    }
}
