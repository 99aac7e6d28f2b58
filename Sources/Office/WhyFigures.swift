/// How an assignment counts in each figure, each verdict with the reason for it.

import Deadlines
import Notices
import Texts
import Workflow

extension Storyteller {
    /// None for what is gone: no report after that knows it.
    func verdicts() -> [StoryVerdict] {
        if removal != nil { return [] }
        let judgement = Judgement(
            status, isOptional: isOptional, by: version.rules(includesNotDue: false), originalCover: originalCover)
        return OnTimeReading.allCases.flatMap { reading in
            DueBasis.allCases.map { basis in
                let verdict = judgement[reading, basis]
                return StoryVerdict(
                    reading: reading, basis: basis, verdict: verdict, because: because(verdict, reading, basis))
            }
        }
    }

    /// An extended review measured by its original due; nil where the two do not differ.
    private var originalCover: Cover? {
        guard status.cover != nil, status.extendedDue != status.effectiveDue else { return nil }
        var cover = Cover()
        for other in assignments where task?.covers.contains(other.task) == true {
            let isOptional = board.task(other.task)?.optional ?? false
            guard let level = other.reviewers.firstIndex(of: assignment.unit),
                let found = evaluation.statuses[other.id],
                found.state != .withdrawn, !isOptional || found.isBegun
            else { continue }
            cover.add(found, level: level + 1, due: status.effectiveDue)
        }
        return cover
    }

    private func because(_ verdict: Verdict, _ reading: OnTimeReading, _ basis: DueBasis) -> Phrase {
        let due = status.due(basis).map(until) ?? ""
        switch verdict {
        case .exempt: return Phrase(zh: "免报的不计入，另列含免报的分母", en: "exempt: left out, save in the second denominator")
        case .withdrawn: return Phrase(zh: "已撤销，不计入", en: "withdrawn: left out")
        case .notBegun: return Phrase(zh: "可选且未开始，不计入", en: "optional and not begun: left out")
        case .undated: return Phrase(zh: "没有期限，不计入", en: "no due day: left out")
        case .notDue: return Phrase(zh: "期限 \(due) 未到，不计入", en: "its due \(due) has not passed: left out")
        case .blocked:
            let on =
                evaluation.waitingFor[assignment.id]?.phrase(naming: naming) ?? Phrase(zh: "前序环节", en: "a predecessor")
            return Phrase(
                zh: "到期（\(due)）时仍在等“\(on.zh)”，不计单位，记在前序环节名下",
                en: "still waiting for “\(on.en)” at its due \(due): in no rate of the unit, charged to the predecessor"
            )
        default: break
        }
        if let cover = status.cover { return because(cover, due) }
        return becauseOfSubmissions(verdict, reading, basis, due)
    }

    private func because(_ cover: Cover, _ due: String) -> Phrase {
        cover.overdue == 0
            ? Phrase(zh: "\(due) 前收到的均按时审结", en: "what was received before \(due) was decided by then")
            : Phrase(
                zh: "\(due) 前收到的有 \(cover.overdue) 项到期未审结",
                en: "\(cover.overdue) received before \(due) were not decided by then")
    }

    private func becauseOfSubmissions(
        _ verdict: Verdict, _ reading: OnTimeReading, _ basis: DueBasis, _ due: String
    ) -> Phrase {
        guard let first = status.firstSubmittedAt, let last = status.lastSubmittedAt, let end = status.due(basis),
            let limitEnd = status.limit(basis)
        else {
            let partly = status.isBegun ? Phrase(zh: "（只报了部分材料）", en: " (only a part of it came)") : Phrase(same: "")
            return Phrase(zh: "期限 \(due) 已过，尚未报送", en: "its due \(due) has passed and it was not handed in") + partly
        }
        let limit = until(limitEnd)
        let begun = Phrase(zh: "首次报送 \(moment(first))，", en: "first handed in \(moment(first)), ")
        if first >= end { return begun + Phrase(zh: "晚于期限 \(due)", en: "after the due \(due)") }
        let inTime = begun + Phrase(zh: "不晚于期限 \(due)", en: "by the due \(due)")
        if verdict == .pending {
            return inTime + Phrase(zh: "，尚无定论，不进分母", en: "; not yet decided, in no denominator")
        }
        if reading == .firstSubmission { return inTime }
        if last >= limitEnd {
            return inTime
                + Phrase(
                    zh: "，但后一次报送 \(moment(last)) 晚于 \(limit)",
                    en: "; yet the later one of \(moment(last)) came after \(limit)")
        }
        if status.state != .accepted {
            return inTime + Phrase(zh: "，但退回后到 \(limit) 仍未重报", en: "; yet it was returned and not back by \(limit)")
        }
        let accepted =
            inTime
            + Phrase(
                zh: "，通过的那次 \(moment(last)) 不晚于 \(limit)", en: "; the accepted one of \(moment(last)) came by \(limit)")
        guard reading == .firstPass else { return accepted }
        return status.returns > 0
            ? accepted + Phrase(zh: "，但被退回 \(status.returns) 次", en: "; yet it was returned \(status.returns)×")
            : accepted + Phrase(zh: "，从未退回", en: "; never returned")
    }

    func figureLines() -> [StoryLine] {
        if let removal {
            return [
                StoryLine(
                    label: Phrase(zh: "统计", en: "figures"),
                    text: Phrase(
                        zh: "从未登记过任何事，自第 \(removal.event.seq) 号起不在任何指标中，也不算撤销；截至此前的报告仍按当时计入",
                        en:
                            "nothing was ever recorded for it: from event \(removal.event.seq) on it is in no figure, not as "
                            + "withdrawn either; reports as of before still count it as it was"))
            ]
        }
        var lines: [StoryLine] = []
        func add(_ zh: String, _ en: String, _ text: Phrase) {
            lines.append(StoryLine(label: Phrase(zh: zh, en: en), text: text))
        }
        let rules = version.rules(includesNotDue: false)
        let official = Judgement(status, isOptional: isOptional, by: rules, originalCover: originalCover).official
        add("完成率", "completion", completion(official))
        if official == .late, let breach = status.breach(.extended) {
            add(
                "延期时间", "lateness",
                days(rules.lateness(of: breach.met, after: breach.limit), from: breach.limit, to: breach.met))
        }
        let isOut = status.state == .open || status.state == .returned
        if official == .missing || (official == .late && isOut), let limit = status.limit(.extended),
            limit <= version.asOf
        {
            add("逾期未报", "missing", days(rules.lateness(of: version.asOf, after: limit), from: limit, to: version.asOf))
        }
        add("退回率", "returns", returns)
        for flag in flags { lines.append(StoryLine(label: Phrase(zh: "标记", en: "marked"), text: flag)) }
        return lines
    }

    private func completion(_ official: Verdict) -> Phrase {
        guard official.isDue else {
            return Phrase(zh: "不进分母（\(official.name.zh)）", en: "not in the denominator (\(official.name.en))")
        }
        return status.state == .accepted
            ? Phrase(zh: "计入分子和分母", en: "in the numerator and the denominator")
            : Phrase(zh: "只进分母：尚未通过", en: "in the denominator only: not accepted")
    }

    private func days(_ lateness: Lateness, from limit: Instant, to moment: Instant) -> Phrase {
        Phrase(
            zh: "\(lateness.calendarDays) 个日历日、\(lateness.workingDays) 个工作日（\(until(limit)) 至 \(self.moment(moment))）",
            en:
                "\(lateness.calendarDays) calendar days, \(lateness.workingDays) working days (\(until(limit)) to \(self.moment(moment)))"
        )
    }

    private var returns: Phrase {
        guard status.reviews > 0 else { return Phrase(zh: "未经审核，不进任何分母", en: "not reviewed: in no denominator") }
        return Phrase(
            zh: "审核 \(status.reviews) 次，退回 \(status.returns) 次",
            en: "\(plural(status.reviews, "decision")), \(plural(status.returns, "return")) among them")
    }

    private var flags: [Phrase] {
        var flags: [Phrase] = []
        if status.isNil { flags.append(Phrase(zh: "零报告", en: "nothing to report")) }
        if status.isOnBehalf { flags.append(Phrase(zh: "代报", en: "handed in on its behalf")) }
        if status.backdated > 0 {
            flags.append(
                Phrase(zh: "补登 \(status.backdated) 条", en: "\(status.backdated) recorded later than it happened"))
        }
        if status.reopens > 0 {
            flags.append(
                Phrase(zh: "重开 \(status.reopens) 次，不算退回", en: "reopened \(status.reopens)×, which is no return"))
        }
        if status.isOpenedLate { flags.append(Phrase(zh: "因前序而迟开始", en: "opened late by a predecessor")) }
        if assignment.isProvisional { flags.append(Phrase(zh: "期限暂定", en: "the due is provisional")) }
        return flags
    }
}
