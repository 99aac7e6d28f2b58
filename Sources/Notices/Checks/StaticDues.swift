/// The due dates that can be told from the file alone: fixed days, windows, and what counts from those.

import Deadlines

struct StaticDues {
    /// For each task the dues of its entries, nil where only an event will settle one.
    private var dues: [String: [Due?]] = [:]
    private let calendar: WorkCalendar
    private let zone: Zone

    init(notice: Notice, calendar: WorkCalendar, zone: Zone) {
        self.calendar = calendar
        self.zone = zone
        for task in notice.tasks { dues[task.id] = task.due.map { resolve($0) { _ in nil } } }
        // A due counted from another one needs that one first; chains end after as many rounds as they are long.
        // The bound keeps a hostile file from asking for more.
        let chained = notice.tasks.filter { $0.due.contains { !$0.rule.anchors.filter(\.isDue).isEmpty } }
        for _ in 0..<min(chained.count, 16) {
            let settled = self
            for task in chained { dues[task.id] = task.due.map { resolve($0, anchors: settled.end) } }
        }
    }

    private func resolve(_ entry: DueEntry, anchors: (Anchor) -> Instant?) -> Due? {
        let resolution = entry.rule.resolve(
            calendar: calendar, zone: zone, dayIncluded: entry.dayIncluded, anchors: anchors)
        if case .due(let due) = resolution { return due }
        return nil
    }

    private func end(_ anchor: Anchor) -> Instant? {
        switch anchor {
        case .due(let task): return uniform(task)?.end
        case .final: return dues.values.flatMap { $0 }.compactMap { $0?.end }.max()
        case .event, .outcome: return nil
        }
    }

    /// The due of one of the task's entries.
    func due(_ task: String, _ index: Int) -> Due? {
        guard let entries = dues[task], entries.indices.contains(index) else { return nil }
        return entries[index]
    }

    /// The due of a task whose entries all agree.
    func uniform(_ task: String) -> Due? {
        guard let entries = dues[task], let first = entries.first ?? nil,
            entries.allSatisfy({ $0?.end == first.end })
        else { return nil }
        return first
    }

    /// The latest of the task's dues that are known.
    func latest(_ task: String) -> Due? {
        dues[task]?.compactMap { $0 }.max { $0.end < $1.end }
    }
}
