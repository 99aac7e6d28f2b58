/// What makes two lines the same line: unique in the store, so that nothing is told twice.

import Deadlines
import Workflow

public struct LineKey: Sendable, Hashable {
    public let recipient: Recipient
    public let assignment: AssignmentID
    public let stage: Stage
    public let version: DueVersion

    public init(recipient: Recipient, assignment: AssignmentID, stage: Stage, version: DueVersion) {
        self.recipient = recipient
        self.assignment = assignment
        self.stage = stage
        self.version = version
    }

    /// `1234|before10|1744387200/-|unit:CODE`; the code comes last because it may contain anything.
    public var text: String { "\(assignment)|\(stage.key)|\(version.text)|\(recipient.key)" }

    /// The key with this text; nil for any other.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let assignment = AssignmentID(parts[0]), let stage = Stage(key: String(parts[1])),
            let version = DueVersion(text: parts[2]), let recipient = Recipient(key: parts[3])
        else { return nil }
        self.init(recipient: recipient, assignment: assignment, stage: stage, version: version)
    }

    /// What the line is to its recipient, for an assignment of the unit with this code.
    public func part(unit: String) -> Part {
        if recipient == .coordinator { return .watch }
        if case .reviewAge = stage { return .review }
        return recipient == .unit(unit) ? .own : .below
    }
}
