/// Drives a loaded notice through months of seeded chance: every kind of event, back-dated ones and voids among them.

import Deadlines
import Ledger
import Notices
import Office
import TestSupport
import Testing
import Workflow

/// The same seed gives the same history on every machine.
struct Chance {
    private var numbers: SplitMix64

    init(_ seed: UInt64) { numbers = SplitMix64(seed) }

    mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(numbers.next() % UInt64(bound)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Element>(_ list: [Element]) -> Element? { list.isEmpty ? nil : list[below(list.count)] }
}

final class RandomHistory {
    let desk: Desk
    let notice: String
    private let board: Board
    private let input: LoadInput
    private var chance: Chance
    /// Moments at which a batch was recorded.
    private(set) var moments: [Instant] = []
    private(set) var recorded = 0

    init(_ notice: String, seed: UInt64, from: String) throws {
        desk = try Desk(now: from)
        self.notice = notice
        chance = Chance(seed)
        input = try Desk.shipped(notice)
        try desk.load(input)
        board = Board(
            notice: input.notice, roster: try #require(input.roster), calendar: input.calendar, zone: Desk.china)
        moments.append(desk.now)
    }

    func run(until end: String, batches: Int, size: Int) throws {
        let end = try Desk.moment(end)
        let step = Int(end.seconds(since: desk.now)) / batches
        for batch in 0..<batches {
            desk.now = desk.now.adding(seconds: Int64(step / 2 + chance.below(step)))
            switch batch % 4 {
            case 1: try happen()
            case 3: try void()
            default: break
            }
            if batch == batches / 2 { try correctIssue() }
            try recordBatch(size)
            moments.append(desk.now)
        }
    }

    /// The notice turns out to have been issued five days before it was loaded.
    private func correctIssue() throws {
        let day = Desk.china.day(of: moments[0]).adding(days: -5)
        let lines = input.text.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("issued:") ? "issued: \(day.iso)" : String($0) }
        var corrected = try Desk.input(text.joined(separator: "\n"), roster: nil)
        corrected.roster = input.roster
        let result = try desk.load(corrected)
        recorded += result.openings
    }

    private func recordBatch(_ size: Int) throws {
        let rows = try desk.store.assignments(.notice(notice))
        var requests: [StepRequest] = []
        var taken: Set<AssignmentID> = []
        // The few special tasks are as likely as the many plain ones.
        let byTask = Dictionary(grouping: rows, by: \.assignment.task).sorted { $0.key < $1.key }
        for index in 0..<size {
            let pool = index % 3 == 0 ? chance.pick(byTask)?.value ?? rows : rows
            guard let row = chance.pick(pool), taken.insert(row.id).inserted, let what = step(row) else { continue }
            var at = desk.now.adding(seconds: -Int64(chance.below(50)))
            if chance.chance(25) { at = desk.now.adding(seconds: -Int64(chance.below(9 * 86400))) }
            requests.append(StepRequest(row.id, what, at: max(at, row.status.openedAt ?? row.assignment.opens)))
        }
        for _ in 0..<4 where !requests.isEmpty {
            do {
                recorded += try desk.office.record(requests, now: desk.now).events.count
                return
            } catch let refused as StepsRefused {
                let faulty = Set(refused.faults.map(\.assignment.id))
                let left = requests.filter { !faulty.contains($0.assignment) }
                if left.count == requests.count { return }
                requests = left
            } catch is Refusal { return }
        }
    }

    private func step(_ row: StoredAssignment) -> What? {
        let isDerived = board.task(row.assignment.task)?.isDerived ?? false
        let possible = Step.possible(from: row.status.state, isDerived: isDerived)
        let weights: [Step: Int] = [
            .submit: 60, .accept: 50, .return: 35, .reopen: 12, .extend: 8, .exempt: 6, .reinstate: 40, .withdraw: 2,
            .acknowledge: 4, .chased: 4,
        ]
        let pool = possible.flatMap { Array(repeating: $0, count: weights[$0] ?? 1) }
        guard let step = chance.pick(pool) else { return nil }
        if row.status.state == .submitted, chance.chance(8) { return .submitted(Submission(replaces: true)) }
        switch step {
        case .submit: return .submitted(submission(row.assignment))
        case .accept: return .accepted(level: row.status.level)
        case .return: return .returned(level: row.status.level, reason: "数据不符")
        case .reopen: return .reopened(reason: "复核")
        case .extend:
            let from = max(row.status.extendedDue ?? desk.now, desk.now)
            return .extended(end: from.adding(seconds: Int64(1 + chance.below(10)) * 86400), reason: "申请")
        case .exempt: return .exempted(reason: "闭馆")
        case .reinstate: return .reinstated(reason: "误记")
        case .withdraw: return .withdrawn(reason: "撤销")
        case .acknowledge: return .acknowledged
        case .chased: return .chased(note: "电话")
        }
    }

    private func submission(_ assignment: Assignment) -> Submission {
        let keys = board.deliverables(of: assignment).map(\.id)
        var submission = Submission()
        if chance.chance(20), let key = chance.pick(keys) { submission.items = [key] }
        if chance.chance(10) { submission.isNil = true }
        if chance.chance(10) { submission.onBehalf = "上级单位" }
        if chance.chance(30) { submission.count = 1 + chance.below(600) }
        return submission
    }

    /// The notice's own events: `told` to several units, `finalised`, a change …
    private func happen() throws {
        let kinds = board.notice.events + [EventKind.told]
        guard let kind = chance.pick(kinds) else { return }
        let units = board.roster.units.map(\.code)
        let chosen = (0..<12).compactMap { _ in chance.pick(units) }
        let occurrences: [(unit: String?, item: String?)] =
            switch kind.scope {
            case .notice: [(unit: nil, item: nil)]
            case .unit: Set(chosen).sorted().map { (unit: $0, item: nil) }
            case .item: Set(chosen).sorted().map { (unit: $0, item: "第\(chance.below(1000))项") }
            }
        let back = chance.chance(40) ? Int64(chance.below(5 * 86400)) : 0
        for occurrence in occurrences {
            do {
                _ = try desk.office.recordHappenings(
                    kind.id, notice: notice,
                    [Happening(unit: occurrence.unit, item: occurrence.item, at: desk.now.adding(seconds: -back))],
                    now: desk.now)
                recorded += 1
            } catch is Refusal {} catch is StepsRefused {}
        }
    }

    private func void() throws {
        let events = try desk.store.events(.notice(notice)).filter { event in
            switch event.what {
            case .submitted, .accepted, .returned, .extended, .exempted, .happened, .reopened: true
            default: false
            }
        }
        for _ in 0..<2 {
            guard let target = chance.pick(events) else { return }
            do {
                _ = try desk.office.void(target.seq, reason: "记错", now: desk.now)
                recorded += 1
            } catch is Refusal {} catch is StepsRefused {} catch is LedgerError {}
        }
    }
}
