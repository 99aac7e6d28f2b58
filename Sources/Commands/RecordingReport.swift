/// What recording changed: on the assignments themselves, and on everything that hangs on them.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts
import Workflow

struct RecordingReport {
    private let recording: Recording
    private let names: RowNames

    init(_ recording: Recording, in store: LedgerStore) throws {
        self.recording = recording
        var names = RowNames(store)
        for change in recording.changed { try names.learn(change.assignment) }
        for assignment in recording.started { try names.learn(assignment) }
        for event in recording.events { try names.learn(event) }
        self.names = names
    }

    func print(to console: Console, json: Bool) {
        if json { return console.write(self.json) }
        console.print(headline, [.bold, .green])
        let own = Set(recording.events.compactMap(\.assignment))
        let direct = recording.changed.filter { own.contains($0.assignment.id) }
        let hanging = recording.changed.filter {
            !own.contains($0.assignment.id) && ChangeWords($0, names).isWorthSaying
        }
        if !direct.isEmpty { console.print(table(direct, console.language)) }
        if !recording.started.isEmpty {
            console.print()
            console.print(Phrase(zh: "由此产生的任务：", en: "New assignments:"))
            console.print(startedTable(console.language))
        }
        guard !hanging.isEmpty else { return }
        console.print()
        console.print(Phrase(zh: "随之变化：", en: "What hangs on it:"))
        console.print(table(hanging, console.language))
    }

    private var headline: Phrase {
        let numbers = recording.events.map(\.seq)
        guard let first = numbers.first, let last = numbers.last else {
            return Phrase(zh: "没有需要登记的", en: "nothing needed to be recorded")
        }
        return first == last
            ? Phrase(zh: "已登记，记录号 \(first)", en: "recorded as event \(first)")
            : Phrase(zh: "已登记 \(numbers.count) 项，记录号 \(first)–\(last)", en: "recorded as events \(first)–\(last)")
    }

    private func table(_ changes: [Changed], _ language: Language) -> Table {
        var table = Table([
            Table.Column(Phrase(zh: "编号", en: "number"), .trailing),
            Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "任务", en: "task"), minimum: 16, wraps: true),
            Table.Column(Phrase(zh: "变化", en: "change"), minimum: 16, wraps: true),
        ])
        for change in changes {
            let words = ChangeWords(change, names)
            table.add([
                Cell("#\(change.assignment.id)", .dim), Cell(names.unit(change.assignment.unit)),
                Cell(names.title(change.assignment, language)), Cell(words.phrase(language), words.style),
            ])
        }
        return table
    }

    private func startedTable(_ language: Language) -> Table {
        var table = Table([
            Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "任务", en: "task"), minimum: 16, wraps: true),
            Table.Column(Phrase(zh: "截止", en: "due"), minimum: 12),
        ])
        let dues = Dictionary(
            recording.changed.map { ($0.assignment.key, $0.after.due) }, uniquingKeysWith: { first, _ in first })
        for assignment in recording.started {
            let due = assignment.due ?? dues[assignment.key] ?? nil
            let zone = names.zone(assignment.notice)
            table.add([
                Cell(names.unit(assignment.unit)), Cell(names.title(assignment, language)),
                Cell(due.map { zone.due($0)(language) } ?? Phrase(zh: "无期限", en: "undated")(language)),
            ])
        }
        return table
    }

    private var json: String {
        let changed = recording.changed.map { change in
            let assignment = change.assignment
            let zone = names.zone(assignment.notice)
            return JSON.object([
                ("assignment", .int(Int(assignment.id))), ("notice", .string(assignment.notice)),
                ("unit", .string(assignment.unit)), ("task", .string(assignment.task)),
                ("item", .optional(assignment.item)), ("turn", .optional(assignment.occurrence)),
                ("from", .string(change.before.state.rawValue)), ("to", .string(change.after.state.rawValue)),
                ("due", .optional(change.after.extendedDue.map { zone.iso($0) })),
            ])
        }
        let started = recording.started.map { assignment in
            JSON.object([
                ("notice", .string(assignment.notice)), ("unit", .string(assignment.unit)),
                ("task", .string(assignment.task)), ("item", .optional(assignment.item)),
            ])
        }
        return JSONWriter.document(
            .object([
                ("events", .array(recording.events.map { .int(Int($0.seq)) })), ("changed", .array(changed)),
                ("started", .array(started)),
            ]))
    }
}

/// One change of a status in a few words.
struct ChangeWords {
    private let before: Status
    private let after: Status
    private let reviewer: String?
    private let zone: Zone

    init(_ change: Changed, _ names: RowNames) {
        before = change.before
        after = change.after
        zone = names.zone(change.assignment.notice)
        let reviewers = change.assignment.reviewers
        reviewer = reviewers.indices.contains(after.level - 1) ? names.unit(reviewers[after.level - 1]) : nil
    }

    /// Something that a person would want to know: not only a number inside.
    var isWorthSaying: Bool { !parts.isEmpty }

    var style: Style {
        switch after.state {
        case .accepted: .green
        case .returned: .yellow
        default: []
        }
    }

    var phrase: Phrase {
        let parts = parts.isEmpty ? [Phrase(zh: "已记入，状态不变", en: "noted; the state stays")] : parts
        return Phrase(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }

    private var parts: [Phrase] {
        [stateChange, coverChange, quantityChange, itemsChange, dueChange, staleChange].compactMap { $0 }
    }

    private var stateChange: Phrase? {
        let isMoved = before.state != after.state || before.level != after.level
        guard isMoved else { return nil }
        let at = after.state == .submitted ? reviewer.map { Phrase(zh: "（\($0)）", en: " (with \($0))") } : nil
        let words = before.state.name + Phrase(same: " → ") + after.state.name + (at ?? Phrase(same: ""))
        guard after.state == .accepted, let due = after.extendedDue, let met = after.lastSubmittedAt, met >= due,
            after.cover == nil
        else { return words }
        return words + Phrase(zh: "（迟于 \(zone.shortDue(due))）", en: " (after \(zone.shortDue(due)))")
    }

    private var coverChange: Phrase? {
        guard let cover = after.cover, cover.decided != before.cover?.decided || cover.total != before.cover?.total
        else { return nil }
        return Phrase(zh: "审核 \(cover.decided)/\(cover.total)", en: "reviewed \(cover.decided) of \(cover.total)")
    }

    private var quantityChange: Phrase? {
        // Where there is no quota, the quantity is just the number of submissions.
        let isCounting =
            after.submissions == before.submissions
            || (after.state == before.state && after.itemsIn == before.itemsIn)
        guard after.quantity != before.quantity, after.cover == nil, isCounting else { return nil }
        return Phrase(zh: "累计 \(after.quantity)", en: "\(after.quantity) so far")
    }

    private var itemsChange: Phrase? {
        guard after.itemsIn != before.itemsIn, after.state == before.state else { return nil }
        return Phrase(
            zh: "已交：\(after.itemsIn.joined(separator: "、"))", en: "in: \(after.itemsIn.joined(separator: ", "))")
    }

    private var dueChange: Phrase? {
        let (old, new) = (before.extendedDue, after.extendedDue)
        if after.correctionDue != before.correctionDue, let correction = after.correctionDue,
            after.state == .returned
        {
            let end = max(correction, new ?? correction)
            return Phrase(zh: "改正截止 \(zone.shortDue(end))", en: "to be corrected by \(zone.shortDue(end))")
        }
        guard old != new, let new else { return nil }
        let late =
            after.isOpenedLate && !before.isOpenedLate
            ? Phrase(zh: "（开始得晚，已顺延）", en: " (opened late)") : Phrase(same: "")
        return Phrase(zh: "截止 \(zone.shortDue(new))", en: "due \(zone.shortDue(new))") + late
    }

    private var staleChange: Phrase? {
        guard after.isStale != before.isStale else { return nil }
        return after.isStale
            ? Phrase(zh: "前序已变，须核对", en: "what opened it was taken back")
            : Phrase(zh: "前序已恢复", en: "what opened it is back")
    }
}

/// Names of units and tasks by code, each read once.
struct RowNames {
    private let store: LedgerStore
    private var units: [String: String] = [:]
    private var tasks: [String: String] = [:]
    private var zones: [String: Zone] = [:]

    init(_ store: LedgerStore) {
        self.store = store
    }

    mutating func learn(_ assignment: Assignment) throws {
        for code in [assignment.unit] + assignment.reviewers { try learn(unit: code) }
        try learn(notice: assignment.notice)
    }

    mutating func learn(_ event: Event) throws {
        if let unit = event.unit { try learn(unit: unit) }
        if let notice = event.notice { try learn(notice: notice) }
    }

    private mutating func learn(unit code: String) throws {
        if units[code] == nil { units[code] = try store.unit(code: code)?.unit.name ?? code }
    }

    private mutating func learn(notice id: String) throws {
        guard zones[id] == nil, let notice = try store.notice(id) else { return }
        zones[id] = try Zones.named(notice.zone)
        for task in try store.tasks(ofNotice: id) { tasks["\(id)/\(task.id)"] = task.title }
    }

    func unit(_ code: String) -> String { units[code] ?? code }

    func zone(_ notice: String) -> Zone { zones[notice] ?? .utc }

    func title(_ assignment: Assignment, _ language: Language) -> String {
        let title = tasks["\(assignment.notice)/\(assignment.task)"] ?? assignment.task
        return title.narrowed(by: [assignment.item, assignment.occurrence], language)
    }
}
