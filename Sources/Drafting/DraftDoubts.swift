/// What people have to settle in a drafted notice file before letters go out on it: the keys in doubt, and why.

import Deadlines
import Texts

struct DraftDoubts {
    typealias Doubt = (key: String, text: String)

    let draft: Draft

    /// Of the notice itself.
    var ofNotice: [Doubt] {
        var found: [Doubt] = []
        if draft.title == nil { found.append(("title", "原文没有读出标题")) }
        if draft.issued == nil { found.append(("issued", "原文没有读出印发日期；未印的写收到日期")) }
        return found
    }

    /// Of a task whose due is written as `due`.
    func of(_ deadline: DraftDeadline, due: String) -> [Doubt] {
        var found: [Doubt] = []
        if deadline.kind == .review { found.append(("kind", "原文是审核，请改为 review，并在 covers 中写审核哪些任务")) }
        if let who = deadline.who, !isEverybody(who) {
            found.append(("who", "原文主体为“\(who)”，这里暂为全部单位，请改为名录中的单位"))
        }
        let reasons = ofDue(deadline, due)
        if !reasons.isEmpty { found.append(("due", reasons.joined(separator: "；"))) }
        return found
    }

    private func ofDue(_ deadline: DraftDeadline, _ due: String) -> [String] {
        var reasons = deadline.doubts.map(\.phrase.zh)
        if due == "undated" {
            if let day = deadline.day {
                reasons.append("原文日期 \(day.iso) 早于印发日期，暂不设期限")
            } else if let rule = deadline.rule {
                reasons.append("“\(rule)”还没有写成期限规则，暂不设期限")
            } else {
                reasons.append(reasons.isEmpty ? "没有读出日期，暂不设期限" : "暂不设期限")
            }
        }
        if draft.issued == nil, let day = deadline.day, !says(deadline.quote, year: day.year) {
            reasons.append("原文没有写年份，也没有印发日期，暂作 \(day.year) 年")
        }
        if deadline.days.count > 1 {
            reasons.append("原文有几个日期（\(deadline.days.map(\.iso).joined(separator: "、"))），这里只取最后一个")
        }
        return reasons
    }

    private func says(_ quote: String, year: Int) -> Bool {
        Tokenizer.tokens(of: SourceText(quote)).contains { $0.kind != .character && $0.value == year }
    }

    /// Whether the subject is the addressees themselves, all of them.
    private func isEverybody(_ who: String) -> Bool {
        who == "各单位" || Self.isYou(who) || who == draft.addressees.joined(separator: "、")
    }

    /// 贵单位, 你局, 你们; not 贵阳市各单位, 你校学生.
    private static func isYou(_ who: String) -> Bool {
        ["贵", "你"].contains(where: who.hasPrefix) && addressed.contains(String(who.dropFirst()))
    }

    private static let addressed: Set<String> = [
        "单位", "厅", "局", "委", "办", "馆", "校", "院", "公司", "部", "中心", "会", "处", "所", "社", "省", "市", "州", "县", "区", "们",
    ]
}
