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
