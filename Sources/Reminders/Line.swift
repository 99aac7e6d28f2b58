/// One thing that a letter says: which assignment, to whom, on what occasion.

import Deadlines
import Notices
import Workflow

/// A class because it is large and goes from hand to hand; it never changes.
public final class Line: Sendable {
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

    /// The nearest due first, undated ones last, then as they were made.
    public static func isReadBefore(_ left: Line, _ right: Line) -> Bool {
        let leftDue = left.subject.target?.seconds ?? .max
        let rightDue = right.subject.target?.seconds ?? .max
        return (leftDue, left.subject.assignment.id) < (rightDue, right.subject.assignment.id)
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
