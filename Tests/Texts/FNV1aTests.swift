import Testing

@testable import Texts

/// The authors' own test vectors.
@Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("b", "af63df4c8601f1a5"), ("foobar", "85944171f73967e8"),
])
func `marks are those of FNV-1a`(text: String, hex: String) {
    #expect(FNV1a(text.utf8).hex == hex)
    var parts = FNV1a()
    for byte in text.utf8 { parts.mix(byte) }
    #expect(parts.hash == FNV1a(text.utf8).hash)
}
