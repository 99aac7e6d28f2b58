/// The blocks of a letter that tell a unit about its own tasks.

import Deadlines
import Notices
import Texts
import Workflow

extension Composer {
    /// One block per task, grouped by notice; the nearest in full, the rest counted by task.
    func writeOwn(_ lines: [Line], _ others: [Remainder.Tally], _ kind: DigestKind, to pen: inout LetterPen) {
        let shown = lines.prefix(Self.lineLimit)
        var number = 0
        for notice in Self.inOrder(shown.map(\.subject.assignment.notice)) {
            guard let text = book.text(notice, pen.language) else { continue }
            text.writeHeading(to: &pen)
            var described: [String: Int] = [:]
            var isOverdue = false
            for line in shown where line.subject.assignment.notice == notice {
                number += 1
                isOverdue = isOverdue || line.owed.stage.overdueStep > 0
                writeTask(number, line, text, kind, described: &described, to: &pen)
            }
            text.writeContacts(to: &pen)
            if isOverdue || kind == .newNotice {
                for consequence in text.consequences { pen.paragraph(consequence) }
            }
        }
        writeRest(lines.dropFirst(Self.lineLimit), others, to: &pen)
    }

    private func writeTask(
        _ number: Int, _ line: Line, _ notice: NoticeText, _ kind: DigestKind, described: inout [String: Int],
        to pen: inout LetterPen
    ) {
        let assignment = line.subject.assignment
        let words = words(assignment.notice, pen.language)
        let task = notice.tasks[assignment.task]
        var title = task?.title(of: assignment, pen.language) ?? assignment.task
        if task?.isOptional == true { title += pen.language == .chinese ? "（可选）" : " (optional)" }
        pen.beginTask(number, title)
        if kind == .accepted {
            writeOutcome(line, words, to: &pen)
        } else {
            writeDates(line, words, kind, to: &pen)
            if let task { writeWork(line, task, number, described: &described, to: &pen) }
        }
        pen.endTask()
    }

    /// When, how far, and why this letter.
    private func writeDates(_ line: Line, _ words: DueWords, _ kind: DigestKind, to pen: inout LetterPen) {
        let status = line.subject.status
        if kind == .returned, let remark = line.remark { pen.field(Label.reason, remark, isUrgent: true) }
        if kind == .returned, let by = line.decidedBy { pen.field(Label.decidedBy, by) }
        if let due = words.text(line.subject) {
            let label = status.state == .returned ? Label.correction : Label.due
            pen.field(label, due.text, isUrgent: due.isUrgent)
        } else {
            pen.field(Label.due, noDue(status.state)(pen.language))
        }
        if let told = line.owed.told {
            let before = told.due.map { words.moment($0) } ?? Phrase(zh: "未定", en: "not set")
            pen.field(
                Label.why,
                Phrase(zh: "截止时间有变更，原为\(before.zh)", en: "the due day has changed; it was \(before.en)")(pen.language))
        } else if kind == .morning {
            pen.field(Label.why, line.owed.reason(pen.language))
        }
        pen.field(Label.state, state(status)(pen.language))
        // A ladder letter during a correction says again what is wrong.
        if kind == .morning, status.state == .returned, let remark = line.remark { pen.field(Label.reason, remark) }
    }

    private func noDue(_ state: State) -> Phrase {
        state == .waiting
            ? Phrase(zh: "待前序环节完成后确定", en: "follows from the step before it")
            : Phrase(zh: "通知未规定，请尽早办理", en: "none given; as early as possible")
    }

    private func state(_ status: Status) -> Phrase {
        guard status.state == .waiting else { return status.state.name }
        return Phrase(zh: "未开始（前序环节完成后另行提醒）", en: "not open yet; you will be told when it is")
    }

    /// What is to be done: progress, what is missing, what to hand in and how.
    private func writeWork(
        _ line: Line, _ task: TaskText, _ number: Int, described: inout [String: Int], to pen: inout LetterPen
    ) {
        let status = line.subject.status
        if let cover = status.cover { pen.field(Label.progress, progress(cover)(pen.language)) }
        if let quota = task.quota {
            pen.field(
                Label.quota,
                Phrase(
                    zh: "已完成\(status.quantity)\(quota.unit)，要求\(quota.count)\(quota.unit)",
                    en: "\(status.quantity) of \(quota.count) (\(quota.unit))")(pen.language))
        }
        let missing = task.missing(line.subject, line.unit)
        if !missing.isEmpty {
            pen.field(Label.missing, missing.joined(separator: pen.language == .chinese ? "、" : ", "), isUrgent: true)
        }
        let assignment = line.subject.assignment
        let key = "\(assignment.task)/\(assignment.channel ?? "")"
        if let first = described[key], !task.variesByItem {
            pen.field(Label.deliver, Phrase(zh: "同第\(first)项", en: "as under \(first)")(pen.language))
            return
        }
        described[key] = number
        task.writeDeliverables(for: assignment, unit: line.unit, to: &pen)
        if let text = nothingToReport(task) { pen.field(Label.nilReport, text(pen.language)) }
        task.writeNotes(to: &pen)
    }

    /// What to do when there is nothing to report; nil for what is not reported.
    private func nothingToReport(_ task: TaskText) -> Phrase? {
        if task.kind == .review || task.kind == .meeting || task.deliverables.isEmpty { return nil }
        return task.nilAllowed
            ? Phrase(zh: "确无内容可报的，请报“零报告”，不要空缺。", en: "report nil: a nil report is an answer, silence is not")
            : Phrase(zh: "本项不接受零报告，必须报送。", en: "a nil report is not accepted here")
    }

    private func progress(_ cover: Cover) -> Phrase {
        let waiting = max(0, cover.received - cover.decided)
        return Phrase(
            zh: "应审\(cover.total)家，已审\(cover.decided)家，待审\(waiting)家，尚未报送\(cover.missing)家",
            en:
                "\(cover.decided) of \(cover.total) decided, \(waiting) waiting for you, \(cover.missing) not handed in yet"
        )
    }

    /// What was accepted, and when it had come.
    private func writeOutcome(_ line: Line, _ words: DueWords, to pen: inout LetterPen) {
        let status = line.subject.status
        if let at = status.lastSubmittedAt { pen.field(Label.handedIn, words.happened(at)) }
        if let at = status.acceptedAt, !line.subject.assignment.reviewers.isEmpty {
            pen.field(Label.accepted, words.happened(at))
        }
        if let by = line.decidedBy { pen.field(Label.decidedBy, by) }
        pen.field(Label.state, status.state.name(pen.language))
    }

    /// What a long letter does not show in full: how many of each task.
    private func writeRest(_ lines: ArraySlice<Line>, _ others: [Remainder.Tally], to pen: inout LetterPen) {
        let count = others.reduce(lines.count) { $0 + $1.count }
        guard count > 0 else { return }
        pen.sectionHeading(
            Phrase(zh: "另有\(count)项，按任务统计", en: "\(count) more, counted by task")(pen.language))
        pen.table(
            [Phrase(zh: "任务", en: "Task")(pen.language), Phrase(zh: "项数", en: "Number")(pen.language)],
            counts(lines, others, pen.language))
    }

    /// Rows of task and number, in order of first appearance.
    func counts(_ lines: ArraySlice<Line>, _ others: [Remainder.Tally], _ language: Language) -> [[String]] {
        var titles: [String] = []
        var numbers: [String: Int] = [:]
        func add(_ notice: String, _ task: String, _ count: Int) {
            let title = book.text(notice, language)?.tasks[task]?.title ?? task
            titles.append(title)
            numbers[title, default: 0] += count
        }
        for line in lines { add(line.subject.assignment.notice, line.subject.assignment.task, 1) }
        for other in others { add(other.notice, other.task, other.count) }
        return Self.inOrder(titles).map { title in
            let number = numbers[title] ?? 0
            return [title, language == .chinese ? "\(number)项" : "\(number)"]
        }
    }

    /// Each once, in order of first appearance.
    static func inOrder(_ values: some Sequence<String>) -> [String] {
        var seen = Set<String>()
        return values.filter { seen.insert($0).inserted }
    }
}
