/// Whether a time is a deadline, and if not, why: the cues around it, and what its form and place say.

import Deadlines

struct RoleReader: Sendable {
    let notice: NoticeText

    init(_ notice: NoticeText) { self.notice = notice }

    /// What the words say; nil for a time that is not worth telling.
    func verdict(_ phrase: TimePhrase, _ around: Surroundings) -> Verdict? {
        var verdict =
            structural(phrase)
            ?? CueReader.shared.verdict(
                around, base: base(phrase, hasLabel: isLabelled(around.label)), saysYear: saysYear(phrase))
        switch phrase.form {
        case .distance:
            guard settleDistance(phrase, around, &verdict) else { return nil }
        case .recurring:
            guard settleRecurring(phrase, around, &verdict) else { return nil }
        case .points, .window:
            if isTimeItself(around.label) || namesTime(around) && verdict.other != .event,
                let last = phrase.points.last,
                last.minutes != nil || last.partOfDay != nil || last.edge != nil
            {
                if !verdict.has("label-deadline") {
                    verdict.deadlineWeight += 6
                    verdict.reasons.append("label-deadline")
                }
                if verdict.otherWeight <= verdict.deadlineWeight { verdict.other = nil }
            }
            if phrase.isWindow, namesTime(around),
                !verdict.has("label-deadline", "label-event", "label-period", "label-hours", "length", "term")
            {
                verdict.deadlineWeight += 6
                verdict.reasons.append("label-time")
                if verdict.otherWeight <= verdict.deadlineWeight { verdict.other = nil }
            }
            guard settlePoints(phrase, around, &verdict) else { return nil }
        }
        return verdict
    }

    /// 校园选拔：, not 英语四级考试：, which is an event.
    private func isLabelled(_ label: [UInt32]) -> Bool {
        !label.isEmpty && !label.contains { $0 == 0x8D5B || $0 == 0x8003 }  // 赛 考
    }

    /// 年检时间：, 年检时间为: what is done then has its name from it.
    private func namesTime(_ around: Surroundings) -> Bool {
        var words = around.label.isEmpty ? around.justBefore[...] : around.label[...]
        if around.label.isEmpty {
            guard let last = words.last, [0x4E3A, 0x662F].contains(last) else { return false }  // 为 是
            words = words.dropLast()
        }
        guard Self.timeNames.contains(where: words.ends) else { return false }
        let map = ClauseMap(Array(words))
        return map.words.contains { $0.isDeed && map.text($0.range) != "执行" }
    }

    private static let span = "起止时间".unicodeScalars.map(\.value)
    private static let isTime: [[UInt32]] = ["时间为", "时间是"].scalarValues
    private static let begins = "开始".unicodeScalars.map(\.value)
    private static let timeNames: [[UInt32]] = ["时间", "日期", "期限"].scalarValues

    /// 时间：, with nothing that says of what.
    private func isTimeItself(_ label: [UInt32]) -> Bool {
        label.count >= 2 && label.suffix(2).elementsEqual([0x65F6, 0x95F4])
            && label.dropLast(2).allSatisfy(ClauseOpening.isNumbering)
    }

    // MARK: - By form

    /// A distance binds when something is done within it: 5个工作日内, 公示期不少于5个工作日, not 培训5天.
    private func settleDistance(_ phrase: TimePhrase, _ around: Surroundings, _ verdict: inout Verdict) -> Bool {
        // 体检当日早晨禁食 asks nothing to be handed in.
        if phrase.rules == ["distance-that-day"], !leadsToHandingIn(phrase) { return false }
        // 3月15日（含当日）前: the same day again.
        if phrase.rules == ["distance-that-day"], around.justBefore.last == 0x542B { return false }
        if phrase.rules == ["before-event"], !isAsked(phrase) { return false }
        // 召开赛前会议
        if phrase.rules == ["festival"], splitsWord(phrase) { return false }
        // 三日内无异议, 考前14天内有发热: whoever it happens to.
        let last = notice.passage.plain[notice.range(phrase)].last
        if around.justAfter.first.map(Self.happening.contains) == true, last == 0x5185 || last == 0x524D {  // 内 前
            verdict.other = .eligibility
            return true
        }
        // 硬笔：30分钟内书写完成: how long something takes.
        if phrase.rules == ["distance-minutes"], around.justBefore.last == 0x3A, !leadsToHandingIn(phrase) {
            return false
        }
        // 将前一日情况上报: whose figures they are.
        if NoticeText.isAttribute(phrase, notice.passage) { return false }
        // 培训为期7天: how long something lasts.
        if phrase.rules == ["distance-not-less"], notice.passage.plain[notice.range(phrase)].first == 0x4E3A,
            !around.sentence.string.contains("公示")
        {
            return false
        }
        if !verdict.has("refused", "recent", "about", "length") {
            switch verdict.other {
            case .other, .eligibility, .done, .startOnly, .citedDocument, .event: verdict.other = nil
            default: break
            }
        }
        if isCondition(phrase, around) { verdict.other = .eligibility }
        return true
    }

    /// A word begins before the time and ends in it.
    private func splitsWord(_ phrase: TimePhrase) -> Bool {
        let start = notice.range(phrase).lowerBound
        return notice.map.words(in: max(0, start - 1)..<start + 1).contains {
            $0.range.lowerBound < start && $0.range.upperBound > start
        }
    }

    private static let happening = Set("有无未没曾已".unicodeScalars.map(\.value))

    /// 应在, 请于 stand as words of their own; not 要在工作中提前, 应在此之前.
    private func isAsked(_ phrase: TimePhrase) -> Bool {
        let range = notice.range(phrase)
        guard notice.map.words(in: range).first?.range.lowerBound == range.lowerBound,
            let before = notice.passage.plain[range].last(where: { !Self.before.contains($0) })
        else { return false }
        return !Self.unparted.contains(before)
    }

    private static let before = Set("之以前".unicodeScalars.map(\.value))
    /// 提前, 目前, 当前 …; 截止前 is a day that is told elsewhere.
    private static let unparted = Set("提目当此面眼跟先史止".unicodeScalars.map(\.value))

    /// 三年内 without an event that it is counted from is a condition, not a deadline.
    private func isCondition(_ phrase: TimePhrase, _ around: Surroundings) -> Bool {
        guard case .distance(_, "年", _) = phrase.form, phrase.rules == ["distance-within"] else { return false }
        let before = around.clause.string + around.justBefore.string
        return !["之日起", "后", "届满", "期满"].contains(where: before.contains)
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
        case "every":
            // 每月 binds if something is done then: 每月报送, not 每月工资.
            guard verdict.other == nil || verdict.other == .other, leadsToReport(phrase) else { return false }
            verdict.other = nil
            verdict.isVague = true
        default: break
        }
        return true
    }

    private func settlePoints(_ phrase: TimePhrase, _ around: Surroundings, _ verdict: inout Verdict) -> Bool {
        // 收取时间：5月20日下班前: no condition is told to the hour.
        if verdict.other == .eligibility, let last = phrase.points.last,
            last.minutes != nil || last.partOfDay?.hasSuffix("前") == true, verdict.deadlineWeight >= 4
        {
            (verdict.other, verdict.otherWeight) = (nil, 0)
        }
        // 截止时间延后至6月30日: however it is put.
        if !verdict.has("until", "as-of", "before"), closesAt(around.justBefore) {
            verdict.deadlineWeight += 6
            verdict.reasons.append("until")
            if verdict.otherWeight <= verdict.deadlineWeight { verdict.other = nil }
        }
        // 6月30日以前正式注册的学生: of whom it is said, whatever else is asked of them.
        if verdict.has("before"), isCondition(before: phrase) {
            verdict.other = .eligibility
            return true
        }
        // 可于10月28日登录网站查询结果: nobody has to.
        if Self.may.contains(where: around.justBefore.ends),
            !Self.looksUp.occurrences(in: Array(around.after.prefix(24))).isEmpty
        {
            verdict.other = .event
            return true
        }
        // 面试当天准备证件 asks nothing to be handed in.
        if phrase.rules == ["event-day"], phrase.points.last?.minutes == nil, !leadsToHandingIn(phrase) { return false }
        // 3月15日前（含15日）: the same day again.
        if around.justBefore.ends(with: [0x28, 0x542B]) { return false }
        // 2024-09-11 09:39:13: only machines print seconds.
        if phrase.rules == ["full-date-dashes"], around.justAfter.first == 0x3A,
            around.justAfter.dropFirst().first.map(Scalars.isDigit) == true,
            !verdict.has("until", "before", "label-deadline")
        {
            verdict.other = .pageFurniture
            return true
        }
        // 17号楼1层
        if phrase.rules == ["day"], notice.passage.plain[notice.range(phrase)].last == 0x53F7,
            around.justAfter.first.map(Self.numbered.contains) == true
        {
            return false
        }
        // 延长期限不得超过30日, 长度不超过1.5米: how much, not which day.
        if ["day", "month-day-dot", "month-day-slash"].contains(phrase.rules[0]),
            around.justBefore.ends(with: [0x8D85, 0x8FC7])
        {
            return false
        }
        if phrase.rules.contains("month-day-bare") || phrase.rules.contains("full-date-bare"),
            notice.tokens[phrase.tokens].contains(where: { $0.kind == .chineseNumber })
        {
            return false
        }
        // 9/10前 may be a fraction.
        if phrase.rules == ["month-day-slash"], !leadsToHandingIn(phrase) { return false }
        if ["month-day-dot", "month-day-slash"].contains(phrase.rules[0]), phrase.rules.count == 1,
            !verdict.has("before", "until")
        {
            return false
        }
        // 截止本年12月31日: the day as of which figures count, never one by which something is done.
        if isYearEnd(phrase), !verdict.has("please") || verdict.has("as-of", "until") {
            verdict.other = .period
            return true
        }
        // 3月1日至15日期间报送: when it is done, not what period is told of.
        if phrase.isWindow, verdict.has("period-data"), phrase.points.allSatisfy(\.isDay), isDoneWithin(phrase) {
            verdict.deadlineWeight += 6
            if verdict.other == .period { verdict.other = nil }
        }
        // 答辩时间：9月15日上午9点开始
        if verdict.other == .startOnly, phrase.points.last?.minutes != nil,
            notice.isAttended || verdict.has("label-meeting"),
            Self.timeNames.contains(where: around.label.ends), around.justAfter.starts(with: Self.begins)
        {
            verdict.other = nil
        }
        // 培训起止时间：7月10日至16日
        if phrase.isWindow, verdict.other == .period, around.label.ends(with: Self.span), namesTime(around) {
            verdict.other = nil
            verdict.deadlineWeight += 6
        }
        // 时间为3月26日, and before it what is done then.
        if verdict.other == .other, around.label.isEmpty, Self.isTime.contains(where: around.justBefore.ends),
            notice.map.words(in: notice.map.sentence(at: notice.range(phrase).lowerBound)).contains(where: \.isHandIn)
        {
            verdict.other = nil
            verdict.deadlineWeight += 6
        }
        // 公示时间从11月19日至26日: a window has its end.
        if phrase.isWindow, verdict.other == .startOnly, !verdict.has("onwards") { verdict.other = nil }
        // 2011年1月1日至12月31日的出版情况
        if phrase.isWindow, around.justAfter.first == 0x7684, !verdict.has("before", "until", "label-deadline") {
            verdict.other = .period
            return true
        }
        if isMeeting(phrase, verdict, around) || isTarget(phrase, verdict, around) {
            (verdict.other, verdict.otherWeight) = (nil, 0)
        }
        guard verdict.has("before") else { return true }
        if verdict.other == .event, !verdict.has("label-event") { verdict.other = nil }
        // No page prints its own day with 前, and none asks anything by it.
        if verdict.other == .pageFurniture { verdict.other = nil }
        return true
    }

    /// 截止 and, right before the time, 至, 为 or 在.
    private func closesAt(_ before: [UInt32]) -> Bool {
        guard let last = before.last, Self.leading.contains(last),
            let place = before.indices.last(where: { before[$0...].starts(with: Self.closing) })
        else { return false }
        return !before[place...].contains { [0x2C, 0x3A].contains($0) }
    }

    private static let leading = Set("至到为是在于".unicodeScalars.map(\.value))
    private static let closing = "截止".unicodeScalars.map(\.value)

    /// 前 and then what had happened, with 的 behind it.
    private func isCondition(before phrase: TimePhrase) -> Bool {
        let map = notice.map
        let start = notice.range(phrase).upperBound
        let words = map.plain[start..<max(start, map.clause(at: start).upperBound)].prefix(16)
        guard let of = words.firstIndex(of: 0x7684) else { return false }  // 的
        return Self.happened.contains(where: words[..<of].ends)
    }

    private static let happened: [[UInt32]] = [
        "注册", "登记", "成立", "设立", "取得", "获得", "入学", "毕业", "出生", "参加工作", "入职", "结题", "立项", "出版", "发表", "建成", "竣工",
    ].scalarValues
    private static let may: [[UInt32]] = ["可于", "可在", "可自", "可从"].scalarValues
    private static let looksUp = WordIndex(["查询", "查看", "查阅", "获知"])

    /// Behind 期间 stands a comma, or what is done: 期间报送, 期间完成; not 期间收取的保证金.
    private func isDoneWithin(_ phrase: TimePhrase) -> Bool {
        let map = notice.map
        let start = notice.range(phrase).upperBound
        guard map.plain[start...].starts(with: Self.during) else { return false }
        let next = start + Self.during.count
        guard next < map.plain.count else { return false }
        let sentence = map.sentence(at: next)
        let isComma = map.plain[next] == 0x2C
        let words = map.words(in: next..<max(next, isComma ? sentence.upperBound : min(next + 6, map.plain.count)))
        guard let word = words.first(where: \.isVerb), isComma || word.range.lowerBound == next,
            word.range.upperBound < map.plain.count
        else { return false }
        return map.plain[word.range.upperBound] != 0x7684  // 的
    }

    private static let during = "期间".unicodeScalars.map(\.value)

    /// What a number with 号 may be the number of: 17号楼.
    private static let numbered = Set("楼院馆线厅教公门库窗柜文令".unicodeScalars.map(\.value))

    /// 本年12月31日, 本年度内, as definitions of figures say it.
    private func isYearEnd(_ phrase: TimePhrase) -> Bool {
        guard phrase.points.count == 1, let point = phrase.points.first,
            ["本年", "本年度"].contains(point.yearWord ?? point.edge ?? "")
        else { return false }
        return point.month == 12 && point.day == 31 || phrase.isBare
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

    /// A meeting's hour binds those who are asked to come.
    private func isMeeting(_ phrase: TimePhrase, _ verdict: Verdict, _ around: Surroundings) -> Bool {
        guard verdict.other == .event || verdict.other == .other || verdict.other == .period,
            let point = phrase.points.last, point.day != nil, point.minutes != nil || point.partOfDay != nil
        else { return false }
        // 面试时间：8月23日上午9:00
        if !Self.exams.occurrences(in: around.label.isEmpty ? around.heading : around.label).isEmpty { return true }
        return notice.isAttended && !Self.meetings.occurrences(in: around.sentence + around.heading).isEmpty
    }

    private static let exams = WordIndex(["面试时间", "笔试时间", "考试时间", "复试时间", "测试时间", "答辩时间", "面试日期", "考试日期"])
    private static let meetings = WordIndex([
        "会议", "座谈会", "推进会", "培训会", "动员会", "视频会", "发布会", "部署会", "调度会", "评审会", "论证会", "研讨会", "例会", "大会", "培训班",
    ])

    /// 截至2018年12月31日，注册率达到100%: a state that is to be reached, where the day lies ahead.
    private func isTarget(_ phrase: TimePhrase, _ verdict: Verdict, _ around: Surroundings) -> Bool {
        guard verdict.other == .period || verdict.other == .other, verdict.has("as-of"),
            let issued = notice.header.issued, let point = phrase.points.last, let year = point.year,
            let month = point.month, let day = Day(year: year, month: month, day: point.day ?? 28), day > issued
        else { return false }
        return !Self.targets.occurrences(in: around.after).isEmpty
    }

    private static let targets = WordIndex(["达到", "完成", "实现", "不低于"])
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
