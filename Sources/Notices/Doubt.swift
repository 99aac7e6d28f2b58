/// A value that somebody has to look up in the official text before anybody is written to on the strength of it.

public struct Doubt: Sendable, Hashable {
    /// The key whose value is in doubt; it may be missing from the file.
    public var key: String
    /// What is doubtful about it, on one line.
    public var text: String

    public init(key: String, text: String) {
        self.key = key
        self.text = text
    }
}

/// A doubt with the task that it is about.
public struct OpenDoubt: Sendable, Hashable {
    /// Nil: the notice itself.
    public let task: String?
    /// The task's title, nil for the notice itself.
    public let title: String?
    public let doubt: Doubt
}

extension Notice {
    /// All that is not settled yet: the notice's own doubts, then its tasks', in the order of the file.
    public var openDoubts: [OpenDoubt] {
        doubts.map { OpenDoubt(task: nil, title: nil, doubt: $0) }
            + tasks.flatMap { task in
                task.doubts.map { OpenDoubt(task: task.id, title: task.title, doubt: $0) }
            }
    }
}
