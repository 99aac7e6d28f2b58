/// Reads notice files, rosters and calendars for the tests as the programs do.

import Deadlines
import Documents
import Glibc
import Notices
import TestSupport
import Texts

enum NoticeFixture {
    static let root = Checkout.root
    static let problems = root + "/Tests/Notices/Problems"
    static let shipped = root + "/Notices"

    /// The names in a folder that end so, without the ending, in order.
    static func names(in folder: String, ending: String) -> [String] {
        TemporaryFolder.names(in: folder).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }

    static let calendar: WorkCalendar? = {
        let path = root + "/Calendars/cn.yaml"
        guard let text = Checkout.text(path), let node = YAMLReader.read(text, file: path).node else { return nil }
        return CalendarFile.decode(node, file: path).calendar
    }()

    static let shanghai = Zone(identifier: "Asia/Shanghai", initialOffset: 28800)

    static func roster(_ path: String) -> Roster? {
        guard let bytes = Checkout.bytes(path), let sheet = CSVReader.read(bytes, file: path).sheet else { return nil }
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
}
