// The mail servers that the acceptance tests deliver to: a real one and one that fails on purpose.
import FoundationEssentials
import Glibc
import TestSupport

/// A test cannot run for lack of something on this machine; says what to install.
struct Unprepared: Error, CustomStringConvertible {
    let description: String
}

enum Servers {
    /// The folder of the server scripts.
    static let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Servers"

    /// Both run until the test program ends; they leave when their standard input closes with it.
    static let real = Result { try RealServer() }
    static let faulty = Result { try FaultyServer() }

    static func start(_ script: String, _ python: String) throws -> (Running, String) {
        let server = try Running([python, "\(folder)/\(script)"])
        return (server, try server.line(with: "{", .output))
    }

    /// What Python's library reads in a letter, as JSON; see decode.py.
    static func decode(_ letter: [UInt8]) throws -> String {
        try Running.ran([pythons[0], "\(folder)/decode.py"], given: letter).output
    }

    static func decoded<Value: Decodable>(_ line: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(line.utf8))
    }

    /// The Python programs to try: the one asked for, the one on PATH, Debian's own.
    static var pythons: [String] {
        if let asked = getenv("DUBAN_TEST_PYTHON") { return [String(cString: asked)] }
        return ["python3", "/usr/bin/python3"]
    }
}

/// aiosmtpd, with doors for plain SMTP, STARTTLS and SMTPS.
final class RealServer: Sendable {
    static let username = "office"
    static let password = "口令-open sesame"

    struct Ready: Decodable, Sendable {
        let ports: [String: Int]
        let authority: String
        let otherAuthority: String
        let record: String
    }

    /// One thing that the server took down.
    struct Entry: Decodable {
        let door: String
        let event: String
        var good: Bool?
        var sender: String?
        var recipients: [String]?
        var encrypted: Bool?
        var login: Bool?
        var helo: String?
        var data: String?
    }

    let ready: Ready
    private let server: Running

    init() throws {
        for python in Servers.pythons {
            let (server, line) = try Servers.start("real.py", python)
            guard !line.contains("missing") else { continue }
            self.server = server
            ready = try Servers.decoded(line, as: Ready.self)
            return
        }
        throw Unprepared(
            description: "the Python package aiosmtpd is missing: pip install -r .ci/requirements.txt "
                + "(or apt install python3-aiosmtpd); DUBAN_TEST_PYTHON names another Python")
    }

    func port(_ door: String) -> Int { ready.ports[door] ?? 0 }

    /// Everything taken down so far. A letter is there before its sender is told that it was accepted; of one that is
    /// being written right now the line has no end yet.
    func entries() throws -> [Entry] {
        try lines().map { try Servers.decoded(String($0), as: Entry.self) }
    }

    /// How many letters have come to recipients whose names begin so: for a look at every letter, cheaper than reading
    /// all entries.
    func count(toNamesBeginning name: String) throws -> Int {
        try lines().count { $0.contains("\"recipients\": [\"\(name)") }
    }

    private func lines() throws -> [Substring] {
        let bytes = try Data(contentsOf: URL(filePath: ready.record))
        let ended = bytes.lastIndex(of: 0x0A).map { bytes[..<$0] } ?? Data()
        return String(decoding: ended, as: UTF8.self).split(separator: "\n")
    }

    /// The letters to `recipient`: each test has recipients of its own.
    func letters(to recipient: String) throws -> [Entry] {
        try entries().filter { $0.recipients == [recipient] }
    }
}

/// Our own server that fails on purpose, one port for each way of failing.
final class FaultyServer: Sendable {
    private struct Ready: Decodable {
        let ports: [String: Int]
    }

    private let server: Running
    let ports: [String: Int]

    init() throws {
        let (server, line) = try Servers.start("faulty.py", Servers.pythons[0])
        self.server = server
        ports = try Servers.decoded(line, as: Ready.self).ports
    }

    /// Waits until the server has begun to stall at `fault`.
    func waitForStall(_ fault: String) throws { try server.line(with: "\"\(fault)\"", .output) }
}
