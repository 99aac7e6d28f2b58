/// Reads notice files, rosters and calendars for the tests as the programs do.

import Deadlines
import Documents
import Glibc
import Notices
import Texts

enum NoticeFixture {
    /// The checkout, found from this file's own place.
    static let root = folder(#filePath, up: 3)
    static let problems = root + "/Tests/Notices/Problems"
    static let shipped = root + "/Notices"

    static func folder(_ path: String, up levels: Int) -> String {
        path.split(separator: "/").dropLast(levels).reduce("") { $0 + "/" + $1 }
    }

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    static func write(_ text: String, to path: String) {
        guard let file = fopen(path, "wb") else { return }
        fputs(text, file)
        fclose(file)
    }

    /// The names in a folder that end so, without the ending, in order.
    static func names(in folder: String, ending: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(ending) { names.append(String(name.dropLast(ending.count))) }
        }
        return names.sorted()
    }

    static let calendar: WorkCalendar? = {
        let path = root + "/Calendars/cn.yaml"
        guard let text = text(path), let node = YAMLReader.read(text, file: path).node else { return nil }
        return CalendarFile.decode(node, file: path).calendar
    }()

    static let shanghai = Zone(identifier: "Asia/Shanghai", initialOffset: 28800)

    static func roster(_ path: String) -> Roster? {
        guard let bytes = bytes(path), let sheet = CSVReader.read(bytes, file: path).sheet else { return nil }
        return RosterReader.read(sheet).roster
    }

    struct Reading {
        let source: SourceFile
        let decoded: DecodedNotice?
        let diagnostics: [Diagnostic]

        func rendered(_ language: Language) -> String {
            DiagnosticRenderer(language: language).render(diagnostics, sources: [source])
        }
    }

    /// What `duban check` says about a text: syntax, decoding and all checks.
    static func read(_ text: String, name: String, roster: Roster?) -> Reading {
        let source = SourceFile(name: name, text: text)
        let (node, syntax) = YAMLReader.read(text, file: name)
        guard let node else { return Reading(source: source, decoded: nil, diagnostics: syntax) }
        let (decoded, problems) = NoticeFile.decode(node, file: name)
        var all = syntax + problems
        if let decoded {
            let notice = decoded.notice
            all += NoticeChecks.check(
                decoded, roster: roster, calendar: notice.calendar == "cn" ? calendar : nil,
                calendars: ["cn", "weekdays"], zone: notice.zone == shanghai.identifier ? shanghai : nil)
        }
        return Reading(source: source, decoded: decoded, diagnostics: all)
    }

    /// Golden texts are written anew only when this is asked for by hand.
    static let updatesGolden = getenv("DUBAN_UPDATE_GOLDEN") != nil
}
