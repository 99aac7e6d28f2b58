// What the tests of the client share: a file with its permissions, a client at one of the server's doors.
import BrowserSupport
import Client
import Glibc
import JSONTree
import TestSupport
import Testing
import Texts

func writeFile(_ path: String, _ text: String, mode: UInt32) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    #expect(chmod(path, mode) == 0)
}

/// How a test's client is made; a client itself belongs to one thread.
struct Asking: Sendable {
    var address: String
    var token: Secret?
    var ca: String?
    /// Far above what a busy machine needs; tests of the limits set their own.
    var limits: HTTPClient.Limits = {
        var limits = HTTPClient.Limits()
        (limits.connect, limits.whole) = (120_000, 120_000)
        return limits
    }()

    static func plain(_ prefix: String = "") throws -> Asking {
        Asking(address: "http://127.0.0.1:\(try AnswerServer.shared.get().port("plain"))\(prefix)")
    }

    func client() throws(ClientProblem) -> HTTPClient {
        try HTTPClient(base: try ServerAddress.parse(address), token: token, ca: ca, limits: limits)
    }

    /// One request's problem; nil when it was answered.
    func problem(_ method: HTTPMethod = .get, _ path: String = "/echo") async throws -> ClientProblem? {
        try await onOwnThread {
            do throws(ClientProblem) {
                _ = try client().send(method, path)
                return nil
            } catch {
                return error
            }
        }
    }
}

extension HTTPAnswer {
    /// What `/echo` tells of the request.
    func told() throws -> JSONTree { try JSONTree.parse(body, sizeLimit: 8 << 20) }
}

extension JSONTree {
    /// A header field as the server received it.
    func field(_ name: String) -> String? {
        self["headers"]?.array?.first { $0.array?.first?.string == name }?.array?.last?.string
    }
}
