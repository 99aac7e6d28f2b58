/// What `verify` found.

import Texts
import Workflow

public struct Verification: Sendable, Hashable {
    /// Events looked at.
    public let events: Int64
    /// The chain's end as it is.
    public let head: Head
    /// What is wrong, the first altered event first; empty: everything is as it was recorded.
    public let problems: [Problem]

    public var isIntact: Bool { problems.isEmpty }

    public struct Problem: Sendable, Hashable {
        public enum Kind: String, Sendable, CaseIterable {
            /// The event's contents are not those that were recorded.
            case altered
            /// Events are missing from the middle of the chain.
            case dropped
            /// The event stood elsewhere in the chain.
            case reordered
            /// The head asked for is nowhere in the chain: the end was cut off, or all hashes were made anew.
            case headUnknown
            /// What was personal is not what was recorded (erased is fine).
            case personal
            /// A document's text does not have its digest.
            case document
            /// A unit's contact does not have its digest.
            case contact
            /// The definitions of assignments are not those that were made.
            case definitions
            /// A row refers to one that is not there.
            case reference
            /// An assignment's row is not what its events come to.
            case row
            /// A void, silence or mail mode is not what the events say.
            case derived
            /// SQLite's own check.
            case file
        }

        public let kind: Kind
        /// The event that it is about.
        public let event: Int64?
        /// The assignment that it is about.
        public let assignment: AssignmentID?
        public let what: Phrase

        public init(kind: Kind, event: Int64? = nil, assignment: AssignmentID? = nil, what: Phrase) {
            self.kind = kind
            self.event = event
            self.assignment = assignment
            self.what = what
        }
    }

    /// The same with what else was found.
    public func adding(_ more: [Problem]) -> Verification {
        Verification(events: events, head: head, problems: problems + more)
    }
}
