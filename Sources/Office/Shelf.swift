/// The calendars, notices and rosters at hand: finds them by name, reads each once, and checks a notice against them.

import Deadlines
import Notices
import Platform
import Synchronization
import Texts

public final class Shelf: Sendable {
    /// The calendar that holds where none is named.
    public static let usualCalendar = "cn"
    /// The zone that holds where none is named.
    public static let usualZone = "Asia/Shanghai"

    public let folders: DataFolders
    /// Read so far, by id.
    private let calendars = Mutex<[String: WorkCalendar]>([:])
    /// Notices loaded one after the other mostly have the same.
    private let rosters = Recent<FileReading<RosterReading>>(limit: 2)

    public init(_ folders: DataFolders) {
        self.folders = folders
    }

    /// The ids of the calendars at hand, in byte order.
    public var calendarIDs: [String] { names(in: folders.calendars, ending: ".yaml") }

    /// The calendar in `Calendars/ID.yaml`. Throws `unknownCalendar` when there is none, `faulty` when its file has
    /// errors or gives another id than its name does.
    public func calendar(_ id: String) throws(ShelfProblem) -> WorkCalendar {
        if let known = calendars.withLock({ $0[id] }) { return known }
        let known = calendarIDs
        // The listing decides, so that a name with slashes never becomes a path.
        guard known.contains(id) else { throw .unknownCalendar(id, known: known) }
        let path = "\(folders.calendars)/\(id).yaml"
        let calendar = try Self.translating { () throws(FileProblem) in try Self.readCalendar(path) }.sound()
        guard calendar.id == id else { throw .faulty([Self.misnamed(calendar.id, path)], sources: []) }
        calendars.withLock { $0[id] = calendar }
        return calendar
    }

    /// The zone by its name; each is computed once for the whole process.
    public func zone(_ name: String) throws(ShelfProblem) -> Zone {
        switch Zones.load(name) {
        case .success(let zone): return zone
        case .failure(let problem): throw .unknownZone(problem)
        }
    }

    /// What the calendar and, when given, the roster have to say about a notice; decoding has said the rest.
    ///
    /// Throws only when the notice's calendar exists and is faulty: that is no fault of the notice.
    public func check(_ decoded: DecodedNotice, roster: Roster?) throws(ShelfProblem) -> [Diagnostic] {
        let ids = calendarIDs
        let id = decoded.notice.calendar
        let calendar = ids.contains(id) ? try self.calendar(id) : nil
        return NoticeChecks.check(
            decoded, roster: roster, calendar: calendar, calendars: ids, zone: try? zone(decoded.notice.zone))
    }

    /// The roster in the file as it is now; one whose text was read before is not read again.
    func roster(_ path: String) throws(ShelfProblem) -> FileReading<RosterReading> {
        let text = try Self.translating { () throws(FileProblem) in try Self.readTable(path) }
        guard let source = text.source, Recent<Roster>.isWorthKeeping(source.text) else {
            return Self.roster(in: text, path)
        }
        return rosters.value(of: source.text, named: path) { Self.roster(in: text, path) }
    }

    private static func misnamed(_ id: String, _ path: String) -> Diagnostic {
        Diagnostic(
            .error, "calendar-misnamed", file: path, at: nil,
            what: Phrase(
                zh: "文件里的日历名是“\(id)”，与文件名不同", en: "the file calls its calendar \"\(id)\", not by the file's name"),
            remedy: Phrase(
                zh: "把文件改名为 \(id).yaml，或改“calendar:”", en: "rename the file to \(id).yaml, or mend \"calendar:\""))
    }

    static func translating<Value>(_ body: () throws(FileProblem) -> Value) throws(ShelfProblem) -> Value {
        do { return try body() } catch { throw .file(error) }
    }

    /// File names without the ending; none when the folder cannot be listed.
    func names(in folder: String, ending: String) -> [String] {
        let files = (try? Files.list(folder)) ?? []
        return files.filter { $0.hasSuffix(ending) && $0.utf8.count > ending.utf8.count && !$0.hasPrefix(".") }
            .map { String($0.dropLast(ending.count)) }
    }
}
