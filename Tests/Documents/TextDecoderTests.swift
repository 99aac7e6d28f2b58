import Documents
import Testing
import Texts

/// 编码,名称 / A01,重庆市 in GB18030, and 𠮷 as a four-byte sequence.
private let gb18030: [UInt8] = [
    0xB1, 0xE0, 0xC2, 0xEB, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A, 0x41, 0x30, 0x31, 0x2C, 0xD6, 0xD8, 0xC7, 0xEC, 0xCA,
    0xD0,
    0x95, 0x34, 0xB2, 0x35,
]

private func decoded(_ bytes: [UInt8]) -> Result<DecodedText, DiagnosticError> {
    TextDecoder.decode(bytes, file: "名录.csv")
}

private let encodings: [([UInt8], TextEncoding)] = [
    (Array("编码,名称".utf8), TextEncoding.utf8), ([0xEF, 0xBB, 0xBF] + Array("编码,名称".utf8), .utf8WithMark),
    ([0xFF, 0xFE, 0x16, 0x7F, 0x01, 0x78, 0x2C, 0x00, 0x0D, 0x54, 0xF0, 0x79], .utf16LittleEndian),
    ([0xFE, 0xFF, 0x7F, 0x16, 0x78, 0x01, 0x00, 0x2C, 0x54, 0x0D, 0x79, 0xF0], .utf16BigEndian),
    (Array(gb18030.prefix(9)), .gb18030),
]

@Test(arguments: encodings)
func `the same text is read from every encoding`(bytes: [UInt8], encoding: TextEncoding) throws {
    let text = try decoded(bytes).get()
    #expect(text.text == "编码,名称")
    #expect(text.encoding == encoding)
}

@Test func `four-byte sequences of GB18030 are read, and long texts in pieces`() throws {
    #expect(try decoded(gb18030).get().text == "编码,名称\nA01,重庆市𠮷")
    let long = Array(repeating: Array(gb18030[13...]), count: 50_000).flatMap(\.self)
    #expect(try decoded(long).get().text == String(repeating: ",重庆市𠮷", count: 50_000))
}

@Test func `nothing is an empty text`() throws {
    #expect(try decoded([]).get() == DecodedText(text: "", encoding: .utf8))
    #expect(try decoded([0xEF, 0xBB, 0xBF]).get().text == "")
}

private let refused: [([UInt8], String)] = [
    (
        Array("PK".utf8) + [3, 4, 20, 0],
        "- not-text 这是 Office 或压缩文件，不是文本|this is an Office file or an archive, not text"
    ),
    (Array("%PDF-1.7\n".utf8), "- not-text 这是 PDF 文件，不是文本|this is a PDF file, not text"),
    (Array("一二三四五六七八\n九".utf8) + [0xFF, 0x0A], "2:1 invalid-utf8 不是有效的 UTF-8（第 29 字节）|not valid UTF-8 (byte 29)"),
    ([0xEF, 0xBB, 0xBF, 0x61, 0xC0, 0x80], "1:1 invalid-utf8 不是有效的 UTF-8（第 5 字节）|not valid UTF-8 (byte 5)"),
    ([0xEF, 0xBB, 0xBF, 0xED, 0xA0, 0x80], "1:1 invalid-utf8 不是有效的 UTF-8（第 4 字节）|not valid UTF-8 (byte 4)"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8], "- invalid-utf16 不是有效的 UTF-16（第 5 字节）|not valid UTF-16 (byte 5)"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x62], "- invalid-utf16 不是有效的 UTF-16（第 5 字节）|not valid UTF-16 (byte 5)"),
    (
        Array(gb18030.prefix(10)) + [0x41, 0xFF, 0xFF],
        "2:1 unknown-encoding 认不出文字编码：不是 UTF-8（第 1 字节），也不是 GB18030（第 12 字节）|unknown encoding: neither UTF-8 (byte 1) nor GB18030 (byte 12)"
    ),
    (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00],
        "- not-text 这是旧版 Office 文件，不是文本|this is an old Office file, not text"
    ),
    (
        Array(gb18030.prefix(9)) + [0xB1],
        "1:1 unknown-encoding 认不出文字编码：不是 UTF-8（第 1 字节），也不是 GB18030（第 10 字节）|unknown encoding: neither UTF-8 (byte 1) nor GB18030 (byte 10)"
    ),
]

@Test(arguments: refused)
func `bytes that are no text are refused with the place`(bytes: [UInt8], expected: String) {
    guard case .failure(let error) = decoded(bytes) else {
        Issue.record("taken as text")
        return
    }
    let found = error.diagnostic
    let place = found.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
    #expect("\(place) \(found.code) \(found.what.zh)|\(found.what.en)" == expected)
    #expect(found.remedy != nil)
}

@Test func `UTF-8 with one broken byte is not read as other Chinese characters`() {
    // Without the last byte, these bytes are valid GB18030 through and through.
    var bytes = Array("单位名称单位名称单位名称单位名称科技馆".utf8)
    bytes.remove(at: 20)
    guard case .failure(let error) = decoded(bytes) else {
        Issue.record("mistaken for GB18030")
        return
    }
    #expect(error.diagnostic.code == "invalid-utf8")
}
