/// Who waits for whom, and the circles in it.

import Deadlines
import Texts

struct DependencyGraph {
    private let nodes: [String]
    /// In reverse, so that the next one is taken off the end.
    private let next: [String: [String]]

    /// Edges to what is no node are left out.
    init(nodes: [String], next: (String) -> [String]) {
        self.nodes = nodes
        let known = Set(nodes)
        self.next = Dictionary(uniqueKeysWithValues: known.map { ($0, next($0).filter(known.contains).reversed()) })
    }

    /// At least one cycle of every tangle, each once, from its earliest node around to the same node again.
    /// Depth first with a stack of its own: a hostile file cannot exhaust the program's.
    func cycles() -> [[String]] {
        var found: [[String]] = []
        var seen: Set<Set<String>> = []
        var done: Set<String> = []
        for start in nodes where !done.contains(start) {
            var path = [start]
            var position = [start: 0]
            var open = [next[start] ?? []]
            while let last = path.last {
                guard let node = open[open.count - 1].popLast() else {
                    done.insert(last)
                    position[last] = nil
                    path.removeLast()
                    open.removeLast()
                    continue
                }
                if let index = position[node] {
                    let cycle = Array(path[index...])
                    if seen.insert(Set(cycle)).inserted { found.append(rotated(cycle)) }
                } else if !done.contains(node) {
                    position[node] = path.count
                    path.append(node)
                    open.append(next[node] ?? [])
                }
            }
        }
        return found
    }

    private func rotated(_ cycle: [String]) -> [String] {
        let members = Set(cycle)
        guard let first = nodes.first(where: members.contains), let index = cycle.firstIndex(of: first) else {
            return cycle
        }
        return Array(cycle[index...] + cycle[..<index]) + [first]
    }
}

extension DependencyGraph {
    struct Cycle {
        /// Begins and ends with the same task.
        let path: [String]

        /// The reference in the first task of the cycle that leads to its second.
        func place(in places: Places) -> Span? {
            guard path.count > 1 else { return nil }
            let task = "tasks.\(path[0])"
            let names = path[1]
            let exact = places.paths(under: task).first {
                $0.hasSuffix("(\(names))") || $0.hasSuffix("covers=\(names)")
            }
            return exact.flatMap { places[$0] } ?? places["\(task).due"] ?? places["\(task).quota.below"]
                ?? places[task]
        }
    }

    /// Two kinds of circles: tasks that wait for each other's outcomes, and dues that are counted from each other.
    static func cycles(of tasks: [Task]) -> [Cycle] {
        let byID = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = tasks.map(\.id)
        let waits = DependencyGraph(nodes: ids) { byID[$0]?.waitsFor ?? [] }
        let dates = DependencyGraph(nodes: ids) { byID[$0]?.due.flatMap(\.rule.anchors).compactMap(\.task) ?? [] }
        let first = waits.cycles()
        let known = Set(first.map(Set.init))
        return (first + dates.cycles().filter { !known.contains(Set($0)) }).map(Cycle.init)
    }
}

extension Task {
    /// The tasks whose outcome it needs to open, to be decided, or to have a due date at all.
    fileprivate var waitsFor: [String] {
        var ids = after.compactMap(\.task) + covers
        for anchor in due.flatMap(\.rule.anchors) where !anchor.isDue { ids += anchor.task.map { [$0] } ?? [] }
        // A quota of itself is a problem of its own.
        if let quota, case .below(let id) = quota.source, id != self.id { ids.append(id) }
        return ids
    }
}
