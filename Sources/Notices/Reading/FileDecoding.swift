/// What is found while a notice file is decoded: its problems, its places, and which values were refused.

import Texts

final class FileDecoding {
    let problems: DecodingProblems
    private(set) var places = Places()
    /// Paths whose value was refused: checks that would only repeat the trouble leave them out.
    private(set) var refused: Set<String> = []
    /// The notice's own reminder policy, from which its tasks' start.
    var reminders = ReminderPolicy.standard

    init(file: String) {
        problems = DecodingProblems(file: file)
    }

    func report(_ problem: Problem, at span: Span?) {
        problems.add(problem.at(span, file: problems.file))
    }

    func place(_ path: String, _ span: Span) { places.record(path, span) }
    func placeRoot(_ span: Span) { places.recordRoot(span) }
    func refuse(_ path: String) { refused.insert(path) }
}

extension Node {
    var scalarText: String? {
        if case .scalar(let text, _) = value { text } else { nil }
    }
}
