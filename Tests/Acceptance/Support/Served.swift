// A ledger behind a daemon: over a local socket or HTTPS, with tokens for who asks.
import Access
import Deadlines
import Glibc
import Ledger
import Office
import TestSupport

struct Served {
    enum Way: String, CaseIterable, Sendable { case unix, https }

    let box: Sandbox
    let daemon: Running
    /// What says on a command line which server to ask.
    let options: [String]
    /// The address that `schemathesis` and others take; nil for a socket.
    let url: String?

    /// - Parameter prepare: makes the ledger before the daemon starts.
    init(_ way: Way, prepare: (Sandbox) async throws -> Void) async throws {
        let box = try Sandbox()
        try await prepare(box)
        try Self.admit("coord", Grant(.coordinator), box)
        var tls = ""
        var listen = "unix:\(box.folder)/web.sock"
        if way == .https {
            listen = "127.0.0.1:0"
            try await Self.certify(box)
            tls = "  tls: {certificate: \(box.folder)/cert.pem, key: \(box.folder)/key.pem}\n"
        }
        let file = try box.file(
            "duband.yaml",
            """
            store: \(box.store)
            data: \(box.data)
            mail:
              transport: maildir:\(box.folder)/letters
            coordinator: {name: 统计办公室, mail: [coordinator@example.org]}
            tick: 3600
            log: debug
            web:
              listen: ["\(listen)"]
              limits: {requestsPerSecond: 0}
            \(tls)
            """)
        let daemon = try box.start([Programs.path("duband"), "--config", file])
        let line = try await onOwnThread { try daemon.line(with: "event=serving") }
        // Nothing of its own is done any more while the test looks.
        _ = try await onOwnThread { try daemon.line(with: "event=tick") }
        let port = line.split(separator: "127.0.0.1:").last?.prefix { $0.isNumber }
        url = way == .https ? "https://127.0.0.1:\(port ?? "0")" : nil
        options =
            ["--server", url ?? "unix:\(box.folder)/web.sock", "--token-file", box.folder + "/token-coord"]
            + (way == .https ? ["--ca", box.folder + "/cert.pem"] : [])
        self.box = box
        self.daemon = daemon
    }

    /// An account with a token in a file that nobody else may read.
    static func admit(_ name: String, _ grant: Grant, _ box: Sandbox) throws {
        let office = Office(try LedgerStore(box.store, .write), author: "admin", source: .cli)
        let now = Instant(seconds: Int64(time(nil)))
        _ = try office.grant(name, grant, mail: nil, now: now)
        let token = try office.makeToken(for: name, label: "test", expires: nil, now: now)
        chmod(try box.file("token-" + name, token.text + "\n"), 0o600)
    }

    private static func certify(_ box: Sandbox) async throws {
        let made = try await box.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", box.folder + "/key.pem", "-out", box.folder + "/cert.pem",
        ])
        guard made.code == 0 else { throw Unprepared(description: "openssl: \(made.errors)") }
        chmod(box.folder + "/key.pem", 0o600)
    }

    /// The same command line here and there.
    func both(_ words: [String], input: String = "") async throws -> (here: Ran, there: Ran) {
        (try await box.duban(words, input: input), try await box.duban(words + options, input: input))
    }
}
