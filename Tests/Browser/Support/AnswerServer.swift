/// A small web server beside the tests (Acceptance/Servers/answers.py): answers good and bad, and pages that tests write.
import Glibc
import JSONTree
import Platform
import TestSupport

public final class AnswerServer: Sendable {
    /// Runs until the test program ends; it leaves when its standard input is closed with it.
    public static let shared = Result { try AnswerServer() }

    private let server: Running
    private let ports: [String: Int]
    private let folder: String

    private init() throws {
        let python = getenv("DUBAN_TEST_PYTHON").map { String(cString: $0) } ?? "python3"
        server = try Running([python, Checkout.root + "/Tests/Acceptance/Servers/answers.py"])
        let line = try server.line(with: "ports", .output)
        let ready = try JSONTree.parse(Array(line.utf8))
        ports = (ready["ports"]?.members ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.int }
        folder = ready["folder"]?.string ?? ""
    }

    /// The port of a door: `plain`, `tls`, `otherName`, `banner`, `mute`, `closed`.
    public func port(_ door: String) -> Int { ports[door] ?? 0 }

    public var socket: String { folder + "/socket" }

    /// The certificate of `tls`, to be trusted.
    public var authority: String { folder + "/good.pem" }
    /// The certificate of `otherName`, to be trusted.
    public var otherAuthority: String { folder + "/other.pem" }

    /// Puts a page there and gives its address.
    /// - Parameter name: a test's own; its ending says what is served (`.html`, `.css`, `.js`, `.png`).
    @discardableResult
    public func page(_ name: String, _ text: String) throws -> String {
        try Files.write(text, to: "\(folder)/pages/\(name)")
        return "http://127.0.0.1:\(port("plain"))/pages/\(name)"
    }
}
