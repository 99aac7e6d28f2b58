/// A draft for programs.

import Deadlines
import Drafting
import Terminal
import Texts

enum DraftJSON {
    static func text(_ draft: Draft, _ language: Language) -> String {
        JSONWriter.document(
            .object(
                [
                    ("title", .optional(draft.title)), ("number", .optional(draft.number)),
                    ("issuer", strings(draft.issuers)), ("issued", .optional(draft.issued?.iso)),
                    ("addressees", strings(draft.addressees)),
                    (
                        "period",
                        draft.period.map {
                            .object([("start", .string($0.lowerBound.iso)), ("end", .string($0.upperBound.iso))])
                        } ?? .null
                    ),
                    ("emails", strings(draft.emails)), ("urls", strings(draft.urls)),
                    ("deadlines", .array(draft.deadlines.map { deadline($0, language) })),
                    ("others", .array(draft.others.map(other))),
                    ("issuedInferred", .bool(draft.isIssueInferred)),
                ] + parts(draft.parts)))
    }

    static func deadline(_ deadline: DraftDeadline, _ language: Language) -> JSON {
        .object(
            [
                ("quote", .string(deadline.quote)), ("line", .int(deadline.position.line)),
                ("column", .int(deadline.position.column)), ("date", .optional(deadline.day?.iso)),
                ("time", .optional(deadline.time)), ("start", .optional(deadline.start?.iso)),
                ("dates", strings(deadline.days.map(\.iso))), ("rule", .optional(deadline.rule)),
                ("kind", .string(deadline.kind.rawValue)), ("who", .optional(deadline.who)),
                ("task", .string(deadline.task)),
                ("confidence", .double(deadline.confidence, places: 2)),
                ("doubts", strings(deadline.doubts.map { $0.phrase(language) })),
                ("reasons", strings(deadline.reasons)),
            ] + details(deadline.detail))
    }

    private static func other(_ other: DraftOther) -> JSON {
        .object([
            ("quote", .string(other.quote)), ("line", .int(other.position.line)),
            ("column", .int(other.position.column)),
            ("date", .optional(other.day?.iso)), ("why", .string(other.why.rawValue)),
            ("reasons", strings(other.reasons)),
        ])
    }

    private static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
