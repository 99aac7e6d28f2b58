/// Takes a ledger apart into plain text for the recount: events, definitions of assignments, what the notice asks.

import Deadlines
import Ledger
import Notices
import Testing
import Workflow

extension Recounted {
    init(_ id: String, in store: LedgerStore, asOf: Instant) throws {
        let events = try store.events(.notice(id), includingVoided: true)
        // The texts that the last load by then named.
        let load = try #require(
            events.filter { $0.recorded <= asOf }.compactMap { event -> Load? in
                if case .loaded(let load) = event.what { load } else { nil }
            }
            .max { $0.revision < $1.revision })
        let input = try Desk.input(
            try #require(try store.document(load.notice)), roster: try store.document(load.roster))
        let (notice, roster) = (input.notice, try #require(input.roster))
        let rows = try store.assignments(.notice(id)).map(\.assignment)
        let made = try Dictionary(uniqueKeysWithValues: store.assignments(.notice(id)).map { ($0.id, $0.madeBy) })
        var required: [String: [String]] = [:]
        for row in rows { required[String(row.id)] = Self.required(row, notice, roster) }
        self.init(
            events: events.map(Self.words), assignments: rows.map { Self.words($0, notice, made[$0.id] ?? 0) },
            tasks: notice.tasks.map(Self.words), required: required, official: notice.official.rawValue,
            correction: notice.correction, minimum: notice.minimum,
            units: Dictionary(uniqueKeysWithValues: roster.units.map { ($0.code, Self.words($0)) }),
            working: WorkingDays(calendar: try #require(try store.document(load.calendar))),
            asOf: Int(asOf.seconds))
    }

    private static func words(_ event: Event) -> Row {
        var row: Row = [
            "seq": String(event.seq), "kind": event.what.kind, "at": String(event.at.seconds),
            "recorded": String(event.recorded.seconds),
        ]
        row["assignment"] = event.assignment.map { String($0) }
        row["unit"] = event.unit
        row["item"] = event.item
        for pair in event.what.fields.text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            if halves.count == 2 { row[String(halves[0])] = String(halves[1]) }
        }
        return row
    }

    private static func words(_ row: Assignment, _ notice: Notice, _ madeBy: Int64) -> Row {
        let due = notice.tasks.first { $0.id == row.task }?.due ?? []
        return [
            "id": String(row.id), "task": row.task, "unit": row.unit, "item": row.item ?? "",
            "reviewers": row.reviewers.joined(separator: ","), "opens": String(row.opens.seconds),
            "due": row.due.map { String($0.seconds) } ?? "", "madeBy": String(madeBy),
            "rule": row.entry.flatMap { due.indices.contains($0) ? due[$0].rule.text : nil } ?? "",
        ]
    }

    private static func words(_ task: Task) -> Row {
        var row: Row = [
            "id": task.id, "optional": task.optional ? "1" : "0", "covers": task.covers.joined(separator: ","),
            "after": task.after.map(\.text).joined(separator: ";"),
            "rules": task.due.map(\.rule.text).joined(separator: ";"),
            "minimum": task.minimum.map { String($0) } ?? "", "correction": task.correction.map { String($0) } ?? "",
            "resume": task.resume.rawValue, "quota": "", "below": "",
        ]
        if let quota = task.quota {
            switch quota.source {
            case .own: row["quota"] = String(quota.count)
            case .below(let member):
                row["below"] = member
                row["belowCount"] = String(quota.count)
            }
        }
        return row
    }

    private static func words(_ unit: Unit) -> Row {
        [
            "kind": unit.kind ?? "", "parent": unit.parent ?? "", "level": unit.level?.rawValue ?? "",
            "region": unit.region ?? "",
        ]
    }

    /// Required deliverables of an assignment: those for its unit, and for its channel where the task's dues have some.
    private static func required(_ row: Assignment, _ notice: Notice, _ roster: Roster) -> [String] {
        guard let task = notice.tasks.first(where: { $0.id == row.task }), let unit = roster.unit(code: row.unit) else {
            return []
        }
        var channels: Set<String> = []
        for entry in task.due where entry.who?.matches(unit, roster) != false {
            if let channel = entry.channel { channels.insert(channel) }
        }
        return task.deliver.filter { deliverable in
            guard deliverable.required, deliverable.who?.matches(unit, roster) != false else { return false }
            if let channel = row.channel { return deliverable.channel == channel }
            return deliverable.channel.map { !channels.contains($0) } ?? true
        }
        .map(\.id)
    }
}
