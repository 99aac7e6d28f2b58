import Deadlines
import Glibc
import Mail
import Platform
import TestSupport
import Testing
import Texts

@testable import Daemon

@Test func `a line has time, level, event and fields`() {
    let kept = KeptLog()
    kept.log.info("sent", ["letter": 12, "when": .moment(Instant(seconds: 0)), "reply": "250 OK", "unit": "渝中区科协"])
    #expect(
        kept.lines == [
            "time=2025-04-11T00:30:00Z level=info event=sent letter=12 when=1970-01-01T00:00:00Z reply=\"250 OK\" unit=渝中区科协\n"
        ])
}

@Test(arguments: [
    ("plain", "plain"), ("", "\"\""), ("two words", "\"two words\""), ("a=b", "\"a=b\""),
    ("say \"x\"", "\"say \\\"x\\\"\""),
    ("back\\slash", "\"back\\\\slash\""), ("line\nevent=forged", "\"line\\nevent=forged\""),
    ("\u{1B}[31m", "\"\\u{1B}[31m\""), ("a\u{2028}b", "\"a\\u{2028}b\""), ("中　文", "\"中　文\""), ("a\0b", "\"a\\u{0}b\""),
])
func `a value is one word or quoted, and never breaks the line`(text: String, expected: String) {
    #expect(LogValue.quoted(text) == expected)
    let kept = KeptLog()
    kept.log.info("x", ["value": .text(text)])
    #expect(kept.lines.first?.hasSuffix(" value=\(expected)\n") == true)
    #expect(kept.lines.first?.dropLast().contains("\n") == false)
}

@Test func `an endless value is cut`() {
    let long = LogValue.quoted(String(repeating: "字", count: 5000))
    #expect(long.count == LogValue.lengthLimit + 1 && long.hasSuffix("…"))
}

@Test(arguments: [
    ("zhang@example.org", "***@example.org"), ("\"a@b\"@example.org", "***@example.org"), ("no address", "***"),
    ("", "***"),
])
func `an address is masked except at debug`(address: String, masked: String) throws {
    let value = Masked(address)
    #expect("\(value)" == masked)
    var dumped = ""
    dump(value, to: &dumped)
    #expect(!dumped.contains("zhang"))
    for level in Log.Level.allCases {
        let kept = KeptLog(level: level)
        kept.log.error("x", ["to": .address(value)])
        let shown = level == .debug ? LogValue.quoted(address) : masked
        #expect(kept.lines.first?.hasSuffix(" to=\(shown)\n") == true)
    }
    #expect("\(Masked(try Address("a@example.org")))" == "***@example.org")
}

@Test(arguments: Log.Level.allCases)
func `the level decides what is written`(level: Log.Level) {
    let kept = KeptLog(level: level)
    for each in Log.Level.allCases { kept.log(each, each.rawValue) }
    #expect(kept.events == Log.Level.allCases.filter { $0 <= level }.map(\.rawValue))
    kept.log.level = .error
    kept.log.warning("late")
    #expect(!kept.events.contains("late"))
}

@Test func `the journal reads the priority`() {
    let kept = KeptLog(level: .debug, priorities: true)
    for level in Log.Level.allCases { kept.log(level, "x") }
    #expect(kept.lines.map { $0.prefix(3) } == ["<3>", "<4>", "<6>", "<7>"])
}

@Test func `texts come in the log's language`() {
    let kept = KeptLog(language: .chinese)
    let phrase = Phrase(zh: "磁盘已满", en: "disk full")
    kept.log.error("x", ["what": .phrase(phrase)])
    kept.log.language = .english
    kept.log.error("x", ["what": .phrase(phrase)])
    #expect(kept.events == ["x what=磁盘已满", "x what=\"disk full\""])
}

@Test func `the error stream is the journal when device and inode agree`() throws {
    let folder = try TemporaryFolder()
    let descriptor = open(try folder.file("stream", ""), O_RDONLY)
    defer { close(descriptor) }
    var status = stat()
    try #require(fstat(descriptor, &status) == 0)
    let stream = "\(status.st_dev):\(status.st_ino)"
    #expect(Log.isJournal(.values(["JOURNAL_STREAM": stream]), descriptor: descriptor))
    #expect(!Log.isJournal(.values(["JOURNAL_STREAM": stream + "0"]), descriptor: descriptor))
    #expect(!Log.isJournal(.values([:]), descriptor: descriptor))
}
