/// Words that the terminal, the page and the comparison share.

import Drafting
import Texts

package enum DraftWords {
    static let grounds = Phrase(zh: "依据：", en: "grounds: ")
    static let against = Phrase(zh: "相反：", en: "against: ")
    static let doubts = Phrase(zh: "疑问：", en: "doubt: ")

    static let deadline = Phrase(zh: "期限及序号", en: "a deadline and its number")
    static let doubtful = Phrase(zh: "有疑问", en: "in doubt")
    static let other = Phrase(zh: "不是期限的日期", en: "a date that is no deadline")
    static let ordinal = Phrase(zh: "序号", en: "no.")
    static let due = Phrase(zh: "期限", en: "due")
    static let kind = Phrase(zh: "种类", en: "kind")
    static let who = Phrase(zh: "责任主体", en: "who")
    static let task = Phrase(zh: "事项", en: "task")

    static let title = Phrase(zh: "标题", en: "title")
    static let number = Phrase(zh: "文号", en: "number")
    static let issuer = Phrase(zh: "发文单位", en: "issuer")
    static let issued = Phrase(zh: "发文日期", en: "issued")
    static let addressees = Phrase(zh: "主送单位", en: "addressees")
    /// What is not there.
    static let none = Phrase(zh: "（无）", en: "(none)")
    static let period = Phrase(zh: "报告期", en: "period")

    /// `通知.txt：5个期限（1个有疑问），3个日期不是期限`
    static func counts(_ draft: Draft, _ name: Phrase) -> Phrase {
        let (all, doubtful) = (draft.deadlines.count, draft.deadlines.count { !$0.doubts.isEmpty })
        let doubt =
            doubtful == 0 ? Phrase(same: "") : Phrase(zh: "（\(doubtful)个有疑问）", en: " (\(doubtful) in doubt)")
        return Phrase(zh: "\(name.zh)：\(all)个期限", en: "\(name.en): \(plural(all, "deadline"))") + doubt
            + Phrase(
                zh: "，\(draft.others.count)个日期不是期限",
                en: ", \(plural(draft.others.count, "date")) that \(draft.others.count == 1 ? "is" : "are") none")
    }

    /// Why a time is no deadline, with the cues.
    package static func why(_ other: DraftOther, _ reasons: DraftReasons) -> Phrase {
        let cues = reasons.of(other).filter { $0.side == .notBinding(other.why) || $0.side == .place }.map(
            \.phrase
        ).joined(zh: "；", en: "; ")
        let name = Phrase(zh: "不是期限：\(other.why.name.zh)", en: " no deadline: \(other.why.name.en)")
        return cues.zh.isEmpty ? name : name + Phrase(zh: "（\(cues.zh)）", en: " (\(cues.en))")
    }

    static func byDate(_ draft: Draft) -> [Int] {
        draft.deadlines.indices.sorted { left, right in
            let (a, b) = (draft.deadlines[left].day, draft.deadlines[right].day)
            return (a == nil ? 1 : 0, a?.number ?? 0, left) < (b == nil ? 1 : 0, b?.number ?? 0, right)
        }
    }

    static func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
}
