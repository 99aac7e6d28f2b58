/// Dots out what might be a secret before a line of the configuration is shown beneath a diagnostic: a password
/// that was written where none belongs must not reach a terminal or a log.

import Notices
import Texts

extension ConfigurationFile {
    /// The text with every value that might be a secret as dots, one for each character, so that places stay.
    /// Without a tree (the file has a syntax error) everything after a suspicious key is dotted out.
    public static func masked(_ text: String, _ node: Node?) -> String {
        let source = SourceFile(name: "", text: text)
        var lines = (1...source.lineCount).map { Array((source.line($0) ?? "").unicodeScalars) }
        if let node {
            var spans: [Span] = []
            collect(node, isSecret: false, into: &spans)
            for span in spans { mask(span, in: &lines) }
        } else {
            maskRoughly(&lines)
        }
        return lines.map { line in
            var text = ""
            text.unicodeScalars.append(contentsOf: line)
            return text
        }.joined(separator: "\n")
    }

    private static func isSuspicious(_ key: String) -> Bool {
        let key = key.lowercased()
        let words = ["pass", "pwd", "secret", "token", "密码", "口令"]
        return words.contains { key.contains($0) } || closest(to: key, among: ["password", "passwd"]) != nil
    }

    /// Where a secret is kept, in contrast to the secret.
    private static let places: Set<String> = ["file", "env", "credential"]

    private static func collect(_ node: Node, isSecret: Bool, into spans: inout [Span]) {
        switch node.value {
        case .scalar(let text, _):
            // An address with `@` may be `smtp://user:password@host`.
            if isSecret || (text.contains("://") && text.contains("@")) { spans.append(node.span) }
        case .sequence(let items):
            for item in items { collect(item, isSecret: isSecret, into: &spans) }
        case .mapping(let entries):
            for entry in entries {
                guard case .scalar(let key, _) = entry.key.value else {
                    collect(entry.key, isSecret: true, into: &spans)
                    collect(entry.value, isSecret: true, into: &spans)
                    continue
                }
                let isHere = isSecret ? !places.contains(key) : isSuspicious(key)
                collect(entry.value, isSecret: isHere, into: &spans)
            }
        }
    }

    private static func mask(_ span: Span, in lines: inout [[Unicode.Scalar]]) {
        guard span.start.line >= 1, span.start.line <= span.end.line else { return }
        for number in span.start.line...min(span.end.line, lines.count) {
            let from = number == span.start.line ? span.start.column - 1 : 0
            let to = number == span.end.line ? span.end.column - 1 : Int.max
            dot(&lines[number - 1], from: from, to: to)
        }
    }

    private static func dot(_ line: inout [Unicode.Scalar], from: Int, to: Int = .max) {
        for index in line.indices where index >= from && index < to && line[index] != " " { line[index] = "•" }
    }

    /// From the colon after a suspicious word, and from `://`, to the end of the line, and the deeper lines below.
    private static func maskRoughly(_ lines: inout [[Unicode.Scalar]]) {
        var depth: Int?
        for index in lines.indices {
            var line = ""
            line.unicodeScalars.append(contentsOf: lines[index])
            let indent = lines[index].prefix { $0 == " " || $0 == "\t" }.count
            if let above = depth, indent > above || line.trimmed.isEmpty {
                dot(&lines[index], from: indent)
                continue
            }
            depth = nil
            guard isSuspicious(line) || (line.contains("://") && line.contains("@")) else { continue }
            dot(&lines[index], from: lines[index].firstIndex(of: ":").map { $0 + 1 } ?? indent)
            depth = indent
        }
    }
}
