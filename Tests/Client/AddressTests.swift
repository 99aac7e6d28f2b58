import Client
import TestSupport
import Testing
import Texts

// Where a server is, as people write it, and the token for it.

private func trouble(_ text: String, clear: Bool = false) -> ClientProblem? {
    do {
        _ = try ServerAddress.parse(text, allowsClear: clear)
        return nil
    } catch {
        return error
    }
}

@Test(arguments: [
    "https://duban.example.org", "https://duban.example.org:8443/office/duban", "https://192.0.2.1",
    "https://[2001:db8::1]:8443",
    "http://127.0.0.1:8080", "http://localhost", "http://127.8.9.10/x", "http://[::1]:80", "unix:/run/duban/web.sock",
    "unix:/tmp/督办.sock",
])
func `an address is taken as written`(text: String) throws {
    let address = try ServerAddress.parse(text)
    #expect(address.description == text)
    #expect(try ServerAddress.parse(address.description) == address)
}

@Test func `a slash at the end is nothing`() throws {
    #expect(try ServerAddress.parse("https://a.example/") == ServerAddress.parse("https://a.example"))
    #expect(try ServerAddress.parse("https://a.example/x/") == ServerAddress.parse("https://a.example/x"))
}

@Test(arguments: [
    "", "duban.example.org", "ftp://a.example", "HTTPS://a.example", "https://", "https://:8080", "https:///x",
    "https://a b",
    "https://a.example:0", "https://a.example:65536", "https://a.example:x", "https://a.example:", "https://[::1",
    "https://::1", "https://a..b", "https://-a.example", "https://办公室.example", "https://u:p@a.example",
    "https://a.example?x",
    "https://a.example#x", "https://a.example/x?y", "https://a.example/a//b", "https://a.example//",
    "https://a.example/../x",
    "https://a.example/x%2f", "https://a.example/督办", "https://a.example\r\nX: y", "unix:", "unix:web.sock",
    "unix:/a\0b",
    "unix:/" + String(repeating: "x", count: 107),
])
func `what is no address is refused with a remedy`(text: String) throws {
    let found = try #require(trouble(text, clear: true))
    #expect(found.kind == .address && !found.remedy.zh.isEmpty && !found.remedy.en.isEmpty)
    #expect(!found.phrase.en.contains("u:p"), "a password written there is not repeated")
}

@Test(arguments: [
    "http://duban.example.org", "http://192.0.2.1:8080", "http://127.evil.example", "http://127.0.0.1.example",
    "http://[::2]",
])
func `nothing goes to another machine in clear unless that is wanted`(text: String) throws {
    let found = try #require(trouble(text))
    #expect(found.kind == .inClear && found.remedy.en.contains("https://") && found.why != nil)
    #expect(trouble(text, clear: true) == nil)
}

private func token(_ text: String, mode: UInt32 = 0o600, name: String = "token") throws -> Result<Secret, ClientProblem>
{
    let folder = try TemporaryFolder()
    let path = folder.path + "/" + name
    try writeFile(path, text, mode: mode)
    do throws(ClientProblem) { return .success(try SecretFile.read(path)) } catch { return .failure(error) }
}

@Test(arguments: ["abc", "abc\n", "abc\r\n"])
func `a token is a file's one line`(text: String) throws {
    #expect(try token(text).get() == Secret("abc"))
    #expect(try "\(token(text))".contains("abc") == false)
}

@Test(arguments: [UInt32(0o640), 0o604, 0o620, 0o602, 0o610, 0o644, 0o666, 0o777])
func `a token that others may open is refused`(mode: UInt32) throws {
    guard case .failure(let found) = try token("geheim", mode: mode) else { return #expect(Bool(false), "read") }
    #expect(found.kind == .secretFile && found.why?.en.contains(String(mode, radix: 8)) == true)
    #expect(found.remedy.en.contains("chmod 600 '") && !found.phrase.en.contains("geheim"))
}

@Test(arguments: ["", "\n", "two\nlines", "two\n\n", "tab\there", "\u{1B}[0m", String(repeating: "x", count: 4097)])
func `what cannot be a token is refused and not shown`(text: String) throws {
    guard case .failure(let found) = try token(text) else { return #expect(Bool(false), "read") }
    #expect(found.kind == .secretFile && found.remedy.en == "write just the token, in one line")
    #expect(!found.phrase.en.contains("lines\n") && !found.phrase.zh.contains("here"))
}

@Test func `a token file that is not there, or no file`() throws {
    let folder = try TemporaryFolder()
    for (path, why) in [(folder.path + "/none", "it does not exist"), (folder.path, "it is not a regular file")] {
        let found = try #require(throws: ClientProblem.self) { try SecretFile.read(path) }
        #expect(found.why?.en == why)
    }
    #expect(throws: ClientProblem.self) { try SecretFile.read("a\0b") }
}
