/// From a unit and a task, as a person names them, to the assignments that are meant.

import Ledger
import Notices
import Texts
import Workflow

/// What one line of a command or of a list says about whose assignment it is.
public struct TargetQuery: Sendable {
    /// Code, name, or a part that is enough.
    public var unit: String?
    /// Key, title, or a part that is enough.
    public var task: String?
    public var notice: String?
    public var item: String?
    public var occurrence: String?
    public var channel: String?
    public var assignment: AssignmentID?

    public init(
        unit: String? = nil, task: String? = nil, notice: String? = nil, item: String? = nil, occurrence: String? = nil,
        channel: String? = nil, assignment: AssignmentID? = nil
    ) {
        self.unit = unit
        self.task = task
        self.notice = notice
        self.item = item
        self.occurrence = occurrence
        self.channel = channel
        self.assignment = assignment
    }
}

public struct Targets {
    private let store: LedgerStore
    private let naming: Naming
    private let sight: Sight
    /// Those that the step can be recorded on are meant where a name alone leaves several.
    private let step: Step

    /// - Parameter sight: what it does not show is not there.
    public init(_ sight: Sight, for step: Step) {
        store = sight.store
        self.step = step
        self.sight = sight
        naming = Naming(sight)
    }

    /// The one assignment that a line means.
    public func one(_ query: TargetQuery) throws -> StoredAssignment {
        if let id = query.assignment { return try byNumber(id) }
        guard let word = query.unit else {
            throw Refusal(
                .notFound, Phrase(zh: "没有说明是哪个单位", en: "no unit is named"),
                remedy: Phrase(zh: "写出单位和任务，或任务编号", en: "name a unit and a task, or an assignment's number"))
        }
        let unit = try naming.unit(word)
        let notice = try query.notice.map { try naming.notice($0) }
        let rows =
            try notice.map { try store.assignments(.unitInNotice(unit.unit.code, notice: $0.id)) }
            ?? store.assignments(.unit(unit.unit.code))
        let shown = rows.filter { sight.shows($0.assignment) }
        let named = try named(query.task, among: shown, of: unit.unit, notice)
        return try single(try narrowed(named, query, of: unit.unit), query, of: unit.unit)
    }

    /// Of one task the assignments of all units that a selector chooses; withdrawn ones are left out.
    public func all(_ selector: UnitSelector, _ query: TargetQuery, state: State? = nil) throws -> [StoredAssignment] {
        let notices =
            try query.notice.map { [try naming.notice($0)] } ?? naming.notices().filter { $0.state == .loaded }
        guard let word = query.task else {
            throw Refusal(
                .notFound, Phrase(zh: "没有说明是哪项任务", en: "no task is named"),
                remedy: Phrase(zh: "写出任务名", en: "name the task"))
        }
        let found = try naming.task(word, in: notices)
        let roster = Roster(units: try sight.units().filter { !$0.isRemoved }.map(\.unit))
        try refuseUnknown(selector, roster)
        let chosen = Set(selector.units(in: roster).map(\.code))
        let rows = try store.assignments(.task(found.task.id, notice: found.notice.id)).filter { row in
            chosen.contains(row.assignment.unit) && row.status.state != .withdrawn && sight.shows(row.assignment)
                && (state == nil || row.status.state == state) && row.assignment.fits(query)
        }
        guard rows.isEmpty else { return rows }
        throw Refusal(
            .notFound,
            Phrase(
                zh: "所选的 \(chosen.count) 个单位都没有这样的任务“\(found.task.title)”",
                en: "none of the \(chosen.count) units chosen has such an assignment of “\(found.task.title)”"),
            remedy: Phrase(zh: "用 duban units 核对所选的单位", en: "`duban units` shows which units are chosen"))
    }

    /// What the line means among assignments that a reload removed: of several the one that was made last.
    public func removed(_ query: TargetQuery) throws -> RemovedAssignment? {
        if let id = query.assignment {
            return try store.removedAssignment(id).flatMap { sight.shows($0.assignment) ? $0 : nil }
        }
        guard let word = query.unit, let unit = try? naming.unit(word), let wanted = query.task else { return nil }
        let notices = try query.notice.map { [try naming.notice($0)] } ?? naming.notices()
        var found: [RemovedAssignment] = []
        for notice in notices {
            let tasks = try store.tasks(ofNotice: notice.id).map { FoundTask(notice: notice, task: $0) }
            let meant = Set(FoundTask.candidates(tasks).fitting(wanted).map(\.task.id))
            found += try store.removedAssignments(ofNotice: notice.id).filter { gone in
                gone.assignment.unit == unit.unit.code && meant.contains(gone.assignment.task)
                    && gone.assignment.fits(query) && sight.shows(gone.assignment)
            }
        }
        return found.max { $0.assignment.id < $1.assignment.id }
    }

    private func byNumber(_ id: AssignmentID) throws -> StoredAssignment {
        if let found = try store.assignment(id), sight.shows(found.assignment) { return found }
        throw Refusal(
            .notFound, Phrase(zh: "没有编号为 \(id) 的任务", en: "there is no assignment \(id)"),
            remedy: Phrase(zh: "用 duban tasks 查看编号", en: "`duban tasks` lists the numbers"))
    }

    /// A word of a selector that no unit bears is a mistake rather than an empty choice.
    private func refuseUnknown(_ selector: UnitSelector, _ roster: Roster) throws {
        guard let unknown = selector.unresolved(in: roster).first else { return }
        throw Refusal(
            .notFound,
            Phrase(zh: "名录中没有“\(unknown.word)”", en: "no unit of the roster has “\(unknown.word)”"),
            remedy: unknown.closest.map { Phrase(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") })
    }

    /// The unit's assignments of the task that the word means.
    private func named(
        _ word: String?, among rows: [StoredAssignment], of unit: Unit, _ notice: StoredNotice?
    ) throws -> [StoredAssignment] {
        let notices = try Set(rows.map(\.assignment.notice)).sorted().compactMap { try store.notice($0) }
        let own = Set(rows.map { [$0.assignment.notice, $0.assignment.task] })
        let tasks = try notices.flatMap { notice in
            try store.tasks(ofNotice: notice.id).map { FoundTask(notice: notice, task: $0) }
        }
        guard let word else { return rows.filter { $0.status.state != .withdrawn } }
        let candidates = FoundTask.candidates(tasks.filter { own.contains([$0.notice.id, $0.task.id]) })
        var fitting = candidates.fitting(word)
        // A notice that was withdrawn is meant only when it is named.
        if fitting.count > 1, notice == nil { fitting = fitting.filter { $0.notice.state == .loaded } }
        guard let found = fitting.first else { throw try notOwed(word, unit, candidates, in: notice) }
        guard fitting.count == 1 else { throw candidates.ambiguous(word, fitting) }
        return rows.filter { $0.assignment.notice == found.notice.id && $0.assignment.task == found.task.id }
    }

    /// The task is unknown, or it binds others.
    private func notOwed(
        _ word: String, _ unit: Unit, _ own: Candidates<FoundTask>, in notice: StoredNotice?
    ) throws -> Refusal {
        let everywhere = try naming.tasks(in: notice.map { [$0] } ?? naming.notices())
        guard let other = everywhere.fitting(word).first else {
            return Refusal.unknown(
                own.noun, word, among: own.values.flatMap(own.keys) + everywhere.values.flatMap(everywhere.keys))
        }
        return Refusal(
            .notFound,
            Phrase(zh: "\(unit.name)没有任务“\(other.task.title)”", en: "\(unit.name) has no task “\(other.task.title)”"),
            why: own.values.isEmpty
                ? nil
                : Phrase(
                    zh: "它的任务：" + own.values.prefix(8).map(own.name).joined(separator: "；"),
                    en: "its tasks: " + own.values.prefix(8).map(own.name).joined(separator: "; ")),
            remedy: Phrase(zh: "用 duban units show \(unit.code) 查看", en: "see `duban units show \(unit.code)`"))
    }

    private func narrowed(
        _ rows: [StoredAssignment], _ query: TargetQuery, of unit: Unit
    ) throws -> [StoredAssignment] {
        let found = rows.filter { $0.assignment.fits(query) }
        if !found.isEmpty { return found }
        let parts = rows.flatMap { [$0.assignment.item, $0.assignment.occurrence, $0.assignment.channel] }.compactMap {
            $0
        }
        let wanted = [query.item, query.occurrence, query.channel].compactMap { $0 }.joined(separator: " ")
        guard !wanted.isEmpty else {
            throw Refusal(
                .notFound, Phrase(zh: "\(unit.name)没有未撤销的任务", en: "\(unit.name) has no assignment in force"),
                remedy: Phrase(zh: "用 duban units show \(unit.code) 查看", en: "see `duban units show \(unit.code)`"))
        }
        throw Refusal.unknown(Phrase(zh: "项目或期次", en: "item or turn"), wanted, among: parts)
    }

    private func single(
        _ rows: [StoredAssignment], _ query: TargetQuery, of unit: Unit
    ) throws -> StoredAssignment {
        if rows.count == 1 { return rows[0] }
        let possible = rows.filter { Step.possible(from: $0.status.state, isDerived: false).contains(step) }
        if possible.count == 1 { return possible[0] }
        let several = possible.isEmpty ? rows : possible
        let shown = several.prefix(8).map { "#\($0.id) " + $0.assignment.parts.joined(separator: "，") }
        let more = several.count - shown.count
        let isTaskOpen = query.task == nil
        throw Refusal(
            .notFound,
            Phrase(
                zh: "\(unit.name)有 \(several.count) 个这样的任务", en: "\(unit.name) has \(several.count) such assignments"),
            why: Phrase(same: shown.joined(separator: "; ") + (more > 0 ? " … +\(more)" : "")),
            remedy: isTaskOpen
                ? Phrase(zh: "写出任务名或编号", en: "name the task, or give the number")
                : Phrase(
                    zh: "写编号，或用 --item、--turn、--channel 指明", en: "give the number, or --item, --turn or --channel"))
    }
}

extension Assignment {
    /// Item, turn and channel are as the query wants them; an item may be named by a part.
    fileprivate func fits(_ query: TargetQuery) -> Bool {
        if let wanted = query.item, item.map({ $0 == wanted || $0.contains(wanted) }) != true { return false }
        if let wanted = query.occurrence, occurrence != wanted { return false }
        if let wanted = query.channel, channel != wanted { return false }
        return true
    }

    /// What tells it from the unit's others: task, item, turn, channel.
    var parts: [String] { [task] + [item, occurrence, channel].compactMap { $0 } }
}
