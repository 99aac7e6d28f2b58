/// What happened to an assignment, which letters went out about it, and where it stands with everybody.

import Deadlines
import Ledger
import Notices
import Reminders
import Texts
import Workflow

extension Storyteller {
    /// In the order in which it happened: the assignment's own events, and those of the notice that it hangs on.
    func storyEvents() throws -> [StoryEvent] {
        let last = removal?.event.seq ?? .max
        let all = try store.events(.notice(version.stored.id), asOf: version.asOf, includingVoided: true)
            .filter { $0.seq <= last }
        var voids: [Int64: Event] = [:]
        for event in all { if case .voided(let target, _) = event.what { voids[target] = event } }
        return all.filter(concerns).map { StoryEvent(event: $0, text: text(of: $0), voidedBy: voids[$0.seq]) }
    }

    private func concerns(_ event: Event) -> Bool {
        if case .voided = event.what { return false }
        if let id = event.assignment { return id == assignment.id }
        switch event.what {
        case .happened(let name, let about):
            if let unit = event.unit, unit != assignment.unit { return false }
            if let item = event.item, item != assignment.item { return false }
            let anchors = (task?.after ?? []) + (task?.due.flatMap(\.rule.anchors) ?? [])
            let isAwaited = anchors.contains { anchor in
                switch anchor {
                case .event(let wanted): wanted == name
                case .outcome(.told, let wanted, _): name == "told" && (about == nil || about == wanted)
                default: false
                }
            }
            return isAwaited || task?.starts == name || about == assignment.task
                || (event.unit == assignment.unit && name == EventKind.told.id)
        case .loaded, .noticeWithdrawn: return true
        default: return false
        }
    }

    private func text(of event: Event) -> Phrase {
        switch event.what {
        case .submitted(let submission): return text(of: submission)
        case .accepted(let level):
            let by = reviewer(level)
            return Phrase(zh: "通过（第 \(level) 级\(by.zh)）", en: "accepted (level \(level)\(by.en))")
        case .returned(let level, let reason):
            let by = reviewer(level)
            return Phrase(zh: "退回（第 \(level) 级\(by.zh)）：\(reason)", en: "returned (level \(level)\(by.en)): \(reason)")
        case .reopened(let reason): return Phrase(zh: "重开：\(reason)", en: "reopened: \(reason)")
        case .extended(let end, let reason):
            return Phrase(zh: "延期至 \(until(end))：\(reason)", en: "extended to \(until(end)): \(reason)")
        case .exempted(let reason): return Phrase(zh: "免报：\(reason)", en: "exempted: \(reason)")
        case .reinstated(let reason): return Phrase(zh: "恢复：\(reason)", en: "reinstated: \(reason)")
        case .withdrawn(let reason): return Phrase(zh: "撤销：\(reason)", en: "withdrawn: \(reason)")
        case .delivered(let delivery):
            return Phrase(zh: "上传“\(delivery.name)”", en: "uploaded “\(delivery.name)”")
                + Phrase(same: "（\(delivery.size) B, SHA-256 \(delivery.digest.prefix(12))…）")
        case .acknowledged: return Phrase(zh: "签收", en: "acknowledged")
        case .chased(let note): return Phrase(zh: "电话催办：\(note)", en: "chased by telephone: \(note)")
        case .redated(let end, let reason):
            let to = end.map(until) ?? "–"
            return Phrase(zh: "期限改为 \(to)：\(reason)", en: "due moved to \(to): \(reason)")
        case .openingMoved(let to, let reason):
            return Phrase(zh: "开始时间改为 \(moment(to))：\(reason)", en: "opening moved to \(moment(to)): \(reason)")
        case .happened(let name, let about):
            let title = naming(name) ?? Phrase(same: name)
            let parts = [about.flatMap { board.task($0)?.title ?? $0 }, event.item].compactMap(\.self)
            guard !parts.isEmpty else { return title }
            let list = parts.joined(separator: "，")
            return title + Phrase(zh: "（\(list)）", en: " (\(list))")
        case .loaded(let load):
            if let removal, removal.event.seq == event.seq {
                return Phrase(zh: "随重新加载移除：", en: "removed by a reload: ") + removal.because
            }
            let loaded = Phrase(zh: "加载通知第 \(load.revision) 版", en: "the notice was loaded, revision \(load.revision)")
            guard load.doubts > 0 else { return loaded }
            return loaded
                + Phrase(zh: "，接受了 \(load.doubts) 处疑问", en: ", \(plural(load.doubts, "doubt")) accepted")
        case .noticeWithdrawn(let reason):
            return Phrase(zh: "通知撤销：\(reason)", en: "the notice was withdrawn: \(reason)")
        default: return Phrase(same: event.what.kind)
        }
    }

    private func reviewer(_ level: Int) -> Phrase {
        guard assignment.reviewers.indices.contains(level - 1) else { return Phrase(same: "") }
        let name = name(assignment.reviewers[level - 1])
        return Phrase(zh: "，\(name)", en: ", \(name)")
    }

    private func text(of submission: Submission) -> Phrase {
        var zh: [String] = []
        var en: [String] = []
        func add(_ chinese: String, _ english: String) {
            zh.append(chinese)
            en.append(english)
        }
        if submission.isNil { add("零报告", "nothing to report") }
        if submission.confirms { add("核对无误", "confirmed") }
        if !submission.items.isEmpty {
            let titles = submission.items.map { id in task?.deliver.first { $0.id == id }?.title ?? id }
            add("材料：" + titles.joined(separator: "、"), "items: " + titles.joined(separator: ", "))
        }
        if submission.count != 1 { add("数量 \(submission.count)", "quantity \(submission.count)") }
        if let by = submission.onBehalf { add("由\(by)代报", "on behalf, by \(by)") }
        if submission.replaces { add("替换前次", "replaces the one before") }
        if let note = submission.note { add(note, note) }
        let head = Phrase(zh: "报送", en: "submitted")
        guard !zh.isEmpty else { return head }
        return head + Phrase(zh: "（\(zh.joined(separator: "；"))）", en: " (\(en.joined(separator: "; ")))")
    }
}

// MARK: - Where it stands

extension Storyteller {
    func standing() throws -> [StoryLine] {
        if let removal {
            return [
                StoryLine(
                    label: Phrase(zh: "状态", en: "state"),
                    text: Phrase(
                        zh: "已移除，自 \(moment(removal.event.at))", en: "removed, since \(moment(removal.event.at))")),
                StoryLine(label: Phrase(zh: "原因", en: "because"), text: removal.because),
            ]
        }
        var lines = [StoryLine(label: Phrase(zh: "状态", en: "state"), text: stateText)]
        if status.state == .waiting {
            let on =
                evaluation.waitingFor[assignment.id]?.phrase(naming: naming)
                ?? Phrase(zh: "开始日 \(moment(assignment.opens))", en: "its opening day, \(moment(assignment.opens))")
            lines.append(StoryLine(label: Phrase(zh: "在等", en: "waits for"), text: on))
        }
        if status.isStale {
            lines.append(
                StoryLine(
                    label: Phrase(zh: "注意", en: "note"),
                    text: Phrase(zh: "开始之后，其前提已撤回", en: "begun, and what had opened it was taken back since")))
        }
        let steps = Step.possible(from: status.state, isDerived: task?.isDerived ?? false).map { "duban \($0.command)" }
        lines.append(
            StoryLine(
                label: Phrase(zh: "现在可以", en: "possible now"),
                text: steps.isEmpty ? Phrase(zh: "不再接受登记", en: "nothing") : Phrase(same: steps.joined(separator: ", ")),
                namesCommands: !steps.isEmpty))
        return lines + quotaLines() + coverLines() + peerLines()
    }

    private var stateText: Phrase {
        let since = status.since.map { Phrase(zh: "，自 \(moment($0))", en: ", since \(moment($0))") } ?? Phrase(same: "")
        guard status.state == .submitted, assignment.reviewers.indices.contains(status.level - 1) else {
            return status.state.name + since
        }
        let name = name(assignment.reviewers[status.level - 1])
        return status.state.name + Phrase(zh: "（第 \(status.level) 级，\(name)）", en: " (level \(status.level), \(name))")
            + since
    }

    private func quotaLines() -> [StoryLine] {
        guard let quota = task?.quota else { return [] }
        let text = Phrase(
            zh: "\(status.quantity)/\(quota.count) \(quota.unit)",
            en: "\(status.quantity) of \(quota.count) \(quota.unit)")
        var lines = [StoryLine(label: Phrase(zh: "数量", en: "quantity"), text: text)]
        guard case .below(let member) = quota.source else { return lines }
        for other in others(of: member) where isBelow(other) {
            guard let found = evaluation.statuses[other.id], let at = found.lastSubmittedAt, !found.isNil,
                found.state == .submitted || found.state == .accepted
            else { continue }
            lines.append(
                StoryLine(
                    label: Phrase(zh: "计入", en: "counts"), text: Phrase(same: "\(name(other.unit)) \(moment(at))")))
        }
        return lines
    }

    private func isBelow(_ other: Assignment) -> Bool {
        board.roster.unit(code: other.unit).map { board.roster.isBelow($0, assignment.unit) } ?? false
    }

    private func others(of task: String) -> [Assignment] { assignments.filter { $0.task == task } }

    /// Of a review: n of m, then what is not decided yet.
    private func coverLines() -> [StoryLine] {
        guard let cover = status.cover, let task else { return [] }
        var lines = [
            StoryLine(
                label: Phrase(zh: "审核进度", en: "progress"),
                text: Phrase(
                    zh: "\(cover.decided)/\(cover.total) 已审结，未报 \(cover.missing)，到期前收到而未按时审结 \(cover.overdue)",
                    en: "\(cover.decided) of \(cover.total) decided, \(cover.missing) not handed in, "
                        + "\(cover.overdue) received before the due and not decided by then"))
        ]
        for other in task.covers.flatMap(others) {
            guard let level = other.reviewers.firstIndex(of: assignment.unit),
                let found = evaluation.statuses[other.id],
                found.state != .withdrawn, !found.isPast(level: level + 1)
            else { continue }
            let title = board.task(other.task)?.title ?? other.task
            lines.append(
                StoryLine(
                    label: Phrase(zh: "未审结", en: "undecided"),
                    text: Phrase(
                        zh: "#\(other.id) \(name(other.unit))　\(title)：",
                        en: "#\(other.id) \(name(other.unit)), \(title): ")
                        + found.state.name))
        }
        return lines
    }

    /// Units that answer for the same piece of an indicator and have not done their part.
    private func peerLines() -> [StoryLine] {
        guard let task, task.lead != nil || task.kind == .indicator else { return [] }
        let peers = others(of: task.id).filter { $0.unit != assignment.unit }
        guard !peers.isEmpty else { return [] }
        let missing = peers.filter { peer in
            let state = evaluation.statuses[peer.id]?.state
            return state == .open || state == .waiting || state == .returned
        }
        let names = missing.map { name($0.unit) }
        let text =
            names.isEmpty
            ? Phrase(zh: "其余 \(peers.count) 家均已报送", en: "the other \(peers.count) have handed in")
            : Phrase(
                zh: "\(names.count)/\(peers.count) 家未报：\(names.joined(separator: "、"))",
                en: "\(names.count) of \(peers.count) have not handed in: \(names.joined(separator: ", "))")
        return [StoryLine(label: Phrase(zh: "共同责任单位", en: "with it"), text: text)]
    }

    // MARK: Letters

    func letters() throws -> [StoryLetter] {
        try store.told(about: assignment.id).compactMap { told in
            guard let letter = try store.letter(told.letter), letter.created <= version.asOf else { return nil }
            let isSettled = letter.settledAt.map { $0 <= version.asOf } ?? false
            // Why it was not sent matters; where a sent one went is for the outbox.
            let reason = isSettled && letter.state != .sent ? letter.reason : nil
            return StoryLetter(
                letter: letter.id, created: letter.created, recipient: told.recipient,
                recipientName: recipientName(told.recipient),
                occasion: Stage(key: told.owed.stage)?.reason ?? Phrase(same: told.owed.stage),
                state: isSettled || letter.settledAt == nil ? letter.state : .planned,
                settledAt: isSettled ? letter.settledAt : nil, reason: reason)
        }
        .sorted { ($0.created, $0.letter, $0.recipient) < ($1.created, $1.letter, $1.recipient) }
    }

    /// `unit:CODE` as the unit's name; the coordinator, who is no unit, in both languages.
    private func recipientName(_ recipient: String) -> Phrase {
        if recipient == "coordinator" { return Phrase(zh: "督办人员", en: "coordinator") }
        let code = recipient.hasPrefix("unit:") ? String(recipient.dropFirst(5)) : recipient
        return Phrase(same: name(code))
    }
}
