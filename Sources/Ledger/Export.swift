/// The ledger as text for other programs: JSON Lines of everything that figures rest on, or the events as CSV.
///
/// JSON Lines, one object a line, `type` first: `ledger` (version, events, head), then every `unit`, `notice`, `task`,
/// `assignment` and `event`. Times are UTC, `2025-03-01T08:00:00Z`; dues are exclusive ends; days are `2025-03-01`; what
/// is missing is null. `body` holds an event's own fields as texts, whole numbers and seconds since 1970 included; `voidedBy`
/// is the event that took it back. Nothing personal is exported.

import Deadlines
import Notices
import Workflow

public enum ExportFormat: String, Sendable, CaseIterable {
    case jsonLines = "jsonl"
    case csv
}

extension LedgerStore {
    /// Writes the export piece by piece, all of one moment of the ledger.
    public func export(_ format: ExportFormat, _ write: ([UInt8]) throws -> Void) throws {
        try withoutActuallyEscaping(write) { write in
            try read {
                var pieces = Pieces(write: write)
                switch format {
                case .jsonLines: try exportLines(&pieces)
                case .csv: try exportCSV(&pieces)
                }
                try pieces.flush()
            }
        }
    }

    private func exportLines(_ out: inout Pieces) throws {
        let head = try head()
        try out.add(JSONLine("ledger").add("version", 1).add("events", head.seq).add("head", head.hash.hex))
        for unit in try units() { try out.add(line(unit)) }
        for notice in try notices() {
            try out.add(line(notice))
            for task in try tasks(ofNotice: notice.id) {
                try out.add(
                    JSONLine("task").add("notice", notice.id).add("id", task.id).add("title", task.title)
                        .add("kind", task.kind.rawValue).add("optional", task.isOptional)
                        .add("dropped", task.isDropped))
            }
        }
        try database.stream(.verify, "definitions") { row in
            if row.isNull(13) { try out.add(line(Assignment(definition: row), madeBy: row.int64(12))) }
        }
        let voids = try voids()
        try database.stream(.verify, "events") { row in
            try out.add(line(EventRow(row), hash: row.blob(12), voidedBy: voids[row.int64(0)]))
        }
    }

    private func line(_ stored: StoredUnit) -> JSONLine {
        let unit = stored.unit
        return JSONLine("unit").add("code", unit.code).add("name", unit.name).add("kind", unit.kind)
            .add("level", unit.level?.rawValue).add("parent", unit.parent).add("region", unit.region)
            .add("tags", unit.tags).add("joins", unit.joins?.iso).add("leaves", unit.leaves?.iso)
            .add("removed", stored.isRemoved)
    }

    private func line(_ notice: StoredNotice) -> JSONLine {
        JSONLine("notice").add("id", notice.id).add("revision", notice.revision).add("title", notice.title)
            .add("number", notice.number).add("issuer", notice.issuer).add("state", notice.state.rawValue)
            .add("zone", notice.zone).add("calendar", notice.calendarID).add("assessment", notice.assessment.rawValue)
            .add("official", notice.official.rawValue).add("file", notice.file).add("roster", notice.roster)
            .add("calendarDigest", notice.calendar)
    }

    private func line(_ assignment: Assignment, madeBy: Int64) -> JSONLine {
        JSONLine("assignment").add("id", assignment.id).add("notice", assignment.notice).add("task", assignment.task)
            .add("unit", assignment.unit).add("item", assignment.item).add("channel", assignment.channel)
            .add("occurrence", assignment.occurrence).add("entry", assignment.entry)
            .add("reviewers", assignment.reviewers).add("opens", assignment.opens.utcText)
            .add("due", assignment.due?.utcText).add("provisional", assignment.isProvisional).add("madeBy", madeBy)
    }

    private func line(_ row: EventRow, hash: [UInt8], voidedBy: Int64?) -> JSONLine {
        JSONLine("event").add("seq", row.seq).add("kind", row.kind).add("notice", row.notice)
            .add("assignment", row.assignment).add("unit", row.unit).add("item", row.item)
            .add("at", Instant(seconds: row.at).utcText).add("recorded", Instant(seconds: row.recorded).utcText)
            .add("author", row.author).add("source", row.source).add("body", fields: row.body)
            .add("voidedBy", voidedBy).add("hash", SHA256.Digest(hash)?.hex)
    }

    private func exportCSV(_ out: inout Pieces) throws {
        let columns = "seq,kind,notice,assignment,unit,item,at,recorded,author,source,body,voided_by,hash"
        try out.add(columns + "\r\n")
        let voids = try voids()
        try database.stream(.verify, "events") { row in
            let event = EventRow(row)
            let cells: [String] = [
                String(event.seq), event.kind, event.notice ?? "", event.assignment.map { String($0) } ?? "",
                event.unit ?? "", event.item ?? "", Instant(seconds: event.at).utcText,
                Instant(seconds: event.recorded).utcText, event.author, event.source, event.body,
                voids[event.seq].map { String($0) } ?? "", SHA256.Digest(row.blob(12))?.hex ?? "",
            ]
            try out.add(cells.map { CSVCell.text($0) }.joined(separator: ",") + "\r\n")
        }
    }
}

/// Collects text and hands it on in large pieces.
struct Pieces {
    private var buffer: [UInt8] = []
    private let write: ([UInt8]) throws -> Void

    init(write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
    }

    mutating func add(_ line: JSONLine) throws { try add(line.text) }

    mutating func add(_ text: String) throws {
        buffer += text.utf8
        if buffer.count >= 64 << 10 { try flush() }
    }

    mutating func flush() throws {
        if !buffer.isEmpty { try write(buffer) }
        buffer.removeAll(keepingCapacity: true)
    }
}
