// SHA-256 against the vectors published with FIPS 180-4.
import Ledger
import Testing

/// A vector: a text repeated, and the digest of the whole.
struct HashVector: Sendable {
    let text: String
    let times: Int
    let hex: String
}

private let vectors = [
    HashVector(text: "", times: 1, hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    HashVector(text: "abc", times: 1, hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    HashVector(
        text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", times: 1,
        hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    HashVector(
        text:
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        times: 1, hex: "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
    HashVector(text: "a", times: 1_000_000, hex: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
]

@Test(arguments: vectors)
func `a published vector hashes to its digest, whole and in pieces`(vector: HashVector) throws {
    let hasher = try SHA256()
    let whole = Array(repeating: Array(vector.text.utf8), count: vector.times).flatMap { $0 }
    #expect(hasher.digest(of: whole).hex == vector.hex)
    hasher.begin()
    for start in stride(from: 0, to: whole.count, by: 61) {
        hasher.add(whole[start..<min(start + 61, whole.count)])
    }
    #expect(hasher.end().hex == vector.hex)
}

@Test func `a hasher begun and dropped starts anew`() throws {
    let hasher = try SHA256()
    hasher.begin()
    hasher.add("left over".utf8)
    #expect(hasher.digest(of: "abc".utf8).hex.hasPrefix("ba7816bf"))
}

@Test func `a digest reads back from its bytes and its digits`() throws {
    let digest = try SHA256().digest(of: "督办".utf8)
    #expect(SHA256.Digest(digest.bytes) == digest)
    #expect(SHA256.Digest(hex: digest.hex) == digest)
    #expect(SHA256.Digest(hex: digest.hex.uppercased()) == digest)
    #expect(SHA256.Digest(hex: String(digest.hex.dropLast())) == nil)
    #expect(SHA256.Digest(hex: "g" + digest.hex.dropFirst()) == nil)
    #expect(SHA256.Digest([1, 2, 3]) == nil)
}

@Test func `two hashers at work at once do not disturb each other`() throws {
    let (first, second) = (try SHA256(), try SHA256())
    first.begin()
    second.begin()
    first.add("ab".utf8)
    second.add("督办".utf8)
    first.add("c".utf8)
    #expect(first.end().hex.hasPrefix("ba7816bf"))
    #expect(try second.end() == SHA256().digest(of: "督办".utf8))
}
