/// A distance binds when something is done within it: 5个工作日内, 公示期不少于5个工作日, not 培训5天.

extension Refinement {
    static let distances: [Refinement] = [
        Refinement(
            "that-day-idle", .dropped, zh: "当天没有要交的东西", en: "nothing is handed in that day", example: "体检当日早晨禁食。"
        ) { $0.phrase.rules == ["distance-that-day"] && !$0.reader.leadsToHandingIn($0.phrase) },
        Refinement(
            "that-day-again", .dropped, zh: "括号里又说同一天", en: "the same day again in brackets",
            example: "请于3月15日（含当日）前报送。"
        ) { $0.phrase.rules == ["distance-that-day"] && $0.around.justBefore.last == 0x542B },  // 含
        Refinement(
            "event-not-asked", .dropped, zh: "不是要求在某事之前做", en: "nothing is asked before an event",
            example: "要在日常工作中提前谋划。"
        ) { $0.phrase.rules == ["before-event"] && !$0.isAskedBefore },
        Refinement(
            "splits-word", .dropped, zh: "是别的词的一部分", en: "a part of another word", example: "在图书馆召开赛前会议。"
        ) { $0.phrase.rules == ["festival"] && $0.splitsWord },
        Refinement(
            "happens-within", .isOther(.eligibility), zh: "说的是期间发生什么情况的人",
            en: "said of those to whom something happens within it",
            example: "考前14天内有发热的考生须上报。"
        ) { one in
            guard let last = one.notice.passage.plain[one.range].last, last == 0x5185 || last == 0x524D,  // 内 前
                let next = one.around.justAfter.first
            else { return false }
            return RoleCase.happening.contains(next)
        },
        Refinement(
            "takes-time", .dropped, zh: "说的是用时多久", en: "how long something takes", example: "硬笔：30分钟内书写完成。"
        ) {
            $0.phrase.rules == ["distance-minutes"] && $0.around.justBefore.last == 0x3A
                && !$0.reader.leadsToHandingIn($0.phrase)
        },
        Refinement(
            "attribute", .dropped, zh: "说的是哪天的情况", en: "whose figures they are", example: "将前一日情况上报。"
        ) { NoticeText.isAttribute($0.phrase, $0.notice.passage) },
        Refinement(
            "lasts", .dropped, zh: "说的是持续多久", en: "how long something lasts", example: "培训为期7天。"
        ) {
            $0.phrase.rules == ["distance-not-less"] && $0.notice.passage.plain[$0.range].first == 0x4E3A  // 为
                && !$0.around.sentence.string.contains("公示")
        },
        Refinement(
            "counted", .isNotOther, zh: "从某事起算的期限", en: "counted from an event", example: "印发后10日内转发。"
        ) { one in
            guard !one.verdict.has("refused", "recent", "about", "length") else { return false }
            switch one.verdict.other {
            case .other, .eligibility, .done, .startOnly, .citedDocument, .event: return true
            default: return false
            }
        },
        Refinement(
            "years-within", .isOther(.eligibility), zh: "没有说从何时起算的几年内",
            en: "within years that are counted from nothing",
            example: "三年内未受处分的教师报送材料。"
        ) { one in
            guard case .distance(_, "年", _) = one.phrase.form, one.phrase.rules == ["distance-within"] else {
                return false
            }
            let before = one.around.clause.string + one.around.justBefore.string
            return !["之日起", "后", "届满", "期满"].contains(where: before.contains)
        },
    ]
}

extension RoleCase {
    /// 三日内无异议, 考前14天内有发热
    fileprivate static let happening = Set("有无未没曾已".unicodeScalars.map(\.value))

    /// 应在, 请于 stand as words of their own; not 要在工作中提前, 应在此之前.
    fileprivate var isAskedBefore: Bool {
        guard map.words(in: range).first?.range.lowerBound == range.lowerBound,
            let before = notice.passage.plain[range].last(where: { !Self.before.contains($0) })
        else { return false }
        return !Self.unparted.contains(before)
    }

    private static let before = Set("之以前".unicodeScalars.map(\.value))
    /// 提前, 目前, 当前 …; 截止前 is a day that is told elsewhere.
    private static let unparted = Set("提目当此面眼跟先史止".unicodeScalars.map(\.value))

    /// A word begins before the time and ends in it.
    fileprivate var splitsWord: Bool {
        let start = range.lowerBound
        return map.words(in: max(0, start - 1)..<start + 1).contains {
            $0.range.lowerBound < start && $0.range.upperBound > start
        }
    }
}
