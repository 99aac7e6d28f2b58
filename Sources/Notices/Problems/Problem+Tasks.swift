/// The texts of problems of tasks that contradict themselves.

import Texts

extension Problem {
    static func reviewWithoutCovers() -> Problem {
        Problem(
            .reviewWithoutCovers, Phrase(zh: "审核任务没有写 covers", en: "the review task has no covers"),
            why: Phrase(
                zh: "审核任务的进度由它所审的报送推算，不单独登记。",
                en: "A review task is derived from the submissions it covers, never recorded by hand."),
            remedy: Phrase(zh: "写 covers: [任务]。", en: "Write covers: [task]."))
    }

    static func coversOutsideReview(kind: String) -> Problem {
        Problem(
            .coversOutsideReview, Phrase(zh: "\(kind) 任务不能写 covers", en: "a \(kind) task cannot have covers"),
            remedy: Phrase(zh: "改为 kind: review，或删去 covers。", en: "Make it kind: review, or remove covers."))
    }

    static func coversUnreviewed(_ id: String) -> Problem {
        Problem(
            .coversUnreviewed, Phrase(zh: "任务“\(id)”没有审核环节", en: "the task \"\(id)\" has no review"),
            why: Phrase(zh: "它一交即收，没有可审的。", en: "It is accepted as it comes in; there is nothing to review."),
            remedy: Phrase(
                zh: "给“\(id)”写上 review，或从 covers 去掉。", en: "Give \"\(id)\" a review, or take it out of covers."))
    }

    static func quotaOfItself() -> Problem {
        Problem(
            .quotaOfItself, Phrase(zh: "数量要求数的是本任务自己", en: "the quota counts its own task"),
            remedy: Phrase(
                zh: "数自己的报送就不写 below；数下级的就写下级的任务。",
                en: "Leave out below to count the unit's own submissions, or name the task of the units below."))
    }

    static func unreachableDue() -> Problem {
        Problem(
            .unreachableDue, Phrase(zh: "这一条截止轮不到", en: "this due entry is never reached"),
            why: Phrase(zh: "前面有一条对所有单位都适用。", en: "An entry before it fits every unit."),
            remedy: Phrase(zh: "给前面那条加 for，或移到最后。", en: "Give the earlier entry a for, or move it to the end."))
    }

    static func channelWithoutDeliverable(_ channel: String) -> Problem {
        Problem(
            .channelWithoutDeliverable,
            Phrase(zh: "没有要交到渠道“\(channel)”的材料", en: "nothing is delivered to the channel \"\(channel)\""),
            why: Phrase(
                zh: "截止按渠道分列，每个渠道各成一项。", en: "The due day is per channel, and each channel makes an assignment."),
            remedy: Phrase(zh: "给 deliver 里的材料写 channel: \(channel)。", en: "Set channel: \(channel) for a deliverable.")
        )
    }

    static func sealedScanUnsealed() -> Problem {
        Problem(
            .sealedScanUnsealed,
            Phrase(zh: "盖章扫描任务里没有要盖章或签字的材料", en: "nothing in this sealed-scan task asks for a seal or a signature"),
            remedy: Phrase(zh: "给材料写 seal: stamp，或改任务类型。", en: "Set seal: stamp for a deliverable, or change the kind.")
        )
    }

    static func itemFieldWithoutItems() -> Problem {
        Problem(
            .itemFieldWithoutItems,
            Phrase(zh: "文件名用了 {item}，任务却没有 items", en: "the file name uses {item}, but the task has no items"),
            remedy: Phrase(zh: "去掉 {item}，或写上 items 或 starts。", en: "Remove {item}, or give the task items or starts."))
    }

    static func endlessRecurrence() -> Problem {
        Problem(
            .endlessRecurrence, Phrase(zh: "重复的任务没有尽头", en: "the recurring task has no end"),
            why: Phrase(
                zh: "规则没写 until，通知也没写 closes。", en: "The rule has no until, and the notice no closes."),
            remedy: Phrase(
                zh: "在规则后加 until 2022-11-30，或写通知的 closes。",
                en: "Add until 2022-11-30 to the rule, or closes to the notice."))
    }
}
