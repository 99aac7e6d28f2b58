/// One line of the export: an object whose keys come in the order in which they were added.

import Deadlines
import Workflow

struct JSONLine {
    private var body: String

    init(_ type: String) {
        body = "{\"type\":\"\(type)\""
    }

    var text: String { body + "}\n" }

    func add(_ key: String, _ value: String?) -> JSONLine { adding(key, value.map { JSONLine.quote($0) } ?? "null") }

    func add(_ key: String, _ value: (some BinaryInteger)?) -> JSONLine {
        adding(key, value.map { String($0) } ?? "null")
    }

    func add(_ key: String, _ value: Bool) -> JSONLine { adding(key, value ? "true" : "false") }

    func add(_ key: String, _ values: [String]) -> JSONLine {
        adding(key, "[" + values.map { JSONLine.quote($0) }.joined(separator: ",") + "]")
    }

    /// An event's canonical fields as an object of texts.
    func add(_ key: String, fields body: String) -> JSONLine {
        guard let fields = Fields(text: body) else { return adding(key, "null") }
        let pairs = body.split(separator: "&").map { pair -> String in
            let name = String(pair.prefix { $0 != "=" })
            return JSONLine.quote(name) + ":" + JSONLine.quote(fields[name] ?? "")
        }
        return adding(key, "{" + pairs.joined(separator: ",") + "}")
    }

    private func adding(_ key: String, _ value: String) -> JSONLine {
        var line = self
        line.body += ",\"\(key)\":\(value)"
        return line
    }

    static func quote(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

enum CSVCell {
    /// In quotes where a comma, a quote or a line break asks for them.
    static func text(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return value }
        return "\"" + value.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}

extension Instant {
    /// `2025-03-01T08:00:00Z`.
    var utcText: String {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - day * 86_400
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = Day(number: Int32(clamping: day)).iso
        return "\(date)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
