/// The shapes of answers that one resource gives.

extension Shape {
    static let tasks = Shape.whole([
        "now": .moment, "tasks": .list(.named("Task"), 0...1_000), "next": .maybe(.string),
    ])

    static let story = Shape.whole([
        "assignment": .count, "notice": .string, "task": .string, "taskTitle": .string, "unit": .string,
        "unitName": .string, "item": .maybe(.string), "turn": .maybe(.string), "channel": .maybe(.string),
        "state": .string, "asOf": .moment, "head": head,
        "asked": .list(.whole(["label": .string, "text": .string, "inferred": .flag, "doubt": .flag])),
        "materials": .list(.whole(["id": .string, "title": .string, "required": .flag, "in": .flag])),
        "due": strings,
        "events": .list(
            .whole([
                "seq": .count, "at": .moment, "recorded": .moment, "kind": .string, "text": .string, "author": .string,
                "source": .string, "voidedBy": .maybe(.count),
            ])),
        "standing": .list(.named("StoryLine")),
        "verdicts": .list(
            .whole(["reading": .string, "basis": .string, "official": .flag, "verdict": .string, "because": .string])),
        "figures": .list(.named("StoryLine")),
        "clock": .whole(["unit": .integer(), "reviewer": .integer(), "closed": .integer(), "elapsed": .integer()]),
        "letters": .list(
            .whole([
                "letter": .count, "created": .moment, "recipient": .string, "occasion": .string, "state": .string,
                "settledAt": .maybe(.moment), "reason": .maybe(.string),
            ])),
    ])

    private static let head = Shape.whole(["seq": .count, "hash": .string])

    static let report = Shape.whole([
        "asOf": .moment, "head": head, "by": .maybe(.string), "includeNotDue": .flag,
        "notices": .list(
            .whole([
                "notice": .string, "title": .string, "number": .maybe(.string), "revision": .count,
                "calendar": .string, "official": .string, "assessment": .string, "figures": .named("Figures"),
                "groups": .list(
                    .whole([
                        "key": .maybe(.string), "name": .maybe(.string), "rank": .maybe(.count),
                        "figures": .named("Figures"),
                    ])),
                "charges": .list(
                    .whole(["task": .string, "waitsFor": .maybe(.string), "holders": strings, "count": .count])),
            ])),
        "total": .maybe(.whole(["notices": .count, "figures": .named("Figures")])),
        "formulas": .record([], others: .whole(["zh": .string, "en": .string])),
    ])

    static let oneUnit = Shape.whole([
        "unit": .named("Unit"), "parent": .maybe(.string), "children": strings,
        "silences": .list(.whole(["event": .count, "scope": .string, "reason": .string])),
        "tasks": .list(.named("Task")),
    ])

    static let roster = Shape.whole([
        "added": strings, "changed": .list(.whole(["code": .string, "fields": strings])), "removed": strings,
        "occupied": .list(.whole(["code": .string, "open": .count])), "stored": .flag, "withdrawn": .count,
        "notices": .list(
            .whole([
                "notice": .string, "added": .count, "removed": .count, "redated": .count, "rereviewed": .count,
            ])),
    ])

    static let statusImport = Shape.whole([
        "notice": .string, "source": .string, "stored": .flag,
        "changes": .list(
            .whole([
                "assignment": .count, "unit": .string, "unitName": .string, "task": .string, "from": state, "to": state,
                "line": .count, "steps": .list(.whole(["kind": .string, "at": .moment])),
            ])),
        "known": .count, "untouched": .count, "problems": .list(.named("Diagnostic")),
    ])

    static let callList = Shape.whole([
        "now": .integer(),
        "units": .list(
            .whole([
                "unit": .string, "name": .string, "phone": .maybe(.string), "unreached": .maybe(.string),
                "chased": .count,
                "items": .list(
                    .whole([
                        "assignment": .count, "notice": .string, "task": .string, "due": .string, "distance": .string,
                    ])), "message": .string,
            ])),
    ])

    static let reminders = Shape.record(
        [
            Member("at", .integer()), Member("goes", .integer()), Member("mode", .string),
            Member(
                "letters",
                .list(
                    .whole([
                        "recipient": .string, "recipientName": .string, "kind": .string, "notice": .maybe(.string),
                        "lines": .list(.named("Line")), "subject": .maybe(.string), "text": .maybe(.string),
                    ]))),
            Member(
                "suppressed", .list(.record(lineMembers + [Member("recipient", .string), Member("why", .string)]))),
            Member("deferred", .list(.named("Line"))), Member("outbox", .record(accounting)),
        ])

    static let outbox = Shape.record(
        [Member("letters", .list(.named("Letter"))), Member("counts", .record([], others: .count))] + accounting)

    static let oneLetter = Shape.record(
        letterMembers + [
            Member("messageID", .string),
            Member(
                "lines",
                .list(
                    .whole([
                        "assignment": .count, "unit": .maybe(.string), "unitName": .maybe(.string),
                        "task": .maybe(.string), "stage": .string, "due": .maybe(.integer()),
                        "dropped": .maybe(.string),
                    ]))),
            Member("text", .maybe(.string)),
        ])

    static let mail = Shape.record(
        [
            Member("mode", .oneOf(["hold", "release", "redirect"])), Member("decided", .flag),
            Member("by", .maybe(.string)), Member("at", .maybe(.integer())), Member("reason", .string),
            Member("demo", .flag),
        ] + accounting + [Member("held", .count)])

    static let silences = Shape.whole([
        "silences": .list(
            .whole([
                "event": .count, "scope": .string, "until": .moment, "reason": .string, "author": .string,
                "endedBy": .maybe(.count),
            ]))
    ])

    static let verification = Shape.whole([
        "intact": .flag, "events": .count, "head": .string,
        "problems": .list(
            .whole(["kind": .string, "event": .maybe(.count), "assignment": .maybe(.count), "what": .string])),
    ])
}
