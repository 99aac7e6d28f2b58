import Glibc
import Mail
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Daemon

private let none = Environment.values([:])

@Test func `a secret comes from a file, a variable or the service manager`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("password", "p4ss wörd\n")
    #expect(try SecretSource.file(path).read(none) == Secret("p4ss wörd"))
    #expect(try SecretSource.environment("PW").read(.values(["PW": "abc"])) == Secret("abc"))
    let manager = Environment.values(["CREDENTIALS_DIRECTORY": folder.path])
    #expect(try SecretSource.credential("password").read(manager) == Secret("p4ss wörd"))
}

@Test(arguments: ["abc", "abc\n", "abc\r\n"])
func `one line break at the end belongs to the file`(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(try SecretSource.file(try folder.file("p", text)).read(none) == Secret("abc"))
}

@Test(arguments: [
    (UInt32(0o600), true), (0o400, true), (0o640, true), (0o644, false), (0o604, false), (0o602, false), (0o666, false),
])
func `a file that everybody may read is refused with the remedy`(mode: UInt32, isTaken: Bool) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("p", "geheim", mode: mode)
    if isTaken {
        #expect(try SecretSource.file(path).read(none) == Secret("geheim"))
    } else {
        let failure = try #require(throws: Failure.self) { try SecretSource.file(path).read(none) }
        #expect(failure.exitCode == .badConfiguration)
        #expect(failure.why?.en == "its mode is \(String(mode, radix: 8))")
        #expect(failure.remedy?.zh.contains("chmod 600 '\(path)'") == true)
    }
}

@Test(arguments: ["", "\n", "two\nlines", "tab\there", String(repeating: "x", count: 4098)])
func `what cannot be a password is refused and not shown`(text: String) throws {
    let folder = try TemporaryFolder()
    let failure = try #require(throws: Failure.self) {
        try SecretSource.file(try folder.file("p", text)).read(none)
    }
    #expect(failure.exitCode == .badConfiguration && failure.remedy != nil)
    #expect(!failure.what.en.contains("lines") && !failure.what.zh.contains("here"))
}

@Test func `missing places are named`() throws {
    let folder = try TemporaryFolder()
    let missing: [(SecretSource, String)] = [
        (.environment("DUBAN_PW"), "DUBAN_PW"), (.credential("smtp"), "LoadCredential=smtp"),
        (.file(folder.path + "/none"), "does not exist"), (.file(folder.path), "not a regular file"),
        (.file("a\0b"), "cannot read"),
    ]
    for (source, expected) in missing {
        let failure = try #require(throws: Failure.self) { try source.read(none) }
        let said = failure.what.en + " " + (failure.remedy?.en ?? "")
        #expect(said.contains(expected))
    }
}
