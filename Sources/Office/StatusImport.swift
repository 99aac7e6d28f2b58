/// Taking over another platform's status: what differs from the ledger first, then, in one step, the events.

import Access
import Deadlines
import Documents
import Ledger
import Notices
import Platform
import Texts
import Workflow

/// What importing would do; nothing is stored yet.
public struct StatusProposal: Sendable {
    public let notice: String
    public let noticeTitle: String
    /// The platform, as the mapping names it.
    public let source: String
    public let zone: Zone
    /// Rows that bring something new, in the order of the file.
    public let changes: [StatusChange]
    /// Rows that say what the ledger knows already.
    public let known: Int
    /// Rows for which there is nothing to record yet.
    public let untouched: Int
    /// Rows that cannot be taken, with their place in the file.
    public let problems: [Diagnostic]
    /// The ledger's last event when the proposal was made: another step in between makes it stale.
    let head: Int64

    public var isEmpty: Bool { changes.isEmpty }
    /// Events that would be recorded.
    public var steps: Int { changes.reduce(0) { $0 + $1.steps.count } }
}

/// One row that brings something new.
public struct StatusChange: Sendable {
    public let assignment: Assignment
    public let unitName: String
    public let taskTitle: String
    public let before: State
    public let after: State
    /// What would be recorded, in the order of time.
    public let steps: [(what: What, at: Instant)]
    /// The row's line in the file.
    public let line: Int
    let span: Span
}

extension Office {
    /// Compares a status export, read and matched with the notice's roster, with what the ledger has.
    ///
    /// - Parameters:
    ///   - records: rows that could be read.
    ///   - file: the export's name, for problems.
    public func proposeStatus(
        _ records: [StatusRecord], _ mapping: StatusMapping, notice: String, file: String, now: Instant
    ) throws -> StatusProposal {
        try store.read {
            var file = StatusComparison(
                try Case(Dossier(notice, in: store), in: store), mapping, file: file, now: now, office: self)
            try refuseIfWithdrawn(file.ledger.dossier)
            for record in records { file.compare(record) }
            file.dropImpossible(after: try store.head().seq)
            return StatusProposal(
                notice: notice, noticeTitle: file.ledger.dossier.notice.title, source: mapping.source,
                zone: file.ledger.dossier.zone, changes: file.finishedChanges(), known: file.known,
                untouched: file.untouched, problems: file.problems, head: try store.head().seq)
        }
    }

    /// The roster that an export's rows are matched with.
    public func roster(ofNotice id: String) throws -> Roster { try Dossier(id, in: store).roster }

    /// Stores a proposal in one step, each event with the platform's own time and the source `imported`.
    ///
    /// - Throws: `Refusal.tryAgain` when somebody recorded something since it was made.
    public func applyStatus(_ proposal: StatusProposal, now: Instant) throws -> Recording {
        try require(.load, on: .notice(proposal.notice))
        return try store.write { writer in
            let now = try ledgerTime(now)
            guard try writer.head().seq == proposal.head else {
                throw Refusal(
                    .tryAgain,
                    Phrase(zh: "台账在此期间有了新的登记", en: "something was recorded in the meantime"),
                    remedy: Phrase(zh: "请再运行一次，核对新的差异", en: "run it again and look at the difference"))
            }
            var recording = Recording()
            guard !proposal.isEmpty else { return recording }
            var file = try Case(Dossier(proposal.notice, in: store), in: store)
            let importer = Office(store, author: author, source: .imported)
            let new = proposal.changes.flatMap { change in
                change.steps.map { step in importer.event(step.what, of: change.assignment, at: step.at, now: now) }
            }
            try importer.take(new, into: &file, writer, now: now, &recording)
            return recording
        }
    }

    func event(_ what: What, of assignment: Assignment, at: Instant, now: Instant) -> Event {
        event(
            what, notice: assignment.notice, assignment: assignment.id, unit: assignment.unit, item: assignment.item,
            at: at, now: now)
    }
}

extension Shelf {
    /// The rows of a status export, CSV or Excel, in whatever encoding the platform wrote them.
    public static func readStatusExport(_ path: String) throws(FileProblem) -> FileReading<Sheet> {
        try readTable(path).then { text in
            let (sheet, diagnostics) = CSVReader.read(text, file: path)
            return (sheet, diagnostics)
        }
    }
}
