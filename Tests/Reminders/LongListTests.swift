/// Digests of more lines than are held: the letter says the same as if they were.

import Deadlines
import Testing
import Texts
import Workflow

@testable import Reminders

@Suite struct LongListTests {
    private typealias S = LetterSample

    /// Lines of two tasks and two units, in no order of time.
    private func lines(_ part: Part, _ count: Int) -> [Line] {
        (0..<count).map { number in
            let unit = number % 3 == 0 ? S.society : S.district
            let day = Day(iso: "2025-03-20")?.adding(days: number * 37 % 20).iso
            let subject = S.subject(
                AssignmentID(number + 1), "cq", number % 4 == 0 ? "scan" : "forms", unit, due: day,
                state: part == .review ? .submitted : .open
            ) { if part == .review { $0.since = Sample.at("2025-04-01 10:00") } }
            return S.line(
                part == .review ? .reviewAge(1) : .overdue(3), subject, unit, part: part,
                to: part == .own ? unit.code : "00", isEscalated: part == .watch && number % 5 != 0,
                unreached: part == .watch && number % 3 == 0 ? Unreached(unit: unit.code, why: .noMailbox) : nil)
        }
    }

    private func letter(_ lines: [Line], limit: Int) -> Letter {
        var list = LongList(limit: limit)
        for line in lines { list.add(line) }
        let (held, remainder) = list.finish()
        #expect(held.count == min(limit, lines.count))
        let recipient = lines.first?.target.recipient ?? .coordinator
        let digest = Digest(
            kind: recipient == .coordinator ? .coordinator : .morning, recipient: recipient,
            day: Sample.day("2025-04-21"), lines: held, remainder: remainder, key: "k")
        return S.composer("2025-04-21 08:30").letter(digest)
    }

    @Test(arguments: [Part.own, .review, .below]) func `what is not held is counted as if it were`(part: Part) {
        let all = lines(part, 100)
        let whole = letter(all, limit: 1000)
        #expect(letter(all, limit: 30) == whole)
        #expect(letter(all, limit: 47) == whole)
        #expect(letter(all.reversed(), limit: 33) == whole)
        #expect(whole.subject.contains("100项"))
    }

    @Test func `the coordinator's counts are those of all lines`() {
        let all = lines(.watch, 100)
        let whole = letter(all, limit: 1000)
        let short = letter(all, limit: 40)
        #expect(short.subject == whole.subject)
        #expect(short.subject.contains("80项久拖未办") && short.subject.contains("1家单位无法送达"))
        for sum in ["多次催办仍未完成（80项）", "另有50项", "涉及34项任务", "电话催办（2家）"] {
            #expect(whole.text.contains(sum), "\(sum)")
            #expect(short.text.contains(sum), "\(sum)")
        }
    }
}
