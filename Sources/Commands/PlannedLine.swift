/// One line of a load's plan: a task, or those of its assignments that share a due.

import Deadlines
import Notices
import Office
import Terminal
import Texts
import Workflow

package struct PlannedLine {
    let task: Task
    package let title: String
    package let kind: TaskKind
    package let units: Int
    package let count: Int
    private let entry: DueEntry?
    private let first: Instant?
    private let last: Instant?
    private let turns: Int
    private let restDay: (day: Day, lastWorkingDay: Day)?
    private let isProvisional: Bool
    private let isPast: Bool
    private let event: EventKind?

    /// Task by task in the order of the file; dues that differ by group stand on lines of their own.
    package static func lines(of proposal: LoadProposal) -> [PlannedLine] {
        let byTask = Dictionary(grouping: proposal.planned, by: \.task)
        return proposal.board.notice.tasks.flatMap { task -> [PlannedLine] in
            let all = byTask[task.id] ?? []
            if all.isEmpty { return [PlannedLine(task, [], entry: task.due.first, proposal)] }
            return groups(all, of: task).map { PlannedLine(task, $0.members, entry: $0.entry, proposal) }
        }
    }

    /// Entries that give the same due through the same channel are one line.
    private static func groups(_ all: [Assignment], of task: Task) -> [(entry: DueEntry?, members: [Assignment])] {
        var groups: [(entry: DueEntry?, members: [Assignment])] = []
        var places: [String: Int] = [:]
        for assignment in all {
            let entry = assignment.entry.map { task.due[$0] }
            let key = "\(entry?.channel ?? "") \(entry?.rule.text ?? "")"
            if places[key] == nil {
                places[key] = groups.count
                groups.append((entry, []))
            }
            groups[places[key] ?? 0].members.append(assignment)
        }
        return groups
    }

    private init(_ task: Task, _ group: [Assignment], entry: DueEntry?, _ proposal: LoadProposal) {
        let board = proposal.board
        self.task = task
        self.entry = entry
        title =
            task.title
            + (entry?.channel.flatMap { id in board.notice.channels.first { $0.id == id } }.map { "［\($0.title)］" }
                ?? "")
        kind = task.kind
        units = Set(group.map(\.unit)).count
        count = group.count
        turns = Set(group.compactMap(\.occurrence)).count
        let dues = group.compactMap(\.due)
        first = dues.min()
        last = dues.max()
        isProvisional = group.contains(where: \.isProvisional)
        isPast = last.map { $0 <= proposal.loadedAt } ?? false
        event = task.starts.flatMap { board.notice.event($0) }
        let day = first.map { board.zone.lastDay(before: $0) }
        restDay = day.flatMap { day in
            board.calendar.isWorking(day) ? nil : (day, board.calendar.lastWorkingDay(onOrBefore: day))
        }
    }

    package func due(_ zone: Zone) -> Phrase {
        guard let first, let last else { return rule }
        guard turns > 0 else {
            return first == last ? zone.due(first) : zone.due(first) + Phrase(same: " – ") + zone.due(last)
        }
        return rule
    }

    private var rule: Phrase {
        guard let entry else { return Phrase(zh: "无期限", en: "undated") }
        return entry.rule.phrase()
    }

    package func remark(_ zone: Zone) -> Phrase {
        var parts: [Phrase] = []
        if let event, count == 0 {
            parts.append(Phrase(zh: "每次“\(event.title)”时产生", en: "made at each “\(event.id)”"))
        } else if count == 0 {
            parts.append(Phrase(zh: "没有单位", en: "binds no unit"))
        }
        if turns > 0, let first {
            parts.append(
                Phrase(
                    zh: "已排 \(turns) 期，首期 \(zone.due(first).zh)",
                    en: "\(plural(turns, "turn")) so far, the first on \(zone.due(first).en)"))
        }
        if let restDay, turns == 0 {
            let day = restDay.lastWorkingDay
            parts.append(
                Phrase(
                    zh: "休息日；之前最后一个工作日为 \(day.iso)（\(day.weekday.name.zh)）",
                    en: "a rest day; the last working day before is \(day.iso) \(day.weekday.name.en)"))
        }
        if isProvisional { parts.append(Phrase(zh: "日期暂定", en: "provisional date")) }
        if isPast, turns == 0 { parts.append(Phrase(zh: "已过期限", en: "past already")) }
        if task.optional { parts.append(Phrase(zh: "可选", en: "optional")) }
        return parts.joined(zh: "；", en: "; ")
    }

    func json(_ zone: Zone) -> JSON {
        .object([
            ("task", .string(task.id)), ("title", .string(task.title)), ("kind", .string(kind.rawValue)),
            ("units", .int(units)), ("assignments", .int(count)), ("due", .optional(first.map { zone.iso($0) })),
            ("rule", .optional(entry?.rule.text)), ("restDay", .bool(restDay != nil && turns == 0)),
            ("provisional", .bool(isProvisional)),
        ])
    }
}
