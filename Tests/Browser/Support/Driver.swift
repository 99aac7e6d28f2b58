/// A chromedriver beside one test, spoken to in the words of the WebDriver standard (W3C).
import Client
import JSONTree
import Synchronization
import Terminal
import TestSupport

/// Ends with the value, and whenever the tests end: see Servers/browser.sh.
final class Driver: Sendable {
    private let child: Child
    /// One command at a time, on whichever thread.
    private let client: Mutex<HTTPClient>
    /// The folder for the browser's profile.
    let profile: String

    /// Answers are pages and pictures.
    private static let answerLimit = 64 << 20

    /// Starts it and waits until it listens.
    init() throws {
        let child = try Child(["/bin/sh", Checkout.root + "/Tests/Acceptance/Servers/browser.sh"])
        guard let profile = child.line() else { throw BrowserTrouble("no folder could be made for a browser") }
        var port: Int?
        while port == nil {
            guard let line = child.line() else {
                throw BrowserTrouble("chromedriver is missing: apt install chromium chromium-driver")
            }
            if line.contains("started successfully") { port = line.split { !$0.isNumber }.last.flatMap { Int($0) } }
        }
        var limits = HTTPClient.Limits()
        limits.body = Self.answerLimit
        limits.whole = 120_000
        let base = try ServerAddress.parse("http://127.0.0.1:\(port ?? 0)")
        client = Mutex(try HTTPClient(base: base, limits: limits))
        self.child = child
        self.profile = profile
    }

    /// Gives one command and returns its `value`; what the driver refuses is thrown with its code.
    func call(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) async throws -> JSONTree {
        try await onOwnThread { [self] in
            let answer = try client.withLock { client in
                let bytes = body.map { Array(JSONWriter.document($0).utf8) }
                return try client.send(method, path, headers: [("Content-Type", "application/json")], body: bytes)
            }
            let value = try JSONTree.parse(answer.body, sizeLimit: Self.answerLimit)["value"] ?? .null
            guard answer.status != 200 else { return value }
            let said = value["message"]?.string ?? "status \(answer.status)"
            let first = said.split(separator: "\n").first.map { String($0) } ?? said
            throw BrowserTrouble("\(method.rawValue) \(path): \(first)", code: value["error"]?.string)
        }
    }
}
