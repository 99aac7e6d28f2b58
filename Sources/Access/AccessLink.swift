/// The link in a reminder: which unit it shows, until when, and a mark that nobody else can make.

import Deadlines
import Texts

/// `1.<unit>.<expiry>.<mark>`, each part in letters that stand in an address as they are.
public struct AccessLink: Sendable, Hashable {
    public let unit: String
    /// Exclusive, in whole seconds.
    public let expires: Instant

    public init(unit: String, expires: Instant) {
        self.unit = unit
        self.expires = expires
    }

    public enum Fault: Error, Sendable, Hashable {
        /// Not made by this daemon, or not with its present key.
        case forged
        case expired
    }

    /// 128 of the mark's 256 bits: more than can be guessed, and short enough not to break in a mail program.
    private static let markBytes = 16

    /// - Parameter mac: the keyed hash of bytes: HMAC-SHA-256 under the ledger's key.
    public func text(mac: ([UInt8]) throws -> [UInt8]) rethrows -> String {
        let body = body
        return body + "." + Base64.url.encode(try mac(Self.marked(body)).prefix(Self.markBytes))
    }

    /// Reads and checks a link.
    public init(_ text: String, now: Instant, mac: ([UInt8]) -> [UInt8]) throws(Fault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "1", let unit = Base64.url.decode(String(parts[1])),
            let code = String(validating: unit, as: UTF8.self), let seconds = Int64(parts[2], radix: 36),
            let mark = Base64.url.decode(String(parts[3]))
        else { throw .forged }
        let link = AccessLink(unit: code, expires: Instant(seconds: seconds))
        // What was read is written again: a second spelling of the same link is no link.
        guard mark.count == Self.markBytes, link.body == parts[0...2].joined(separator: "."),
            isSame(mark, Array(mac(Self.marked(link.body)).prefix(Self.markBytes)))
        else { throw .forged }
        guard now < link.expires else { throw .expired }
        self = link
    }

    private var body: String { "1.\(Base64.url.encode(unit.utf8)).\(String(expires.seconds, radix: 36))" }

    /// A key that marks several kinds of things must not make one pass for another.
    private static func marked(_ body: String) -> [UInt8] { Array("link|\(body)".utf8) }
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
public func isSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count == second.count else { return false }
    var difference: UInt8 = 0
    for index in first.indices { difference |= first[index] ^ second[index] }
    return difference == 0
}
