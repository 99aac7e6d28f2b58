/// The shapes that several answers share, by the names that they have in the API's description.

import Ledger
import Notices
import Office
import Workflow

extension Shape {
    static let named: [String: Shape] = [
        "Task": task, "Unit": unit, "Figures": figures, "Recorded": recorded, "Letter": letter, "Line": line,
        "Problem": problem, "NoticeSummary": noticeSummary, "NoticeTask": noticeTask, "Indicator": indicator,
        "Policy": policy, "Inferred": inferred, "Doubts": doubts, "Counts": counts, "Diagnostic": diagnostic,
        "StoryLine": storyLine,
    ]

    static let state = Shape.oneOf(State.allCases.map(\.rawValue))
    static let kind = Shape.oneOf(TaskKind.allCases.map(\.rawValue))
    static let strings = Shape.list(.string)

    private static let task = Shape.whole([
        "assignment": .count, "notice": .string, "noticeTitle": .string, "task": .string, "taskTitle": .string,
        "kind": kind, "optional": .flag, "unit": .string, "unitName": .string, "item": .maybe(.string),
        "turn": .maybe(.string), "channel": .maybe(.string), "state": state, "level": .count,
        "reviewer": .maybe(.string), "due": .maybe(.moment), "deadline": .maybe(.moment),
        "daysLeft": .maybe(.integer()), "overdue": .flag, "provisional": .flag, "returns": .count, "openedLate": .flag,
        "stale": .flag, "decided": .maybe(.count), "total": .maybe(.count),
    ])

    private static let unit = Shape.whole([
        "code": .string, "name": .string, "kind": .maybe(.string), "level": .maybe(.string), "parent": .maybe(.string),
        "region": .maybe(.string), "tags": strings, "mailboxes": .count, "phone": .maybe(.string),
        "joins": .maybe(.day), "leaves": .maybe(.day), "formerNames": strings, "removed": .flag,
    ])

    /// The keys are the columns of `duban report --format csv`.
    private static let figures = Shape.record([], others: .maybe(.number))

    private static let recorded = Shape.whole([
        "events": .list(.count),
        "changed": .list(
            .whole([
                "assignment": .count, "notice": .string, "unit": .string, "task": .string, "item": .maybe(.string),
                "turn": .maybe(.string), "from": state, "to": state, "due": .maybe(.moment),
            ])),
        "started": .list(.whole(["notice": .string, "unit": .string, "task": .string, "item": .maybe(.string)])),
    ])

    static let letterMembers: [Member] = [
        Member("letter", .count), Member("state", .string), Member("kind", .string), Member("recipient", .string),
        Member("recipientName", .string), Member("notice", .maybe(.string)), Member("created", .integer()),
        Member("next", .maybe(.integer())), Member("settled", .maybe(.integer())), Member("attempts", .count),
        Member("code", .maybe(.string)), Member("redirected", .flag), Member("reason", .maybe(.string)),
    ]

    private static let letter = Shape.record(letterMembers)

    static let accounting: [Member] = [
        Member("planned", .count), Member("sent", .count), Member("failed", .count), Member("unknown", .count),
        Member("suppressed", .count), Member("pending", .count), Member("balanced", .flag),
    ]

    static let lineMembers: [Member] = [
        Member("assignment", .count), Member("unit", .string), Member("unitName", .string), Member("notice", .string),
        Member("task", .string), Member("stage", .string), Member("reason", .string), Member("due", .maybe(.integer())),
    ]

    private static let line = Shape.record(lineMembers)

    /// RFC 9457 with the project's why and remedy.
    private static let problem = Shape.record([
        Member("type", .string), Member("title", .string), Member("status", .integer(400...599)),
        Member("detail", .string), Member("why", .string, required: false), Member("remedy", .string, required: false),
        Member(
            "errors",
            .list(
                .record([
                    Member("pointer", .string, required: false), Member("parameter", .string, required: false),
                    Member("detail", .string),
                ])), required: false),
    ])

    private static let counts = Shape.record(State.allCases.map { Member($0.rawValue, .count) })

    private static let noticeSummary = Shape.whole([
        "notice": .string, "title": .string, "number": .maybe(.string), "issuer": .maybe(.string), "revision": .count,
        "state": .string, "counts": .named("Counts"), "total": .count,
    ])

    private static let diagnostic = Shape.whole([
        "severity": .string, "code": .string, "file": .string, "line": .maybe(.count), "column": .maybe(.count),
        "endLine": .maybe(.count), "endColumn": .maybe(.count), "what": .string, "why": .maybe(.string),
        "remedy": .maybe(.string),
    ])

    private static let storyLine = Shape.whole(["label": .string, "text": .string])
}
