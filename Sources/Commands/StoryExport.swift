/// A story as JSON.

import Deadlines
import Ledger
import Office
import Terminal
import Texts
import Workflow

struct StoryExport {
    private let story: Story
    private let language: Language

    init(_ story: Story, _ language: Language) {
        self.story = story
        self.language = language
    }

    var json: String { JSONWriter.document(.object(head + parts)) }

    private func time(_ instant: Instant?) -> JSON { .optional(instant.map(story.zone.iso)) }

    private func text(_ phrase: Phrase) -> JSON { .string(phrase(language)) }

    private var head: [(String, JSON)] {
        let assignment = story.assignment
        return [
            ("assignment", .int(Int(assignment.id))), ("notice", .string(assignment.notice)),
            ("task", .string(assignment.task)), ("taskTitle", .string(story.taskTitle)),
            ("unit", .string(assignment.unit)), ("unitName", .string(story.unitName)),
            ("item", .optional(assignment.item)), ("turn", .optional(assignment.occurrence)),
            ("channel", .optional(assignment.channel)),
            ("state", .string(story.removal == nil ? story.status.state.rawValue : "removed")),
            ("asOf", time(story.asOf)),
            ("head", .object([("seq", .int(Int(story.head.seq))), ("hash", .string(story.head.hash.hex))])),
        ]
    }

    private var parts: [(String, JSON)] {
        [
            (
                "asked",
                .array(
                    story.asked.map { line in
                        .object([
                            ("label", text(line.label)), ("text", text(line.text)),
                            ("inferred", .bool(line.isInferred)), ("doubt", .bool(line.isDoubtful)),
                        ])
                    })
            ),
            (
                "materials",
                .array(
                    story.materials.map { material in
                        .object([
                            ("id", .string(material.id)), ("title", .string(material.title)),
                            ("required", .bool(material.isRequired)), ("in", .bool(material.isIn)),
                        ])
                    })
            ),
            ("due", .array(story.due.map(text))), ("events", .array(story.events.map(event))),
            ("standing", lines(story.standing)),
            ("verdicts", .array(story.verdicts.map(verdict))), ("figures", lines(story.figures)),
            (
                "clock",
                .object([
                    ("unit", .int(Int(story.clock.unit))), ("reviewer", .int(Int(story.clock.reviewer))),
                    ("closed", .int(Int(story.clock.closed))), ("elapsed", .int(Int(story.elapsed))),
                ])
            ),
            ("letters", .array(story.letters.map(letter))),
        ]
    }

    private func lines(_ lines: [StoryLine]) -> JSON {
        .array(lines.map { .object([("label", text($0.label)), ("text", text($0.text))]) })
    }

    private func event(_ told: StoryEvent) -> JSON {
        let event = told.event
        return .object([
            ("seq", .int(Int(event.seq))), ("at", time(event.at)), ("recorded", time(event.recorded)),
            ("kind", .string(event.what.kind)), ("text", text(told.text)), ("author", .string(event.author)),
            ("source", .string(event.source.rawValue)), ("voidedBy", .optional(told.voidedBy.map { Int($0.seq) })),
        ])
    }

    private func verdict(_ verdict: StoryVerdict) -> JSON {
        .object([
            ("reading", .string(verdict.reading.rawValue)), ("basis", .string(verdict.basis.rawValue)),
            ("official", .bool(verdict.reading == story.official && verdict.basis == .extended)),
            ("verdict", .string(verdict.verdict.rawValue)), ("because", text(verdict.because)),
        ])
    }

    private func letter(_ letter: StoryLetter) -> JSON {
        .object([
            ("letter", .int(Int(letter.letter))), ("created", time(letter.created)),
            ("recipient", .string(letter.recipient)), ("occasion", text(letter.occasion)),
            ("state", .string(letter.state.rawValue)), ("settledAt", time(letter.settledAt)),
            ("reason", .optional(letter.reason)),
        ])
    }
}

extension Ledger.Letter.State {
    var story: Phrase {
        switch self {
        case .held: Phrase(zh: "暂扣", en: "held")
        case .planned: Phrase(zh: "待发", en: "planned")
        case .sending: Phrase(zh: "发送中", en: "being sent")
        case .sent: Phrase(zh: "已发", en: "sent")
        case .failed: Phrase(zh: "被拒收", en: "refused")
        case .unknown: Phrase(zh: "不知是否送达", en: "unknown")
        case .suppressed: Phrase(zh: "未发", en: "not sent")
        }
    }
}
