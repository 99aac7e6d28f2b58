/// Encrypted, with a certificate that openssl makes.

import Client
import TestSupport
import Testing
import Texts

@testable import HTTP

@Suite struct `the server with a certificate` {
    /// A certificate for this machine and its key, made once.
    /// `@unchecked Sendable`: filled before it is handed out, and never changed.
    private final class Made: @unchecked Sendable {
        private let folder: TemporaryFolder
        let certificate: String
        let key: String
        let otherKey: String

        var authority: String { "\(folder.path)/a.pem" }

        static let shared = Result { try Made() }

        init() throws {
            folder = try TemporaryFolder()
            let path = folder.path
            for name in ["a", "b"] {
                _ = try Running.ran([
                    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                    "-keyout", "\(path)/\(name).key", "-out", "\(path)/\(name).pem",
                ])
            }
            certificate = try #require(Checkout.text(path + "/a.pem"))
            key = try #require(Checkout.text(path + "/a.key"))
            otherKey = try #require(Checkout.text(path + "/b.key"))
        }
    }

    private func secured() throws -> (Serving, Made) {
        let made = try Made.shared.get()
        return (try Serving { $0.tls = .init(certificate: made.certificate, key: made.key) }, made)
    }

    @Test func `a client that trusts the certificate is served`() async throws {
        let (serving, made) = try secured()
        let answer = try await onOwnThread {
            let client = try HTTPClient(
                base: try ServerAddress.parse("https://127.0.0.1:\(serving.port)"), ca: made.authority)
            #expect(try client.send(.get, "/first").text == "/first")
            return try client.send(.post, "/x", headers: [("Content-Type", "text/plain")], body: Array("body".utf8))
        }
        #expect(answer.status == 200)
        #expect(serving.requests.allSatisfy { $0.head.isSecure })
        #expect(serving.requests.last?.body == Array("body".utf8))
    }

    @Test func `a client that does not know the certificate is not`() async throws {
        let (serving, _) = try secured()
        try await onOwnThread {
            let client = try HTTPClient(base: try ServerAddress.parse("https://127.0.0.1:\(serving.port)"))
            let problem = #expect(throws: ClientProblem.self) { try client.send(.get, "/") }
            #expect(problem?.kind == .notTrusted)
        }
        #expect(serving.requests.isEmpty)
    }

    @Test func `whoever speaks in clear to it hears nothing`() throws {
        let (serving, _) = try secured()
        let wire = try serving.wire()
        wire.send(Wire.request("GET", "/secret"))
        #expect((try? wire.answer())?.map(\.status) == nil)
        #expect(serving.requests.isEmpty)
    }

    @Test func `a key of another certificate is said before anything is served`() throws {
        let made = try Made.shared.get()
        for tls in [
            ServerSettings.TLSFiles(certificate: made.certificate, key: made.otherKey),
            .init(certificate: made.certificate, key: "no key"), .init(certificate: "no certificate", key: made.key),
        ] {
            let problem = #expect(throws: ServerProblem.self) { try Serving { $0.tls = tls } }
            #expect(problem?.kind == .certificate)
            #expect(problem?.remedy.en.contains("web.tls") == true)
            #expect(problem.map { "\($0)".contains("PRIVATE KEY") } == false)
        }
    }
}
