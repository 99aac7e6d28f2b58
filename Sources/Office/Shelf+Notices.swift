/// Notices by name, and a notice together with all that it needs.

import Deadlines
import Documents
import Notices
import Platform
import Texts

/// A notice that ships, with its sample roster.
public struct ShippedNotice: Sendable, Hashable {
    public let id: String
    public let path: String
    /// Nil when no CSV of the same name lies beside it.
    public let rosterPath: String?
}

/// A notice that has no errors, with its roster, calendar and zone: ready to be loaded.
public struct OpenedNotice: Sendable {
    public let path: String
    public let rosterPath: String?
    public let decoded: DecodedNotice
    /// The units that the notice was checked against.
    public let roster: Roster
    public let calendar: WorkCalendar
    public let zone: Zone
    /// Warnings of the notice and its roster.
    public let warnings: [Diagnostic]
    /// For excerpts beside the warnings.
    public let sources: [SourceFile]

    public var notice: Notice { decoded.notice }
}

extension Shelf {
    /// The notices that ship, by id in byte order.
    public var shippedNotices: [ShippedNotice] {
        names(in: folders.notices, ending: ".yaml").map { id in
            let path = "\(folders.notices)/\(id).yaml"
            return ShippedNotice(id: id, path: path, rosterPath: Self.rosterBeside(path))
        }
    }

    /// The file that a person means: a path as it stands, else the id of a notice that ships.
    public func path(ofNotice name: String) throws(ShelfProblem) -> String {
        if name == "-" || Files.isFile(name) || Files.isFolder(name) { return name }
        let shipped = shippedNotices
        if let notice = shipped.first(where: { $0.id == name }) { return notice.path }
        throw .unknownNotice(name, nearest: Self.nearest(to: name) ?? closest(to: name, among: shipped.map(\.id)))
    }

    /// The roster of the same base name beside a notice file, CSV before Excel.
    public static func rosterBeside(_ notice: String) -> String? {
        for ending in [".yaml", ".yml"] where notice.hasSuffix(ending) {
            let rosters = [".csv", ".xlsx"].map { String(notice.dropLast(ending.count)) + $0 }
            if let roster = rosters.first(where: { Files.isFile($0) }) { return roster }
        }
        return nil
    }

    /// A roster's diagnostics when they stand beside its notice's: units without a mailbox are left to the notice,
    /// which names those that it binds all at once.
    public static func besideNotice(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.filter { $0.code != "no-mailbox" }
    }

    /// The existing file nearest to a path that leads nowhere.
    public static func nearest(to path: String) -> String? {
        let folder = Files.folder(of: path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let found = closest(to: name, among: (try? Files.list(folder)) ?? []) else { return nil }
        return path.contains("/") ? (folder == "/" ? "/\(found)" : "\(folder)/\(found)") : found
    }

    /// The notice with its roster, calendar and zone, or every error in its files.
    ///
    /// - Parameters:
    ///   - name: a path, or the id of a notice that ships.
    ///   - units: the roster's path; nil: `known` units if given, else the CSV beside the notice.
    ///   - known: a roster that is at hand already, the ledger's.
    public func open(_ name: String, units: String? = nil, known: Roster? = nil) throws(ShelfProblem) -> OpenedNotice {
        let path = try path(ofNotice: name)
        let reading = try Self.translating { () throws(FileProblem) in try Self.readNotice(path) }
        let rosterPath = units ?? (known == nil ? Self.rosterBeside(path) : nil)
        let units = try rosterPath.map { (path) throws(ShelfProblem) in try self.roster(path) }
        return try open(reading, path, units, rosterPath, known: known)
    }

    /// The same of texts that are at hand already, from a form.
    ///
    /// - Parameters:
    ///   - name: what diagnostics call the notice's text.
    ///   - table: a roster as CSV.
    public func open(
        text: String, named name: String, table: String?, named tableName: String, known: Roster?
    ) throws(ShelfProblem) -> OpenedNotice {
        let file = SourceFile(name: name, text: text)
        let tree = FileReading(value: file.text, source: file, diagnostics: []).then { YAMLReader.read($0, file: name) }
        let units = table.map { table in
            let source = SourceFile(name: tableName, text: table)
            return Self.roster(in: FileReading(value: source.text, source: source, diagnostics: []), tableName)
        }
        return try open(Self.notice(in: tree, name), name, units, table == nil ? nil : tableName, known: known)
    }

    private func open(
        _ reading: FileReading<DecodedNotice>, _ path: String, _ units: FileReading<RosterReading>?,
        _ rosterPath: String?, known: Roster?
    ) throws(ShelfProblem) -> OpenedNotice {
        var (diagnostics, sources) = (reading.diagnostics, reading.source.map { [$0] } ?? [])
        var roster = known
        if let units {
            diagnostics += Self.besideNotice(units.diagnostics)
            if let source = units.source { sources.append(source) }
            roster = units.value?.roster
        }
        if let decoded = reading.value { diagnostics += try check(decoded, roster: roster) }
        guard let decoded = reading.value, !diagnostics.hasErrors else { throw .faulty(diagnostics, sources: sources) }
        guard let roster else { throw .noRoster(notice: path) }
        return OpenedNotice(
            path: path, rosterPath: rosterPath, decoded: decoded, roster: roster,
            calendar: try calendar(decoded.notice.calendar), zone: try zone(decoded.notice.zone),
            warnings: diagnostics.inReadingOrder(files: sources.map(\.name)), sources: sources)
    }
}
