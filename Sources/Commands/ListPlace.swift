/// Where a list of tasks was broken off, as `--json` prints it and `--after` takes it.

import Deadlines
import Ledger
import Workflow

/// A list by deadlines goes on behind a row, wherever that row is now; a review queue, which goes by how long each waits,
/// goes on after so many rows.
struct ListPlace: Equatable {
    let row: TaskPlace?
    let passed: Int?

    init?(after rows: [TaskRow], passed: Int?, of query: TaskQuery) {
        guard let last = rows.last else { return nil }
        let isQueue = query.reviewer != nil && query.state?.isOutstanding != false
        row = isQueue ? nil : TaskPlace(deadline: last.deadline, id: last.id)
        self.passed = isQueue ? (passed ?? 0) + rows.count : nil
    }

    /// Nil for anything that `text` does not write.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { Int64($0, radix: 36) }
        switch parts.count {
        case 1:
            guard (0...1_000_000_000).contains(parts[0]) else { return nil }
            (row, passed) = (nil, Int(parts[0]))
        case 2:
            row = TaskPlace(deadline: parts[0] == .max ? nil : Instant(seconds: parts[0]), id: parts[1])
            passed = nil
        default: return nil
        }
        guard self.text == text else { return nil }
    }

    var text: String {
        guard let row else { return String(passed ?? 0, radix: 36) }
        return String(row.deadline?.seconds ?? .max, radix: 36) + "." + String(row.id, radix: 36)
    }
}
