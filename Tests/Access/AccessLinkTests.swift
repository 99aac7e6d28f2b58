/// Links in letters: what they say is what was marked, and nothing else passes.

import Access
import Deadlines
import Ledger
import Testing

@Suite struct AccessLinkTests {
    private static let now = Instant(seconds: 1_700_000_000)
    private static let link = AccessLink(unit: "HA-ZZ-M1", expires: now.adding(seconds: 3600))

    private static func mac(_ key: UInt8) -> ([UInt8]) -> [UInt8] {
        { bytes in (try? SHA256.mac(bytes, key: [UInt8](repeating: key, count: 32)).bytes) ?? [] }
    }

    @Test func `a link is read back until it expires`() throws {
        let text = Self.link.text(mac: Self.mac(1))
        #expect(try AccessLink(text, now: Self.now, mac: Self.mac(1)) == Self.link)
        #expect(throws: AccessLink.Fault.expired) {
            try AccessLink(text, now: Self.link.expires, mac: Self.mac(1))
        }
    }

    @Test func `another key makes another link`() {
        let text = Self.link.text(mac: Self.mac(2))
        #expect(throws: AccessLink.Fault.forged) { try AccessLink(text, now: Self.now, mac: Self.mac(1)) }
    }

    @Test func `a unit with any code can have one`() throws {
        for code in ["A.B", "中文/单位", "\u{202E}x", "%2e%2e", ""] {
            let link = AccessLink(unit: code, expires: Self.link.expires)
            #expect(try AccessLink(link.text(mac: Self.mac(1)), now: Self.now, mac: Self.mac(1)) == link)
        }
    }

    /// Every byte of a link counts.
    @Test func `a link with one letter changed is forged`() {
        let text = Array(Self.link.text(mac: Self.mac(1)))
        for index in text.indices {
            for letter in ["A", "b", "0", "-", "."] as [Character] where letter != text[index] {
                var changed = text
                changed[index] = letter
                #expect(throws: AccessLink.Fault.forged) {
                    try AccessLink(String(changed), now: Self.now, mac: Self.mac(1))
                }
            }
        }
    }

    @Test(arguments: ["", ".", "1", "1...", "1.QQ.1.", "2.QQ.1.AAAA", "1.QQ.1.AAAAAAAAAAAAAAAAAAAAAA", "1.QQ.1.AAAA.x"])
    func `what is no link is forged`(text: String) {
        #expect(throws: AccessLink.Fault.forged) { try AccessLink(text, now: Self.now, mac: Self.mac(1)) }
        // Not even where the hash cannot be computed.
        #expect(throws: AccessLink.Fault.forged) { try AccessLink(text, now: Self.now) { _ in [] } }
    }

    @Test func `a later expiry cannot be written into it`() {
        var parts = Self.link.text(mac: Self.mac(1)).split(separator: ".").map(String.init)
        parts[2] = String(Self.link.expires.seconds + 1_000_000, radix: 36)
        #expect(throws: AccessLink.Fault.forged) {
            try AccessLink(parts.joined(separator: "."), now: Self.now, mac: Self.mac(1))
        }
    }
}

@Suite struct Base64URLTests {
    @Test(arguments: [[], [0], [255], [0, 1], [1, 2, 3], [251, 255, 254, 253]] as [[UInt8]])
    func `bytes come back`(bytes: [UInt8]) {
        #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }

    /// RFC 4648, 10, without the padding.
    @Test func `the standard's own examples`() {
        #expect(Base64URL.encode("foobar".utf8) == "Zm9vYmFy")
        #expect(Base64URL.encode("fooba".utf8) == "Zm9vYmE")
        #expect(Base64URL.encode("foob".utf8) == "Zm9vYg")
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    }

    @Test(arguments: ["=", "Zg==", "Z", "Zh", "Zm9", "a b", "+/", "Zm9vYmFyé"])
    func `a second spelling is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil || Base64URL.encode(Base64URL.decode(text) ?? []) == text)
    }
}
