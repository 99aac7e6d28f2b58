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
        return deadlines.enumerated().filter { index, deadline in
            guard let day = deadline.day else { return !isWindowAgain(deadline, deadlines) }
            // The reply form tells the meeting's hour again.
            if deadline.kind == .meeting, deadline.days.isEmpty, !meetings.insert(day).inserted, deadline.who == nil {
                return false
            }
            let moment = "\(day.iso) \(deadline.minutes ?? -1)"
            // 四、报送截止时间 says again what the paragraphs above have asked for by that day.
            let isNew = days.insert(moment).inserted
            if !isNew, deadline.who == nil, deadline.reasons.contains("heading-due") { return false }
            if isSameWindow(deadline, deadlines, index) { return false }
            if deadlines[(index + 1)...].prefix(3).contains(where: { saysAgain($0, deadline) }) { return false }
            if isClosing(deadline), deadlines[..<index].contains(where: { $0.day == day }) { return false }
            if isLabel(deadline), deadlines.contains(where: { tells($0, asWell: deadline) }) { return false }
            let key =
                "\(moment) \(deadline.kind.rawValue) \(deadline.who ?? "") \(deadline.task.prefix(6)) "
                + (deadline.days.isEmpty ? "" : deadline.quote)
            return seen.insert(key).inserted
        }.map(\.element)
    }

    /// （四）提交考核材料（7月10日）。学院盖章，7月10日前报教师处: the heading's day, and in its line the same with 前.
    private static func saysAgain(_ other: DraftDeadline, _ deadline: DraftDeadline) -> Bool {
        other.day == deadline.day && other.position.line == deadline.position.line && other.kind == deadline.kind
            && other.reasons.contains("before") && !deadline.reasons.contains("before") && deadline.who == nil
    }

    /// 报名时间为1月15日至22日, told in the introduction and in its section: the one that says who, or the first, stays.
    private static func isSameWindow(_ deadline: DraftDeadline, _ all: [DraftDeadline], _ index: Int) -> Bool {
        guard deadline.start != nil else { return false }
        return all.enumerated().contains { place, other in
            place != index && other.start == deadline.start && other.day == deadline.day
                && other.minutes == deadline.minutes && other.kind == deadline.kind
                && other.position != deadline.position
                && (other.who == deadline.who ? place < index : deadline.who == nil)
        }
    }

    /// 公示考核结果（6月29日—7月5日）。考核结果须公示一周: the window, told again as a span in the same line.
    private static func isWindowAgain(_ deadline: DraftDeadline, _ all: [DraftDeadline]) -> Bool {
        deadline.reasons.contains("public-notice")
            && all.contains {
                $0.kind == .publication && $0.start != nil && $0.position.line == deadline.position.line
            }
    }

    /// 系统将于8月6日24:00关闭: when what was asked for closes.
    private static func isClosing(_ deadline: DraftDeadline) -> Bool {
        deadline.who == nil && deadline.start == nil && ["关闭", "结束", "截止"].contains(where: deadline.task.hasPrefix)
    }

    /// 报名截止时间：2021年5月24日
    private static func isLabel(_ deadline: DraftDeadline) -> Bool {
        deadline.who == nil && deadline.reasons.contains("label-deadline") && deadline.kind == .submission
    }

    /// 1.2021年5月24日前符合条件的学生完成报名: the same, and who has to.
    private static func tells(_ other: DraftDeadline, asWell deadline: DraftDeadline) -> Bool {
        other.day == deadline.day && other.kind == deadline.kind && other.who != nil
            && (deadline.minutes == nil || other.minutes == deadline.minutes)
            && ["报名", "申报", "投稿", "报送", "提交"].contains { other.task.contains($0) && deadline.task.contains($0) }
    }
}
