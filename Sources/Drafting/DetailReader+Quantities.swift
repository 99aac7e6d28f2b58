/// How many: 至少6家, 名额不超过3个, 各推荐2名.

extension DetailReader {
    private static let units = ["个", "名", "人", "家", "件", "项", "篇", "部", "场", "次", "组", "幅", "支", "所", "位", "套", "门"]
    private static let notUnits = [
        "个工作日", "个月", "个小时", "个自然日", "次月", "人次", "项目", "个百分点", "场所", "部门", "人民", "家属", "组织", "个字",
    ]

    /// 至少6家, 不超过3个, 各推荐2名
    func quota(_ words: SegmentWords) -> DraftQuota? {
        for meaning in [DetailRule.Meaning.atLeast, .atMost, .exactly] {
            for cue in words.found(meaning) {
                guard let quantity = quantity(after: cue.range.upperBound, isNear: meaning != .exactly, words) else {
                    continue
                }
                let quote = quoted(cue.range.lowerBound..<quantity.end)
                switch meaning {
                case .atLeast: return DraftQuota(least: quantity.count, most: nil, unit: quantity.unit, quote: quote)
                case .atMost: return DraftQuota(least: nil, most: quantity.count, unit: quantity.unit, quote: quote)
                default:
                    return DraftQuota(least: quantity.count, most: quantity.count, unit: quantity.unit, quote: quote)
                }
            }
        }
        return nil
    }

    /// The number behind the cue; with `isNear` at once, else behind a noun: 推荐裁判员2名.
    private func quantity(after place: Int, isNear: Bool, _ words: SegmentWords) -> (
        count: Int, unit: String, end: Int
    )? {
        let plain = passage.plain
        let limit = min(words.range.upperBound, place + (isNear ? 3 : 10))
        guard
            let start = (place..<max(place, limit)).first(where: {
                Scalars.isDigit(plain[$0]) || Scalars.chineseNumber(plain[$0]) != nil
            }), !plain[place..<start].contains(where: Passage.endsClause), !words.time.contains(start)
        else { return nil }
        var end = start
        while end < words.range.upperBound, end - start < 6,
            Scalars.isDigit(plain[end]) || Scalars.chineseNumber(plain[end]) != nil
        {
            end += 1
        }
        let after = Array(plain[end..<min(plain.count, end + 5)]).string
        guard let unit = Self.units.first(where: after.hasPrefix), !Self.notUnits.contains(where: after.hasPrefix),
            let count = Tokenizer.tokens(of: SourceText(Array(plain[start..<end]).string)).first?.value,
            (1...100_000).contains(count)
        else { return nil }
        return (count, unit, end + 1)
    }
}
