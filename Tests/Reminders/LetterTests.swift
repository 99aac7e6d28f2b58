import Deadlines
import Glibc
import Notices
import Reminders
import TestSupport
import Testing
import Texts
import Workflow

/// The letters as they are read, kept as files: `Letters/NAME.txt` (subject, empty line, text) and `NAME.html`.
struct GoldenLetter: Sendable, CustomTestStringConvertible {
    let name: String
    let letter: @Sendable () -> Letter?
    var testDescription: String { name }
}

private typealias S = LetterSample

private let goldenLetters = [
    GoldenLetter(name: "new-notice-zh") {
        S.letter(
            [
                S.line(.newNotice, S.subject(1, "cq", "directory", S.district, due: "2025-03-30"), S.district),
                S.line(.newNotice, S.subject(2, "cq", "forms", S.district, due: "2025-04-11"), S.district),
                S.line(.newNotice, S.subject(3, "cq", "scan", S.district, due: nil, state: .waiting), S.district),
            ], at: "2025-03-12 09:00")
    },
    GoldenLetter(name: "new-notice-en") {
        S.letter(
            [S.line(.newNotice, S.subject(9, "en", "data", S.museum, due: "2025-04-11", item: "Pier 2"), S.museum)],
            at: "2025-03-12 09:00")
    },
    GoldenLetter(name: "morning-zh") {
        S.letter(
            [
                S.line(
                    .overdue(2),
                    S.subject(1, "cq", "directory", S.district, due: "2025-03-30", state: .returned) {
                        $0.correctionDue = Sample.end("2025-04-02")
                    }, S.district, remark: "账号联系方式未更新"),
                S.line(
                    .before(5),
                    S.subject(2, "cq", "forms", S.district, due: "2025-04-11") { $0.itemsIn = ["k01"] }, S.district),
                S.line(
                    .moved, S.subject(3, "cq", "scan", S.district, due: "2025-04-25") { $0.quantity = 2 }, S.district,
                    told: DueVersion(due: Sample.end("2025-04-18"))),
            ], at: "2025-04-07 08:30")
    },
    GoldenLetter(name: "morning-en") {
        S.letter(
            [
                S.line(
                    .dueMorning, S.subject(9, "en", "data", S.museum, due: "2025-04-13", item: "Pier 2"), S.museum),
                S.line(
                    .overdue(1), S.subject(8, "en", "data", S.museum, due: "2025-04-09", item: "Main hall"), S.museum),
            ], at: "2025-04-11 08:30")
    },
    GoldenLetter(name: "parent-zh") {
        S.letter(
            [
                S.line(
                    .overdue(1), S.subject(2, "cq", "forms", S.district, due: "2025-04-11"), S.district, part: .below,
                    to: "00"),
                S.line(
                    .overdue(1), S.subject(4, "cq", "forms", S.society, due: "2025-04-11"), S.society, part: .below,
                    to: "00"),
            ], at: "2025-04-15 08:30")
    },
    GoldenLetter(name: "reviewer-zh") {
        S.letter(
            [
                S.line(
                    .before(3),
                    S.subject(7, "cq", "directory", S.parent, due: "2025-04-18") {
                        $0.cover = Cover(total: 40, decided: 12, received: 15)
                    }, S.parent),
                S.line(
                    .reviewAge(1),
                    S.subject(2, "cq", "forms", S.district, due: "2025-04-11", state: .submitted) {
                        $0.level = 1
                        $0.rounds = [Round(level: 1, received: Sample.at("2025-04-08 10:12"))]
                    }, S.district, part: .review, to: "00"),
            ], at: "2025-04-15 08:30")
    },
    GoldenLetter(name: "returned-zh") {
        S.letter(
            [
                S.line(
                    .returned,
                    S.subject(2, "cq", "forms", S.district, due: "2025-04-11", state: .returned) {
                        $0.correctionDue = Sample.end("2025-04-15")
                        $0.since = Sample.at("2025-04-10 16:00")
                    }, S.district, remark: "K01-01表第7行与上年台账不一致，请核对后重报", by: "重庆市科学技术协会")
            ], at: "2025-04-10 16:05")
    },
    GoldenLetter(name: "returned-en") {
        S.letter(
            [
                S.line(
                    .returned,
                    S.subject(9, "en", "data", S.museum, due: "2025-04-11", item: "Pier 2", state: .returned) {
                        $0.correctionDue = Sample.at("2025-04-15 17:01")
                    }, S.museum, remark: "Table 3 does not add up.", by: "Museum Board")
            ], at: "2025-04-10 16:05")
    },
    GoldenLetter(name: "accepted-zh") {
        S.letter(
            [
                S.line(
                    .accepted,
                    S.subject(2, "cq", "forms", S.district, due: "2025-04-11", state: .accepted) {
                        $0.lastSubmittedAt = Sample.at("2025-04-09 11:30")
                        $0.acceptedAt = Sample.at("2025-04-14 15:02")
                    }, S.district, by: "重庆市科学技术协会")
            ], at: "2025-04-14 15:05")
    },
    GoldenLetter(name: "accepted-en") {
        S.letter(
            [
                S.line(
                    .accepted,
                    S.subject(9, "en", "data", S.museum, due: "2025-04-11", item: "Pier 2", state: .accepted) {
                        $0.lastSubmittedAt = Sample.at("2025-04-09 11:30")
                        $0.acceptedAt = Sample.at("2025-04-14 15:02")
                    }, S.museum, by: "Museum Board")
            ], at: "2025-04-14 15:05")
    },
    GoldenLetter(name: "coordinator-zh") {
        let lines = [
            S.line(
                .overdue(3), S.subject(2, "cq", "forms", S.district, due: "2025-04-11") { $0.chases = 1 }, S.district,
                part: .watch, isEscalated: true),
            S.line(
                .overdue(3), S.subject(4, "cq", "forms", S.society, due: "2025-04-11"), S.society, part: .watch,
                isEscalated: true, unreached: Unreached(unit: "21", why: .noMailbox)),
            S.line(
                .before(1), S.subject(5, "cq", "scan", S.society, due: "2025-04-22"), S.society, part: .watch,
                unreached: Unreached(unit: "21", why: .noMailbox)),
        ]
        let batch = Batch(lines, at: Sample.at("2025-04-21 08:30"), clock: Sample.clock) { _ in
            .none
        } tells: { _, _ in
            false
        }
        var accounting = Accounting()
        accounting.planned = 131
        accounting.sent = 120
        accounting.pending = 2
        accounting.suppressed = ["noMailbox": 6, "done": 3]
        return batch.digests.first.map {
            S.composer("2025-04-21 08:30").coordinatorLetter(
                $0, head: "6fd1b2c0a4e85d9f7730c1e4ab5a9c02d1f3348be07751c29ad0e6b4c8137f5e", accounting: accounting)
        }
    },
    GoldenLetter(name: "coordinator-en") {
        let book = LetterBook(
            notices: [S.english], roster: S.roster, language: .english, clock: Sample.clock)
        let subject = S.subject(9, "en", "data", S.museum, due: "2025-04-11", item: "Pier 2")
        let line = S.line(
            .overdue(3), subject, S.museum, part: .watch, isEscalated: true,
            unreached: Unreached(unit: "31", why: .refused(code: 550)))
        let digest = Digest(kind: .coordinator, recipient: .coordinator, day: Sample.day("2025-04-17"), lines: [line])
        return Composer(book, at: Sample.at("2025-04-17 08:30"), office: "Museum Board, statistics")
            .coordinatorLetter(digest, head: "6fd1b2c0a4e85d9f7730c1e4ab5a9c02d1f3348be07751c29ad0e6b4c8137f5e")
    },
    GoldenLetter(name: "test-zh") { S.composer("2025-04-21 08:30", isRedirected: true).testLetter(to: "渝中区科学技术协会") },
]

private func compare(_ text: String, with name: String) {
    #expect(Checkout.golden("\(Checkout.root)/Tests/Reminders/Letters/\(name)", found: text) == text)
}

@Test(arguments: goldenLetters) func `a letter reads like its golden file`(example: GoldenLetter) throws {
    let letter = try #require(example.letter())
    compare("\(letter.subject)\n\n\(letter.text)", with: example.name + ".txt")
    compare(letter.html, with: example.name + ".html")
}

@Test(arguments: goldenLetters) func `a letter fits into 76 columns and loads nothing`(example: GoldenLetter) throws {
    let letter = try #require(example.letter())
    for line in letter.text.split(separator: "\n") where !line.contains("://") {
        #expect(displayWidth(of: line) <= 76, "\(line)")
    }
    #expect(!letter.subject.contains("\n"))
    for word in ["src=", "url(", "<link", "<script", "<img", "@import"] { #expect(!letter.html.contains(word)) }
}
