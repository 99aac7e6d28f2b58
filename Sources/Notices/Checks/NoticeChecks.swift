/// Checks of a decoded notice against the calendar and the roster.

import Deadlines
import Texts

public enum NoticeChecks {
    /// Everything wrong or doubtful with a notice that decoding alone cannot see.
    ///
    /// - Parameters:
    ///   - roster: nil when only the file is checked; then nothing about units is said.
    ///   - calendar: the calendar that the notice names, nil when there is none by that name.
    ///   - calendars: the names of all calendars at hand, for the suggestion.
    ///   - zone: the zone that the notice names, nil when this machine does not know it.
    public static func check(
        _ decoded: DecodedNotice, roster: Roster?, calendar: WorkCalendar?, calendars: [String] = [], zone: Zone?
    ) -> [Diagnostic] {
        let findings = Findings(decoded)
        let notice = decoded.notice
        let sound = notice.tasks.filter { !decoded.isRefused("tasks.\($0.id).who") }
        let plans = roster.map { roster in sound.map { TaskPlan($0, roster: roster) } }
        if zone == nil { findings.report(.unknownZone(notice.zone), "zone", or: "notice") }
        if let calendar {
            let known = zone ?? Zone(identifier: notice.zone, initialOffset: 0)
            let dues = StaticDues(notice: notice, calendar: calendar, zone: known)
            DateChecks(notice: notice, calendar: calendar, dues: dues, findings: findings).run()
            SequenceChecks(notice: notice, calendar: calendar, dues: dues, plans: plans, findings: findings).run()
        } else {
            findings.report(.unknownCalendar(notice.calendar, known: calendars), "calendar", or: "notice")
        }
        if let roster, let plans {
            SelectorChecks(notice: notice, roster: roster, plans: plans, findings: findings).run()
            let isComplete = !sound.isEmpty && sound.count == notice.tasks.count
            UnitChecks(roster: roster, plans: plans, isComplete: isComplete, findings: findings).run()
        }
        return findings.diagnostics.inReadingOrder()
    }
}

/// Collects the diagnostics of the checks of one notice.
final class Findings {
    let decoded: DecodedNotice
    private(set) var diagnostics: [Diagnostic] = []

    init(_ decoded: DecodedNotice) {
        self.decoded = decoded
    }

    var places: Places { decoded.places }

    func report(_ problem: Problem, at span: Span?) {
        diagnostics.append(problem.at(span, file: decoded.file))
    }

    /// At the path, or at another one when the file does not have it.
    func report(_ problem: Problem, _ path: String, or other: String? = nil) {
        report(problem, at: places[path] ?? places.nearest(other ?? path))
    }
}
