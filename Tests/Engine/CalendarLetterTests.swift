/// Which letters carry a calendar file, and what is in it.

import Deadlines
import Engine
import ICalendar
import Ledger
import Mail
import Office
import TestSupport
import Testing
import Texts
import Workflow

@Suite struct CalendarLetterTests {
    private func files(_ scene: Scene, to address: String) -> [String] {
        scene.far.delivered.filter { $0.address == address }.flatMap { delivery in
            delivery.attachments.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
    }

    private func lines(_ file: String?, _ name: String) -> [String] {
        (file ?? "").split(separator: "\r\n").map(String.init).filter { $0.hasPrefix(name) }
    }

    @Test func `the letter of a new notice carries the unit's deadlines, reminders after it do not`() throws {
        let scene = try Scene()
        try scene.round()
        let letter = try #require(scene.far.delivered.first { $0.address == "m1@example.org" })
        let file = try #require(letter.attachments.first)
        #expect(letter.attachments.count == 1 && file.name == "duban.ics" && file.type == Feed.contentType)
        #expect(letter.body.contains("附件duban.ics"))
        let feed = try scene.office.unitFeed(unit: "M1", now: scene.now, language: .chinese)
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text == Feed(name: "督办室", language: .chinese, events: feed.events).text)
        #expect(lines(text, "DTSTART") == ["DTSTART;VALUE=DATE:20250411"])
        // Both mailboxes of a unit get it.
        #expect(files(scene, to: "m3a@example.org").count == 1 && files(scene, to: "m3b@example.org").count == 1)
        scene.far.forget()
        try scene.run(through: "2025-05-20 12:00")
        #expect(scene.far.delivered.contains { $0.address == "m1@example.org" && $0.subject.contains("逾期") })
        #expect(scene.far.delivered.contains { $0.address == "p@example.org" })
        #expect(scene.far.delivered.contains { $0.address == "boss@example.org" })
        #expect(scene.far.delivered.allSatisfy { $0.attachments.isEmpty && !$0.body.contains("duban.ics") })
    }

    @Test func `a deadline that moved comes again, under its name and with a higher number`() throws {
        let scene = try Scene()
        try scene.round()
        let first = try #require(files(scene, to: "m1@example.org").first)
        scene.far.forget()
        try scene.at("2025-03-20 10:00")
        try scene.record("M1", .extended(end: try Scene.moment("2025-04-19 00:00"), reason: "flood"))
        try scene.run(through: "2025-03-21 12:00")
        let files = files(scene, to: "m1@example.org")
        #expect(files.count == 1)
        #expect(lines(files.first, "UID") == lines(first, "UID"))
        #expect(lines(files.first, "DTSTART") == ["DTSTART;VALUE=DATE:20250418"])
        let numbers = [first, files.first ?? ""].compactMap { lines($0, "SEQUENCE:").first?.dropFirst(9) }.compactMap {
            Int($0)
        }
        #expect(numbers.count == 2 && numbers[0] < numbers[1])
        scene.far.forget()
        try scene.run(through: "2025-04-10 12:00")
        #expect(scene.far.delivered.contains { $0.address == "m1@example.org" })
        #expect(self.files(scene, to: "m1@example.org").isEmpty)
    }

    @Test func `a task that opens later brings its deadline then`() throws {
        let notice =
            SmallNotice.text + """
                  scan:
                    kind: sealedScan
                    title: 报送扫描件
                    who: {kind: museum}
                    after: [accepted(forms)]
                    due: 10 working days after accepted(forms)

                """
        let scene = try Scene([notice])
        try scene.round()
        #expect(lines(files(scene, to: "m1@example.org").first, "UID").count == 1)
        scene.far.forget()
        try scene.at("2025-03-20 10:00")
        try scene.record("M1", .submitted(Submission()))
        try scene.record("M1", .accepted(level: 1))
        try scene.run(through: "2025-03-21 12:00")
        let opened = try #require(files(scene, to: "m1@example.org").first)
        #expect(lines(opened, "SUMMARY") == ["SUMMARY:截止：报送扫描件"])
        #expect(lines(opened, "DTSTART") == ["DTSTART;VALUE=DATE:20250403"])
    }
}
