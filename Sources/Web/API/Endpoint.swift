/// A resource of the API: the command behind it, and how the parts of a request become its arguments.

import HTTP
import Terminal
import Texts

struct Endpoint: Sendable {
    let method: String
    /// Below `/api/v1`: `/assignments/{id}/submissions`.
    let path: String
    /// The operation's name for programs that are made from the description.
    let id: String
    let group: Group
    let summary: Phrase
    /// The command's words, with the options that always stand.
    let command: [String]
    let inputs: [Input]
    let answer: Shape
    /// Bytes of the body at most.
    var limit = 64 << 10
    /// Options that stand unless the request says otherwise: name and value.
    var defaults: [(option: String, value: String)] = []
    /// Seconds of the clock are left out: what is asked changes by the minute, so that it can be asked again cheaply.
    var goesByMinutes = false
    /// What takes a millisecond is answered at once, anything else while others are served.
    var lane: @Sendable (Request.Head) -> Lane = { _ in .slow }

    enum Group: String, Sendable, CaseIterable {
        case notices, tasks, recording, units, figures, mail, ledger

        var summary: Phrase {
            switch self {
            case .notices: Phrase(zh: "通知", en: "Notices")
            case .tasks: Phrase(zh: "任务", en: "Tasks")
            case .recording: Phrase(zh: "登记", en: "Recording")
            case .units: Phrase(zh: "名录", en: "The roster")
            case .figures: Phrase(zh: "统计", en: "Figures")
            case .mail: Phrase(zh: "提醒与邮件", en: "Reminders and mail")
            case .ledger: Phrase(zh: "台账", en: "The ledger")
            }
        }
    }

    init(
        _ method: String, _ path: String, _ id: String, _ group: Group, _ summary: Phrase, _ command: [String],
        _ inputs: [Input] = [], answer: Shape
    ) {
        self.method = method
        self.path = path
        self.id = id
        self.group = group
        self.summary = summary
        self.command = command
        self.inputs = inputs
        self.answer = answer
    }

    /// The same, changed.
    func with(_ change: (inout Endpoint) -> Void) -> Endpoint {
        var copy = self
        change(&copy)
        return copy
    }

    var isReading: Bool { method == "GET" }

    func inputs(_ place: Input.Place) -> [Input] { inputs.filter { $0.place == place } }

    /// The body's shape; nil: it takes none.
    var body: Shape? {
        guard !isReading else { return nil }
        return .record(
            inputs(.body).map {
                Shape.Member($0.name, $0.shape, required: $0.isRequired, $0.summary, example: $0.example)
            })
    }

    /// Whether a request without a body will do.
    var takesNothing: Bool { !inputs(.body).contains(where: \.isRequired) }
}

/// One part of a request.
struct Input: Sendable {
    enum Place: String, Sendable { case path, query, body }

    /// What becomes of it.
    enum Use: Sendable {
        /// A word of its own, after the options.
        case argument
        /// The option's value; of a list the option stands for each element.
        case option(String)
        /// The option's value, with commas between the elements of a list.
        case joined(String)
        /// The option stands when it is true.
        case flag(String)
        /// A file of this name, which is the command's argument.
        case file(String)
        /// A file of this name, which is the option's value.
        case fileOption(String, String)
    }

    let name: String
    let place: Place
    let use: Use
    let shape: Shape
    let isRequired: Bool
    let summary: Phrase
    let example: JSON?

    static func path(_ name: String, _ shape: Shape, _ summary: Phrase, use: Use = .argument, example: JSON) -> Input {
        Input(name: name, place: .path, use: use, shape: shape, isRequired: true, summary: summary, example: example)
    }

    static func query(
        _ name: String, _ shape: Shape, _ summary: Phrase, use: Use, example: JSON? = nil
    ) -> Input {
        Input(name: name, place: .query, use: use, shape: shape, isRequired: false, summary: summary, example: example)
    }

    static func body(
        _ name: String, _ shape: Shape, _ summary: Phrase, use: Use, required: Bool = false, example: JSON? = nil
    ) -> Input {
        Input(
            name: name, place: .body, use: use, shape: shape, isRequired: required, summary: summary, example: example)
    }
}
