/// An event that the diagram of states does not allow where it stands.

/// Why a fold stopped: an event that is impossible from the state it found.
public struct StepRefused: Error, Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// Not among the steps that the state allows.
        case impossible
        /// The same submission is in already and was not decided yet.
        case alreadySubmitted
        /// Nothing opened it before the submission.
        case notOpen
        /// A return without a reason.
        case reasonMissing
        /// An extension to a due that is not later.
        case extensionNotLater
        /// A decision at a level of review at which nothing lies.
        case otherLevel(Int)
        /// A deliverable that the task does not know.
        case itemUnknown(String)
    }

    public var event: Event
    public var state: State
    public var reason: Reason
    public var possible: [Step]
}
