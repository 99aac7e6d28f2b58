// Letters read by another program: Python's `email` package finds in them what was put in.
import FoundationEssentials
import Mail
import TestSupport
import Testing

/// What `decode.py` prints.
private struct Decoded: Decodable {
    struct File: Decodable, Equatable {
        let name: String
        let type: String
        let bytes: [UInt8]
    }
    let subject: String
    let from, to, replyTo: [[String]]
    let seconds: Int64
    let offset: Int
    let messageID, automatic, language: String
    let headers: [String: String]
    let text, html: String?
    let attachments: [File]
    let defects: [String]
}

private func decode(_ message: Message) async throws -> Decoded {
    let bytes = try message.encoded()
    let json = try await onOwnThread { try Servers.decode(bytes) }
    return try Servers.decoded(json, as: Decoded.self)
}

@Test func `another reader finds everything in a Chinese letter with attachments`() async throws {
    var message = try letter(
        to: "unit@example.org", subject: "【督办】请于4月11日前报送2024年度文化文物和旅游统计年报（第2次提醒）—— 👩‍👩‍👧‍👦",
        text: "安阳市统计局：\n\n  1. 年报表\n  2. 年报说明 \n.\n以上。\n")
    message.replyTo = Mailbox(try Address("office@example.org"), name: "O'Neil, \"J\" \\ Co.")
    message.extraHeaders = [
        Message.Header("X-Duban-Notice", "豫文旅〔2025〕3号"),
        Message.Header("X-Duban-Words", "folded here " + String(repeating: "word ", count: 30) + "end"),
    ]
    message.attachments = [
        Message.Attachment(
            name: "截止日期.ics", type: "text/calendar; charset=utf-8; method=PUBLISH",
            bytes: Array("BEGIN:VCALENDAR\r\n".utf8)),
        Message.Attachment(
            name: String(repeating: "统计报表", count: 12) + " (1).pdf", type: "application/pdf",
            bytes: (0...255).map { UInt8($0) }),
        Message.Attachment(name: "a.bin", type: "application/octet-stream", bytes: []),
    ]
    let read = try await decode(message)
    #expect(read.subject == message.subject)
    #expect(read.from == [["督办", "duban@example.org"]])
    #expect(read.to == [["安阳市统计局", "unit@example.org"]])
    #expect(read.replyTo == [["O'Neil, \"J\" \\ Co.", "office@example.org"]])
    #expect(read.seconds == message.date)
    #expect(read.offset == 28800)
    #expect(read.messageID == "<unit.1@example.org>")
    #expect(read.automatic == "auto-generated")
    #expect(read.language == "zh-CN")
    #expect(read.headers == Dictionary(uniqueKeysWithValues: message.extraHeaders.map { ($0.name, $0.value) }))
    #expect(read.text == message.plainText)
    #expect(read.html?.trimmingNewlines == message.html?.trimmingNewlines)
    #expect(read.attachments.map(\.name) == message.attachments.map(\.name))
    #expect(read.attachments.map(\.type) == ["text/calendar", "application/pdf", "application/octet-stream"])
    #expect(read.attachments.map(\.bytes) == message.attachments.map(\.bytes))
    #expect(read.defects == [])
}

@Test(arguments: [
    "Reminder: please report", "", "=?UTF-8?B?QQ==?=", "two  spaces and =? in it", " leading and trailing ",
    "Ärger, 中文 \"x\" <y>",
    "word by word a subject that is longer than one line may be and therefore has to be folded at some of its spaces",
    String(repeating: "督", count: 100), "a" + String(repeating: "é", count: 99),
])
func `another reader finds the subject and the text as written`(subject: String) async throws {
    var message = try letter(
        to: "unit@example.org", subject: subject, text: subject + " = \(subject)\n" + subject + "\n")
    message.html = nil
    let read = try await decode(message)
    #expect(read.subject == subject)
    #expect(read.text == message.plainText)
    #expect(read.defects == [])
}

extension String {
    fileprivate var trimmingNewlines: String { String(reversed().drop(while: \.isNewline).reversed()) }
}
