/// What libcurl's callbacks fill while one answer comes in.
import CCurl

/// Lives at a fixed address; only the thread in `curl_easy_perform` touches it.
struct HTTPTransfer {
    /// Far above what servers send: a header field is a line, not a document.
    static let headerLimit = 64 << 10

    private(set) var status = 0
    private(set) var headers: [HTTPHeader] = []
    private(set) var body: [UInt8] = []
    /// Head or body went beyond its limit; the transfer was given up.
    private(set) var isTooLarge = false
    private var headerBytes = 0
    /// The empty line has come. What follows the body (trailers) is not listened to.
    private var isHeadComplete = false
    private let bodyLimit: Int

    init(bodyLimit: Int) { self.bodyLimit = bodyLimit }

    /// Takes one line of a head. A status line begins a new one: before the answer may come others (`100 Continue`).
    /// Returns whether to go on.
    mutating func take(line: UnsafeBufferPointer<UInt8>) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.headerLimit else {
            isTooLarge = true
            return false
        }
        let text = String(decoding: line, as: UTF8.self).filter { !$0.isNewline }
        if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            status = words.count > 1 ? Int(words[1]) ?? 0 : 0
            headers = []
            isHeadComplete = false
        } else if text.isEmpty {
            isHeadComplete = true
        } else if !isHeadComplete, let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers.append((String(text[..<colon]), String(value)))
        }
        return true
    }

    /// Takes the next bytes of the body; returns whether to go on.
    mutating func take(body bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard body.count + bytes.count <= bodyLimit else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }
}

/// libcurl passes on one line of a head.
func takeHeaderLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    handOver(bytes, size * count, user) { $0.take(line: $1) }
}

/// libcurl passes on a part of the body.
func takeBodyPart(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    handOver(bytes, size * count, user) { $0.take(body: $1) }
}

/// The number of bytes taken; any other number makes libcurl give up.
private func handOver(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ user: UnsafeMutableRawPointer?,
    _ take: (inout HTTPTransfer, UnsafeBufferPointer<UInt8>) -> Bool
) -> Int {
    guard count > 0 else { return 0 }
    guard let bytes, let transfer = user?.assumingMemoryBound(to: HTTPTransfer.self) else { return -1 }
    return UnsafeRawBufferPointer(start: bytes, count: count).withMemoryRebound(to: UInt8.self) {
        take(&transfer.pointee, $0) ? count : -1
    }
}
