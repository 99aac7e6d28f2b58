/// The same thing told twice is one deadline.

import Deadlines

enum Repetition {
    static func dropped(_ deadlines: [DraftDeadline], _ outline: Outline) -> [DraftDeadline] {
        withoutRepeats(withoutHeadings(deadlines, outline))
    }

    /// 一、自查（6月25日前）, and below it 于6月25日前…: the heading says again what its section asks.
    private static func withoutHeadings(_ deadlines: [DraftDeadline], _ outline: Outline) -> [DraftDeadline] {
        deadlines.enumerated().filter { index, one in
            let line = one.position.line - 1
            guard let day = one.day, outline.isHeading(line) else { return true }
            return !deadlines[(index + 1)...].prefix(12).contains { other in
                other.day == day && other.position.line > one.position.line
                    && outline.section(of: other.position.line - 1) == line
            }
        }.map(\.element)
    }

    private static func withoutRepeats(_ deadlines: [DraftDeadline]) -> [DraftDeadline] {
        var seen: Set<String> = []
        var days: Set<String> = []
        var meetings: Set<Day> = []
        return deadlines.filter { deadline in
            guard let day = deadline.day else { return true }
            // The reply form tells the meeting's hour again.
            if deadline.kind == .meeting, !meetings.insert(day).inserted, deadline.who == nil { return false }
            let moment = "\(day.iso) \(deadline.minutes ?? -1)"
            // 四、报送截止时间 says again what the paragraphs above have asked for by that day.
            let isNew = days.insert(moment).inserted
            if !isNew, deadline.who == nil, deadline.reasons.contains("heading-due") { return false }
            let key = "\(moment) \(deadline.kind.rawValue) \(deadline.who ?? "") \(deadline.task.prefix(6))"
            return seen.insert(key).inserted
        }
    }
}
