/// Checks that need the file alone: what refers to what, and tasks that contradict themselves.

import Deadlines
import Texts

struct ReferenceChecks {
    let notice: Notice
    let ids: DeclaredIDs
    let decoding: FileDecoding
    private let tasks: [String: Task]

    init(notice: Notice, ids: DeclaredIDs, decoding: FileDecoding) {
        self.notice = notice
        self.ids = ids
        self.decoding = decoding
        tasks = Dictionary(notice.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func run() {
        for task in notice.tasks {
            references(task)
            anchors(task)
            reviewing(task)
            dues(task)
            deliverables(task)
        }
        indicators()
        titles()
        unused()
        doubts()
        for cycle in DependencyGraph.cycles(of: notice.tasks) {
            report(.dependencyCycle(cycle.path), at: cycle.place(in: decoding.places))
        }
    }

    private func report(_ problem: Problem, at span: Span?) { decoding.report(problem, at: span) }

    private func place(_ task: Task, _ key: TaskKey) -> Span? {
        decoding.places.nearest("tasks.\(task.id).\(key.rawValue)")
    }

    private func doubts() {
        for open in notice.openDoubts {
            let path = open.task.map { "tasks".child($0) } ?? ""
            report(.openDoubt(open), at: decoding.places[path.child("doubts").child(open.doubt.key)])
        }
    }

    private func references(_ task: Task) {
        if let phase = task.phase, !ids.phases.contains(phase) {
            report(.unknownPhase(phase, known: ids.phases.list), at: place(task, .phase))
        }
        if let indicator = task.indicator, !ids.indicators.contains(indicator) {
            report(.unknownIndicator(indicator, known: ids.indicators.list), at: place(task, .indicator))
        }
        for id in task.covers where !ids.tasks.contains(id) {
            report(
                .unknownTask(id, known: ids.tasks.list), at: decoding.places.nearest("tasks.\(task.id).covers=\(id)"))
        }
        if let quota = task.quota, case .below(let id) = quota.source {
            let span = decoding.places["tasks.\(task.id).quota.below"]
            if id == task.id { report(.quotaOfItself(), at: span) }
            if !ids.tasks.contains(id) { report(.unknownTask(id, known: ids.tasks.list), at: span) }
        }
    }

    /// What the task waits for and what its dues count from.
    private func anchors(_ task: Task) {
        if let event = task.starts {
            check(event: event, at: place(task, .starts))
            if notice.event(event)?.scope == .notice { report(.startsOnce(event), at: place(task, .starts)) }
        }
        for anchor in task.after {
            check(anchor, of: task, at: decoding.places["tasks.\(task.id).after=\(anchor.text)"])
        }
        for (index, entry) in task.due.enumerated() {
            for anchor in entry.rule.anchors {
                check(anchor, of: task, at: decoding.places.due(task.id, index))
            }
        }
    }

    private func check(_ anchor: Anchor, of task: Task, at span: Span?) {
        if let id = anchor.task, !ids.tasks.contains(id) { report(.unknownTask(id, known: ids.tasks.list), at: span) }
        guard case .event(let event) = anchor else { return }
        check(event: event, at: span)
        if notice.event(event)?.scope == .item, task.starts != event { report(.eventWithoutStart(event), at: span) }
    }

    private func check(event: String, at span: Span?) {
        guard !ids.events.contains(event) else { return }
        report(.unknownEvent(event, known: ids.events.list), at: span)
    }

    private func reviewing(_ task: Task) {
        let owner = decoding.places["tasks.\(task.id)"]
        let isKnownKind = !decoding.refused.contains("tasks.\(task.id).kind")
        if task.kind == .review, decoding.places["tasks.\(task.id).covers"] == nil {
            report(.reviewWithoutCovers(), at: owner)
        }
        if task.kind != .review, isKnownKind, !task.covers.isEmpty {
            report(.coversOutsideReview(kind: task.kind.rawValue), at: place(task, .covers))
        }
        for id in task.covers {
            guard let covered = tasks[id], covered.review.isEmpty,
                !decoding.refused.contains("tasks.\(id).review")
            else { continue }
            report(.coversUnreviewed(id), at: decoding.places["tasks.\(task.id).covers=\(id)"])
        }
    }

    private func dues(_ task: Task) {
        var settled: Set<String?> = []
        for (index, entry) in task.due.enumerated() {
            let span = decoding.places.due(task.id, index)
            if settled.contains(entry.channel) || settled.contains(nil) { report(.unreachableDue(), at: span) }
            if entry.who == nil { settled.insert(entry.channel) }
            if case .recurring(let recurrence) = entry.rule.form, recurrence.period == nil, notice.closes == nil {
                report(.endlessRecurrence(), at: span)
            }
            if let channel = entry.channel {
                let place = decoding.places.nearest("tasks.\(task.id).due.\(index).channel")
                if !ids.channels.contains(channel) {
                    report(.unknownChannel(channel, known: ids.channels.list), at: place)
                } else if !task.deliver.contains(where: { $0.channel == channel }) {
                    report(.channelWithoutDeliverable(channel), at: place)
                }
            }
        }
    }

    private func deliverables(_ task: Task) {
        let path = "tasks.\(task.id).deliver"
        for item in task.deliver {
            if let channel = item.channel, !ids.channels.contains(channel) {
                report(
                    .unknownChannel(channel, known: ids.channels.list),
                    at: decoding.places["\(path).\(item.id).channel"])
            }
            if let name = item.name, NamePattern.fields(of: name)?.contains("item") == true, task.items == nil,
                task.starts == nil
            {
                report(.itemFieldWithoutItems(), at: decoding.places["\(path).\(item.id).name"])
            }
        }
        if task.kind == .sealedScan, !task.deliver.contains(where: { $0.seal != .none }) {
            report(.sealedScanUnsealed(), at: decoding.places["tasks.\(task.id)"])
        }
    }

    private func indicators() {
        let parents = Dictionary(uniqueKeysWithValues: notice.indicators.map { ($0.id, $0.parent) })
        for indicator in notice.indicators {
            let path = "indicators.\(indicator.id)"
            if let parent = indicator.parent, !ids.indicators.contains(parent) {
                report(.unknownIndicator(parent, known: ids.indicators.list), at: decoding.places["\(path).parent"])
            }
            for (index, rule) in indicator.points.enumerated() {
                for id in rule.tasks where !ids.tasks.contains(id) {
                    let span = decoding.places.nearest("\(path).points.\(index).tasks=\(id)")
                    report(.unknownTask(id, known: ids.tasks.list), at: span)
                }
            }
        }
        let graph = DependencyGraph(nodes: notice.indicators.map(\.id)) { id in
            (parents[id] ?? nil).map { [$0] } ?? []
        }
        for path in graph.cycles() {
            report(.indicatorCycle(path), at: decoding.places["indicators.\(path[0]).parent"])
        }
    }

    private func titles() {
        var first: [String: String] = [:]
        for task in notice.tasks where decoding.places["tasks.\(task.id).title"] != nil {
            if let other = first[task.title] {
                report(.duplicateTitle(task.title, other: other), at: place(task, .title))
            } else {
                first[task.title] = task.id
            }
        }
    }

    private func unused() {
        var channels: Set<String> = []
        var events: Set<String> = ["told"]
        for task in notice.tasks {
            channels.formUnion(task.deliver.compactMap(\.channel) + task.due.compactMap(\.channel))
            events.formUnion(task.starts.map { [$0] } ?? [])
            for case .event(let event) in task.after + task.due.flatMap(\.rule.anchors) { events.insert(event) }
        }
        for channel in notice.channels where !channels.contains(channel.id) {
            report(.neverUsed(channel.id, key: "channels"), at: decoding.places["channels.\(channel.id)"])
        }
        for event in notice.events where !events.contains(event.id) {
            report(.neverUsed(event.id, key: "events"), at: decoding.places["events.\(event.id)"])
        }
    }
}

extension Places {
    /// The rule of a due entry, counted from 0; the whole `due` when its entries have no places of their own.
    func due(_ task: String, _ index: Int) -> Span? {
        self["tasks.\(task).due.\(index).is"] ?? self["tasks.\(task).due.\(index)"] ?? self["tasks.\(task).due.is"]
            ?? self["tasks.\(task).due"]
    }
}

extension Notice {
    public func task(_ id: String) -> Task? { tasks.first { $0.id == id } }
    public func event(_ id: String) -> EventKind? { events.first { $0.id == id } }
    public func channel(_ id: String) -> Channel? { channels.first { $0.id == id } }
    public func phase(_ id: String) -> Phase? { phases.first { $0.id == id } }
    public func indicator(_ id: String) -> Indicator? { indicators.first { $0.id == id } }
}
