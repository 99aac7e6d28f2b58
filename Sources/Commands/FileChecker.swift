/// Reads the files that `duban check` is given, each as what it is, and keeps what is wrong with them.

import Daemon
import Documents
import Notices
import Office
import Platform
import Texts

/// One file and what was found in it.
struct CheckedFile {
    let path: String
    /// Nil when its contents do not tell.
    let kind: FileKind?
    /// The roster that a notice was checked against.
    var roster: String?
    let source: SourceFile?
    let diagnostics: [Diagnostic]

    var errors: Int { diagnostics.count { $0.severity == .error } }
    var warnings: Int { diagnostics.count - errors }
}

struct FileChecker {
    /// Made on first need: a calendar or roster is checked without any data folder.
    let makeShelf: () throws -> Shelf
    private var shelf: Shelf?
    /// In the order given; a roster follows the notice that brought it.
    private(set) var files: [CheckedFile] = []
    private var rosters: [String: Roster] = [:]
    private var givenRoster: String?

    /// The files that the user named.
    private let named: Set<String>

    init(named: [String], shelf: @escaping () throws -> Shelf) {
        self.named = Set(named)
        makeShelf = shelf
    }

    /// Every notice is checked against this roster.
    mutating func useRoster(_ path: String) throws {
        givenRoster = path
        try checkRoster(path)
    }

    /// - Parameter name: a path, or the id of a notice that ships.
    mutating func check(_ name: String) throws {
        let path = try find(name)
        guard !files.contains(where: { $0.path == path }) else { return }
        do {
            if FileKind.isTable(path) { try checkRoster(path) } else { try checkTree(path) }
        } catch let problem as FileProblem {
            files.append(unreadable(path, problem))
        }
    }

    /// The id of a notice that ships becomes its path; what leads nowhere stays as it is and is reported on reading.
    private mutating func find(_ name: String) throws -> String {
        if name == "-" || name.contains("/") || name.contains(".") || Files.isFile(name) { return name }
        guard let shelf = try? theShelf() else { return name }
        return (try? shelf.path(ofNotice: name)) ?? name
    }

    private mutating func theShelf() throws -> Shelf {
        if let shelf { return shelf }
        let made = try makeShelf()
        shelf = made
        return made
    }

    private mutating func checkRoster(_ path: String) throws {
        guard !files.contains(where: { $0.path == path }) else { return }
        let reading = try Shelf.readRoster(path)
        rosters[path] = reading.value?.roster
        let isCompanion = !named.contains(path)
        append(
            path, .roster,
            isCompanion
                ? FileReading(
                    value: reading.value, source: reading.source, diagnostics: Shelf.besideNotice(reading.diagnostics))
                : reading)
    }

    private mutating func checkTree(_ path: String) throws {
        let tree = try Shelf.readTree(path)
        guard let root = tree.value else { return append(path, nil, masked(tree, nil)) }
        switch FileKind.recognise(root) {
        case .calendar: append(path, .calendar, Shelf.calendar(in: tree, path))
        case .statusMapping: append(path, .statusMapping, Shelf.statusMapping(in: tree, path))
        case .notice: try checkNotice(path, tree)
        case .configuration: append(path, .configuration, configuration(in: tree, root, path))
        case .roster, nil:
            append(
                path, nil,
                FileReading<Node>(
                    value: nil, source: tree.source, diagnostics: tree.diagnostics + [unknownKind(path, root)]))
        }
    }

    private func configuration(in tree: FileReading<Node>, _ root: Node, _ path: String) -> FileReading<Node> {
        let decoded = ConfigurationFile.decode(root, file: path)
        let shown = masked(tree, root)
        return FileReading(value: root, source: shown.source, diagnostics: tree.diagnostics + decoded.diagnostics)
    }

    /// The excerpts must not show a password that somebody wrote into the file.
    private func masked(_ tree: FileReading<Node>, _ root: Node?) -> FileReading<Node> {
        let source = tree.source.map { SourceFile(name: $0.name, text: ConfigurationFile.masked($0.text, root)) }
        return FileReading(value: tree.value, source: source, diagnostics: tree.diagnostics)
    }

    private mutating func checkNotice(_ path: String, _ tree: FileReading<Node>) throws {
        let reading = Shelf.notice(in: tree, path)
        let rosterPath = givenRoster ?? Shelf.rosterBeside(path)
        // The notice stands before its roster in the list, so its place is kept until the roster has been read.
        let place = files.count
        if let rosterPath { try checkRoster(rosterPath) }
        var diagnostics = reading.diagnostics
        if let decoded = reading.value {
            diagnostics += try theShelf().check(decoded, roster: rosterPath.flatMap { rosters[$0] })
        }
        let file = CheckedFile(
            path: path, kind: .notice, roster: rosterPath, source: reading.source,
            diagnostics: diagnostics.inReadingOrder())
        files.insert(file, at: place)
    }

    private mutating func append<Value>(_ path: String, _ kind: FileKind?, _ reading: FileReading<Value>) {
        files.append(
            CheckedFile(
                path: path, kind: kind, source: reading.source, diagnostics: reading.diagnostics.inReadingOrder()))
    }

    private mutating func unreadable(_ path: String, _ problem: FileProblem) -> CheckedFile {
        let meant = problem.kind == .notFound ? nearest(to: path) : nil
        let remedy = meant.map { Phrase(zh: "是否想写“\($0)”？", en: "Did you mean \"\($0)\"?") } ?? problem.remedy
        let diagnostic = Diagnostic(
            .error, "unreadable-file", file: path, at: nil, what: problem.what, remedy: remedy)
        return CheckedFile(path: path, kind: nil, source: nil, diagnostics: [diagnostic])
    }

    private mutating func nearest(to path: String) -> String? {
        if let file = Shelf.nearest(to: path) { return file }
        guard !path.contains("/"), let shelf = try? theShelf() else { return nil }
        return closest(to: path, among: shelf.shippedNotices.map(\.id))
    }

    private func unknownKind(_ path: String, _ root: Node) -> Diagnostic {
        Diagnostic(
            .error, "unknown-file-kind", file: path, at: root.span,
            what: Phrase(zh: "看不出这是什么文件", en: "what this file is cannot be told"),
            why: Phrase(
                zh: "它没有通知、日历或状态导入对照表的键", en: "it has no key of a notice, a calendar or a status mapping"),
            remedy: Phrase(
                zh: "格式见 Notices/README.md 和 Calendars/README.md；名录要存为 CSV 或 .xlsx",
                en: "see Notices/README.md and Calendars/README.md for the formats; a roster is a CSV or .xlsx file"))
    }
}
