/// Every use case is held against the permit of whoever asks, whichever way the request came.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

extension Office {
    /// Throws `Refusal.denied` unless the permit allows it.
    public func require(_ action: Action, on target: AccessTarget) throws(Refusal) {
        guard permit.allows(action, on: target) else { throw denied(action) }
    }

    /// The same, about one assignment.
    public func require(_ action: Action, on assignment: Assignment) throws(Refusal) {
        try require(action, on: assignment.target)
    }

    func denied(_ action: Action) -> Refusal {
        Refusal(
            .denied, permit.denial(action),
            remedy: Phrase(zh: "换用有权限的账户登录，或请协调人办理", en: "sign in as somebody who may, or ask the coordinator"))
    }

    /// All of some steps, before any is recorded.
    func require(_ requests: [StepRequest], now: Instant) throws {
        if permit.isOverAll(.steer) { return }
        for request in requests {
            // One that is not there is named by whoever records.
            guard let stored = try store.assignment(request.assignment) else { continue }
            try require(request, on: stored, now: now)
        }
    }

    /// A step on an assignment: the right one for what is recorded; whose turn it is; and nobody but a coordinator says
    /// that something happened at another time than now, since on-time verdicts go by it.
    func require(_ request: StepRequest, on stored: StoredAssignment, now: Instant) throws(Refusal) {
        let assignment = stored.assignment
        if permit.allows(.steer, on: assignment.target) { return }
        let action = request.what.action
        try require(action, on: assignment)
        guard request.at >= now else {
            throw Refusal(
                .denied, Phrase(zh: "只有协调人可以补登过去的时间", en: "only a coordinator may record a time that has passed"),
                remedy: Phrase(zh: "去掉 --at，按现在的时间登记，或请协调人补登", en: "leave --at out, or ask the coordinator"))
        }
        if case .submitted(let submission) = request.what, submission.onBehalf != nil { throw denied(.steer) }
        let level = stored.status.level
        // What lies with nobody any more is no matter of rights: whoever records says that somebody else was first.
        guard action == .review, level > 0 else { return }
        let reviewers = assignment.reviewers
        guard reviewers.indices.contains(level - 1), permit.units(.reviewer).contains(reviewers[level - 1]) else {
            throw Refusal(
                .denied,
                Phrase(zh: "现在由第 \(level) 级审核单位办理", en: "it lies with the reviewer of level \(level) now"))
        }
    }
}

extension Assignment {
    /// What permits are asked about.
    public var target: AccessTarget { .assignment(notice: notice, unit: unit, reviewers: reviewers) }
}

extension What {
    /// What one must be allowed to do for it.
    var action: Action {
        switch self {
        case .submitted(let submission): submission.confirms ? .confirm : .submit
        case .acknowledged: .acknowledge
        case .delivered: .upload
        case .accepted, .returned: .review
        case .contactChanged: .changeContact
        case .loaded, .planned, .unitsImported, .calendarTaken: .load
        case .mailMode: .directMail
        case .reopened, .extended, .exempted, .reinstated, .withdrawn, .chased, .redated, .openingMoved, .happened,
            .noticeWithdrawn, .silenced, .unsilenced, .voided:
            .steer
        }
    }
}
