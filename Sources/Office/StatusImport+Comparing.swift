/// Row by row: which steps of an export the ledger does not have, and which rows it cannot take.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

struct StatusComparison {
    let ledger: Case
    private let mapping: StatusMapping
    private let file: String
    private let now: Instant
    private let office: Office
    private(set) var known = 0
    private(set) var untouched = 0
    private(set) var problems: [Diagnostic] = []
    private var drafts: [Draft] = []
    private let eventsByAssignment: [AssignmentID: [Event]]

    private struct Draft {
        let stored: StoredAssignment
        let steps: [(what: What, at: Instant)]
        let span: Span
        var after: State
    }

    init(_ ledger: Case, _ mapping: StatusMapping, file: String, now: Instant, office: Office) {
        self.ledger = ledger
        self.mapping = mapping
        self.file = file
        self.now = now
        self.office = office
        eventsByAssignment = Dictionary(grouping: ledger.events.filter { $0.assignment != nil }) { $0.assignment ?? 0 }
    }

    mutating func compare(_ record: StatusRecord) {
        guard let stored = assignment(for: record) else { return }
        if record.steps.isEmpty {
            untouched += 1
            return
        }
        guard let steps = newSteps(record, stored) else { return }
        if steps.isEmpty {
            known += 1
        } else {
            drafts.append(Draft(stored: stored, steps: steps, span: record.span, after: stored.status.state))
        }
    }

    // MARK: Which assignment

    private mutating func assignment(for record: StatusRecord) -> StoredAssignment? {
        let dossier = ledger.dossier
        guard let task = dossier.board.task(record.task) else {
            let near = closest(to: record.task, among: dossier.notice.tasks.map(\.id))
            report(
                "unknown-task", record.span,
                Phrase(zh: "通知里没有任务“\(record.task)”", en: "the notice has no task “\(record.task)”"),
                near.map {
                    Phrase(zh: "是不是“\($0)”？在对照表 tasks 里对应", en: "is “\($0)” meant? say so under tasks in the mapping")
                })
            return nil
        }
        let name = dossier.roster.unit(code: record.unit)?.name ?? record.unit
        let found = ledger.stored.filter {
            $0.assignment.unit == record.unit && $0.assignment.task == record.task && $0.status.state != .withdrawn
        }
        if found.isEmpty {
            report(
                "not-owed", record.span,
                Phrase(zh: "\(name)没有任务“\(task.title)”", en: "\(name) has no task “\(task.title)”"), nil)
        } else if found.count > 1 {
            report(
                "several-assignments", record.span,
                Phrase(
                    zh: "\(name)的“\(task.title)”有 \(found.count) 项",
                    en: "\(name) has “\(task.title)” \(found.count) times"),
                Phrase(zh: "逐项用 submit、accept、return 登记", en: "record them one by one with submit, accept, return"))
        } else if task.isDerived {
            report(
                "derived-task", record.span,
                Phrase(zh: "“\(task.title)”由其他报送推算，不能登记", en: "“\(task.title)” follows from other submissions"), nil)
        }
        return found.count == 1 && !task.isDerived ? found[0] : nil
    }

    // MARK: Which steps

    /// What the ledger does not have of a row; nil when the row cannot be taken.
    private mutating func newSteps(
        _ record: StatusRecord, _ stored: StoredAssignment
    ) -> [(what: What, at: Instant)]? {
        let events = eventsByAssignment[stored.id] ?? []
        let latest = events.filter { $0.what.isReviewStep }.max { ($0.at, $0.seq) < ($1.at, $1.seq) }
        var level = 1
        var steps: [(what: What, at: Instant)] = []
        let levels = stored.assignment.reviewers.count
        for step in record.steps {
            if isKnown(step, events, levels) {
                level = levelAfter(step, events, level)
                continue
            }
            if step.at > now {
                return refuse(
                    "future-time", record,
                    Phrase(zh: "时间 \(text(step.at)) 在将来", en: "\(text(step.at)) lies in the future"))
            }
            if let latest, step.at < latest.at {
                return refuse(
                    "older-than-known", record,
                    Phrase(
                        zh: "\(step.state.name.zh) \(text(step.at)) 早于台账已有的第 \(latest.seq) 号（\(text(latest.at))）",
                        en:
                            "\(step.state.name.en) \(text(step.at)) is older than what is known: event \(latest.seq) (\(text(latest.at)))"
                    ))
            }
            let earliest = ledger.dossier.earliest(for: stored.assignment)
            if step.at < earliest {
                return refuse(
                    "before-notice", record,
                    Phrase(
                        zh: "\(text(step.at)) 早于通知下达（\(text(earliest))）",
                        en: "\(text(step.at)) lies before the notice (\(text(earliest)))"),
                    remedy: ledger.dossier.remedyForEarlier(than: step.at))
            }
            switch step.state {
            case .submitted, .nilReturn:
                steps.append((.submitted(Submission(isNil: step.state == .nilReturn, note: mapping.source)), step.at))
                level = 1
            case .returned:
                let reason = record.reason ?? "\(mapping.source)：未注明原因"
                steps.append((.returned(level: level, reason: reason), step.at))
            case .accepted:
                // The platform knows one acceptance: it stands for every level that is left.
                for left in level...max(level, levels) where levels > 0 {
                    steps.append((.accepted(level: left), step.at))
                }
            case .none: break
            }
        }
        return steps
    }

    /// The ledger has an event of the same kind at the same moment.
    private func isKnown(_ step: StatusRecord.Step, _ events: [Event], _ levels: Int) -> Bool {
        switch step.state {
        case .submitted, .nilReturn:
            events.contains { event in
                if case .submitted = event.what { event.at == step.at } else { false }
            }
        case .returned:
            events.contains { event in
                if case .returned = event.what { event.at == step.at } else { false }
            }
        case .accepted:
            // Without reviewers a submission is accepted as it comes in.
            levels == 0
                || events.contains { event in
                    if case .accepted(let level) = event.what { event.at == step.at && level == levels } else { false }
                }
        case .none: true
        }
    }

    private func levelAfter(_ step: StatusRecord.Step, _ events: [Event], _ level: Int) -> Int {
        guard step.state == .submitted || step.state == .nilReturn else { return level }
        // Where it lies since: levels passed after this submission.
        let passed = events.filter { $0.at >= step.at }.compactMap { event -> Int? in
            if case .accepted(let level) = event.what { level } else { nil }
        }
        return (passed.max() ?? 0) + 1
    }

    // MARK: All together

    /// Rows whose steps the diagram refuses are reported and left out, until the rest is possible as a whole.
    mutating func dropImpossible(after head: Int64) {
        while !drafts.isEmpty {
            var file = ledger
            var owner: [Int64: Int] = [:]
            var new: [Event] = []
            for (index, draft) in drafts.enumerated() {
                for step in draft.steps {
                    var event = office.event(step.what, of: draft.stored.assignment, at: step.at, now: now)
                    event.seq = head + Int64(new.count) + 1
                    owner[event.seq] = index
                    new.append(event)
                }
            }
            file.add(new)
            let evaluation = file.evaluate(now: now, new: Set(new))
            let faulty = Set(evaluation.refused.compactMap { owner[$0.event.seq] })
            if faulty.isEmpty {
                for index in drafts.indices {
                    drafts[index].after = evaluation.statuses[drafts[index].stored.id]?.state ?? drafts[index].after
                }
                return
            }
            for refused in evaluation.refused {
                guard let index = owner[refused.event.seq] else { continue }
                let what = StepFault(refused, in: file, isNew: true).what
                report("impossible-step", drafts[index].span, what, nil)
            }
            drafts = drafts.enumerated().filter { !faulty.contains($0.offset) }.map(\.element)
        }
    }

    func finishedChanges() -> [StatusChange] {
        let dossier = ledger.dossier
        return drafts.map { draft in
            let assignment = draft.stored.assignment
            return StatusChange(
                assignment: assignment, unitName: dossier.roster.unit(code: assignment.unit)?.name ?? assignment.unit,
                taskTitle: dossier.board.task(assignment.task)?.title ?? assignment.task,
                before: draft.stored.status.state, after: draft.after, steps: draft.steps,
                line: draft.span.start.line, span: draft.span)
        }
    }

    private func text(_ moment: Instant) -> String { ledger.dossier.zone.minute(moment) }

    private mutating func refuse(
        _ code: String, _ record: StatusRecord, _ what: Phrase, remedy: Phrase? = nil
    ) -> [(what: What, at: Instant)]? {
        report(code, record.span, what, remedy)
        return nil
    }

    private mutating func report(_ code: String, _ span: Span, _ what: Phrase, _ remedy: Phrase?) {
        problems.append(
            Diagnostic(
                .error, code, file: file, at: span, what: what,
                why: Phrase(zh: "这一行没有登记。", en: "Nothing of the row was recorded."), remedy: remedy))
    }
}

extension What {
    /// A step that an export could tell of, too.
    fileprivate var isReviewStep: Bool {
        switch self {
        case .submitted, .accepted, .returned, .reopened: true
        default: false
        }
    }
}
