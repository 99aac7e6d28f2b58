/// The notices of the tests' corpus with the answers of a careful reader, from the checkout that this program was built in.

import Deadlines
import Documents
import Platform
import TestSupport
import Texts

struct CorpusNotice {
    let path: String
    let text: String

    /// A stretch of the text that the answers name.
    struct Place {
        /// Scalars.
        let range: Range<Int>
        /// The last day; nil for a rule without a fixed day, and for what is no deadline.
        let day: Day?
    }

    /// Deadlines with a fixed day, each place and day once.
    let dated: [Place]
    /// Rules without a fixed day, and the dates that are not deadlines; telephone numbers are left out.
    let undated: [Place]
    let issued: String
}

enum DraftCorpus {
    static let folder = Checkout.root + "/Tests/Drafting/Corpus"

    /// The paths of all texts, in order.
    static func paths() throws -> [String] {
        guard Files.isFolder(folder) else {
            throw BenchProblem("\(folder) is not there: run it from the checkout that it was built in")
        }
        return try ["frozen", "open"].flatMap { part in
            try Files.list("\(folder)/\(part)").filter { $0.hasSuffix(".txt") }.map { "\(folder)/\(part)/\($0)" }
        }
    }

    static func texts() throws -> [String] { try paths().map { String(decoding: try Files.read($0), as: UTF8.self) } }

    /// The corpus over and over, to at least so many bytes.
    static func text(bytes: Int) throws -> String {
        let once = try texts().joined(separator: "\n")
        return String(repeating: once, count: max(1, (bytes + once.utf8.count - 1) / max(1, once.utf8.count)))
    }

    static func notices() throws -> [CorpusNotice] { try paths().map(notice) }

    private static func notice(_ path: String) throws -> CorpusNotice {
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        let answers = path.dropLast(4) + ".json"
        // What is JSON is YAML as well.
        let json = String(decoding: try Files.read(String(answers)), as: UTF8.self)
        guard let root = YAMLReader.read(json, file: String(answers)).node, let issued = root["issued"]?.text else {
            throw BenchProblem("\(answers) is not as the corpus has it")
        }
        let scalars = Array(text.unicodeScalars)
        var dated: [CorpusNotice.Place] = []
        var undated: [CorpusNotice.Place] = []
        for entry in root["deadlines"]?.items ?? [] {
            let range = try place(of: entry, in: scalars, answers)
            let day = entry["date"]?.text.flatMap(Day.init(iso:))
            if let day, !dated.contains(where: { $0.range == range && $0.day == day }) {
                dated.append(CorpusNotice.Place(range: range, day: day))
            } else if day == nil, !undated.contains(where: { $0.range == range }) {
                undated.append(CorpusNotice.Place(range: range, day: nil))
            }
        }
        for entry in root["others"]?.items ?? [] where entry["why"]?.text != "phone" {
            undated.append(CorpusNotice.Place(range: try place(of: entry, in: scalars, answers), day: nil))
        }
        return CorpusNotice(path: path, text: text, dated: dated, undated: undated, issued: issued)
    }

    /// Every quote of the corpus stands in its text once.
    private static func place(of entry: Node, in text: [Unicode.Scalar], _ file: some StringProtocol) throws -> Range<
        Int
    > {
        let quote = Array((entry["quote"]?.text ?? "").unicodeScalars)
        guard let first = quote.first,
            let start = text.indices.first(where: { text[$0] == first && text[$0...].starts(with: quote) })
        else { throw BenchProblem("\(file): “\(string(quote))” does not stand in the text") }
        return start..<start + quote.count
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String { scalars.map { String($0) }.joined() }
}

extension Node {
    fileprivate subscript(key: String) -> Node? {
        guard case .mapping(let entries) = value else { return nil }
        return entries.first { $0.key.text == key }?.value
    }

    fileprivate var items: [Node] {
        if case .sequence(let items) = value { return items }
        return []
    }

    /// nil for null.
    fileprivate var text: String? {
        guard case .scalar(let text, let plain) = value, !(plain && text == "null") else { return nil }
        return text
    }
}
