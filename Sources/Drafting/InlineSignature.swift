/// Signatures in a text whose lines were lost: …申报表某省能源局2021年3月9日附件1…

import Deadlines

enum InlineSignature {
    /// The places in the text of the dates that close a document, with their days.
    static func dates(
        _ phrases: [TimePhrase], _ tokens: [Token], _ passage: Passage
    ) -> [(place: Int, day: Day)] {
        phrases.compactMap { phrase in
            guard phrase.rules == ["full-date"], let point = phrase.points.first, phrase.points.count == 1,
                point.minutes == nil, point.partOfDay == nil, let year = point.year, let month = point.month,
                let number = point.day, let day = Day(year: year, month: month, day: number)
            else { return nil }
            let range = passage.range(phrase.tokens)
            guard isIssuer(before: range.lowerBound, passage), closes(range.upperBound, from: range.lowerBound, passage)
            else { return nil }
            return (tokens[phrase.tokens.lowerBound].range.lowerBound, day)
        }
    }

    /// The name of a public body ends right before it, and no verb leads to it: not 报省能源局2021年….
    private static func isIssuer(before place: Int, _ passage: Passage) -> Bool {
        let start = passage.before(place) { $0 == 0x0A || $0 == 0x3002 || $0 == 0x2C }.lowerBound
        let words = passage.plain[start..<place]
        guard words.count >= 3 else { return false }
        return ends.contains { words.suffix($0.count).elementsEqual($0) } || BodyName.endsAsOne(words)
    }

    private static let ends: [[UInt32]] = [
        "厅", "局", "委员会", "办公室", "政府", "部", "院", "协会", "学会", "联合会", "中心", "领导小组", "指挥部", "总队", "公司", "大学", "学院", "学校",
        "联席会议", "组委会", "工会", "团委", "杂志社", "处", "馆", "联盟", "基金会", "办", "社",
    ].map { $0.unicodeScalars.map(Scalars.plain) }

    /// After it the annexes, the copies or nothing.
    private static func closes(_ place: Int, from start: Int, _ passage: Passage) -> Bool {
        guard place < passage.plain.count, passage.plain[place] != 0x0A else { return true }
        let after = passage.plain[place...].prefix(4)
        if followers.contains(where: { after.starts(with: $0) }) { return true }
        // The page's foot names the issuer once more.
        let before = passage.plain[max(0, start - 24)..<start]
        return after.count == 4 && before.indices.contains { before[$0...].starts(with: after) }
    }

    private static let followers: [[UInt32]] = [
        "附件", "附:", "附表", "抄送", "(此件", "[此件", "〔此件", "印发", "(联系", "主题词", "联系人", "主送", "(公开", "会议回执", "会议报名", "报名回执",
        "参会回执", "回执",
    ]
    .map {
        $0.unicodeScalars.map(Scalars.plain)
    }
}
