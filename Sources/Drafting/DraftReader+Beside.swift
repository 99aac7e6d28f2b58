/// What the times and words beside a time make of it: told again, replaced, a part of a window.

extension DraftReader {
    /// 5日, with no month before it and nothing that asks anything by it.
    func isStray(_ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict) -> Bool {
        phrase.rules == ["day"] && days.allSatisfy { $0 == nil } && !verdict.has("before", "until", "please")
    }

    /// 6月11日—15日（11日报到，15日离会）: how the window's days pass.
    func isPartOfWindow(_ index: Int) -> Bool {
        let phrase = notice.phrases[index]
        guard phrase.rules == ["day"], phrase.points[0].minutes == nil, index > 0 else { return false }
        let range = notice.range(phrase)
        let next = notice.map.plain[range.upperBound...].prefix(4)
        guard Self.passing.contains(where: { next.starts(with: $0) || next.dropFirst(2).starts(with: $0) }),
            let open = notice.map.plain[max(0, range.lowerBound - 20)..<range.lowerBound].lastIndex(of: 0x28)
        else { return false }
        return notice.phrases[..<index].suffix(2).contains {
            $0.isWindow && notice.range($0).upperBound == open
        }
    }

    private static let passing: [[UInt32]] = ["报到", "离会", "返程", "离开", "离营", "离校", "离店"].scalarValues

    /// （请于4月12日前报送）, 此表请于4月12日前报送
    func isOnForm(_ phrase: TimePhrase) -> Bool {
        let place = notice.range(phrase).lowerBound
        let line = notice.map.line(at: place)
        var before = notice.map.plain[max(line.lowerBound, place - 8)..<place]
        for word in ["请于", "务必于", "于", "请在"].scalarValues where before.ends(with: word) {
            before = before.dropLast(word.count)
            break
        }
        return before.last == 0x28 || ["此表", "此栏", "本表"].scalarValues.contains(where: before.ends)
    }

    /// 截止时间5月31日，延期至7月19日: the next time of the sentence takes its place.
    func isReplaced(_ index: Int) -> Bool {
        let phrase = notice.phrases[index]
        guard let gap = gap(behind: index), !phrase.points.isEmpty, !notice.phrases[index + 1].points.isEmpty,
            gap.upperBound < notice.map.sentence(at: notice.range(phrase).lowerBound).upperBound
        else { return false }
        let between = notice.map.text(gap)
        // 年底前完成，重大课题可延长至明年: the first time stands.
        guard !between.contains("可延") else { return false }
        return Self.replacing.contains(where: between.hasSuffix) || Self.correcting.contains(where: between.contains)
    }

    /// Between a time and the next one, in the passage; nil behind the last.
    private func gap(behind index: Int) -> Range<Int>? {
        guard index + 1 < notice.phrases.count else { return nil }
        let (end, start) = (
            notice.range(notice.phrases[index]).upperBound, notice.range(notice.phrases[index + 1]).lowerBound
        )
        return end <= start ? end..<start : nil
    }

    /// 每周一上午9:00-12:00，即12月14日、21日; 3个工作日内（3月31日前）: the days themselves follow.
    func isRestated(_ index: Int) -> Bool {
        guard let gap = gap(behind: index), (1...16).contains(gap.count) else { return false }
        let next = notice.phrases[index + 1]
        let between = notice.map.text(gap)
        return switch notice.phrases[index].form {
        case .recurring: next.points.count > 1 && (between.hasSuffix("即") || between.hasSuffix("即为"))
        case .distance: next.points.last?.isDay == true && Self.telling.contains(between)
        case .points, .window: false
        }
    }

    /// Between a distance and the days that it comes to.
    private static let telling: Set<String> = ["(", "(即", ",即", "(自", "(从", ",自", ",从", ",自即日起至", "(截至", "(截止"]

    /// 截止时间为1月5日，现更改为“截止时间为1月9日”
    private static let correcting = ["现更改为", "现改为", "现调整为", "现变更为", "更正为", "修改为"]

    private static let replacing = [
        "延期至", "延至", "延长至", "延长到", "推迟至", "推迟到", "改为", "改至", "改在", "调整为", "调整至", "调整到", "提前至", "提前到", "顺延至", "变更为",
        "延期到",
    ]
}
