/// The labels of letters.

import Texts

/// The labels before values; in Chinese all of four characters, so that they stand aligned.
enum Label {
    static let due = Phrase(zh: "截止时间", en: "Due")
    static let state = Phrase(zh: "当前状态", en: "State")
    static let why = Phrase(zh: "提醒原因", en: "Occasion")
    static let deliver = Phrase(zh: "报送内容", en: "Deliver")
    static let place = Phrase(zh: "报送渠道", en: "Where")
    static let correction = Phrase(zh: "改正期限", en: "Correct by")
    static let missing = Phrase(zh: "尚缺内容", en: "Missing")
    static let quota = Phrase(zh: "完成数量", en: "Progress")
    static let progress = Phrase(zh: "审核进度", en: "Progress")
    static let reason = Phrase(zh: "退回原因", en: "Reason")
    static let decidedBy = Phrase(zh: "审核单位", en: "Decided by")
    static let handedIn = Phrase(zh: "报送时间", en: "Handed in")
    static let accepted = Phrase(zh: "通过时间", en: "Accepted")
    static let nilReport = Phrase(zh: "如无内容", en: "If nothing")
    static let note = Phrase(zh: "办理要求", en: "Note")
    static let indicator = Phrase(zh: "对应指标", en: "Indicator")
    static let ask = Phrase(zh: "咨询单位", en: "Ask")
    static let fileName = Phrase(zh: "文件名：", en: "name: ")
    static let sendTo = Phrase(zh: "报送至：", en: "to: ")
    static let remark = Phrase(zh: "说明：", en: "note: ")
}
