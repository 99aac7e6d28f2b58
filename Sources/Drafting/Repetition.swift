/// The same thing told twice is one deadline.

import Deadlines

enum Repetition {
    static func dropped(_ deadlines: [DraftDeadline], _ outline: Outline) -> [DraftDeadline] {
        withoutRepeats(withoutForms(withoutHeadings(deadlines, outline)))
    }

    /// 附件：联络员信息表（请于9月5日前报送）, 此表请于9月5日前上报: a form says again when it is due.
    private static func withoutForms(_ deadlines: [DraftDeadline]) -> [DraftDeadline] {
        struct Due: Hashable {
            let day: Day?
            let rule: String?
        }
        var told: Set<Due> = []
        return deadlines.filter { one in
            guard one.isHandIn else { return true }
            let isNew = told.insert(Due(day: one.day, rule: one.day == nil ? one.rule : nil)).inserted
            return isNew || one.who != nil || !one.reasons.contains("on-form")
        }
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
        var told = ToldOnce(deadlines)
        return deadlines.indices.filter { told.isNew($0) }.map { deadlines[$0] }
    }
}

extension DraftDeadline {
    fileprivate var isHandIn: Bool { [.submission, .sealedScan, .directoryCheck].contains(kind) && start == nil }
}

/// Which deadlines of a notice only say again what another one says.
private struct ToldOnce {
    private let deadlines: [DraftDeadline]
    /// The first ones of each day: a text that names one day over and over must not be compared with itself.
    private let byDay: [Day: [Int]]
    /// Where something is made public from one day to another.
    private let windowLines: Set<Int>
    private var seen: Set<Told> = []
    private var moments: Set<Moment> = []
    /// The hours at which something is met on a day.
    private var meetings: [Day: Set<Int?>] = [:]
    private static let most = 40

    private struct Moment: Hashable {
        let day: Day
        let minutes: Int?
    }

    private struct Told: Hashable {
        let moment: Moment
        let kind: DraftKind
        let who: String?
        /// The task's first words.
        let task: String
        /// Of several days.
        let quote: String?
    }

    init(_ deadlines: [DraftDeadline]) {
        self.deadlines = deadlines
        var byDay: [Day: [Int]] = [:]
        for (index, deadline) in deadlines.enumerated() {
            guard let day = deadline.day, byDay[day, default: []].count < Self.most else { continue }
            byDay[day, default: []].append(index)
        }
        self.byDay = byDay
        windowLines = Set(
            deadlines.lazy.filter { $0.kind == .publication && $0.start != nil }.map(\.position.line))
    }

    /// To be asked of each once, in order.
    mutating func isNew(_ index: Int) -> Bool {
        let deadline = deadlines[index]
        guard let day = deadline.day else {
            // 公示考核结果（6月29日—7月5日）。考核结果须公示一周: the window, told again as a span in the same line.
            return !(deadline.reasons.contains("public-notice") && windowLines.contains(deadline.position.line))
        }
        // 定于2月20日上午召开, and below it 会议时间：2月20日上午9:30.
        if isPlainMeeting(deadline), deadline.minutes == nil,
            byDay[day, default: []].contains(where: {
                $0 > index && isPlainMeeting(deadlines[$0]) && deadlines[$0].minutes != nil
            })
        {
            return false
        }
        // The reply form tells the meeting's hour again.
        if deadline.kind == .meeting, deadline.days.isEmpty, isToldMeeting(deadline, day), deadline.who == nil {
            return false
        }
        let moment = Moment(day: day, minutes: deadline.minutes)
        // 四、报送截止时间 says again what the paragraphs above have asked for by that day.
        let isFirst = moments.insert(moment).inserted
        if !isFirst, deadline.who == nil, deadline.reasons.contains("heading-due") { return false }
        // Only a window, what names nobody and what has no 前 can be told better elsewhere.
        if deadline.start != nil || deadline.who == nil || !deadline.reasons.contains("before"),
            byDay[day, default: []].contains(where: {
                $0 != index && says(deadlines[$0], $0 - index, asWellAs: deadline)
            })
        {
            return false
        }
        let told = Told(
            moment: moment, kind: deadline.kind, who: deadline.who,
            task: start(deadline),
            quote: deadline.days.isEmpty ? nil : deadline.quote)
        return seen.insert(told).inserted
    }

    /// A meeting that names nobody; one comes to it, and does not only check in.
    private func isPlainMeeting(_ deadline: DraftDeadline) -> Bool {
        deadline.kind == .meeting && deadline.who == nil && deadline.start == nil && !deadline.task.contains("报到")
    }

    /// By which two tasks are told from each other.
    private func start(_ deadline: DraftDeadline) -> String { String(deadline.task.unicodeScalars.prefix(6)) }

    /// At an hour of its own it is another meeting: 中午12:00前报到, 下午14:00召开领队会议.
    private mutating func isToldMeeting(_ deadline: DraftDeadline, _ day: Day) -> Bool {
        let hours = meetings[day, default: []]
        meetings[day, default: []].insert(deadline.minutes)
        return !hours.isEmpty && (deadline.minutes == nil || hours.contains(nil) || hours.contains(deadline.minutes))
    }

    /// - Parameter steps: how many deadlines behind it the other one stands; less than 0 before it.
    private func says(_ other: DraftDeadline, _ steps: Int, asWellAs deadline: DraftDeadline) -> Bool {
        isSameWindow(other, steps < 0, deadline) || (1...3).contains(steps) && saysMore(other, deadline)
            || steps < 0 && isClosing(deadline, other) || isNamed(other, deadline)
    }

    /// 报名时间为1月15日至22日, told in the introduction and in its section: the one that says who, or the first, stays.
    private func isSameWindow(_ other: DraftDeadline, _ isEarlier: Bool, _ deadline: DraftDeadline) -> Bool {
        deadline.start != nil && other.start == deadline.start && other.minutes == deadline.minutes
            && other.kind == deadline.kind && other.position != deadline.position
            && (deadline.kind != .other || start(other) == start(deadline))
            && (other.who == deadline.who ? isEarlier : deadline.who == nil)
    }

    /// （四）提交考核材料（7月10日）。学院盖章，7月10日前报教师处: the heading's day, and in its line the same with 前.
    private func saysMore(_ other: DraftDeadline, _ deadline: DraftDeadline) -> Bool {
        other.position.line == deadline.position.line && other.kind == deadline.kind
            && other.reasons.contains("before") && !deadline.reasons.contains("before")
            && deadline.start == nil && (deadline.who == nil || deadline.who == other.who)
    }

    /// 系统将于8月6日24:00关闭: when what was asked for closes.
    private func isClosing(_ deadline: DraftDeadline, _ other: DraftDeadline) -> Bool {
        (deadline.who == nil || deadline.who == other.who) && deadline.start == nil
            && (deadline.reasons.contains("closing")
                || ["关闭", "结束", "截止"].contains(where: deadline.task.hasPrefix))
    }

    /// 报名截止时间：5月24日, and below it 5月24日前符合条件的学生完成报名: the same, and who has to.
    private func isNamed(_ other: DraftDeadline, _ deadline: DraftDeadline) -> Bool {
        deadline.who == nil && deadline.reasons.contains("label-deadline") && deadline.kind == .submission
            && other.kind == .submission && other.who != nil
            && (deadline.minutes == nil || other.minutes == deadline.minutes)
            && ["报名", "申报", "投稿", "报送", "提交"].contains { other.task.contains($0) && deadline.task.contains($0) }
    }
}
