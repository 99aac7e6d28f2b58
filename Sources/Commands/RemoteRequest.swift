/// A command line on its way to a server, with everything it needs: written by `duban --server`, read by the daemon.

import JSONTree
import Platform
import Terminal
import Texts

package struct RemoteRequest: Sendable, Equatable {
    /// Without the program's name.
    package var arguments: [String]
    package var language = Language.chinese
    /// Columns of the terminal; nil where the output is none.
    package var width: Int?
    package var color = false
    /// Whether errors are shown on a terminal.
    package var terminal = false
    /// To the questions in their order; nil: nobody can be asked.
    package var answers: [String]?
    /// The mark of what stood before the last question.
    package var shown: String?
    package var files: [String: [UInt8]] = [:]
    package var input: [UInt8]?

    package init(_ arguments: [String]) {
        self.arguments = arguments
    }

    package var console: Console {
        .remote(
            Canvas(language: language, width: width, hasColor: color), showsErrors: terminal, answers: answers,
            shown: shown)
    }
}

// MARK: - As JSON

extension RemoteRequest {
    package var json: String {
        JSONWriter.document(
            .object([
                ("arguments", .array(arguments.map { .string($0) })), ("language", .string(language.rawValue)),
                ("width", .optional(width)), ("color", .bool(color)), ("terminal", .bool(terminal)),
                ("answers", answers.map { .array($0.map { .string($0) }) } ?? .null), ("shown", .optional(shown)),
                ("files", RemoteFiles.json(files)),
                ("input", .optional(input.map { Base64.standard.encode($0) })),
            ]), brokenLevels: 1)
    }

    /// What is wrong with a request: the member (a JSON pointer) and what it should be.
    package struct Fault: Error, Sendable, Hashable {
        package let pointer: String
        package let detail: Phrase
    }

    /// From the members of the body; the first fault is thrown.
    package init(_ tree: JSONTree) throws(Fault) {
        guard let members = tree.members else {
            throw Fault(pointer: "", detail: Phrase(zh: "应为一个对象", en: "it should be an object"))
        }
        guard let words = tree["arguments"] else { throw .missing("/arguments") }
        self.init(try Self.strings(words, "/arguments"))
        for (key, value) in members where !value.isNull { try take(key, value) }
    }

    private mutating func take(_ key: String, _ value: JSONTree) throws(Fault) {
        let pointer = "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
        switch key {
        case "arguments": break
        case "language": language = try Self.value(value.string.flatMap(Language.init), pointer, "zh, en")
        case "width":
            width = try Self.value(value.int.flatMap { (20...10_000).contains($0) ? $0 : nil }, pointer, "20…10000")
        case "color": color = try Self.value(value.bool, pointer, "true, false")
        case "terminal": terminal = try Self.value(value.bool, pointer, "true, false")
        case "answers": answers = try Self.strings(value, pointer)
        case "shown": shown = try Self.value(value.string, pointer, "string")
        case "files":
            for (name, content) in try Self.value(value.members, pointer, "object") {
                files[name] = try Self.value(content.string.flatMap(Base64.standard.decode), pointer, "base64")
            }
        case "input": input = try Self.value(value.string.flatMap(Base64.standard.decode), pointer, "base64")
        default: throw Fault(pointer: pointer, detail: Phrase(zh: "没有这个成员", en: "there is no such member"))
        }
    }

    private static func strings(_ value: JSONTree, _ pointer: String) throws(Fault) -> [String] {
        var texts: [String] = []
        for element in try Self.value(value.array, pointer, "[string]") {
            texts.append(try Self.value(element.string, pointer, "[string]"))
        }
        return texts
    }

    private static func value<Value>(_ value: Value?, _ pointer: String, _ expected: String) throws(Fault) -> Value {
        guard let value else {
            throw Fault(pointer: pointer, detail: Phrase(zh: "应为：\(expected)", en: "it should be: \(expected)"))
        }
        return value
    }
}

extension RemoteRequest.Fault {
    static func missing(_ pointer: String) -> RemoteRequest.Fault {
        RemoteRequest.Fault(pointer: pointer, detail: Phrase(zh: "缺少这个成员", en: "it is missing"))
    }
}
