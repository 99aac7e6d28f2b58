/// What the days themselves say of a time, once they are known.

import Deadlines

extension RoleReader {
    /// What the days say once they are known; nil for a time that is not worth telling.
    func settled(_ verdict: Verdict, _ phrase: TimePhrase, _ days: [ResolvedDay?]) -> Verdict? {
        var verdict = verdict
        if verdict.other == .eligibility, isGoal(phrase, days, verdict) {
            (verdict.other, verdict.otherWeight) = (nil, 0)
        }
        // 截至3月29日17:00: no figures are counted to the hour.
        if verdict.other == .period, verdict.has("as-of"), phrase.points.last?.minutes != nil,
            let issued = notice.header.issued, let day = days.compactMap({ $0?.day }).max(), day > issued
        {
            verdict.other = nil
        }
        if verdict.other == nil, let past = past(phrase, days, verdict) {
            verdict.other = past
            verdict.reasons.append("before-issue")
        }
        // 一季度 beside another date, 2016年下半年 names what the report or the examination is of.
        if phrase.points.count == 1, ["quarter-plain", "first-half", "second-half"].contains(phrase.rules[0]),
            verdict.other == nil, !verdict.has("before", "until", "phase", "at")
        {
            verdict.other = .other
        }
        if phrase.isBare, verdict.deadlineWeight < 6, !verdict.has("phase"), !isItem(phrase), !isStep(phrase) {
            verdict.other = verdict.other ?? .other
            // 2024年 is said of everything: only what looks like a date is worth telling.
            guard phrase.points.contains(where: { $0.month != nil && $0.year != nil }) else { return nil }
        }
        return verdict
    }

    /// 2025年底前建成系统: what is to be built by a day ahead; not 2025年底前建成的系统, 年满18岁.
    private func isGoal(_ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict) -> Bool {
        guard verdict.has("before"), !verdict.has("eligible-before", "and-before", "recent", "of-those"),
            let day = days.compactMap({ $0?.day }).max(), notice.header.issued.map({ day > $0 }) ?? true
        else { return false }
        let map = notice.map
        let (start, end) = (notice.range(phrase).lowerBound, notice.range(phrase).upperBound)
        guard start == 0 || map.plain[start - 1] != 0x81F3 else { return false }  // 毕业后至3月15日前
        let clause = map.clause(at: end)
        let words = map.text(end..<max(end, clause.upperBound))
        return verdict.deadlineWeight >= 6 && !Self.conditions.contains(where: words.contains)
    }

    private static let conditions = ["到期", "年满", "周岁", "出生", "享受", "取得", "登记", "注册"]

    /// What lay before the day of issue with its year written out is history or a condition: 2019年12月31日前登记的.
    private func past(_ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict) -> OtherReason? {
        guard let issued = notice.header.issued, let day = days.compactMap({ $0?.day }).max(), day < issued,
            phrase.points.last?.year != nil, !verdict.has("phase", "label-deadline", "named-hour")
        else { return nil }
        return phrase.isWindow ? .period : verdict.has("before") ? .eligibility : .done
    }

    /// （三）12月查漏补缺，全面完成; 2020年10月：各单位…: an item of a schedule that begins with its month.
    private func isItem(_ phrase: TimePhrase) -> Bool {
        guard phrase.points.last?.month != nil else { return false }
        let map = notice.map
        let range = notice.range(phrase)
        let lead = notice.lead(range)
        guard lead.count <= 6, notice.opensLine(range) else { return false }
        let next = range.upperBound < map.plain.count ? map.plain[range.upperBound] : 0
        let isParted = [0x2C, 0x3A, 0x29, 0x2D].contains(next)  // , : ) -
        guard isParted || !lead.isEmpty && phrase.points.last?.year == nil else { return false }
        return !map.words(in: map.sentence(at: range.lowerBound)).isEmpty
    }
}
