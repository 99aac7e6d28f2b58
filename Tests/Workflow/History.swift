/// A small language for writing an assignment's history in tests.

import Deadlines
import Workflow

/// `"2025-04-10 09:00"` in UTC; tests that need a zone say so.
func moment(_ text: String) -> Instant {
    let parts = text.split(separator: " ")
    let day = Day(iso: parts[0]) ?? Day(number: 0)
    let clock = parts.count > 1 ? parts[1].split(separator: ":").compactMap { Int64($0) } : [0, 0]
    return Instant(seconds: Int64(day.number) * 86400 + clock[0] * 3600 + clock[1] * 60)
}

struct History {
    var events: [Event] = []

    mutating func add(_ at: String, _ what: What) { add(moment(at), what) }

    mutating func add(_ at: Instant, _ what: What) {
        events.append(
            Event(
                seq: Int64(events.count + 1), notice: "n", assignment: 1, unit: "U", at: at, recorded: at,
                author: "tester", source: .cli, what: what))
    }

    static func of(_ steps: (String, What)...) -> [Event] {
        var history = History()
        for (at, what) in steps { history.add(at, what) }
        return history.events
    }
}

/// Open from 1 April, due at the end of 11 April, three days for corrections and as the least time.
func circumstances(
    levels: Int = 0, open: [TimeSpan]? = nil, due: String? = "2025-04-12", byOthers: Bool = false,
    required: [String] = [], optional: [String] = [], quota: Int? = nil, resumes: Bool = false
) -> Circumstances {
    let day: Int64 = 86400
    @Sendable func end(_ at: Instant) -> Instant { Instant(seconds: (at.seconds / day + 4) * day) }
    return Circumstances(
        open: open ?? [TimeSpan(start: moment("2025-04-01"), end: nil)], isOpenedByOthers: byOthers,
        due: due.map(moment), levels: levels, resumesAtSameLevel: resumes, required: required, optional: optional,
        quota: quota, correctionEnd: end, minimumEnd: end)
}
