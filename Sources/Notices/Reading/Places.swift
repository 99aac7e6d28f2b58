/// Where every key of a decoded file stands, so that later checks can point to it.

import Texts

public struct Places: Sendable {
    private var spans: [String: Span] = [:]
    private var root: Span?

    init() {}

    /// The value at a key path such as `tasks.forms.due` or, in a list, `tasks.forms.due.0.for` (counted from 0).
    /// For the members of a mapping of ids (`tasks.forms`) it is the id itself.
    public subscript(path: String) -> Span? { spans[path] }

    /// The value at the path, or what contains it.
    public func nearest(_ path: String) -> Span? {
        var path = path[...]
        while true {
            if let span = spans[String(path)] { return span }
            guard let dot = path.lastIndex(of: ".") else { return root }
            path = path[..<dot]
        }
    }

    /// The paths below this one, in alphabetical order.
    func paths(under path: String) -> [String] {
        spans.keys.filter { $0.hasPrefix(path + ".") }.sorted()
    }

    mutating func record(_ path: String, _ span: Span) { spans[path] = span }
    mutating func recordRoot(_ span: Span) { root = span }
}
