/// Days, months and windows: what their form and the words beside them say.

import Deadlines

extension Refinement {
    static let points: [Refinement] = [
        Refinement(
            "to-the-hour", .isNotOther, zh: "条件不会说到几点", en: "no condition is told to the hour",
            example: "结题材料收取时间：2024年5月20日下班前。"
        ) {
            $0.verdict.other == .eligibility && $0.verdict.deadlineWeight >= CueReader.least
                && ($0.hasHour || $0.last?.partOfDay?.hasSuffix("前") == true)
        },
        Refinement(
            "closing-time", .speaks(6), zh: "说的是截止时间", en: "said to be a closing time", example: "报送截止时间延后至6月30日。"
        ) { !$0.verdict.has("until", "as-of", "before") && $0.closes },
        Refinement(
            "of-those", .isOther(.eligibility), zh: "说的是在此之前如何的人或物",
            en: "said of those who had done something before it",
            example: "6月30日以前正式注册的学生可以参加。"
        ) { $0.verdict.has("before") && $0.isSaidOfThose },
        Refinement(
            "may-look-up", .isOther(.event), zh: "说的是可以查询", en: "something may be looked up",
            example: "考生可于10月28日登录网站查询结果。"
        ) { one in
            RoleCase.may.contains(where: one.around.justBefore.ends)
                && !RoleCase.lookingUp.occurrences(in: Array(one.around.after.prefix(24))).isEmpty
        },
        Refinement(
            "event-day-idle", .dropped, zh: "当天没有要交的东西", en: "nothing is handed in that day", example: "面试当天请携带证件。"
        ) {
            $0.phrase.rules == ["event-day"] && !$0.hasHour && !$0.reader.leadsToHandingIn($0.phrase)
        },
        Refinement(
            "day-again", .dropped, zh: "括号里又说同一天", en: "the same day again in brackets", example: "请于3月15日前（含15日）报送。"
        ) { $0.around.justBefore.ends(with: [0x28, 0x542B]) },  // (含
        Refinement(
            "seconds", .isOther(.pageFurniture), zh: "写到秒的是网页时间", en: "only machines print seconds",
            example: "时间2024-09-11 09:39:13。"
        ) {
            $0.phrase.rules == ["full-date-dashes"] && $0.around.justAfter.first == 0x3A
                && $0.around.justAfter.dropFirst().first.map(Scalars.isDigit) == true
                && !$0.verdict.has("until", "before", "label-deadline")
        },
        Refinement("numbered", .dropped, zh: "是编号", en: "the number of something", example: "请到17号楼报到。") {
            $0.phrase.rules == ["day"] && $0.notice.passage.plain[$0.range].last == 0x53F7  // 号
                && $0.around.justAfter.first.map(RoleCase.numbered.contains) == true
        },
        Refinement("limit", .dropped, zh: "说的是多少", en: "how much, not which day", example: "期限不得超过30日。") {
            RoleCase.short.contains($0.phrase.rules[0]) && $0.around.justBefore.ends(with: [0x8D85, 0x8FC7])  // 超过
        },
        Refinement(
            "number-in-words", .dropped, zh: "没有“日”字的中文数字", en: "a number in words without 日",
            example: "完成2019年8月两批次的月报。"
        ) { one in
            !one.phrase.rules.allSatisfy { !RoleCase.bare.contains($0) }
                && one.notice.tokens[one.phrase.tokens].contains { $0.kind == .chineseNumber }
        },
        Refinement("fraction", .dropped, zh: "可能是分数或小数", en: "may be a fraction", example: "出勤率达到9/10。") {
            $0.phrase.rules == ["month-day-slash"] && !$0.reader.leadsToHandingIn($0.phrase)
                || RoleCase.short.dropFirst().contains($0.phrase.rules[0]) && $0.phrase.rules.count == 1
                    && !$0.verdict.has("before", "until")
        },
        Refinement(
            "figures-of-year", .isOther(.period), zh: "本年末的数字", en: "the day as of which figures count",
            example: "截止本年12月31日的在校生数。"
        ) { $0.isYearEnd && (!$0.verdict.has("please") || $0.verdict.has("as-of", "until")) },
        Refinement(
            "done-within", .binds(6), zh: "期间要做的事", en: "what is done within it", example: "请于3月1日至15日期间报送。"
        ) {
            $0.phrase.isWindow && $0.verdict.has("period-data") && $0.phrase.points.allSatisfy(\.isDay)
                && $0.isDoneWithin
        },
        Refinement(
            "begins-then", .isNotOther, zh: "到场的时刻", en: "the hour at which one has to be there",
            example: "请参加答辩。答辩时间：9月15日上午9点开始。"
        ) {
            $0.verdict.other == .startOnly && $0.hasHour && $0.isLabelledTime
                && ($0.notice.isAttended || $0.verdict.has("label-meeting"))
                && $0.around.justAfter.starts(with: RoleCase.begins)
        },
        Refinement(
            "span-of", .binds(6), zh: "某事的起止时间", en: "from when to when something is done", example: "培训起止时间：7月10日至16日。"
        ) {
            $0.phrase.isWindow && $0.verdict.other == .period && $0.around.label.ends(with: RoleCase.span)
                && $0.namesTime
        },
        Refinement(
            "time-is", .binds(6), zh: "前文要做的事的时间", en: "when what stands before it is done",
            example: "教职工现场报名，时间为3月26日。"
        ) { one in
            one.verdict.other == .other && one.around.label.isEmpty
                && RoleCase.timeIs.contains(where: one.around.justBefore.ends)
                && one.map.words(in: one.map.sentence(at: one.range.lowerBound)).contains(where: \.isHandIn)
        },
        Refinement(
            "has-an-end", .isNotOther, zh: "有起有止", en: "a window has its end", example: "展厅从2024年11月19日至2024年11月26日。"
        ) { $0.phrase.isWindow && $0.verdict.other == .startOnly && !$0.verdict.has("onwards") },
        Refinement(
            "window-of", .isOther(.period), zh: "说的是哪段时间的", en: "of which time something is",
            example: "报送2011年1月1日至12月31日的出版情况。"
        ) {
            $0.phrase.isWindow && $0.around.justAfter.first == 0x7684  // 的
                && !$0.verdict.has("before", "until", "label-deadline")
        },
        Refinement(
            "meeting-hour", .isNotOther, zh: "要到场的时刻", en: "the hour at which one has to be there",
            example: "请参加会议。会议于3月5日上午9:00举行。"
        ) { $0.isMeeting },
        Refinement(
            "target-ahead", .isNotOther, zh: "到那天要达到的目标", en: "a state to be reached by then",
            example: "截至2099年12月31日，注册率达到100%。"
        ) { $0.isTarget },
        Refinement(
            "before-an-event", .isNotOther, zh: "“前”字说的是期限", en: "前 tells a deadline", example: "一、比赛时间\n4月30日前"
        ) { $0.verdict.has("before") && $0.verdict.other == .event && !$0.verdict.has("label-event") },
        Refinement(
            "before-on-a-page", .isNotOther, zh: "网页日期不会带“前”字", en: "no page prints its own day with 前",
            example: "来源：5月3日前报送的材料"
        ) { $0.verdict.has("before") && $0.verdict.other == .pageFurniture },
    ]
}

extension RoleCase {
    fileprivate static let may: [[UInt32]] = ["可于", "可在", "可自", "可从"].scalarValues
    fileprivate static let lookingUp = WordIndex(["查询", "查看", "查阅", "获知"])
    /// What a number with 号 may be the number of: 17号楼.
    fileprivate static let numbered = Set("楼院馆线厅教公门库窗柜文令".unicodeScalars.map(\.value))
    fileprivate static let short = ["day", "month-day-dot", "month-day-slash"]
    fileprivate static let bare: Set<String> = ["month-day-bare", "full-date-bare"]
    fileprivate static let begins = "开始".unicodeScalars.map(\.value)
    fileprivate static let span = "起止时间".unicodeScalars.map(\.value)
    fileprivate static let timeIs: [[UInt32]] = ["时间为", "时间是"].scalarValues

    /// 截止 and, right before the time, 至, 为 or 在.
    fileprivate var closes: Bool {
        let before = around.justBefore
        guard let last = before.last, Self.leading.contains(last),
            let place = before.indices.last(where: { before[$0...].starts(with: Self.closing) })
        else { return false }
        return !before[place...].contains { [0x2C, 0x3A].contains($0) }
    }

    private static let leading = Set("至到为是在于".unicodeScalars.map(\.value))
    private static let closing = "截止".unicodeScalars.map(\.value)

    /// 前 and then what had happened, with 的 behind it.
    fileprivate var isSaidOfThose: Bool {
        let start = range.upperBound
        let words = map.plain[start..<max(start, map.clause(at: start).upperBound)].prefix(16)
        guard let of = words.firstIndex(of: 0x7684) else { return false }  // 的
        return Self.happened.contains(where: words[..<of].ends)
    }

    private static let happened: [[UInt32]] = [
        "注册", "登记", "成立", "设立", "取得", "获得", "入学", "毕业", "出生", "参加工作", "入职", "结题", "立项", "出版", "发行", "发表", "建成", "竣工",
        "过期", "到期", "寄出",
    ].scalarValues

    /// Behind 期间 stands a comma, or what is done: 期间报送, 期间完成; not 期间收取的保证金.
    fileprivate var isDoneWithin: Bool {
        let start = range.upperBound
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

    /// 本年12月31日, 本年度内, as definitions of figures say it.
    fileprivate var isYearEnd: Bool {
        guard phrase.points.count == 1, let point = phrase.points.first,
            ["本年", "本年度"].contains(point.yearWord ?? point.edge ?? "")
        else { return false }
        return point.month == 12 && point.day == 31 || phrase.isBare
    }

    /// A meeting's hour binds those who are asked to come.
    fileprivate var isMeeting: Bool {
        guard verdict.other == .event || verdict.other == .other || verdict.other == .period,
            let point = last, point.day != nil, point.minutes != nil || point.partOfDay != nil
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
    fileprivate var isTarget: Bool {
        guard verdict.other == .period || verdict.other == .other, verdict.has("as-of"),
            let issued = notice.header.issued, let point = last, let year = point.year, let month = point.month,
            let day = Day(year: year, month: month, day: point.day ?? 28), day > issued
        else { return false }
        return !Self.targets.occurrences(in: around.after).isEmpty
    }

    private static let targets = WordIndex(["达到", "完成", "实现", "不低于"])
}
