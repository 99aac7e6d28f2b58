/// The steps of the diagram, one function each: what is refused, what the status becomes.

import Deadlines

extension Fold {
    /// Handed in again before a decision only as a replacement; a quota's further submissions add up. It counts, and goes
    /// to review, once everything required is in, the quota is reached, or it says that there is nothing to report.
    mutating func submit(_ submission: Submission, _ event: Event) throws(StepRefused) {
        let addsToQuota = circumstances.quota != nil && (status.state == .accepted || status.state == .submitted)
        switch status.state {
        case .open, .returned: break
        case .waiting: throw refusal(event, .notOpen)
        case .submitted where submission.replaces: break
        case .submitted, .accepted:
            if addsToQuota { break }
            throw refusal(event, .alreadySubmitted)
        case .exempt, .withdrawn: throw refusal(event, .impossible)
        }
        if let unknown = submission.items.first(where: { !circumstances.known.contains($0) }) {
            throw refusal(event, .itemUnknown(unknown))
        }
        status.submissions += 1
        status.isNil = submission.isNil
        if submission.onBehalf != nil { status.isOnBehalf = true }
        items.formUnion(submission.items.isEmpty ? circumstances.required : submission.items)
        if !submission.isNil { status.quantity += submission.count }
        if addsToQuota && !submission.replaces { return }
        guard submission.isNil || isComplete else { return }
        handIn(at: event.at)
    }

    /// A file belongs to work that is in hand or under review. It changes no state: only `submitted` says that all is in.
    func receive(_ delivery: Delivery, _ event: Event) throws(StepRefused) {
        switch status.state {
        case .open, .submitted, .returned: break
        case .waiting: throw refusal(event, .notOpen)
        case .accepted, .exempt, .withdrawn: throw refusal(event, .impossible)
        }
        guard delivery.item.map(circumstances.known.contains) ?? true else {
            throw refusal(event, .itemUnknown(delivery.item ?? ""))
        }
    }

    private var isComplete: Bool {
        if let quota = circumstances.quota { return status.quantity >= quota }
        return items.isSuperset(of: circumstances.required)
    }

    /// Without a reviewer a submission is accepted as it comes in; a resubmission starts at level 1 unless `resume: same`.
    private mutating func handIn(at instant: Instant) {
        if status.firstSubmittedAt == nil { status.firstSubmittedAt = instant }
        status.lastSubmittedAt = instant
        guard circumstances.levels > 0 else {
            status.acceptedAt = instant
            move(to: .accepted, at: instant)
            return
        }
        let resumed = circumstances.resumesAtSameLevel && status.state == .returned && status.level > 0
        let level = resumed ? status.level : 1
        dropOpenRound()
        lie(at: level, from: instant)
        move(to: .submitted, at: instant)
    }

    private mutating func lie(at level: Int, from instant: Instant) {
        status.level = level
        status.rounds.append(Round(level: level, received: instant))
    }

    /// What was replaced, exempted or withdrawn is no longer anybody's to decide.
    private mutating func dropOpenRound() {
        if let last = status.rounds.last, last.decided == nil { status.rounds.removeLast() }
    }

    private mutating func decide(at instant: Instant, isReturned: Bool) {
        guard let last = status.rounds.indices.last else { return }
        status.rounds[last].decided = instant
        status.rounds[last].isReturned = isReturned
    }

    /// Accepted at level k it goes to level k + 1; at the last one it is done.
    mutating func accept(_ level: Int, _ event: Event) throws(StepRefused) {
        guard status.state == .submitted else { throw refusal(event, .impossible) }
        guard level == status.level else { throw refusal(event, .otherLevel(status.level)) }
        status.reviews += 1
        decide(at: event.at, isReturned: false)
        guard level < circumstances.levels else {
            status.level = 0
            status.acceptedAt = event.at
            move(to: .accepted, at: event.at)
            return
        }
        lie(at: level + 1, from: event.at)
        move(to: .submitted, at: event.at)
    }

    /// A return needs a reason, and opens a correction period.
    mutating func giveBack(_ level: Int, _ reason: String, _ event: Event) throws(StepRefused) {
        guard status.state == .submitted else { throw refusal(event, .impossible) }
        guard level == status.level else { throw refusal(event, .otherLevel(status.level)) }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw refusal(event, .reasonMissing) }
        status.reviews += 1
        status.returns += 1
        status.returnedAt = event.at
        status.correctionDue = circumstances.correctionEnd(event.at)
        decide(at: event.at, isReturned: true)
        move(to: .returned, at: event.at)
    }

    /// Not a return: counted apart, with the same correction period.
    mutating func reopen(_ event: Event) throws(StepRefused) {
        guard status.state == .accepted else { throw refusal(event, .impossible) }
        status.reopens += 1
        status.acceptedAt = nil
        status.level = 0
        status.correctionDue = circumstances.correctionEnd(event.at)
        move(to: .returned, at: event.at)
    }

    /// Only to later; granted after the due it is marked. The due that it was is kept.
    mutating func extend(_ end: Instant, _ event: Event) throws(StepRefused) {
        guard Step.possible(from: status.state, isDerived: false).contains(.extend) else {
            throw refusal(event, .impossible)
        }
        if let due = status.extendedDue {
            guard end > due else { throw refusal(event, .extensionNotLater) }
            if event.at >= due { status.isExtendedAfterDue = true }
        }
        status.extendedDue = end
    }

    mutating func withdraw(_ event: Event) throws(StepRefused) {
        guard status.state != .withdrawn else { throw refusal(event, .impossible) }
        dropOpenRound()
        status.level = 0
        move(to: .withdrawn, at: event.at)
    }

    mutating func exempt(_ event: Event) throws(StepRefused) {
        guard Step.possible(from: status.state, isDerived: false).contains(.exempt) else {
            throw refusal(event, .impossible)
        }
        beforeExemption = (status.state, status.level)
        dropOpenRound()
        status.level = 0
        move(to: .exempt, at: event.at)
    }

    /// Back to the state before the exemption; the time in between was nobody's.
    mutating func reinstate(_ event: Event) throws(StepRefused) {
        guard status.state == .exempt, let before = beforeExemption else { throw refusal(event, .impossible) }
        status.level = before.level
        if before.state == .submitted { lie(at: before.level, from: event.at) }
        move(to: before.state, at: event.at)
        if before.state == .waiting {
            status.since = nil
            resumedAt = event.at
        }
        openIfReached(event.at)
    }
}
