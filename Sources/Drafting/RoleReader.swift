/// Whether a time is a deadline, and if not, why: the cues around it, and what its form and place say.

import Deadlines

struct RoleReader: Sendable {
    let notice: NoticeText

    init(_ notice: NoticeText) { self.notice = notice }

    /// What the words say; nil for a time that is not worth telling.
    func verdict(_ phrase: TimePhrase, _ around: Surroundings) -> Verdict? {
        var one = opened(phrase, around)
        let isTold =
            switch phrase.form {
            case .distance: one.refine(by: Refinement.distances)
            case .recurring: settleRecurring(phrase, around, &one.verdict)
            case .points, .window: one.refine(by: Refinement.labels) && one.refine(by: Refinement.points)
            }
        return isTold ? one.verdict : nil
    }

    /// What the place and the cues say, before it is refined.
    func opened(_ phrase: TimePhrase, _ around: Surroundings) -> RoleCase {
        let cued =
            structural(phrase)
            ?? CueReader.shared.verdict(
                around, base: base(phrase, hasLabel: isLabelled(around.label)), saysYear: saysYear(phrase))
        return RoleCase(reader: self, phrase: phrase, around: around, verdict: cued)
    }

    /// 校园选拔：, not 英语四级考试：, which is an event.
    private func isLabelled(_ label: [UInt32]) -> Bool {
        !label.isEmpty && !label.contains { $0 == 0x8D5B || $0 == 0x8003 }  // 赛 考
    }

    private func settleRecurring(_ phrase: TimePhrase, _ around: Surroundings, _ verdict: inout Verdict) -> Bool {
        if verdict.other == .other || verdict.other == .startOnly,
            verdict.deadlineWeight >= 3 || ["every-month-day", "every-week-day"].contains(phrase.rules[0])
        {
            verdict.other = nil
        }
        // 《条例》规定，每年1月31日前应当报告: what the law says to all is not asked here.
        if verdict.has("statute") { verdict.other = .citedDocument }
        switch phrase.rules[0] {
        case "every-day-clock", "every-day-hour":
            // 每日8:30—17:00 are hours.
            if around.justAfter.first.map({ [0x2D, 0x7E, 0x81F3].contains($0) }) == true {
                verdict.other = .officeHours
            }
        // 每年2-11月开展调查: when it goes on; nothing is handed in by then.
        case "every-year-window", "every-year-months":
            if !leadsToHandingIn(phrase) { verdict.other = .event }
        case "every":
            // 每月 binds if something is done then: 每月报送, not 每月工资.
            guard verdict.other == nil || verdict.other == .other, leadsToReport(phrase) else { return false }
            verdict.other = nil
            verdict.isVague = true
        default: break
        }
        return true
    }

    /// A day without its year, a window, a list and a month's end are seldom written but to bind somebody.
    private func base(_ phrase: TimePhrase, hasLabel: Bool) -> Int {
        var base = phrase.isWindow ? 3 : phrase.points.count > 1 ? 2 : 0
        guard let last = phrase.points.last else { return base }
        if last.day != nil, last.year == nil, last.yearWord == nil { base += 1 }
        if last.edge != nil { base += 1 }
        if phrase.isWindow, hasLabel { base += 1 }
        if isStep(phrase) { base += 6 }
        if last.partOfDay?.hasSuffix("前") == true { base += 6 }
        if last.minutes != nil { base += 2 }
        if last.offset != nil, leadsToHandingIn(phrase) { base += 3 }
        if phrase.rules == ["time-said"] { base += 4 }
        if notice.cell(phrase) != nil { base += 2 }
        // A line that is nothing but a time is a cell of a table whose cells stand below each other.
        let own = notice.text.trimmed(notice.text.line(notice.line(phrase)))
        let end = notice.tokens[phrase.tokens.upperBound - 1].range.upperBound
        if own.lowerBound == notice.place(phrase),
            own.upperBound == end || own.upperBound == end + 1 && notice.text.scalars[end] == "。"
        {
            base += 3
        }
        return base
    }

    /// （二）组织实施（5月至11月）: a step's heading closes with its time.
    func isStep(_ phrase: TimePhrase) -> Bool {
        let map = notice.map
        let range = notice.range(phrase)
        guard range.lowerBound > 0, map.plain[range.lowerBound - 1] == 0x28, range.upperBound < map.plain.count,
            map.plain[range.upperBound] == 0x29 || map.plain[range.upperBound] == 0x524D  // ) 前
        else { return false }
        let lead = notice.lead(range).dropLast()
        let number = lead.prefix(while: ClauseOpening.isNumbering)
        return (1...6).contains(number.count) && (2...20).contains(lead.count - number.count)
            && !lead.contains { [0x2C, 0x8D5B, 0x8003].contains($0) }  // , 赛 考
    }

    /// A time without points, such as a distance, may be a condition as well.
    private func saysYear(_ phrase: TimePhrase) -> Bool {
        phrase.points.isEmpty || phrase.points.contains { $0.year != nil || $0.yearWord != nil }
    }

    // MARK: - By place

    /// What the place alone decides: a signature.
    private func structural(_ phrase: TimePhrase) -> Verdict? {
        let place = notice.place(phrase)
        if notice.header.signature?.contains(place) == true {
            return Verdict(other: .signatureDate, otherWeight: 9, reasons: ["signature-line"])
        }
        if isStamp(phrase) { return Verdict(other: .pageFurniture, otherWeight: 9, reasons: ["page-stamp"]) }
        if isSigned(phrase) { return Verdict(other: .signatureDate, otherWeight: 9, reasons: ["signature-line"]) }
        return notice.signatures.contains(place)
            ? Verdict(other: .signatureDate, otherWeight: 9, reasons: ["signature-inline"]) : nil
    }

    /// 2018-04-23 16:21 below the title, alone or behind 时间：, when the page was put up.
    private func isStamp(_ phrase: TimePhrase) -> Bool {
        guard phrase.rules == ["full-date-dashes"], phrase.points[0].minutes != nil, notice.line(phrase) < 8 else {
            return false
        }
        // The text's own line: below a title the passage may run on.
        let line = notice.text.trimmed(notice.text.line(notice.line(phrase)))
        let place = notice.place(phrase)
        let lead = notice.text.plain(line.lowerBound..<place)
        let rest = notice.text.plain(min(line.upperBound, place + 10)..<line.upperBound)
        return (lead.isEmpty || lead == Self.time) && !rest.contains { Passage.endsClause($0) }
    }

    private static let time = "时间:".unicodeScalars.map(\.value)

    /// 科研处 and below it 11月12日: a signature without its year.
    private func isSigned(_ phrase: TimePhrase) -> Bool {
        guard phrase.rules == ["month-day"], phrase.points[0].minutes == nil, phrase.points[0].partOfDay == nil else {
            return false
        }
        let map = notice.map
        let index = ClauseMap.index(of: notice.range(phrase).lowerBound, in: map.lines)
        guard map.lines[index] == notice.range(phrase), index > 0 else { return false }
        let name = map.plain[map.lines[index - 1]]
        let next = map.lines.dropFirst(index + 1).first { !$0.isEmpty }
        return name.count <= 24 && BodyName.endsAsOne(name) && !name.contains(where: Passage.endsClause)
            && (next.map { line in
                Self.annexes.contains { map.plain[line].starts(with: $0) }
                    || Self.titles.contains { map.plain[line].ends(with: $0) }
            } ?? true)
    }

    /// With which what follows a signature begins or ends.
    private static let annexes: [[UInt32]] = ["附"].scalarValues
    private static let titles: [[UInt32]] = ["方案", "办法", "通知", "一览表", "名单", "回执", "登记表", "申报表", "汇总表"].scalarValues
}

extension Verdict {
    /// One of these cues spoke.
    func has(_ names: String...) -> Bool { reasons.contains(where: names.contains) }
}

extension LexWord {
    var isVerb: Bool {
        switch role {
        case .action, .preparing, .light: !isNoun
        default: false
        }
    }

    /// Names something that is done, or done on the way to it, be it as verb or noun.
    var isDeed: Bool {
        switch role {
        case .action, .preparing: true
        default: false
        }
    }

    /// Something is handed in, reviewed or made public.
    var isHandIn: Bool {
        if case .action(let kind) = role { return kind != .other && !isNoun }
        return false
    }
}
