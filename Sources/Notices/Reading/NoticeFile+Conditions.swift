/// What a notice's tasks wait for, read without the rest: for reports over many notices.

import Deadlines
import Texts

/// A task as far as others wait for it and it for them.
public struct TaskConditions: Sendable, Hashable {
    public let id: String
    public let after: [Anchor]
    public let isOptional: Bool

    public init(_ task: Task) {
        (id, after, isOptional) = (task.id, task.after, task.optional)
    }

    fileprivate init(id: String, after: [Anchor], isOptional: Bool) {
        self.id = id
        self.after = after
        self.isOptional = isOptional
    }
}

extension NoticeFile {
    /// Of a file that was found right when it was loaded: in its order, nothing is checked.
    public static func conditions(_ node: Node) -> [TaskConditions] {
        let decoding = FileDecoding(file: "")
        return entries(node[key: NoticeKey.tasks.rawValue]).map { id, task in
            let after = task[key: TaskKey.after.rawValue].map { decoding.conditions($0, path: id) } ?? []
            let optional = task[key: TaskKey.optional.rawValue]
                .flatMap { decoding.problems.flag($0, TaskKey.optional.rawValue)?.value }
            return TaskConditions(id: id, after: after, isOptional: optional ?? false)
        }
    }

    private static func entries(_ node: Node?) -> [(id: String, value: Node)] {
        guard case .mapping(let entries) = node?.value else { return [] }
        return entries.compactMap { entry in entry.key.scalarText.map { ($0, entry.value) } }
    }
}

extension Node {
    fileprivate subscript(key name: String) -> Node? {
        guard case .mapping(let entries) = value else { return nil }
        return entries.first { $0.key.scalarText == name }?.value
    }
}
