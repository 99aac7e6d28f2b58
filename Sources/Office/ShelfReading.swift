/// What came of reading one file: its value, its text for excerpts, and everything that is wrong with it.

import Deadlines
import Documents
import Notices
import Platform
import Texts

public struct FileReading<Value: Sendable>: Sendable {
    /// Nil when nothing could be made of the file. With errors among the diagnostics it serves only to find more.
    public let value: Value?
    /// Nil when the bytes are no text.
    public let source: SourceFile?
    public let diagnostics: [Diagnostic]

    public init(value: Value?, source: SourceFile?, diagnostics: [Diagnostic]) {
        self.value = value
        self.source = source
        self.diagnostics = diagnostics
    }

    public var hasErrors: Bool { diagnostics.hasErrors }

    /// The value of a file without errors; warnings pass.
    public func sound() throws(ShelfProblem) -> Value {
        guard let value, !hasErrors else {
            throw .faulty(diagnostics, sources: source.map { [$0] } ?? [])
        }
        return value
    }

    /// The next stage on the same file: its diagnostics are added to those found so far.
    func then<Next: Sendable>(_ step: (Value) -> (Next?, [Diagnostic])) -> FileReading<Next> {
        guard let value else { return FileReading<Next>(value: nil, source: source, diagnostics: diagnostics) }
        let (next, found) = step(value)
        return FileReading<Next>(value: next, source: source, diagnostics: diagnostics + found)
    }
}

/// Reading needs no data folder: these serve any path.
extension Shelf {
    /// The file's text, whatever it is encoded in.
    public static func readText(_ path: String) throws(FileProblem) -> FileReading<String> {
        reading(TextDecoder.decode(try Files.read(path), file: path).map(\.text), path)
    }

    /// The text of a table: CSV, or an Excel workbook as CSV, so that places and excerpts are told of both alike.
    public static func readTable(_ path: String) throws(FileProblem) -> FileReading<String> {
        reading(TableText.read(try Files.read(path), file: path), path)
    }

    private static func reading(_ text: Result<String, DiagnosticError>, _ path: String) -> FileReading<String> {
        switch text {
        case .success(let text):
            let source = SourceFile(name: path, text: text)
            return FileReading(value: source.text, source: source, diagnostics: [])
        case .failure(let error): return FileReading(value: nil, source: nil, diagnostics: [error.diagnostic])
        }
    }

    public static func readTree(_ path: String) throws(FileProblem) -> FileReading<Node> {
        try readText(path).then { YAMLReader.read($0, file: path) }
    }

    public static func readCalendar(_ path: String) throws(FileProblem) -> FileReading<WorkCalendar> {
        calendar(in: try readTree(path), path)
    }

    /// What can be said of a notice without calendar and roster; `check(_:roster:)` says the rest.
    public static func readNotice(_ path: String) throws(FileProblem) -> FileReading<DecodedNotice> {
        notice(in: try readTree(path), path)
    }

    public static func readRoster(_ path: String) throws(FileProblem) -> FileReading<RosterReading> {
        roster(in: try readTable(path), path)
    }

    static func roster(in text: FileReading<String>, _ path: String) -> FileReading<RosterReading> {
        text.then { CSVReader.read($0, file: path) }.then { sheet in
            let reading = RosterReader.read(sheet)
            return (reading, reading.diagnostics)
        }
    }

    public static func readStatusMapping(_ path: String) throws(FileProblem) -> FileReading<StatusMapping> {
        statusMapping(in: try readTree(path), path)
    }
}

/// The same from a tree that is read already, for a caller that looked at it to tell what kind of file it is.
extension Shelf {
    public static func calendar(in tree: FileReading<Node>, _ path: String) -> FileReading<WorkCalendar> {
        tree.then { CalendarFile.decode($0, file: path) }
    }

    public static func notice(in tree: FileReading<Node>, _ path: String) -> FileReading<DecodedNotice> {
        tree.then { NoticeFile.decode($0, file: path) }
    }

    public static func statusMapping(in tree: FileReading<Node>, _ path: String) -> FileReading<StatusMapping> {
        tree.then { StatusMapping.decode($0, file: path) }
    }
}
