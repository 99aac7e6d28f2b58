/// Events of a notice's own vocabulary, voids, withdrawals: what is recorded about more than one assignment.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// One occurrence of a notice's event.
public struct Happening: Sendable {
    /// Required for events of a unit or an item.
    public var unit: String?
    /// Required for events of an item: what changed, which activity.
    public var item: String?
    /// For `told`: which task it was about; nil: all.
    public var task: String?
    public var at: Instant

    public init(unit: String? = nil, item: String? = nil, task: String? = nil, at: Instant) {
        self.unit = unit
        self.item = item
        self.task = task
        self.at = at
    }
}

extension Office {
    /// Records that one of the notice's events happened; assignments that it starts are made.
    public func recordHappening(
        _ name: String, notice: String, unit: String? = nil, item: String? = nil, task: String? = nil, at: Instant,
        now: Instant
    ) throws -> Recording {
        try recordHappenings(name, notice: notice, [Happening(unit: unit, item: item, task: task, at: at)], now: now)
    }

    /// The same event for several units or items in one step, each at its own time.
    public func recordHappenings(
        _ name: String, notice: String, _ happenings: [Happening], now: Instant
    ) throws -> Recording {
        try require(.steer, on: .notice(notice))
        return try store.write { writer in
            let now = try ledgerTime(now)
            var file = try Case(Dossier(notice, in: store), in: store)
            try refuseIfWithdrawn(file.dossier)
            let kind = try eventKind(name, in: file.dossier)
            var recording = Recording()
            var new: [Event] = []
            for happening in happenings {
                try refuseTime(happening.at, notBefore: file.dossier.planner.start, in: file.dossier, now: now)
                let occurrence = try Occurrence(kind, happening, in: file, besides: new)
                new.append(
                    event(
                        .happened(name: name, task: happening.task), notice: notice, unit: occurrence.unit,
                        item: occurrence.item, at: happening.at, now: now))
            }
            try start(new, kind, &file, writer, now: now, &recording)
            try take(new, into: &file, writer, now: now, &recording)
            return recording
        }
    }

    private func eventKind(_ name: String, in dossier: Dossier) throws -> EventKind {
        if let kind = dossier.notice.event(name) { return kind }
        if name == EventKind.told.id { return .told }
        throw Refusal.unknown(
            Phrase(zh: "事件", en: "event"), name, among: dossier.notice.events.map(\.id) + [EventKind.told.id])
    }

    /// Makes the assignments that the events start, before the events themselves are taken.
    private func start(
        _ events: [Event], _ kind: EventKind, _ file: inout Case, _ writer: LedgerWriter, now: Instant,
        _ recording: inout Recording
    ) throws {
        let planner = file.dossier.planner
        let started = events.flatMap { planner.started(by: kind.id, unit: $0.unit, item: $0.item, at: $0.at) }
        guard !started.isEmpty else { return }
        let template = event(.acknowledged, notice: file.dossier.stored.id, at: now, now: now)
        _ = try writer.plan(template) { inserter in
            try inserter.insert(started[...], status: Status(), dueVersion: 1, wake: nil)
        }
        recording.started += started
        file.stored = try store.assignments(.notice(file.dossier.stored.id))
    }

    /// Takes back a wrong record by a new event.
    public func void(_ seq: Int64, reason: String, now: Instant) throws -> Recording {
        try store.write { writer in
            let now = try ledgerTime(now)
            guard let target = try store.event(seq) else {
                throw Refusal(
                    .notFound, Phrase(zh: "没有第 \(seq) 号记录", en: "there is no event \(seq)"),
                    remedy: Phrase(zh: "用 duban why 查看记录的编号", en: "`duban why` shows the numbers of events"))
            }
            guard let notice = target.notice, target.what.isVoidable else {
                throw Refusal(
                    .refused,
                    Phrase(
                        zh: "第 \(seq) 号记录（\(target.what.kind)）不能作废",
                        en: "event \(seq) (\(target.what.kind)) cannot be voided"),
                    remedy: Phrase(
                        zh: "只有对任务的登记和通知的事件可以作废",
                        en: "only what was recorded on assignments and a notice's events can be"))
            }
            try require(.steer, on: .notice(notice))
            var file = try Case(Dossier(notice, in: store), in: store)
            var recording = Recording()
            var new = [
                event(
                    .voided(event: seq, reason: reason), notice: notice, assignment: target.assignment,
                    unit: target.unit, item: target.item, at: now, now: now)
            ]
            new += try withdrawStarted(by: target, in: file, reason: reason, now: now)
            try take(new, into: &file, writer, now: now, &recording)
            return recording
        }
    }

    /// What the voided event had started falls away with it.
    private func withdrawStarted(by target: Event, in file: Case, reason: String, now: Instant) throws -> [Event] {
        guard case .happened(let name, _) = target.what else { return [] }
        let tasks = Set(file.dossier.notice.tasks.filter { $0.starts == name }.map(\.id))
        return file.stored.filter { row in
            tasks.contains(row.assignment.task) && row.assignment.item == target.item
                && row.assignment.opens == target.at
                && (target.unit == nil || row.assignment.unit == target.unit) && row.status.state != .withdrawn
        }
        .map { row in
            event(
                .withdrawn(reason: reason), notice: target.notice, assignment: row.id, unit: row.assignment.unit,
                item: row.assignment.item, at: now, now: now)
        }
    }

    /// Takes a whole notice back: every assignment that is still in force is withdrawn.
    public func withdrawNotice(_ id: String, reason: String, now: Instant) throws -> Recording {
        try require(.steer, on: .notice(id))
        return try store.write { writer in
            let now = try ledgerTime(now)
            var file = try Case(Dossier(id, in: store), in: store)
            try refuseIfWithdrawn(file.dossier)
            try writer.append(event(.noticeWithdrawn(reason: reason), notice: id, at: now, now: now))
            let new = file.stored.filter { $0.status.state != .withdrawn }.map { row in
                event(
                    .withdrawn(reason: reason), notice: id, assignment: row.id, unit: row.assignment.unit,
                    item: row.assignment.item, at: now, now: now)
            }
            var recording = Recording()
            try take(new, into: &file, writer, now: now, &recording)
            var stored = file.dossier.stored
            stored.state = .withdrawn
            try writer.put(stored)
            try writer.removeSpawns(notice: id)
            return recording
        }
    }
}

extension What {
    /// A record of a step or of a notice's event, not of the ledger's own doings.
    var isVoidable: Bool {
        switch self {
        case .submitted, .accepted, .returned, .reopened, .extended, .exempted, .reinstated, .withdrawn, .acknowledged,
            .chased, .delivered, .happened:
            true
        case .redated, .openingMoved, .loaded, .planned, .noticeWithdrawn, .unitsImported, .contactChanged,
            .calendarTaken, .silenced, .unsilenced, .mailMode, .voided:
            false
        }
    }
}

/// One occurrence of a notice's event, checked.
private struct Occurrence {
    let unit: String?
    let item: String?

    /// - Parameter others: those of the same step.
    init(_ kind: EventKind, _ happening: Happening, in file: Case, besides others: [Event]) throws {
        if let unit = happening.unit, file.dossier.roster.unit(unit) == nil {
            throw Refusal.unknown(
                Phrase(zh: "单位", en: "unit"), unit,
                among: file.dossier.roster.units.flatMap { [$0.code, $0.name] }, listedBy: "duban units")
        }
        unit = happening.unit.flatMap { file.dossier.roster.unit($0)?.code }
        item = happening.item
        try refuseScope(kind)
        try refuseTask(happening.task, in: file)
        try refuseTwice(kind, happening.task, in: file)
        guard others.contains(where: { isSame($0, kind, happening.task) }) else { return }
        throw Refusal(
            .refused,
            Phrase(
                zh: "“\(kind.title)”对\(name(in: file))写了两次，未登记",
                en: "“\(kind.id)” is there twice for \(name(in: file)); nothing was recorded"),
            remedy: Phrase(zh: "删去重复的一行", en: "leave one of the two out"))
    }

    private func refuseScope(_ kind: EventKind) throws {
        let needsUnit = kind.scope != .notice
        if needsUnit && unit == nil {
            throw Refusal(
                .refused, Phrase(zh: "“\(kind.title)”要说明是哪个单位", en: "“\(kind.id)” happens to a unit: say which"),
                remedy: Phrase(zh: "加上 --unit", en: "add --unit"))
        }
        if kind.scope == .item && item == nil {
            throw Refusal(
                .refused, Phrase(zh: "“\(kind.title)”要说明是哪一项", en: "“\(kind.id)” happens to a named thing: say which"),
                remedy: Phrase(zh: "加上 --item 名称", en: "add --item NAME"))
        }
        if !needsUnit && (unit != nil || item != nil) {
            throw Refusal(
                .refused, Phrase(zh: "“\(kind.title)”属于整个通知，不针对单位", en: "“\(kind.id)” belongs to the whole notice"),
                remedy: Phrase(zh: "去掉 --unit 和 --item", en: "leave out --unit and --item"))
        }
    }

    private func refuseTask(_ task: String?, in file: Case) throws {
        guard let task, file.dossier.board.task(task) == nil else { return }
        throw Refusal.unknown(Phrase(zh: "任务", en: "task"), task, among: file.dossier.notice.tasks.map(\.id))
    }

    private func isSame(_ event: Event, _ kind: EventKind, _ task: String?) -> Bool {
        guard case .happened(let name, let about) = event.what else { return false }
        return name == kind.id && event.unit == unit && event.item == item && about == task
    }

    private func name(in file: Case) -> String {
        let name = unit.map { file.dossier.roster.unit(code: $0)?.name ?? $0 }
        return [name, item].compactMap(\.self).joined(separator: " ")
    }

    private func refuseTwice(_ kind: EventKind, _ task: String?, in file: Case) throws {
        guard let before = file.events.first(where: { isSame($0, kind, task) }) else { return }
        let when = file.dossier.zone.minute(before.at)
        throw Refusal(
            .refused,
            Phrase(
                zh: "“\(kind.title)”已于 \(when) 登记过（第 \(before.seq) 号），未重复登记",
                en: "“\(kind.id)” was recorded for \(when) already (event \(before.seq)); nothing was recorded twice"),
            remedy: Phrase(zh: "如果记错了，先作废：duban void \(before.seq)", en: "if that is wrong: duban void \(before.seq)"))
    }
}

// MARK: - What time does by itself

extension Office {
    /// Evaluates a notice again at `now`: what waited for its day opens. Returns how many assignments changed.
    public func refresh(_ notice: String, now: Instant) throws -> Int {
        try store.write { writer in
            let now = try ledgerTime(now)
            let file = try Case(Dossier(notice, in: store), in: store)
            let changes = file.changes(file.evaluate(now: now))
            try file.write(changes, now: now, by: writer)
            return changes.count
        }
    }

    /// Makes the turns of a notice's recurring tasks that are one period ahead by now. Returns how many assignments.
    public func makeTurns(of notice: String, now: Instant) throws -> Int {
        try store.write { writer in
            let now = try ledgerTime(now)
            let dossier = try Dossier(notice, in: store)
            let recurring = Set(dossier.notice.tasks.filter { $0.due.contains { $0.rule.isRecurring } }.map(\.id))
            let known = Set(try store.assignments(.notice(notice)).map(\.assignment.key))
            let coming = dossier.planner.plan(now: now)
                .filter { recurring.contains($0.task) && !known.contains($0.key) }
            let wakes = Wakes(board: dossier.board, loadedAt: dossier.loadedAt)
            let template = event(.acknowledged, notice: notice, at: now, now: now)
            _ = try writer.plan(template) { inserter in
                for assignment in coming {
                    let status = Status()
                    try inserter.insert(
                        assignment, status: status, dueVersion: wakes.version(assignment, status),
                        wake: max(assignment.opens, now))
                }
            }
            for task in dossier.notice.tasks where recurring.contains(task.id) {
                if let next = dossier.board.nextTurn(of: task, after: now) {
                    try writer.put(Spawn(notice: notice, task: task.id, nextAt: next))
                } else {
                    try writer.removeSpawn(notice: notice, task: task.id)
                }
            }
            return coming.count
        }
    }
}
