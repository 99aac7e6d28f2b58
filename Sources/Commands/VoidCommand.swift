/// `duban void EVENT --reason`: takes back a wrong record by a new one.

import Office
import Terminal
import Texts
import Workflow

enum VoidCommand: Command {
    static var name: String { "void" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "作废一条登记错的记录", en: "take a wrong record back"),
            discussion: Phrase(
                zh: "记录不会被删除：作废是一条新记录，原记录从此不计。记录号由登记时的输出或 duban why 给出。",
                en:
                    "Nothing is deleted: a void is a new event, and the old one counts no more. Recording prints an event's number; duban why shows it, too."
            ),
            arguments: [
                ArgumentSpec("event", Phrase(zh: "记录号", en: "EVENT"), Phrase(zh: "要作废的记录号", en: "the event's number"))
            ],
            options: [StepOptions.reason],
            examples: [Example("duban void 1234 --reason 录错单位", Phrase(zh: "作废并说明理由", en: "voids it and says why"))],
            exitCodes: [.refused, .notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let reason = try arguments.required("reason")
        guard let seq = try EventNumber.read("event", arguments) else { return .usage }
        let desk = try arguments.globals.desk()
        let recording = try desk.office.void(seq, reason: reason, now: desk.now)
        try RecordingReport(recording, in: desk.store).print(to: console, json: arguments.globals.json)
        return .ok
    }
}

/// The number of an event as people write it: `1234` or `#1234`.
enum EventNumber {
    static func read(_ name: String, _ arguments: ParsedArguments) throws(Failure) -> Int64? {
        try arguments.value(name, expected: Phrase(zh: "记录号，例如 1234", en: "the number of an event, e.g. 1234")) {
            text in
            Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text).flatMap { $0 > 0 ? $0 : nil }
        }
    }
}
