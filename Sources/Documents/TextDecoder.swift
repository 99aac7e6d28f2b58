/// Bytes of a file → text, whatever a spreadsheet or an old editor saved them in.
import Texts

/// Text together with the encoding it came in.
public struct DecodedText: Sendable, Hashable {
    public let text: String
    public let encoding: TextEncoding

    public init(text: String, encoding: TextEncoding) {
        self.text = text
        self.encoding = encoding
    }
}

public enum TextEncoding: String, Sendable, Hashable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 BOM"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB18030"
}

public enum TextDecoder {
    /// The text without its byte order mark, or what is wrong with the bytes.
    ///
    /// A byte order mark decides. Without one, bytes that are valid UTF-8 are UTF-8; else they are read strictly as
    /// GB18030 (which includes GBK and GB2312), unless they are plainly UTF-8 with a few broken bytes: taken as
    /// GB18030 those would turn into other Chinese characters without any error.
    public static func decode(_ bytes: [UInt8], file: String) -> Result<DecodedText, DiagnosticError> {
        if let kind = binaryKind(bytes) { return failure(.notText(kind), bytes, file) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return decodeUTF8(bytes, from: 3, .utf8WithMark, file) }
        if bytes.starts(with: [0xFF, 0xFE]) { return decodeUTF16(bytes, .utf16LittleEndian, file) }
        if bytes.starts(with: [0xFE, 0xFF]) { return decodeUTF16(bytes, .utf16BigEndian, file) }
        if let text = String(validating: bytes, as: UTF8.self) {
            return .success(DecodedText(text: text, encoding: .utf8))
        }
        let census = UTF8Census(bytes, from: 0)
        let bad = census.firstBad ?? 0
        if census.isDamagedUTF8 { return failure(.damagedUTF8(offset: bad), bytes, file) }
        switch Iconv.gb18030(bytes) {
        case .text(let text): return .success(DecodedText(text: text, encoding: .gb18030))
        case .invalid(let offset): return failure(.neither(utf8: bad, gb18030: offset), bytes, file)
        case .unavailable: return failure(.noConverter(offset: bad), bytes, file)
        }
    }

    /// What people load by mistake, told by its first bytes.
    private static func binaryKind(_ bytes: [UInt8]) -> Phrase? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return Phrase(zh: " Office 或压缩文件", en: "an Office file or an archive")
        }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return Phrase(zh: "旧版 Office 文件", en: "an old Office file")
        }
        return bytes.starts(with: "%PDF-".utf8) ? Phrase(zh: " PDF 文件", en: "a PDF file") : nil
    }

    private static func decodeUTF8(
        _ bytes: [UInt8], from start: Int, _ encoding: TextEncoding, _ file: String
    ) -> Result<DecodedText, DiagnosticError> {
        guard let text = String(validating: bytes[start...], as: UTF8.self) else {
            let offset = UTF8Census(bytes, from: start).firstBad ?? start
            return failure(.damagedUTF8(offset: offset), bytes, file)
        }
        return .success(DecodedText(text: text, encoding: encoding))
    }

    private static func decodeUTF16(
        _ bytes: [UInt8], _ encoding: TextEncoding, _ file: String
    ) -> Result<DecodedText, DiagnosticError> {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        let isLittle = encoding == .utf16LittleEndian
        for index in stride(from: 2, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isLittle ? second << 8 | first : first << 8 | second)
        }
        guard bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self) else {
            return failure(.damagedUTF16(offset: badUTF16(units, count: bytes.count)), bytes, file)
        }
        return .success(DecodedText(text: text, encoding: encoding))
    }

    /// The offset of the first half of a surrogate pair without its other half, or of a lone last byte.
    private static func badUTF16(_ units: [UInt16], count: Int) -> Int {
        var index = 0
        while index < units.count {
            if UTF16.isLeadSurrogate(units[index]), index + 1 < units.count, UTF16.isTrailSurrogate(units[index + 1]) {
                index += 2
            } else if UTF16.isSurrogate(units[index]) {
                return 2 + index * 2
            } else {
                index += 1
            }
        }
        return count - 1
    }
}

/// A failure that is one diagnostic.
public struct DiagnosticError: Error, Sendable, Hashable {
    public let diagnostic: Diagnostic

    public init(_ diagnostic: Diagnostic) {
        self.diagnostic = diagnostic
    }
}

/// How much of some bytes is UTF-8.
struct UTF8Census {
    private(set) var firstBad: Int?
    private var bad = 0
    /// Sequences of three or four bytes; GB18030 text forms them by chance only.
    private var long = 0

    init(_ bytes: [UInt8], from start: Int) {
        var index = start
        while index < bytes.count {
            let length = Self.length(at: index, bytes)
            if length == 0 {
                if firstBad == nil { firstBad = index }
                bad += 1
                index += 1
            } else {
                if length > 2 { long += 1 }
                index += length
            }
        }
    }

    /// Four good long sequences for each bad byte, and more than a few.
    var isDamagedUTF8: Bool { bad > 0 && long >= 4 && long >= 4 * bad }

    /// The bytes of the well-formed sequence that begins here (Unicode Standard, table 3-7); 0 when there is none.
    private static func length(at index: Int, _ bytes: [UInt8]) -> Int {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(first), index + length <= bytes.count else { return 0 }
        let second: ClosedRange<UInt8> =
            switch first {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard second.contains(bytes[index + 1]) else { return 0 }
        for next in bytes[(index + 2)..<max(index + 2, index + length)] where next & 0xC0 != 0x80 { return 0 }
        return length
    }
}
