/// Recording what happened: several steps at once, all of them or none.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// One step to record.
public struct StepRequest: Sendable {
    public let assignment: AssignmentID
    public let what: What
    public let at: Instant

    public init(_ assignment: AssignmentID, _ what: What, at: Instant) {
        self.assignment = assignment
        self.what = what
        self.at = at
    }
}

/// What recording came to.
public struct Recording: Sendable {
    /// The events, with their numbers.
    public var events: [Event] = []
    /// Every assignment whose state changed: those recorded on, and those that hang on them.
    public var changed: [Changed] = []
    /// Assignments that an event started.
    public var started: [Assignment] = []
}

extension Office {
    /// Records steps on assignments. Nothing is recorded when one of them is impossible: then all are named.
    public func record(_ requests: [StepRequest], now: Instant) throws -> Recording {
        try store.write { writer in
            try require(requests, now: now)
            let now = try ledgerTime(now)
            var recording = Recording()
            try record(requests, now: now, by: writer, &recording)
            return recording
        }
    }

    /// The same as part of a larger step.
    func record(
        _ requests: [StepRequest], now: Instant, by writer: LedgerWriter, _ recording: inout Recording
    ) throws {
        for (notice, requests) in try grouped(requests) {
            if try recordInSlice(requests, of: notice, writer, now: now, &recording) { continue }
            var file = try Case(Dossier(notice, in: store), in: store)
            try refuseIfWithdrawn(file.dossier)
            let new = try requests.map { request in try event(for: request, in: file, now: now) }
            try take(new, into: &file, writer, now: now, &recording)
        }
    }

    private func grouped(_ requests: [StepRequest]) throws -> [(String, [StepRequest])] {
        var order: [String] = []
        var groups: [String: [StepRequest]] = [:]
        for request in requests {
            guard let stored = try store.assignment(request.assignment) else {
                throw Refusal(
                    .notFound,
                    Phrase(zh: "没有编号为 \(request.assignment) 的任务", en: "there is no assignment \(request.assignment)"),
                    remedy: Phrase(zh: "用 duban tasks 查看编号", en: "`duban tasks` lists the numbers"))
            }
            let notice = stored.assignment.notice
            if groups[notice] == nil { order.append(notice) }
            groups[notice, default: []].append(request)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    func refuseIfWithdrawn(_ dossier: Dossier) throws {
        guard dossier.stored.state == .withdrawn else { return }
        throw Refusal(
            .refused,
            Phrase(zh: "通知“\(dossier.stored.id)”已撤销，不能再登记", en: "notice “\(dossier.stored.id)” was withdrawn"),
            remedy: Phrase(zh: "如需恢复，请重新加载该通知", en: "load it again to bring it back"))
    }

    func event(for request: StepRequest, in file: Case, now: Instant) throws -> Event {
        guard let stored = file.assignment(request.assignment) else {
            throw Refusal.unknown(Phrase(zh: "任务", en: "assignment"), String(request.assignment), among: [])
        }
        try refuseTime(request.at, notBefore: file.dossier.earliest(for: stored.assignment), in: file.dossier, now: now)
        try refuseNil(request.what, file.dossier.board.task(stored.assignment.task))
        return event(
            request.what, notice: stored.assignment.notice, assignment: stored.id, unit: stored.assignment.unit,
            item: stored.assignment.item, at: request.at, now: now)
    }

    /// Some tasks have no "nothing to report". What another platform took is not for us to refuse.
    private func refuseNil(_ what: What, _ task: Task?) throws {
        guard case .submitted(let submission) = what, submission.isNil, let task, !task.nilAllowed, source != .imported
        else { return }
        throw Refusal(
            .refused,
            Phrase(zh: "“\(task.title)”不接受零报告", en: "“\(task.title)” does not accept a nil return"),
            remedy: Phrase(
                zh: "去掉 --nil；确实不用报的请免报：duban exempt", en: "leave --nil out; if it owes nothing: duban exempt"))
    }

    /// An event cannot lie in the future, nor before what it is about.
    func refuseTime(_ at: Instant, notBefore earliest: Instant, in dossier: Dossier, now: Instant) throws {
        let zone = dossier.zone
        if at > now {
            throw Refusal(
                .refused,
                Phrase(
                    zh: "发生时间 \(zone.minute(at)) 晚于现在 \(zone.minute(now))", en: "\(zone.minute(at)) lies in the future"),
                remedy: Phrase(zh: "用 --at 给出实际发生的时间", en: "give the time at which it happened with --at"))
        }
        guard at < earliest else { return }
        throw Refusal(
            .refused,
            Phrase(
                zh: "发生时间 \(zone.minute(at)) 早于通知下达（\(zone.minute(earliest))）",
                en: "\(zone.minute(at)) lies before the notice (\(zone.minute(earliest)))"),
            why: dossier.whyEarliest, remedy: dossier.remedyForEarlier(than: at))
    }

    /// Appends events to a notice's history if the diagram allows every one of them, and writes what they change.
    func take(
        _ new: [Event], into file: inout Case, _ writer: LedgerWriter, now: Instant, _ recording: inout Recording
    ) throws {
        // Numbers decide between events of the same moment; these come after all that is there.
        let next = try writer.head().seq
        let numbered = new.enumerated().map { index, event in
            var event = event
            event.seq = next + Int64(index) + 1
            return event
        }
        let before = file.events
        file.add(numbered)
        let evaluation = file.evaluate(now: now, new: Set(numbered))
        try refuse(evaluation.refused, of: Set(numbered), before: before, in: file)
        for event in numbered { try writer.append(event) }
        let changed = file.changes(evaluation)
        try file.write(changed, now: now, by: writer)
        file.absorb(changed)
        recording.events += numbered
        recording.changed += changed
    }

    private func refuse(_ refused: [StepRefused], of new: Set<Event>, before: [Event], in file: Case) throws {
        guard !refused.isEmpty else { return }
        // What was refused before the new events came is not their fault; what a void makes impossible is.
        let known = Set(
            file.dossier.board.evaluate(
                file.stored.map(\.assignment), before, asOf: new.map(\.recorded).max() ?? .distantPast
            )
            .refused.map(\.event.seq))
        let faults = refused.filter { new.contains($0.event) || !known.contains($0.event.seq) }
        guard !faults.isEmpty else { return }
        throw StepsRefused(faults: faults.map { StepFault($0, in: file, isNew: new.contains($0.event)) })
    }
}

// MARK: - Before the notice

extension Dossier {
    /// Nothing about an assignment happened before this: the notice's issue, or the unit's joining, or what made it.
    func earliest(for assignment: Assignment) -> Instant {
        min(assignment.opens, loadedAt, planner.start(for: roster.unit(code: assignment.unit)))
    }

    /// Nil where the notice says when it was issued.
    var whyEarliest: Phrase? {
        guard notice.issued == nil else { return nil }
        return Phrase(
            zh: "通知文件没有印发日期（issued），因此从首次加载算起",
            en: "its file names no day of issue, so that it counts from its first load")
    }

    func remedyForEarlier(than at: Instant) -> Phrase {
        let day = zone.day(of: at).iso
        guard notice.issued == nil else {
            return Phrase(
                zh: "核对日期；如果通知下达得更早，更正通知文件中的 issued，再运行 duban load 文件",
                en:
                    "check the date; if the notice was issued earlier, correct `issued:` in its file, then `duban load FILE`"
            )
        }
        return Phrase(
            zh: "在通知文件中写 issued: \(day)（或更早的日期；原件未印日期的写收到日期，并在 inferred 中注明），再运行 duban load 文件",
            en:
                "write `issued: \(day)`, or an earlier day, into the file (the day it was received, noted under `inferred`, "
                + "if it prints none), then `duban load FILE`")
    }
}

extension Case {
    /// Takes new events into the history; what they void is out.
    mutating func add(_ new: [Event]) {
        let voided = Set(
            new.compactMap { event -> Int64? in
                if case .voided(let target, _) = event.what { target } else { nil }
            })
        if !voided.isEmpty { events.removeAll { voided.contains($0.seq) } }
        events += new
    }

    /// Takes changes into the rows at hand, so that further steps see them.
    mutating func absorb(_ changes: [Changed]) {
        let after = Dictionary(changes.map { ($0.assignment.id, $0.after) }, uniquingKeysWith: { _, last in last })
        for index in stored.indices {
            if let status = after[stored[index].id] { stored[index].status = status }
        }
    }
}

// MARK: - Refusals

/// Steps that the diagram does not allow; nothing was recorded.
public struct StepsRefused: Error, Sendable {
    public let faults: [StepFault]
}

/// One of them, in words.
public struct StepFault: Sendable {
    public let assignment: Assignment
    public let unitName: String
    public let taskTitle: String
    public let refused: StepRefused
    public let what: Phrase
    public let remedy: Phrase?

    init(_ refused: StepRefused, in file: Case, isNew: Bool) {
        let found = file.stored.first { $0.id == refused.event.assignment }
        let assignment = found?.assignment ?? Assignment(notice: "", task: "", unit: "", opens: refused.event.at)
        self.assignment = assignment
        self.refused = refused
        unitName = file.dossier.roster.unit(code: assignment.unit)?.name ?? assignment.unit
        taskTitle = file.dossier.board.task(assignment.task)?.title ?? assignment.task
        let zone = file.dossier.zone
        let waiting = file.evaluate(now: refused.event.recorded).waitingFor[assignment.id]
        let condition = waiting?.phrase(naming: { file.title(of: $0) })
        let isByHand = file.dossier.board.task(assignment.task)?.isDerived != true
        what =
            isNew
            ? StepFault.words(refused, found?.status, condition, zone, isByHand: isByHand)
            : Phrase(
                zh: "会使已登记的第 \(refused.event.seq) 号记录（\(zone.minute(refused.event.at))）不成立",
                en:
                    "event \(refused.event.seq) (\(zone.minute(refused.event.at))), on record already, would become impossible"
            )
        remedy =
            isNew
            ? StepFault.remedy(refused, file.dossier.board.deliverables(of: assignment))
            : Phrase(
                zh: "先作废后面的记录：duban void \(refused.event.seq)",
                en: "void the later event first: duban void \(refused.event.seq)")
    }

    private static func words(
        _ refused: StepRefused, _ status: Status?, _ condition: Phrase?, _ zone: Zone, isByHand: Bool
    ) -> Phrase {
        switch refused.reason {
        case .impossible where !isByHand && refused.event.what.isDerivedFromOthers:
            return Phrase(
                zh: "由其他单位的报送推算得出，不手工登记", en: "it follows from what others hand in and is never recorded by hand")
        case .impossible:
            return Phrase(
                zh: "当前状态为“\(refused.state.name.zh)”，不能这样登记",
                en: "it is \(refused.state.name.en); this step is impossible")
        case .alreadySubmitted:
            let when = status?.lastSubmittedAt.map { zone.minute($0) } ?? ""
            return Phrase(
                zh: "已于 \(when) 报送，未重复登记", en: "it was submitted at \(when) already; nothing was recorded twice")
        case .notOpen:
            let on = condition ?? Phrase(zh: "前序环节完成", en: "an earlier step")
            return Phrase(zh: "尚未开始，要等：\(on.zh)", en: "it is not open yet; it waits for: \(on.en)")
        case .reasonMissing: return Phrase(zh: "退回必须说明理由", en: "a return needs a reason")
        case .extensionNotLater:
            let due = status?.extendedDue.map { zone.minute($0.adding(seconds: -60)) } ?? ""
            return Phrase(
                zh: "延期只能推后；现在的截止时间是 \(due)", en: "an extension must be later than the present due, \(due)")
        case .otherLevel(let level): return Phrase(zh: "现在在第 \(level) 级审核", en: "it lies at level \(level) of review")
        case .itemUnknown(let item): return Phrase(zh: "没有名为“\(item)”的材料", en: "there is no deliverable “\(item)”")
        }
    }

    private static func remedy(_ refused: StepRefused, _ deliverables: [Deliverable]) -> Phrase? {
        if case .itemUnknown = refused.reason {
            let known = deliverables.map { "\($0.id)（\($0.title)）" }
            return known.isEmpty
                ? Phrase(zh: "此任务没有分项材料，去掉 --items", en: "it has no deliverables: leave --items out")
                : Phrase(zh: "可用：" + known.joined(separator: "、"), en: "it has: " + known.joined(separator: ", "))
        }
        if refused.reason == .alreadySubmitted, refused.state == .submitted {
            return Phrase(zh: "要替换请加 --replace", en: "replace it with --replace")
        }
        if refused.reason == .reasonMissing { return Phrase(zh: "加上 --reason", en: "add --reason") }
        guard !refused.possible.isEmpty else {
            return Phrase(zh: "此任务不再接受任何登记", en: "nothing can be recorded on it any more")
        }
        let steps = refused.possible.map { "duban \($0.command)" }.joined(separator: ", ")
        return Phrase(zh: "现在可以：\(steps)", en: "possible from here: \(steps)")
    }
}

extension Case {
    /// The title behind a key in a rule: an event's or a task's.
    fileprivate func title(of key: String) -> Phrase? {
        (dossier.notice.event(key)?.title ?? dossier.board.task(key)?.title).map { Phrase(same: $0) }
    }
}

extension What {
    /// On a derived assignment these follow from others' work.
    fileprivate var isDerivedFromOthers: Bool {
        switch self {
        case .submitted, .accepted, .returned, .reopened: true
        default: false
        }
    }
}

extension Step {
    /// The subcommand that records it.
    public var command: String { self == .withdraw ? "withdraw" : rawValue }
}
