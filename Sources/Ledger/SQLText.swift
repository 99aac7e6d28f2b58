/// The SQL files that the program carries, cut into named statements: `-- name: tasks_of_notice` begins one.

/// Statements of one file by name.
struct SQLText: Sendable {
    private let statements: [String: String]

    init(_ bytes: [UInt8]) {
        var statements: [String: String] = [:]
        var name: String?
        var lines: [Substring] = []
        func close() {
            if let name { statements[name] = lines.joined(separator: "\n") }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            if line.hasPrefix("-- name: ") {
                close()
                name = String(line.dropFirst(9))
                lines = []
            } else if !line.hasPrefix("--") {
                lines.append(line)
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
