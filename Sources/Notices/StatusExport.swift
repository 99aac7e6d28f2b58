/// Rows of another platform's status export → what happened, unit by unit, with the platform's own times.
import Deadlines
import Texts

/// One row that could be read.
public struct StatusRecord: Sendable, Hashable {
    /// Something that happened at a known moment.
    public struct Step: Sendable, Hashable {
        /// Never `.none`.
        public let state: StatusState
        public let at: Instant
    }

    /// The unit's code in the roster.
    public let unit: String
    /// The task as the notice names it.
    public let task: String
    /// The present state; `.none` has no steps.
    public let state: StatusState
    /// In the order of time; a submission comes before a decision of the same second.
    public let steps: [Step]
    /// Why it was returned.
    public let reason: String?
    /// The row.
    public let span: Span
}

public enum StatusExport {
    /// Reads all rows; a row with an error is left out and reported, the others are kept.
    ///
    /// The header is the first of the first five rows that has the mapped unit column. `zone` is the mapping's zone.
    /// A file may hold several rows for one unit and task (a log); a row that says exactly what an
    /// earlier one says is reported and left out. Whether a time lies in the future is for the caller, who has a clock.
    public static func read(
        _ sheet: Sheet, _ mapping: StatusMapping, roster: Roster, zone: Zone
    ) -> (records: [StatusRecord], diagnostics: [Diagnostic]) {
        var reader = StatusExportReader(sheet: sheet, mapping: mapping, roster: roster, zone: zone)
        reader.readAll()
        return (reader.records, reader.found.inReadingOrder())
    }
}
