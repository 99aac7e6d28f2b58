/// What was asked of the unit, by which words, and how the due date came about.

import Deadlines
import Notices
import Texts
import Workflow

extension Storyteller {
    func asked() -> [StoryLine] {
        let gone =
            board.task(assignment.task) == nil
            ? [
                StoryLine(
                    label: Phrase(zh: "任务", en: "task"),
                    text: Phrase(zh: "通知的现行版本已没有这项任务；以下依从前的版本", en: "the notice no longer has this task; as it was:"))
            ] : []
        guard let task else { return gone }
        let entry = assignment.entry.flatMap { task.due.indices.contains($0) ? task.due[$0] : nil }
        var lines = gone
        func add(_ zh: String, _ en: String, _ text: Phrase?) {
            if let text { lines.append(StoryLine(label: Phrase(zh: zh, en: en), text: text)) }
        }
        add("发文", "issued", issued)
        add("原文", "the notice says", task.quote.map(quoted))
        if entry?.quote != task.quote { add("时限原文", "of the due it says", entry?.quote.map(quoted)) }
        add("性质", "terms", terms(task))
        add("审核", "reviewed by", assignment.reviewers.isEmpty ? nil : reviewers)
        if let quota = task.quota {
            add(
                "数量", "quantity",
                Phrase(zh: "不少于 \(quota.count) \(quota.unit)", en: "at least \(quota.count) \(quota.unit)"))
        }
        for note in task.notes { add("要求", "note", Phrase(same: note)) }
        for inference in task.inferred {
            var line = StoryLine(
                label: Phrase(zh: "推定（\(inference.subject.zh)）", en: "inferred: \(inference.subject.en)"),
                text: Phrase(same: inference.reason))
            line.isInferred = true
            lines.append(line)
        }
        for doubt in task.doubts {
            var line = StoryLine(
                label: Phrase(zh: "疑问（\(doubt.subject.zh)）", en: "in doubt: \(doubt.subject.en)"),
                text: Phrase(zh: "\(doubt.text)；加载时已接受", en: "\(doubt.text); accepted when it was loaded"))
            line.isDoubtful = true
            lines.append(line)
        }
        lines += points(task)
        for consequence in notice.consequences { add("后果", "consequence", Phrase(same: consequence)) }
        return lines
    }

    private func quoted(_ words: String) -> Phrase { Phrase(zh: "“\(words)”", en: "“\(words)”") }

    private var issued: Phrase? {
        let parts = [notice.issuer, notice.number, notice.issued?.iso].compactMap(\.self)
        return parts.isEmpty ? nil : Phrase(zh: parts.joined(separator: "　"), en: parts.joined(separator: ", "))
    }

    private func terms(_ task: Task) -> Phrase? {
        var parts: [Phrase] = []
        if task.optional { parts.append(Phrase(zh: "可选，开始后才计入", en: "optional: counts once begun")) }
        if !task.nilAllowed { parts.append(Phrase(zh: "不接受零报告", en: "\"nothing to report\" is no answer")) }
        if let lead = task.lead, let unit = board.roster.unit(code: assignment.unit) {
            let leads = lead.matches(unit, board.roster)
            parts.append(leads ? Phrase(zh: "牵头单位", en: "leads") : Phrase(zh: "配合单位", en: "cooperates"))
        }
        guard !parts.isEmpty else { return nil }
        return parts.joined(zh: "；", en: "; ")
    }

    private var reviewers: Phrase {
        let names = assignment.reviewers.map(name)
        return Phrase(zh: names.joined(separator: " → "), en: names.joined(separator: " → "))
    }

    /// The points rules of the task's indicator, those about this very task first.
    private func points(_ task: Task) -> [StoryLine] {
        guard let id = task.indicator, let indicator = notice.indicators.first(where: { $0.id == id }) else {
            return []
        }
        let rules = indicator.points.filter { $0.tasks.isEmpty || $0.tasks.contains(task.id) }
        let head = StoryLine(
            label: Phrase(zh: "指标", en: "indicator"),
            text: Phrase(
                zh: "\(indicator.id) \(indicator.title)，最高 \(indicator.maximum.text) 分",
                en: "\(indicator.id) \(indicator.title), at most \(indicator.maximum.text) points"))
        return [head]
            + rules.map { rule in
                let when = rule.when.map { Phrase(zh: "（\($0)）", en: " (\($0))") } ?? Phrase(same: "")
                return StoryLine(
                    label: Phrase(zh: "计分", en: "points"),
                    text: rule.rule.phrase + Phrase(zh: "：\(rule.text)", en: ": \(rule.text)") + when)
            }
    }

    func materials() -> [StoryMaterial] {
        let items = Set(status.itemsIn)
        return board.deliverables(of: assignment).map { deliverable in
            StoryMaterial(
                id: deliverable.id, title: deliverable.title, isRequired: deliverable.required,
                isIn: items.contains(deliverable.id))
        }
    }
}

// MARK: - The date

extension Storyteller {
    func dueLines() -> [Phrase] {
        var lines: [Phrase] = []
        switch board.resolution(of: assignment, among: assignments, events, asOf: version.asOf) {
        case .due(let due): lines += explained(due)
        case .waiting(let anchor):
            let on = anchor.phrase(naming: naming)
            lines.append(
                Phrase(zh: "期限从“\(on.zh)”起算，尚未发生", en: "the due counts from “\(on.en)”, which has not happened"))
        case .undated: lines.append(Phrase(zh: "通知没有写期限", en: "the notice states no due day"))
        case .recurring, nil:
            if let due = assignment.due {
                lines.append(Phrase(zh: "下达时定的期限：\(until(due)) 前", en: "due as it was made: by \(until(due))"))
            } else {
                lines.append(Phrase(zh: "没有期限", en: "it has no due day"))
            }
        }
        return lines + moved() + lateOpening() + extensions() + correction()
    }

    private func explained(_ due: Due) -> [Phrase] {
        let zh = due.explanation.lines(.chinese, naming: naming)
        let en = due.explanation.lines(.english, naming: naming)
        return zip(zh, en).map { Phrase(zh: $0, en: $1) }
    }

    /// Loads that moved the date, one by one.
    private func moved() -> [Phrase] {
        events.compactMap { event in
            guard event.assignment == assignment.id, case .redated(let end, let reason) = event.what else { return nil }
            let to = end.map { until($0) } ?? ""
            return Phrase(
                zh: "第 \(event.seq) 号：\(moment(event.at)) 重新加载，期限改为 \(end == nil ? "无" : to)（\(reason)）",
                en: "event \(event.seq): reloaded \(moment(event.at)), due now \(end == nil ? "none" : to) (\(reason))")
        }
    }

    private func lateOpening() -> [Phrase] {
        guard status.isOpenedLate, let opened = status.openedAt, let held = status.effectiveDue else { return [] }
        let minimum = task?.minimum ?? notice.minimum
        return [
            Phrase(
                zh: "迟开始：前序环节 \(moment(opened)) 才完成，至少留 \(minimum) 个工作日，期限顺延至 \(until(held))，不计单位延误",
                en:
                    "opened late: a predecessor was through only at \(moment(opened)); with at least \(minimum) working days "
                    + "it is due by \(until(held)), and not charged to the unit")
        ]
    }

    private func extensions() -> [Phrase] {
        let granted = events.compactMap { event -> Phrase? in
            guard event.assignment == assignment.id, case .extended(let end, let reason) = event.what else {
                return nil
            }
            return Phrase(
                zh: "延期：第 \(event.seq) 号准予延至 \(until(end))（\(reason)）；原期限不变，两种都计",
                en:
                    "extended: event \(event.seq) grants until \(until(end)) (\(reason)); the original due stays, both are counted"
            )
        }
        let late = Phrase(zh: "延期是在到期之后准予的", en: "the extension was granted after the due")
        return granted + (status.isExtendedAfterDue ? [late] : [])
    }

    private func correction() -> [Phrase] {
        guard let end = status.correctionDue, let limit = status.limit(.extended) else { return [] }
        let days = task?.correction ?? notice.correction
        let holds = limit == end
        return [
            Phrase(
                zh: "更正：退回（重开）后 \(days) 个工作日，即 \(until(end))" + (holds ? "" : "；期限 \(until(limit)) 更晚，以它为准"),
                en: "correction: \(days) working days after the return (reopening), by \(until(end))"
                    + (holds ? "" : "; the due \(until(limit)) is later and holds"))
        ]
    }
}
