/// One thing that a letter says: which assignment, to whom, on what occasion.

import Deadlines
import Notices
import Workflow

public struct Line: Sendable {
    public let target: Target
    public let owed: Owed
    public let subject: Subject
    /// The unit whose assignment it is.
    public let unit: Unit
    /// Why it was returned or reopened, as the reviewer wrote it.
    public let remark: String?
    /// Who returned or accepted it: an office, never a person.
    public let decidedBy: String?

    public init(
        _ target: Target, _ owed: Owed, _ subject: Subject, unit: Unit, remark: String? = nil, decidedBy: String? = nil
    ) {
        self.target = target
        self.owed = owed
        self.subject = subject
        self.unit = unit
        self.remark = remark
        self.decidedBy = decidedBy
    }

    public var key: LineKey {
        LineKey(
            recipient: target.recipient, assignment: subject.assignment.id, stage: owed.stage, version: owed.version)
    }

    /// The kind of letter that it goes into.
    public var kind: DigestKind {
        switch target.part {
        case .own: owed.stage.letter
        case .review, .below: .morning
        case .watch: .coordinator
        }
    }
}
