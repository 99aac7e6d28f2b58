/// What belongs to a unit, a notice or a reviewer: asked for when somebody may not see everything.

import Workflow

/// An assignment that a unit reviews at some level.
public struct ReviewedAssignment: Sendable, Hashable {
    public let id: AssignmentID
    public let notice: String
    public let unit: String
}

extension LedgerStore {
    /// The notices that bind a unit, or did.
    public func notices(binding unit: String) throws(LedgerError) -> [String] {
        try database.all(.access, "notices_of_unit") {
            $0.bind(1, unit)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
    }

    /// The units that a notice binds, or did.
    public func units(boundBy notice: String) throws(LedgerError) -> [String] {
        try database.all(.access, "units_of_notice") {
            $0.bind(1, notice)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
    }

    public func assignments(reviewedBy unit: String) throws(LedgerError) -> [ReviewedAssignment] {
        try database.all(.access, "reviewed_by") {
            $0.bind(1, unit)
        } _: { (row) throws(LedgerError) in
            ReviewedAssignment(id: row.int64(0), notice: row.text(1), unit: row.text(2))
        }
    }
}
