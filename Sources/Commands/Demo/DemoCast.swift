/// How the demo's units and reviewers behave: early, late, returned once or twice, nothing to report, never; decided by
/// a seed and the assignment alone, so that one seed always tells the same story.

import Deadlines
import Ledger
import Workflow

struct DemoCast {
    let seed: UInt64
    let calendar: WorkCalendar
    let zone: Zone

    /// A number from 0 up to, not including, `range`, the same for the same assignment, turn and purpose.
    private func draw(_ id: AssignmentID, _ turn: Int, _ purpose: UInt64, _ range: Int) -> Int {
        var z = seed &+ UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15 &+ purpose &* 0xD1B5_4A32_D192_ED03
        z = z &+ UInt64(turn) &* 0x8CB9_2BA7_2F3D_8DD7
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(range))
    }

    /// What the assignment's unit or reviewer does at `now`; nil: nothing yet.
    func action(_ row: StoredAssignment, isOptional: Bool, isNilAllowed: Bool, at now: Instant) -> What? {
        switch row.status.state {
        case .open: submission(row, isOptional: isOptional, isNilAllowed: isNilAllowed, at: now)
        case .returned: correction(row, at: now)
        case .submitted: decision(row, at: now)
        case .waiting, .accepted, .exempt, .withdrawn: nil
        }
    }

    private func submission(
        _ row: StoredAssignment, isOptional: Bool, isNilAllowed: Bool, at now: Instant
    ) -> What? {
        let luck = draw(row.id, 0, 1, 100)
        // Some never do, and what is optional is mostly left.
        if luck < (isOptional ? 70 : 5) { return nil }
        guard now >= moment(of: row, luck) else { return nil }
        var submission = Submission()
        submission.isNil = isNilAllowed && draw(row.id, 0, 2, 100) < 4
        if draw(row.id, 0, 3, 100) < 3 { submission.onBehalf = "上级单位" }
        return .submitted(submission)
    }

    /// Most in the last week before the due, some early, some late; without a due some weeks after it opened.
    private func moment(of row: StoredAssignment, _ luck: Int) -> Instant {
        let opened = row.status.openedAt ?? row.assignment.opens
        guard let due = row.status.extendedDue else {
            return morning(calendar.adding(workingDays: 3 + draw(row.id, 0, 4, 15), to: zone.day(of: opened)))
        }
        let dueDay = zone.day(of: due.adding(seconds: -1))
        let offset =
            switch luck {
            case ..<20: -(6 + draw(row.id, 0, 5, 6))
            case ..<85: -draw(row.id, 0, 5, 6)
            default: 1 + draw(row.id, 0, 5, 8)
            }
        let day = calendar.adding(workingDays: offset, to: calendar.lastWorkingDay(onOrBefore: dueDay))
        let first = calendar.adding(workingDays: 1, to: zone.day(of: opened))
        return morning(max(day, first))
    }

    private func correction(_ row: StoredAssignment, at now: Instant) -> What? {
        guard let since = row.status.since else { return nil }
        let days = 1 + draw(row.id, row.status.returns, 6, 5)
        guard now >= morning(calendar.adding(workingDays: days, to: zone.day(of: since))) else { return nil }
        return .submitted(Submission())
    }

    /// Reviewers take a day to five; one submission in five comes back once, a few twice.
    private func decision(_ row: StoredAssignment, at now: Instant) -> What? {
        guard let received = row.status.rounds.last?.received else { return nil }
        let turn = row.status.rounds.count
        let days = 1 + draw(row.id, turn, 7, 5)
        guard now >= morning(calendar.adding(workingDays: days, to: zone.day(of: received))) else { return nil }
        let chance = [22, 15, 0][min(row.status.returns, 2)]
        guard draw(row.id, turn, 8, 100) < chance else { return .accepted(level: row.status.level) }
        return .returned(level: row.status.level, reason: Self.reasons[draw(row.id, turn, 9, Self.reasons.count)])
    }

    private static let reasons = [
        "经费数据与上年相差较大，请核实后重报", "缺少盖章扫描件", "展厅面积与证明材料不一致，请更正",
        "表间数据不平衡：活动人次大于参观总人次", "工作总结未按要求的文件名上传",
    ]

    private func morning(_ day: Day) -> Instant { calendar.startOfWork(on: day, zone: zone) }
}
