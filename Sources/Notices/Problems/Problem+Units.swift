/// The texts of problems of the file against the roster.

import Texts

extension Problem {
    static func unknownUnit(_ code: String, near: String?) -> Problem {
        Problem(
            .unknownUnit, Phrase(zh: "名录里没有单位“\(code)”", en: "the roster has no unit \"\(code)\""),
            remedy: near.flatMap { didYouMean(code, among: [$0]) }
                ?? Phrase(zh: "写名录里的代码或全称。", en: "Use a code or a full name of the roster."))
    }

    static func unknownUnitKind(_ kind: String, known: [String]) -> Problem {
        Problem(
            .unknownUnitKind, Phrase(zh: "名录里没有“\(kind)”这类单位", en: "the roster has no unit of kind \"\(kind)\""),
            remedy: suggest(kind, among: known))
    }

    static func unknownUnitLevel(_ level: String, known: [String]) -> Problem {
        Problem(
            .unknownUnitLevel, Phrase(zh: "名录里没有“\(level)”一级的单位", en: "the roster has no unit of level \"\(level)\""),
            remedy: suggest(level, among: known))
    }

    static func unknownTag(_ tag: String, known: [String]) -> Problem {
        Problem(
            .unknownTag, Phrase(zh: "名录里没有标签“\(tag)”", en: "the roster has no tag \"\(tag)\""),
            remedy: suggest(tag, among: known))
    }

    static func unknownRegion(_ region: String, known: [String]) -> Problem {
        Problem(
            .unknownRegion, Phrase(zh: "名录里没有“\(region)”的单位", en: "the roster has no unit in \"\(region)\""),
            remedy: suggest(region, among: known))
    }

    static func emptySelection() -> Problem {
        Problem(
            .emptySelection, Phrase(zh: "没有一个单位符合", en: "no unit fits"),
            why: Phrase(zh: "条件要全部符合才算。", en: "A unit must fit all the conditions."),
            remedy: Phrase(
                zh: "核对条件与名录；本次确无此类单位就不用改。", en: "Check it against the roster; leave it if there are none this time."))
    }

    static func leadOutsideWho() -> Problem {
        Problem(
            .leadOutsideWho,
            Phrase(zh: "牵头单位都不在 who 之内", en: "none of the lead units is among who"),
            remedy: Phrase(zh: "把牵头单位也写进 who。", en: "Include the lead units in who."))
    }

    static func unitWithoutDue(_ units: [String]) -> Problem {
        Problem(
            .unitWithoutDue,
            Phrase(zh: "没有一条截止适用于 ", en: "no due entry fits ") + sample(units),
            why: Phrase(zh: "它们的任务就没有期限。", en: "Their assignments have no due day."),
            remedy: Phrase(zh: "最后加一条不写 for 的截止。", en: "Add a last entry without for."))
    }

    static func unitWithoutMailbox(_ units: [String]) -> Problem {
        Problem(
            .unitWithoutMailbox, Phrase(zh: "没有邮箱：", en: "without a mailbox: ") + sample(units),
            why: Phrase(zh: "通知约束它们，却无法发信提醒。", en: "The notice binds them, but no letter can reach them."),
            remedy: Phrase(zh: "在名录里补邮箱，或列入电话催办。", en: "Add mailboxes to the roster, or call them."))
    }

    static func unboundUnit(_ units: [String]) -> Problem {
        Problem(
            .unboundUnit, Phrase(zh: "没有任务的单位：", en: "bound by no task: ") + sample(units),
            remedy: Phrase(zh: "核对 who，或从名录去掉。", en: "Check who, or take them out of the roster."))
    }

    static func noItems(prefix: String) -> Problem {
        Problem(
            .noItems,
            Phrase(
                zh: "没有单位带 \(prefix):名称 这样的标签，不会产生任何一项",
                en: "no unit has a tag \(prefix):NAME, so that there is nothing to do"),
            remedy: Phrase(zh: "核对前缀，或给单位加标签。", en: "Check the prefix, or tag the units."))
    }

    static func reviewerNotFound(_ units: [String]) -> Problem {
        Problem(
            .reviewerNotFound, Phrase(zh: "找不到审核单位：", en: "no reviewer is found for ") + sample(units),
            why: Phrase(zh: "报上来也没有人能审。", en: "What they submit could never be accepted."),
            remedy: Phrase(
                zh: "核对名录的上级与地区，或用 for 限定这一级。",
                en: "Check parents and regions in the roster, or limit the level by for."))
    }

    static func reviewerAmbiguous(_ unit: String, _ reviewers: [String]) -> Problem {
        Problem(
            .reviewerAmbiguous,
            Phrase(zh: "“\(unit)”有不止一个审核单位：", en: "\"\(unit)\" has more than one reviewer: ") + sample(reviewers),
            remedy: Phrase(zh: "把条件写得只剩一个。", en: "Narrow the selector until one is left."))
    }

    static func reviewerIsUnit(_ units: [String]) -> Problem {
        Problem(
            .reviewerIsUnit, Phrase(zh: "自己审自己：", en: "they would review themselves: ") + sample(units),
            remedy: Phrase(
                zh: "用 for 把它们排除在这一级之外。", en: "Exclude them from this level by for."))
    }

    static func coversNotReviewer(_ units: [String], tasks: [String]) -> Problem {
        Problem(
            .coversNotReviewer,
            Phrase(zh: "没有可审的报送：", en: "they have nothing to review: ") + sample(units),
            why: Phrase(
                zh: "它们不是“\(tasks.joined(separator: "”“"))”任何一级的审核单位。",
                en: "They are no reviewers of \(tasks.joined(separator: ", "))."),
            remedy: Phrase(zh: "核对 who 与所审任务的 review。", en: "Check who against the review of the covered tasks."))
    }

    static func quotaWithoutGroup(_ units: [String], task: String) -> Problem {
        Problem(
            .quotaWithoutGroup,
            Phrase(
                zh: "下级没有承担“\(task)”的单位，数量无从完成：", en: "no unit below has the task \"\(task)\" to be counted: ")
                + sample(units),
            remedy: Phrase(zh: "核对名录的上级和两项任务的 who。", en: "Check the parents in the roster and who of both tasks."))
    }
}
