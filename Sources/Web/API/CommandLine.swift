/// The words and files that the parts of a request come to; everything that is wrong with them is told at once.

import HTTP
import JSONTree
import Texts

struct CommandLine {
    private(set) var words: [String]
    private var arguments: [String] = []
    private(set) var files: [String: [UInt8]] = [:]
    private let endpoint: Endpoint

    /// The words in their order: the command, options, arguments behind `--`, where none is taken for an option.
    var all: [String] { words + ["--json"] + (arguments.isEmpty ? [] : ["--"] + arguments) }

    init(_ endpoint: Endpoint, _ call: Call) throws {
        self.endpoint = endpoint
        words = endpoint.command
        try takePath(call)
        try takeQuery(call)
        if !endpoint.isReading { try takeBody(call) }
        for (option, value) in endpoint.defaults where !words.contains(where: { $0.hasPrefix("--\(option)=") }) {
            words.append("--\(option)=\(value)")
        }
    }

    // MARK: - Path and query

    private mutating func takePath(_ call: Call) throws {
        for input in endpoint.inputs(.path) {
            // An address that cannot be is one where there is nothing.
            guard let value = Self.value(call.part(input.name), input.shape), input.shape.faults(value).isEmpty else {
                throw Problem(404)
            }
            take(input, value)
        }
    }

    private mutating func takeQuery(_ call: Call) throws {
        let inputs = endpoint.inputs(.query)
        var faults: [Problem.Fault] = []
        for (name, _) in call.head.query where name != "lang" && !inputs.contains(where: { $0.name == name }) {
            let near = didYouMean(name, among: inputs.map(\.name))
            let none = Phrase(zh: "没有这个参数", en: "there is no such parameter")
            faults.append(
                Problem.Fault(
                    parameter: name,
                    detail: near.map { Phrase(zh: "\(none.zh)；\($0.zh)", en: "\(none.en); \($0.en)") } ?? none))
        }
        for input in inputs {
            let texts = call.head.query.filter { $0.name == input.name }.map(\.value)
            guard !texts.isEmpty else { continue }
            let (value, found) = Self.query(texts, input.shape)
            faults += found.map { Problem.Fault(parameter: input.name, detail: $0) }
            if let value, found.isEmpty { take(input, value) }
        }
        guard faults.isEmpty else { throw Problem(400).with(errors: faults) }
    }

    /// A key's values as its shape has them.
    private static func query(_ texts: [String], _ shape: Shape) -> (JSONTree?, [Phrase]) {
        if case .list(let element, _) = shape {
            let values = texts.map { Self.value($0, element) ?? .string($0) }
            return (.array(values), shape.faults(.array(values)).map(\.detail))
        }
        guard texts.count == 1 else { return (nil, [Phrase(zh: "写了两次", en: "it is given twice")]) }
        let value = value(texts[0], shape) ?? .string(texts[0])
        return (value, shape.faults(value).map(\.detail))
    }

    /// A text as its shape has it; nil when it cannot be one.
    private static func value(_ text: String, _ shape: Shape) -> JSONTree? {
        switch shape {
        case .integer:
            // One spelling for each number: two addresses are two things.
            guard let number = Int64(text), String(number) == text else { return nil }
            return .int(number)
        case .flag: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
        default: return .string(text)
        }
    }

    // MARK: - Body

    private mutating func takeBody(_ call: Call) throws {
        if call.request.body.isEmpty, call.head.contentType == nil, endpoint.takesNothing { return }
        let tree = try call.json(limit: endpoint.limit)
        guard let shape = endpoint.body else { return }
        let faults = shape.faults(tree)
        guard faults.isEmpty else { throw Problem(422).with(errors: faults) }
        for input in endpoint.inputs(.body) {
            if let value = tree[input.name] { take(input, value) }
        }
    }

    // MARK: - Words

    private mutating func take(_ input: Input, _ value: JSONTree) {
        let texts = value.texts
        switch input.use {
        case .argument: arguments += texts
        // A blank stands for nothing, which no option takes as it is.
        case .option(let name): words += texts.map { "--\(name)=\($0.isEmpty ? " " : $0)" }
        case .joined(let name): words.append("--\(name)=\(texts.isEmpty ? "," : texts.joined(separator: ","))")
        case .flag(let name): if value.bool == true { words.append("--\(name)") }
        case .file(let name):
            files[name] = Array(texts.joined().utf8)
            arguments.append(name)
        case .fileOption(let name, let file):
            files[file] = Array(texts.joined().utf8)
            words.append("--\(name)=\(file)")
        }
    }

    /// The parts of the request that an error of the command speaks of.
    func faults(_ what: Phrase) -> [Problem.Fault] {
        endpoint.inputs.compactMap { input in
            let name: String
            switch input.use {
            case .option(let option), .joined(let option), .flag(let option), .fileOption(let option, _): name = option
            case .argument, .file: return nil
            }
            guard what.en.contains("--\(name)") || what.en.contains("\"\(name)\"") else { return nil }
            return input.place == .body
                ? Problem.Fault(pointer: "/\(input.name)", detail: what)
                : Problem.Fault(parameter: input.name, detail: what)
        }
    }
}

extension JSONTree {
    /// A scalar, or an array of scalars, as the command line writes them.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .int(let number): [String(number)]
        case .double(let number): [String(number)]
        case .bool(let flag): [String(flag)]
        case .array(let elements): elements.flatMap(\.texts)
        case .null, .object: []
        }
    }
}
