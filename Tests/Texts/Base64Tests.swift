import Testing

@testable import Texts

@Suite struct Base64Tests {
    @Test(arguments: [0, 1, 2, 3, 4, 5, 255, 256, 1000])
    func `bytes come back as they were`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let text = Base64.standard.encode(bytes)
        #expect(text.utf8.count == (count + 2) / 3 * 4)
        #expect(Base64.standard.decode(text) == bytes)
        #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
    }

    /// RFC 4648, 10.
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"),
        ("foob", "Zm9vYg==", "Zm9vYg"),
        ("fooba", "Zm9vYmE=", "Zm9vYmE"), ("foobar", "Zm9vYmFy", "Zm9vYmFy"),
    ])
    func `the standard's own examples`(text: String, padded: String, plain: String) {
        #expect(Base64.standard.encode(text.utf8) == padded)
        #expect(Base64.url.encode(text.utf8) == plain)
    }

    @Test func `the last two letters are those that the place allows`() {
        #expect(Base64.standard.encode([0xFB, 0xFF]) == "+/8=")
        #expect(Base64.url.encode([0xFB, 0xFF]) == "-_8")
    }

    @Test(arguments: [
        "a", "ab", "abc", "ab=c", "====", "QQ=", "QR==", "QUI\n", "Q Q=", "QUJD=", "é===", "QQ==QQ==", "-_8=",
    ])
    func `what is not written so is refused, between programs`(text: String) {
        #expect(Base64.standard.decode(text) == nil)
    }

    @Test(arguments: ["=", "Zg==", "Z", "Zh", "Zm9", "a b", "+/8", "Zm9vYmFyé"])
    func `what is not written so is refused, in an address`(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }
}
