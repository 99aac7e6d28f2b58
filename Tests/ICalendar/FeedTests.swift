/// What a feed is written as, line by line, and that hostile words stay inside their property.

import Deadlines
import ICalendar
import TestSupport
import Testing
import Texts

private let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)

/// `"2025-04-10 09:00"` on the clock of Shanghai.
private func moment(_ day: String, _ time: String) throws -> Instant {
    zone.instant(of: try #require(Day(iso: day)), at: try #require(TimeOfDay(text: time)))
}

private func event(_ summary: String = "填报报表") throws -> FeedEvent {
    FeedEvent(
        uid: "duban-1-abc@duban", sequence: 7, modified: try moment("2025-03-03", "09:00"),
        moment: .day(try #require(Day(iso: "2025-04-11"))), summary: summary)
}

private func feed(_ events: FeedEvent...) -> Feed { Feed(name: "督办", language: .chinese, events: events) }

/// Content lines with their folds undone, by the letter of RFC 5545, 3.1.
private func unfolded(_ feed: Feed) -> [String] {
    var out: [[UInt8]] = []
    var rest = feed.bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
        let line = rest[..<end]
        #expect(line.last == 0x0D, "a line ends in CRLF")
        if line.first == 0x20 {
            out[out.count - 1] += line.dropFirst().dropLast()
        } else {
            out.append(Array(line.dropLast()))
        }
        rest = rest[(end + 1)...]
    }
    #expect(rest.isEmpty)
    return out.map { String(decoding: $0, as: UTF8.self) }
}

@Suite struct FeedTests {
    @Test func `a feed, line by line`() throws {
        var day = try event()
        day.details = "通知：关于报送报表的通知\n状态：待报送"
        day.categories = ["督办", "a,b"]
        day.url = "https://example.org/units/M1#1"
        day.alarms = [-55_800, 30_600]
        var time = try event("下午五点")
        time.uid = "duban-2-abc@duban"
        time.moment = .minute(try moment("2025-04-11", "17:00"))
        time.alarms = [-30_600]
        time.standing = .provisional
        let feed = Feed(name: "督办：第一馆", language: .chinese, refresh: 6 * 3600, events: [day, time])
        #expect(
            feed.text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Duban//Duban//ZH", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH", "NAME:督办：第一馆", "X-WR-CALNAME:督办：第一馆",
                "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H", "BEGIN:VEVENT",
                "UID:duban-1-abc@duban", "SEQUENCE:7", "DTSTAMP:20250303T010000Z", "LAST-MODIFIED:20250303T010000Z",
                "DTSTART;VALUE=DATE:20250411", "DTEND;VALUE=DATE:20250412", "SUMMARY:填报报表",
                "DESCRIPTION:通知：关于报送报表的通知\\n状态：待报送", "CATEGORIES:督办,a\\,b",
                "URL:https://example.org/units/M1#1", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "BEGIN:VALARM",
                "ACTION:DISPLAY", "DESCRIPTION:填报报表", "TRIGGER:-PT15H30M", "END:VALARM", "BEGIN:VALARM",
                "ACTION:DISPLAY", "DESCRIPTION:填报报表", "TRIGGER:PT8H30M", "END:VALARM", "END:VEVENT",
                "BEGIN:VEVENT", "UID:duban-2-abc@duban", "SEQUENCE:7", "DTSTAMP:20250303T010000Z",
                "LAST-MODIFIED:20250303T010000Z", "DTSTART:20250411T090000Z", "SUMMARY:下午五点", "STATUS:TENTATIVE",
                "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:下午五点",
                "TRIGGER:-PT8H30M", "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
            ])
        #expect(feed.bytes == feed.bytes)
    }

    @Test func `what is done carries a check mark and rings no more; what was taken back is cancelled`() throws {
        var done = try event("已办结：报表")
        done.standing = .done
        done.alarms = [-3600]
        var gone = try event("已撤销：报表")
        gone.standing = .cancelled
        gone.alarms = [-3600]
        let lines = unfolded(feed(done, gone))
        #expect(lines.filter { $0.hasPrefix("SUMMARY") } == ["SUMMARY:✓ 已办结：报表", "SUMMARY:已撤销：报表"])
        #expect(lines.filter { $0.hasPrefix("STATUS") } == ["STATUS:CONFIRMED", "STATUS:CANCELLED"])
        #expect(!lines.contains("BEGIN:VALARM"))
    }

    @Test func `a feed without entries still holds a component`() {
        let lines = unfolded(feed())
        #expect(lines.contains("BEGIN:VTIMEZONE") && !lines.contains("BEGIN:VEVENT"))
    }

    @Test(arguments: [
        ("2025-04-12 00:00", "20250411"), ("2025-04-11 17:01", "20250411T090000Z"),
        ("2025-04-11 00:01", "20250410T160000Z"),
    ])
    func `an exclusive end is a day or its last minute`(end: String, start: String) throws {
        let parts = end.split(separator: " ").map(String.init)
        var one = try event()
        one.moment = FeedEvent.Moment(end: try moment(parts[0], parts[1]), zone: zone)
        #expect(unfolded(feed(one)).contains { $0.hasPrefix("DTSTART") && $0.hasSuffix(":\(start)") })
    }

    @Test func `alarms count from the midnight that clocks on the wall show`() throws {
        let summer = Zone(
            identifier: "x", initialOffset: 3600,
            transitions: [.init(at: Instant(seconds: 1_743_296_400), offset: 7200)])
        let due = FeedEvent.Moment.day(try #require(Day(iso: "2025-03-31")))
        // The clocks go forward in the night before the 30th: two days, all the same.
        let morning = summer.instant(
            of: try #require(Day(iso: "2025-03-28")), at: try #require(TimeOfDay(text: "08:30")))
        #expect(due.seconds(to: morning, zone: summer) == -3 * 86_400 + 30_600)
        #expect(FeedEvent.Moment.minute(Instant(seconds: 100)).seconds(to: Instant(seconds: 40), zone: summer) == -60)
    }

    @Test(arguments: [
        (0, "PT0S"), (60, "PT1M"), (3600, "PT1H"), (3601, "PT1H0M1S"), (86_400, "P1D"), (-86_400, "-P1D"),
        (-55_800, "-PT15H30M"), (-228_600, "-P2DT15H30M"), (90_061, "P1DT1H1M1S"),
    ])
    func `durations`(seconds: Int64, text: String) throws {
        var one = try event()
        one.alarms = [seconds]
        #expect(unfolded(feed(one)).contains("TRIGGER:\(text)"))
    }

    @Test(arguments: [-1, 0, 5, Int(Int32.max), Int.max])
    func `a sequence is a number that 32 bits hold`(sequence: Int) throws {
        var one = try event()
        one.sequence = sequence
        #expect(unfolded(feed(one)).contains("SEQUENCE:\(min(max(sequence, 0), Int(Int32.max)))"))
    }
}

@Suite struct HostileFeedTests {
    @Test(arguments: [
        "一\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org", "a\nBEGIN:VALARM", "a\rX:1", "a\u{85}X:1", "a\u{2028}X:1",
        "a\u{0}b\u{7}c", "\u{202E}gnp.exe", "a;b,c\\d:e\"f", "\\n", "tab\there",
        "👩‍👩‍👧‍👦" + String(repeating: "长", count: 400),
        String(repeating: "x", count: 5000), "", " ", ":", "\u{FEFF}",
    ])
    func `words stay inside their property`(words: String) throws {
        var one = try event(words)
        one.details = words
        one.categories = [words]
        one.uid = words
        one.url = "https://example.org/" + words
        one.alarms = [-60]
        let lines = unfolded(Feed(name: words, language: .english, events: [one]))
        let plain = unfolded(
            Feed(
                name: "x", language: .english,
                events: [
                    {
                        var same = one
                        (same.summary, same.details, same.categories, same.uid) = (
                            "x", words.isEmpty ? "" : "x", ["x"], "x"
                        )
                        same.url = "https://example.org/"
                        return same
                    }()
                ]))
        let names = lines.map { $0.prefix { $0 != ":" && $0 != ";" } }
        #expect(names == plain.map { $0.prefix { $0 != ":" && $0 != ";" } })
        for scalar in lines.joined().unicodeScalars { #expect(!scalar.isHidden) }
    }

    @Test func `no line is longer than 75 octets, and none is cut within a character`() throws {
        var random = SplitMix64(5545)
        let letters = ["a", "é", "督", "👍", ",", "\\", "\n", "；", "𠮷"]
        for _ in 0..<300 {
            var words = ""
            for _ in 0..<Int.random(in: 0...200, using: &random) {
                words += letters.randomElement(using: &random) ?? ""
            }
            var one = try event(words)
            one.details = words
            let bytes = feed(one).bytes
            for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
                #expect(line.count <= 76)
                #expect(String(validating: line, as: UTF8.self) != nil)
            }
            let wanted = words.map { letter in
                switch letter {
                case ",", "\\": "\\\(letter)"
                case "\n": "\\n"
                default: String(letter)
                }
            }.joined()
            if !words.isEmpty { #expect(unfolded(feed(one)).contains("DESCRIPTION:\(wanted)")) }
        }
    }
}
