/// The SQL files that the program carries, cut into named statements: `-- name: tasks_of_notice` begins one.

/// Statements of one file by name. A statement is looked for when it is first wanted: a query that asks three things
/// at its start does not cut up whole files.
struct SQLText: Sendable {
    private let bytes: [UInt8]

    private static let heading = Array("-- name: ".utf8)
    private static let comment = Array("--".utf8)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Its lines without comments; nil when the file has no statement of this name.
    subscript(name: String) -> String? {
        let wanted = SQLText.heading + Array(name.utf8)
        var found: [UInt8]?
        forEachLine { line in
            if line.starts(with: SQLText.heading) {
                if found != nil { return false }
                if line.elementsEqual(wanted) { found = [] }
            } else if found != nil, !line.starts(with: SQLText.comment) {
                if found?.isEmpty == false { found?.append(0x0A) }
                found?.append(contentsOf: line)
            }
            return true
        }
        return found.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Of every statement, in the file's order.
    var names: [String] {
        var names: [String] = []
        forEachLine { line in
            if line.starts(with: SQLText.heading) {
                names.append(String(decoding: line.dropFirst(SQLText.heading.count), as: UTF8.self))
            }
            return true
        }
        return names
    }

    /// Lines that are not empty, as long as `body` says that it wants another.
    private func forEachLine(_ body: (ArraySlice<UInt8>) -> Bool) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) ?? (rest.isEmpty ? nil : rest.endIndex) {
            let line = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            if !line.isEmpty, !body(line) { return }
        }
    }
}

/// One topic of statements; each file is read when its first statement is wanted.
enum SQLTopic: Int, CaseIterable, Sendable {
    case events, documents, units, notices, assignments, tasks, reviews, outbox, verify, reminding, past, slices, access
    case calendar

    private static let eventsText = SQLText(PackageResources.events_sql)
    private static let documentsText = SQLText(PackageResources.documents_sql)
    private static let unitsText = SQLText(PackageResources.units_sql)
    private static let noticesText = SQLText(PackageResources.notices_sql)
    private static let assignmentsText = SQLText(PackageResources.assignments_sql)
    private static let tasksText = SQLText(PackageResources.tasks_sql)
    private static let reviewsText = SQLText(PackageResources.reviews_sql)
    private static let outboxText = SQLText(PackageResources.outbox_sql)
    private static let remindingText = SQLText(PackageResources.reminding_sql)
    private static let pastText = SQLText(PackageResources.past_sql)
    private static let slicesText = SQLText(PackageResources.slices_sql)
    private static let accessText = SQLText(PackageResources.access_sql)
    private static let calendarText = SQLText(PackageResources.calendar_sql)
    private static let verifyText = SQLText(PackageResources.verify_sql)

    var text: SQLText {
        switch self {
        case .events: Self.eventsText
        case .documents: Self.documentsText
        case .units: Self.unitsText
        case .notices: Self.noticesText
        case .assignments: Self.assignmentsText
        case .tasks: Self.tasksText
        case .reviews: Self.reviewsText
        case .outbox: Self.outboxText
        case .verify: Self.verifyText
        case .reminding: Self.remindingText
        case .past: Self.pastText
        case .slices: Self.slicesText
        case .access: Self.accessText
        case .calendar: Self.calendarText
        }
    }
}
