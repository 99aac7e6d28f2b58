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

    private static let events_ = SQLText(PackageResources.events_sql)
    private static let documents_ = SQLText(PackageResources.documents_sql)
    private static let units_ = SQLText(PackageResources.units_sql)
    private static let notices_ = SQLText(PackageResources.notices_sql)
    private static let assignments_ = SQLText(PackageResources.assignments_sql)
    private static let tasks_ = SQLText(PackageResources.tasks_sql)
    private static let reviews_ = SQLText(PackageResources.reviews_sql)
    private static let outbox_ = SQLText(PackageResources.outbox_sql)
    private static let reminding_ = SQLText(PackageResources.reminding_sql)
    private static let verify_ = SQLText(PackageResources.verify_sql)
    private static let slices_ = SQLText(PackageResources.slices_sql)
    private static let past_ = SQLText(PackageResources.past_sql)

    var text: SQLText {
        switch self {
        case .events: Self.events_
        case .documents: Self.documents_
        case .units: Self.units_
        case .notices: Self.notices_
        case .assignments: Self.assignments_
        case .tasks: Self.tasks_
        case .reviews: Self.reviews_
        case .outbox: Self.outbox_
        case .verify: Self.verify_
        case .reminding: Self.reminding_
        case .past: Self.past_
        case .slices: Self.slices_
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
