/// The fold of what others complete: a review task, a quota on a group.

import Deadlines

extension Fold {
    /// A status that others' submissions complete: events by hand move its due or take it out, nothing else.
    static func derivedStatus(
        of events: [Event], in circumstances: Circumstances, completedAt: Instant?, quantity: Int, cover: Cover?
    ) throws(StepRefused) -> Status {
        for event in events {
            switch event.what {
            case .submitted, .accepted, .returned, .reopened:
                let status = try? Fold.status(of: [], in: circumstances)
                let state = status?.state ?? .open
                throw StepRefused(
                    event: event, state: state, reason: .impossible,
                    possible: Step.possible(from: state, isDerived: true))
            default: break
            }
        }
        var fold = Fold(circumstances, events)
        for event in events { try fold.take(event) }
        fold.finish()
        fold.status.quantity = quantity
        fold.status.cover = cover
        if let completedAt, fold.status.state == .open || fold.status.state == .waiting {
            fold.status.firstSubmittedAt = completedAt
            fold.status.lastSubmittedAt = completedAt
            fold.status.acceptedAt = completedAt
            fold.move(to: .accepted, at: completedAt)
            fold.stopClock(at: completedAt)
        }
        return fold.status
    }

    /// The clock runs to the completion, also where something was recorded by hand after it.
    private mutating func stopClock(at end: Instant) {
        var clock = SplitClock()
        for stretch in stretches {
            let until = min(stretch.to, end)
            if until > stretch.from { clock.run(until.seconds(since: stretch.from), in: stretch.state) }
        }
        status.clock = clock
    }
}
