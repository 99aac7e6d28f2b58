/// One way in which officials write a time: a name, a pattern, what it means, and an example that its test reads.

struct TimeRule: Sendable {
    enum Meaning: Sendable {
        /// A day, with or without its year.
        case day
        /// A day of a month that was named before: 同月29日, 8日.
        case dayOfMonth
        /// A month, a quarter, a half or a whole year, or a part of one: its end counts.
        case period
        case weekday
        case timeOfDay
        /// A distance: 5个工作日内.
        case distance
        /// Again and again: 每季度, 次月5日.
        case recurring
    }

    let name: String
    let meaning: Meaning
    let pattern: TimePattern
    /// The first match in it is the whole of it.
    let example: String
    /// What stands right behind makes it no such time: 2020年内蒙古. A 0 stands for all numbers.
    let notBefore: Set<UInt32>

    init(_ name: String, _ meaning: Meaning, _ pattern: String, example: String, notBefore: String = "") {
        self.name = name
        self.meaning = meaning
        self.pattern = TimePattern(pattern)
        self.example = example
        self.notBefore = Set(notBefore.unicodeScalars.map(\.value))
    }

    /// Whether the token may stand right behind it.
    func mayPrecede(_ token: Token) -> Bool {
        guard !notBefore.isEmpty else { return true }
        switch token.kind {
        case .character: return !notBefore.contains(UInt32(token.value))
        case .number, .chineseNumber: return !notBefore.contains(0x30)
        case .lineBreak: return true
        }
    }
}

extension TimeRule {
    /// Of all that match at one place the longest counts; of equally long ones the first.
    static let all: [TimeRule] = days + periods + times + weekdays + distances + recurring

    static let days: [TimeRule] = [
        TimeRule("full-date", .day, "{Y}年[的|]{M}月{D}[日|号]", example: "2024年3月15日"),
        TimeRule("full-date-dashes", .day, "{Y}[-|/|.]{M}[-|/|.]{D}[日|]", example: "2024-03-15", notBefore: "-"),
        TimeRule("full-date-bare", .day, "{Y}年{M}月{D}", example: "2024年3月15"),
        TimeRule("full-date-lost-month", .day, "{Y}年{M}[.|-]{D}[日|号]", example: "2024年3.15日"),
        TimeRule("relative-year-date", .day, "{e:今年|本年|当年|本年度|明年|次年|翌年|下一年|第二年|去年|上年}{M}月{D}[日|号]", example: "明年1月10日"),
        TimeRule("month-day-dot", .day, "{M}.{D}[日|号|]", example: "3.30"),
        TimeRule("month-day-slash", .day, "{M}/{D}[日|号|]", example: "3/30"),
        TimeRule("full-date-commas", .day, "{Y}、{M}、{D}[日|]", example: "2024、3、15"),
        TimeRule("lost-day", .day, "{M}月日", example: "12月日"),
        TimeRule("full-lost-day", .day, "{Y}年{M}月日", example: "2024年12月日"),
        TimeRule("first-month", .day, "元月{D}[日|号]", example: "元月10日"),
        TimeRule("full-first-month", .day, "{Y}年元月{D}[日|号]", example: "2025年元月10日"),
        TimeRule("month-day", .day, "{M}月{D}[日|号]", example: "3月15日"),
        TimeRule("month-day-bare", .day, "{M}月{D}", example: "3月15"),
        TimeRule("next-day", .dayOfMonth, "{a:次日|第二天|翌日}", example: "次日"),
        TimeRule("event-day", .dayOfMonth, "[比赛|考核|考试|会议|活动|培训|报到|面试|开标|开考]{a:当日|当天}", example: "比赛当天"),
        TimeRule("time-said", .dayOfMonth, "于{a:上述时间|上述期限|上述日期}[内|前|之前|]", example: "于上述时间", notBefore: "段节"),
        TimeRule("public-notice-days", .dayOfMonth, "[于|在]{a:公示期|公示时间|公示期限}[内|间内]", example: "于公示期内"),
        TimeRule("days-before-it", .dayOfMonth, "[会|会议]{a:前}{N}{u:天|日}", example: "会前两日"),
        TimeRule("new-year", .day, "{a:元旦}", example: "元旦"),
        TimeRule("day-of-same-month", .dayOfMonth, "{a:同月|当月|本月|该月|下月|下个月}{D}[日|号]", example: "同月29日"),
        TimeRule("day", .dayOfMonth, "{D}[日|号]", example: "29日"),
    ]

    static let periods: [TimeRule] = [
        TimeRule("month-part", .period, "{Y}年{M}月[份|]{e:底|末|上旬|中旬|下旬|初|中下旬|上中旬}", example: "2024年3月底"),
        TimeRule("month-part-no-year", .period, "{M}月[份|]{e:底|末|上旬|中旬|下旬|初|中下旬|上中旬}", example: "3月中旬"),
        TimeRule("relative-month-part", .period, "{a:本月|当月|下月|下个月|次月}{e:底|末|上旬|中旬|下旬|初}", example: "下月底"),
        TimeRule("month", .period, "{Y}年{M}月[份|]", example: "2024年3月"),
        TimeRule("month-no-year", .period, "{M}月[份|]", example: "3月份"),
        TimeRule("year-part", .period, "{Y}年[度|]{e:底|末|初|年底|年末|内}", example: "2024年底", notBefore: "蒙"),
        TimeRule("relative-year-part", .period, "{a:今年|本年|当年|本年度|明年|次年}{e:底|末|年底|年末|内}", example: "今年底"),
        TimeRule("year-end", .period, "{e:年底|年末|岁末|年内}", example: "年底"),
        TimeRule("relative-year-month-part", .period, "{a:今年|本年|当年|明年|次年}{M}月[份|]{e:底|末|上旬|中旬|下旬|初}", example: "今年5月底"),
        TimeRule("relative-year-month", .period, "{a:今年|本年|当年|明年|次年}{M}月[份|]", example: "明年5月"),
        TimeRule("quarter", .period, "{Y}年[第|]{Q}季度", example: "2024年第一季度"),
        TimeRule("quarter-end", .period, "{Y}年[第|]{Q}季度{e:底|末}", example: "2024年第一季度末"),
        TimeRule("quarter-no-year", .period, "[第|]{Q}季度{e:底|末}", example: "三季度末"),
        TimeRule("quarter-plain", .period, "[第|]{Q}季度", example: "第三季度"),
        TimeRule(
            "relative-year-quarter", .period, "{a:今年|本年|当年|明年|次年|本年度}[第|]{Q}季度{e:底|末|}", example: "明年二季度末"),
        TimeRule(
            "relative-year-half", .period, "{a:今年|本年|当年|明年|次年|本年度}{e:上半年|下半年}[底|末|]", example: "明年上半年"),
        TimeRule("first-half", .period, "{e:上半年}[底|末|]", example: "上半年"),
        TimeRule("second-half", .period, "{e:下半年}[底|末|]", example: "下半年"),
    ]

    static let times: [TimeRule] = [
        TimeRule(
            "clock", .timeOfDay, "{p:上午|下午|晚上|晚间|晚|凌晨|中午|早上|早|傍晚|}{H}[:]{m}[分|时|整|]", example: "上午10:00"),
        TimeRule(
            "clock-words", .timeOfDay, "{p:上午|下午|晚上|晚间|晚|凌晨|中午|早上|早|傍晚|}{H}[时|点|点钟]{m}分", example: "下午3点30分"),
        TimeRule("half-hour", .timeOfDay, "{p:上午|下午|晚上|晚|凌晨|中午|早上|}{H}[点|时]{e:半}", example: "下午5点半"),
        TimeRule(
            "hour", .timeOfDay, "{p:上午|下午|晚上|晚间|晚|凌晨|中午|早上|早|傍晚|}{H}[时整|点整|点钟|时|点]", example: "下午3时"),
        TimeRule("hours", .timeOfDay, "{p:上午|下午|晚上|晚|}{N}[-|~|至|到]{H}[时|点]", example: "9-15时"),
        TimeRule("end-of-work", .timeOfDay, "{p:下班前|下班之前|下班时|下班时间前|工作时间内}", example: "下班前"),
        TimeRule("noon-end-of-work", .timeOfDay, "{p:上午下班前|中午下班前|下午下班前}", example: "下午下班前"),
        TimeRule("part-of-day", .timeOfDay, "{p:上午|下午|中午|晚上|凌晨}", example: "上午"),
    ]

    static let weekdays: [TimeRule] = [
        TimeRule("weekday", .weekday, "[星期|周|礼拜]{W}", example: "星期三"),
        TimeRule("weekday-in-brackets", .weekday, "[(]{o:星期|周|礼拜}{W}[)]", example: "（星期三）"),
    ]

    static let distances: [TimeRule] = [
        TimeRule(
            "distance-within", .distance, "{N}[个|]{u:工作日|自然日|日历日|日历天|天|日|周|星期|月|年|小时|学时|周内}[之内|以内|内]",
            example: "5个工作日内"),
        TimeRule(
            "distance-before", .distance, "[前|提前|至少提前]{N}[个|]{u:工作日|自然日|天|日|周|月|小时}[内|之内|]", example: "提前3个工作日"),
        TimeRule("minutes-ahead", .distance, "[提前|至少提前]{N}{u:分钟}", example: "提前10分钟"),
        TimeRule(
            "festival", .distance, "[年|]{u:春节|国庆节|国庆|中秋节|中秋|清明|端午|五一|暑假|寒假|开学|放假|开班|开赛|高考|中考|汛期|两会}[假期|期间|复工|]前",
            example: "春节前", notBefore: "后"),
        TimeRule(
            "before-event", .distance, "[应|应当|须|必须|需|要|请|务必|务请][在|于]{*}[之前|以前|前]", example: "应于录取前",
            notBefore: "0半提期往述来后面沿景瞻置端列台和或及与至到"),
        TimeRule("distance-minutes", .distance, "{N}[个|]{u:分钟|小时}[之内|以内|内]", example: "30分钟内"),
        TimeRule(
            "distance-since", .distance, "[之日起|次日起|之日起的|日起]{N}[个|]{u:工作日|自然日|日历日|天|日|周|月|年|小时}[之内|以内|内|]",
            example: "之日起15日", notBefore: "后"),
        TimeRule(
            "distance-span", .distance,
            "[公示期|公示时间|公示期限|整改期|整改期限|异议期|公示|复核期|公告期][为|为:|:|不少于|不得少于|不低于|一般为|一般不少于|期为|限为|]{N}[个|]{u:工作日|自然日|天|日|周|月}",
            example: "公示期为7天"),
        TimeRule("distance-expiry", .distance, "[届满|期满|到期|届满前|期满前|到期前]{N}[个|]{u:工作日|天|日|月}前", example: "届满60日前"),
        TimeRule("distance-ahead", .distance, "{N}[个|]{u:工作日|自然日|月|天}前", example: "3个工作日前"),
        TimeRule("distance-that-day", .distance, "{u:当日|当天|当晚}", example: "当日"),
        TimeRule("distance-half-month", .distance, "{u:半个月|半月|半年|一年}[之内|以内|内]", example: "半个月内"),
        TimeRule(
            "distance-not-less", .distance, "[不少于|不得少于|不低于|为期]{N}[个|]{u:工作日|自然日|天|日|周|月}", example: "不少于5个工作日",
            notBefore: "岁"),
    ]

    static let recurring: [TimeRule] = [
        TimeRule("every-week-day", .recurring, "{o:每周|每星期}{W}", example: "每周五", notBefore: "次天节课小期场回"),
        TimeRule("every-month-day", .recurring, "{o:每月|每个月|逐月}[的|]{D}[日|号]", example: "每月5日"),
        TimeRule("every-month-end", .recurring, "{o:每月|每个月}{e:底|末|上旬|中旬|下旬|初}", example: "每月底"),
        TimeRule("every-year-day", .recurring, "{o:每年|每年度|每学年}[的|]{M}月{D}[日|号]", example: "每年1月15日"),
        TimeRule("every-year-month-part", .recurring, "{o:每年}{M}月[份|]{e:底|末|上旬|中旬|下旬|初|}", example: "每年6月底"),
        TimeRule(
            "every-year-window", .recurring, "{o:每年}{M}月[份|][至|到|-|--|~]{N}月[份|]", example: "每年2月至11月"),
        TimeRule("every-year-months", .recurring, "{o:每年}{M}[至|到|-|--|~]{N}月[份|]", example: "每年2-11月"),
        TimeRule("every-year-end", .recurring, "{o:每年}[年|]{e:底|末}", example: "每年年底"),
        TimeRule("every-day-hour", .recurring, "{o:每日|每天}[上午|下午|]{H}[时|点]", example: "每日16时"),
        TimeRule("every-day-clock", .recurring, "{o:每日|每天}[上午|下午|]{H}[:]{m}", example: "每日9:00"),
        TimeRule("every-few", .recurring, "{o:每}{N}[个|]{u:日|天|周|月|年|个工作日|小时}", example: "每两日"),
        TimeRule(
            "every", .recurring, "{o:每年|每月|每季度|每季|每周|每日|每天|每半年|每学期|按月|按季度|按季|按周|逐月|逐季|逐日}", example: "每月"),
        TimeRule("every-ten-days", .recurring, "{o:每旬}{e:末|底}", example: "每旬末"),
        TimeRule("every-term", .recurring, "{o:每学期|每学年|每季}{e:末|结束前|结束后|初|开学前}", example: "每学期末"),
        TimeRule(
            "every-last-workday", .recurring,
            "{o:每月|每季度|每个季度|每季|每周|季度末月|每年|当月}[的|]{e:最后一个工作日|最后1个工作日|第一个工作日|首个工作日|最后一周|第一周|首周}",
            example: "每月最后一个工作日"),
        TimeRule(
            "every-quarter-month-day", .recurring, "{o:每季度|每季}[第三个月|第二个月|第一个月|末月|首月|最后一个月][的|]{D}[日|号]",
            example: "每季度第三个月的20日"),
        TimeRule("every-half-year", .recurring, "{o:每半年}[底|末|]", example: "每半年"),
        TimeRule(
            "every-quarter-day", .recurring, "{o:每季度|每季|各季度}[首月|第一个月|末月|结束后次月|结束次月|后|]{D}[日|号]", example: "每季度首月10日"),
        TimeRule("every-quarter-end", .recurring, "{o:每季度|每季|各季度}{e:末月|最后一个月|末|底}", example: "每季度末"),
        TimeRule(
            "every-quarter-end-day", .recurring, "{o:每季度|每季|各季度}{e:末月|最后一个月}{D}日", example: "每季度末月25日"),
        TimeRule(
            "next-month-day", .recurring, "{o:次月|下月|下个月|季后次月|季度次月|月后|季后|季度后|次年|翌年}{D}[日|号]", example: "次月5日"),
        TimeRule("next-year-day", .recurring, "{o:次年|翌年|下一年|第二年}{M}月{D}[日|号]", example: "次年1月15日"),
    ]
}
