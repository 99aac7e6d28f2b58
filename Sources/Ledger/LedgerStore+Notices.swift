/// The notices that are loaded, their tasks, and the texts they were loaded from.

import Deadlines
import Notices
import Texts

/// A notice as the ledger keeps it: what lists and letters need without reading its file again.
public struct StoredNotice: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable { case loaded, withdrawn }

    /// The row's number; 0 before it is stored.
    public var ref: Int64 = 0
    public var id: String
    /// Counts the loads, from 1.
    public var revision: Int
    public var title: String
    public var number: String?
    public var issuer: String?
    public var state: State
    /// The `loaded` event of this revision.
    public var loadedBy: Int64
    /// Digests of the documents it was loaded from.
    public var file: String
    public var roster: String
    public var calendar: String
    public var calendarID: String
    public var zone: String
    public var language: Language
    public var closes: Day?
    public var assessment: Notice.Assessment
    public var official: OnTimeReading

    public init(
        id: String, revision: Int, title: String, number: String? = nil, issuer: String? = nil,
        state: State = .loaded, loadedBy: Int64, file: String, roster: String, calendar: String, calendarID: String,
        zone: String, language: Language, closes: Day? = nil, assessment: Notice.Assessment, official: OnTimeReading
    ) {
        self.id = id
        self.revision = revision
        self.title = title
        self.number = number
        self.issuer = issuer
        self.state = state
        self.loadedBy = loadedBy
        self.file = file
        self.roster = roster
        self.calendar = calendar
        self.calendarID = calendarID
        self.zone = zone
        self.language = language
        self.closes = closes
        self.assessment = assessment
        self.official = official
    }
}

/// A task's head.
public struct StoredTask: Sendable, Hashable {
    /// The row's number: what `StatusRow.task` refers to; 0 before it is stored.
    public var ref: Int64 = 0
    public var id: String
    public var title: String
    public var kind: TaskKind
    public var isOptional: Bool
    /// A later revision of the file no longer has it.
    public var isDropped = false

    public init(id: String, title: String, kind: TaskKind, isOptional: Bool) {
        self.id = id
        self.title = title
        self.kind = kind
        self.isOptional = isOptional
    }
}

extension LedgerStore {
    public func notices() throws(LedgerError) -> [StoredNotice] { try database.all(.notices, "all", { _ in }, notice) }

    public func notice(_ id: String) throws(LedgerError) -> StoredNotice? {
        try database.first(.notices, "one", { $0.bind(1, id) }, notice)
    }

    /// In the order of the file; dropped ones too.
    public func tasks(ofNotice id: String) throws(LedgerError) -> [StoredTask] {
        try database.all(.notices, "tasks") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            guard let kind = TaskKind(rawValue: row.text(5)) else {
                throw .damaged(path, Phrase(zh: "任务的种类无法解读", en: "a task's kind cannot be read"))
            }
            var task = StoredTask(id: row.text(2), title: row.text(4), kind: kind, isOptional: row.bool(6))
            task.ref = row.int64(0)
            task.isDropped = row.text(7) == "dropped"
            return task
        }
    }

    /// The text under a digest.
    public func document(_ digest: String) throws(LedgerError) -> String? {
        try database.first(.documents, "get") {
            $0.bind(1, digest)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
    }

    private func notice(_ row: Statement) throws(LedgerError) -> StoredNotice {
        guard let state = StoredNotice.State(rawValue: row.text(6)), let language = Language(rawValue: row.text(13)),
            let assessment = Notice.Assessment(rawValue: row.text(15)),
            let official = OnTimeReading(rawValue: row.text(16))
        else { throw .damaged(path, Phrase(zh: "通知的记录无法解读", en: "a notice's row cannot be read")) }
        var notice = StoredNotice(
            id: row.text(1), revision: row.int(2), title: row.text(3), number: row.textOrNil(4),
            issuer: row.textOrNil(5), state: state, loadedBy: row.int64(7), file: row.text(8), roster: row.text(9),
            calendar: row.text(10), calendarID: row.text(11), zone: row.text(12), language: language,
            closes: row.dayOrNil(14), assessment: assessment, official: official)
        notice.ref = row.int64(0)
        return notice
    }
}

extension LedgerWriter {
    /// Keeps a text under its SHA-256.
    /// - Parameter kind: `notice`, `roster`, `calendar`.
    /// - Returns: the digest that events name it by.
    @discardableResult
    public func putDocument(_ text: String, kind: String) throws(LedgerError) -> String {
        let digest = try hasher().digest(text.utf8).hex
        try database.run(.documents, "put") { statement in
            statement.bind(1, digest)
            statement.bind(2, kind)
            statement.bind(3, text)
        }
        return digest
    }

    /// Adds the notice or replaces its row; tasks that are not among `tasks` are marked dropped.
    public func put(_ notice: StoredNotice, tasks: [StoredTask]) throws(LedgerError) {
        try put(notice)
        let ref = try ref(notice: notice.id)
        try database.run(.notices, "tasks_drop") { $0.bind(1, ref) }
        for (index, task) in tasks.enumerated() {
            try database.run(.notices, "task_put") { statement in
                statement.bind(1, ref)
                statement.bind(2, task.id)
                statement.bind(3, index)
                statement.bind(4, task.title)
                statement.bind(5, task.kind.rawValue)
                statement.bind(6, task.isOptional)
            }
        }
    }

    /// Adds the notice or replaces its row; its tasks stay as they are.
    public func put(_ notice: StoredNotice) throws(LedgerError) {
        try database.run(.notices, "put") { statement in
            statement.bind(1, notice.id)
            statement.bind(2, notice.revision)
            statement.bind(3, notice.title)
            statement.bind(4, notice.number)
            statement.bind(5, notice.issuer)
            statement.bind(6, notice.state.rawValue)
            statement.bind(7, notice.loadedBy)
            statement.bind(8, notice.file)
            statement.bind(9, notice.roster)
            statement.bind(10, notice.calendar)
            statement.bind(11, notice.calendarID)
            statement.bind(12, notice.zone)
            statement.bind(13, notice.language.rawValue)
            statement.bind(14, notice.closes)
            statement.bind(15, notice.assessment.rawValue)
            statement.bind(16, notice.official.rawValue)
        }
    }
}
