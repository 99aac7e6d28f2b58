/// The SQL files that the program carries, cut into named statements: `-- name: tasks_of_notice` begins one.

/// Statements of one file by name.
struct SQLText: Sendable {
    private let statements: [String: String]

    private static let heading = Array("-- name: ".utf8)
    private static let comment = Array("--".utf8)

    init(_ bytes: [UInt8]) {
        // By bytes: every start of the program that asks anything passes here.
        var statements: [String: String] = [:]
        var name: String?
        var lines: [UInt8] = []
        func close() {
            if let name { statements[name] = String(decoding: lines, as: UTF8.self) }
        }
        for line in bytes.split(separator: 0x0A) {
            if line.starts(with: SQLText.heading) {
                close()
                name = String(decoding: line.dropFirst(SQLText.heading.count), as: UTF8.self)
                lines.removeAll(keepingCapacity: true)
            } else if !line.starts(with: SQLText.comment) {
                if !lines.isEmpty { lines.append(0x0A) }
                lines += line
            }
        }
        close()
        self.statements = statements
    }

    subscript(name: String) -> String? { statements[name] }

    var names: [String] { statements.keys.sorted() }
}

/// One topic of statements; each file is read when its first statement is wanted.
enum SQLTopic: CaseIterable, Sendable {
    case events, documents, units, notices, assignments, tasks, reviews, outbox, verify, reminding, past, slices

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
        }
    }
}

/// A statement of the program: its topic and its name.
struct StatementKey: Hashable, Sendable {
    let topic: SQLTopic
    let name: String

    init(_ topic: SQLTopic, _ name: String) {
        self.topic = topic
        self.name = name
    }
}
