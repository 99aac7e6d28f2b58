/// The shape of a notice with all that its file says, and of what loading one comes to.

import Workflow

extension Shape {
    private static let window = Shape.maybe(.list(.day, 2...2))

    static let inferred = Shape.list(.whole(["key": .string, "reason": .string]))
    static let doubts = Shape.list(.whole(["key": .string, "text": .string]))
    static let policy = Shape.maybe(
        .whole([
            "before": .list(.integer()), "every": .integer(), "times": .integer(), "parentFrom": .maybe(.integer()),
            "coordinatorFrom": .maybe(.integer()), "reviewAge": .integer(),
        ]))

    static let indicator = Shape.whole([
        "id": .string, "title": .string, "maximum": .string, "veto": .flag, "note": .maybe(.string),
        "points": .list(
            .whole([
                "rule": .string, "text": .string, "maximum": .string, "tasks": strings, "when": .maybe(.string),
                "alternative": .maybe(.string),
            ])),
        "children": .list(.named("Indicator")),
    ])

    static let notice = Shape.whole([
        "notice": .string, "number": .maybe(.string), "title": .string, "issuer": .maybe(.string),
        "addressees": .maybe(.string), "issued": .maybe(.day), "period": window, "basis": strings, "language": .string,
        "zone": .string, "calendar": .string, "calendarVersion": .string, "assessment": .string, "official": .string,
        "correction": .count, "minimum": .count, "closes": .maybe(.day), "remind": .named("Policy"),
        "consequences": strings, "inferred": .named("Inferred"), "doubts": .named("Doubts"),
        "contacts": .list(
            .whole(["office": .string, "phone": .maybe(.string), "mail": .maybe(.string), "about": .maybe(.string)])),
        "channels": .list(
            .whole(["id": .string, "kind": .string, "title": .string, "address": .maybe(.string)])),
        "phases": .list(.whole(["id": .string, "title": .string, "window": window, "note": .maybe(.string)])),
        "events": .list(.whole(["id": .string, "title": .string, "scope": .string])),
        "indicators": .list(.named("Indicator")), "tasks": .list(.named("NoticeTask")), "loaded": .flag,
        "revision": .maybe(.count), "doubtsAccepted": .maybe(.whole(["by": .string, "at": .string])),
        "state": .maybe(.string), "counts": .maybe(.named("Counts")),
    ])

    static let noticeTask = Shape.whole([
        "id": .string, "title": .string, "kind": kind, "who": .string, "units": .maybe(.count), "lead": .maybe(.string),
        "optional": .flag,
        "due": .list(
            .whole([
                "rule": .string, "for": .maybe(.string), "channel": .maybe(.string), "dayIncluded": .flag,
                "quote": .maybe(.string),
            ])),
        "starts": .maybe(.string), "after": strings, "minimum": .maybe(.count),
        "items": .maybe(
            .record([Member("tags", .string, required: false), Member("names", strings, required: false)])),
        "deliver": .list(deliverable),
        "review": .list(.whole(["by": .string, "units": .maybe(.string), "for": .maybe(.string)])), "covers": strings,
        "correction": .maybe(.count), "resume": .string,
        "quota": .maybe(.whole(["count": .count, "unit": .string, "below": .maybe(.string)])), "nilAllowed": .flag,
        "indicator": .maybe(.string), "phase": .maybe(.string), "notes": strings, "quote": .maybe(.string),
        "inferred": .named("Inferred"), "doubts": .named("Doubts"), "remind": .named("Policy"),
        "counts": .maybe(.named("Counts")),
    ])

    private static let deliverable = Shape.whole([
        "id": .string, "title": .string, "formats": strings, "name": .maybe(.string), "count": .list(.count, 2...2),
        "channel": .maybe(.string), "seal": .string, "evidence": .maybe(.string), "required": .flag,
        "limit": .maybe(.string), "note": .maybe(.string), "for": .maybe(.string),
    ])

    static let load = Shape.whole([
        "notice": .string, "revision": .count, "same": .flag, "stored": .flag,
        "tasks": .list(
            .whole([
                "task": .string, "title": .string, "kind": kind, "units": .count, "assignments": .count,
                "due": .maybe(.moment), "rule": .maybe(.string), "restDay": .flag, "provisional": .flag,
            ])),
        "assignments": .count, "units": .count, "lettered": .count, "withoutMailbox": strings, "added": .count,
        "removed": .count, "withdrawn": .count, "redated": .count, "openings": .count,
        "changedUnits": .whole(["added": .count, "changed": .count, "removed": .count]),
        "doubts": .list(.whole(["task": .maybe(.string), "key": .string, "text": .string])), "warnings": .count,
    ])
}
