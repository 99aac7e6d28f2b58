/// A feed as an iCalendar object (RFC 5545, RFC 7986): the same feed gives the same bytes.

import Deadlines
import Texts

extension Feed {
    /// UTF-8 with CRLF.
    public var bytes: [UInt8] {
        // An entry of a real notice takes about a kilobyte.
        var lines = ContentLines(room: 300 + 1_200 * events.count)
        lines.add("BEGIN:VCALENDAR")
        lines.add("VERSION:2.0")
        lines.addText("PRODID", "-//Duban//Duban//\(language == .chinese ? "ZH" : "EN")")
        lines.add("CALSCALE:GREGORIAN")
        lines.add("METHOD:PUBLISH")
        // RFC 7986 names it NAME; Apple, Google and Outlook still read the older one.
        lines.addText("NAME", name)
        lines.addText("X-WR-CALNAME", name)
        if let refresh {
            let interval = DurationText.text(max(1, refresh))
            lines.add("REFRESH-INTERVAL;VALUE=DURATION", interval)
            lines.add("X-PUBLISHED-TTL", interval)
        }
        if events.isEmpty { Self.writeUTC(to: &lines) }
        for event in events { event.write(to: &lines) }
        lines.add("END:VCALENDAR")
        return lines.bytes
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A calendar without any component is none (RFC 5545, 3.6): one without entries names a time zone.
    private static func writeUTC(to lines: inout ContentLines) {
        for line in [
            "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE",
        ] {
            lines.add(line)
        }
    }
}

extension FeedEvent {
    fileprivate func write(to lines: inout ContentLines) {
        lines.add("BEGIN:VEVENT")
        lines.addText("UID", uid)
        lines.add("SEQUENCE", String(min(max(sequence, 0), Int(Int32.max))))
        let stamp = TimeText.utc(modified)
        lines.add("DTSTAMP", stamp)
        lines.add("LAST-MODIFIED", stamp)
        writeMoment(to: &lines)
        lines.addText("SUMMARY", title)
        if !details.isEmpty { lines.addText("DESCRIPTION", details, isOneLine: false) }
        if !categories.isEmpty { lines.addTexts("CATEGORIES", categories) }
        if let url { lines.addAddress("URL", url) }
        lines.add("STATUS", status)
        // A deadline keeps nobody from meeting at that time.
        lines.add("TRANSP:TRANSPARENT")
        if standing == .expected || standing == .provisional {
            for alarm in alarms { writeAlarm(alarm, to: &lines) }
        }
        lines.add("END:VEVENT")
    }

    /// Days without a zone stay the same day wherever they are read. A time is written in UTC, which every program
    /// reads alike, and has no end: RFC 5545 (3.8.2.2) wants an end later than the start.
    private func writeMoment(to lines: inout ContentLines) {
        switch moment {
        case .day(let day):
            lines.add("DTSTART;VALUE=DATE", TimeText.date(day))
            lines.add("DTEND;VALUE=DATE", TimeText.date(day.adding(days: 1)))
        case .minute(let minute): lines.add("DTSTART", TimeText.utc(minute))
        }
    }

    private var title: String { standing == .done ? "✓ \(summary)" : summary }

    /// An event cannot be COMPLETED, only a to-do can (RFC 5545, 3.8.1.11): what is done says so in its title.
    private var status: String {
        switch standing {
        case .expected, .done: "CONFIRMED"
        case .provisional: "TENTATIVE"
        case .cancelled: "CANCELLED"
        }
    }

    private func writeAlarm(_ alarm: Int64, to lines: inout ContentLines) {
        lines.add("BEGIN:VALARM")
        lines.add("ACTION:DISPLAY")
        lines.addText("DESCRIPTION", summary)
        lines.add("TRIGGER", DurationText.text(alarm))
        lines.add("END:VALARM")
    }
}
