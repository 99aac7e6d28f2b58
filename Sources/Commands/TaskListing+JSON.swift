/// The answer of `duban tasks` for other programs.

import Deadlines
import Ledger
import Terminal

extension TaskListing {
    func writeJSON(to console: Console) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("now", .string(zone.iso(now)))
        writer.key("tasks")
        writer.beginArray()
        for (index, row) in rows.enumerated() {
            writer.value(json(row))
            if index % 1000 == 999 { console.write(writer.take()) }
        }
        // The array is ended before what follows it.
        if query.limit < .max {
            writer.end()
            writer.field("next", .optional(next?.text))
        }
        console.write(writer.finish())
    }

    var json: [JSON] { rows.map(json) }

    private func json(_ row: TaskRow) -> JSON {
        let zone = clocks[row.notice]?.zone ?? zone
        func moment(_ instant: Instant?) -> JSON { .optional(instant.map { zone.iso($0) }) }
        return .object([
            ("assignment", .int(Int(row.id))), ("notice", .string(row.notice)),
            ("noticeTitle", .string(row.noticeTitle)),
            ("task", .string(row.task)), ("taskTitle", .string(row.taskTitle)), ("kind", .string(row.kind.rawValue)),
            ("optional", .bool(row.isOptional)), ("unit", .string(row.unit)), ("unitName", .string(row.unitName)),
            ("item", .optional(row.item)), ("turn", .optional(row.occurrence)), ("channel", .optional(row.channel)),
            ("state", .string(row.state.rawValue)), ("level", .int(row.level)),
            ("reviewer", .optional(row.reviewerName)),
            ("due", moment(row.due)), ("deadline", moment(row.deadline)),
            ("daysLeft", .optional(daysLeft(row)?.number)),
            ("overdue", .bool(row.isOverdue(at: now))), ("provisional", .bool(row.isProvisional)),
            ("returns", .int(row.returns)), ("openedLate", .bool(row.isOpenedLate)), ("stale", .bool(row.isStale)),
            ("decided", .optional(row.coverDecided)), ("total", .optional(row.coverTotal)),
        ])
    }
}
