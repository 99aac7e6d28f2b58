/// One value of a row as it is stored and as the events give it.

import Deadlines
import Workflow

public struct FieldDifference: Sendable, Hashable {
    /// Its name in `Status`; `wake`, `dueVersion` and `deadline` besides.
    public let name: String
    public let stored: FieldValue
    public let recomputed: FieldValue

    static func between(
        _ stored: [(name: String, value: FieldValue)], _ recomputed: [(name: String, value: FieldValue)]
    ) -> [FieldDifference] {
        zip(stored, recomputed).filter { $0.value != $1.value }
            .map { FieldDifference(name: $0.name, stored: $0.value, recomputed: $1.value) }
    }
}

/// A value in a form that can be compared and shown.
public enum FieldValue: Sendable, Hashable {
    case none
    case instant(Instant)
    case number(Int64)
    case flag(Bool)
    case text(String)

    init(_ instant: Instant?) { self = instant.map { .instant($0) } ?? .none }
    init(_ number: Int) { self = .number(Int64(number)) }

    /// Instants in UTC.
    public var text: String {
        switch self {
        case .none: "–"
        case .instant(let instant): instant.utcText
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .text(let text): text
        }
    }
}

extension Status {
    /// Every value by name, always in the same order.
    var fieldValues: [(name: String, value: FieldValue)] {
        [
            ("state", .text(state.rawValue)), ("level", FieldValue(level)), ("isStale", .flag(isStale)),
            ("openedAt", FieldValue(openedAt)), ("due", FieldValue(due)), ("effectiveDue", FieldValue(effectiveDue)),
            ("extendedDue", FieldValue(extendedDue)), ("isOpenedLate", .flag(isOpenedLate)),
            ("isExtendedAfterDue", .flag(isExtendedAfterDue)), ("correctionDue", FieldValue(correctionDue)),
            ("firstSubmittedAt", FieldValue(firstSubmittedAt)), ("lastSubmittedAt", FieldValue(lastSubmittedAt)),
            ("acceptedAt", FieldValue(acceptedAt)), ("returnedAt", FieldValue(returnedAt)),
            ("acknowledgedAt", FieldValue(acknowledgedAt)), ("submissions", FieldValue(submissions)),
            ("returns", FieldValue(returns)), ("reviews", FieldValue(reviews)), ("reopens", FieldValue(reopens)),
            ("chases", FieldValue(chases)), ("backdated", FieldValue(backdated)), ("isNil", .flag(isNil)),
            ("isOnBehalf", .flag(isOnBehalf)), ("itemsIn", .text(itemsIn.joined(separator: ","))),
            ("quantity", FieldValue(quantity)), ("since", FieldValue(since)),
            ("clock", .text("unit \(clock.unit) s, reviewer \(clock.reviewer) s, closed \(clock.closed) s")),
            ("settled", .text(SpanText.text(settled))), ("handedIn", .text(SpanText.text(handedIn))),
            ("cover", cover.map { .text($0.text) } ?? .none),
            ("rounds", .text(rounds.map(\.text).joined(separator: "; "))),
        ]
    }
}

extension Cover {
    fileprivate var text: String { "\(decided) of \(total), \(received) received, \(overdue) overdue" }
}

extension Round {
    fileprivate var text: String {
        let end = decided.map { " \(isReturned ? "returned" : "accepted") \($0.utcText)" } ?? ""
        return "level \(level) \(received.utcText)" + end
    }
}
