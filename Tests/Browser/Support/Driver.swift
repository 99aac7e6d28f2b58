/// A chromedriver beside one test, spoken to in the words of the WebDriver standard (W3C).
import Client
import JSONTree
import Synchronization
import Terminal
import TestSupport

/// Ends with the value, and whenever the tests end: see Servers/browser.sh.
final class Driver: Sendable {
    private let driver: Running
    /// One command at a time, on whichever thread.
    private let client: Mutex<HTTPClient>
    /// The folder for the browser's profile.
    let profile: String

    /// Answers are pages and pictures.
    private static let answerLimit = 64 << 20

    /// It takes a port that is free on one address of this machine and then wants the same on the other. Where another
    /// program has that one, it ends, and has to be started again.
    private static let attempts = 10

    /// Starts it and waits until it listens.
    /// - Parameter environment: all of it; nil: this program's own.
    init(environment: [String: String]? = nil) throws {
        var said = ""
        for _ in 0..<Self.attempts {
            let driver = try Running(
                ["bash", Checkout.root + "/Tests/Acceptance/Servers/browser.sh"], environment: environment,
                farewell: Running.patience)
            guard let profile = try driver.line(.output), let base = try Self.address(driver) else {
                let ran = try driver.finish()
                said = ran.output + ran.errors
                continue
            }
            var limits = HTTPClient.Limits()
            limits.body = Self.answerLimit
            limits.whole = 120_000
            client = Mutex(try HTTPClient(base: base, limits: limits))
            self.driver = driver
            self.profile = profile
            return
        }
        throw BrowserTrouble("chromedriver did not start (apt install chromium chromium-driver); it said:\n\(said)")
    }

    /// Where it listens, once it does; nil when it ended instead.
    private static func address(_ driver: Running) throws -> ServerAddress? {
        while let line = try driver.line(.output) {
            guard line.contains("started successfully"), let port = line.split(whereSeparator: { !$0.isNumber }).last
            else { continue }
            return try ServerAddress.parse("http://127.0.0.1:\(port)")
        }
        return nil
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
            // What follows are the addresses of chromedriver's functions.
            let words = said.split(separator: "\n").prefix { !$0.hasPrefix("#") && !$0.contains("tacktrace") }
            throw BrowserTrouble(
                "\(method.rawValue) \(path): \(words.joined(separator: " "))", code: value["error"]?.string)
        }
    }
}
