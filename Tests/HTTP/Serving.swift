/// A real server on this machine with a small handler, for the tests of HTTP.

import Glibc
import Platform
import Synchronization
import TestSupport
import Testing

@testable import HTTP

/// Answers with what a test's closures say; by default 200 and the path.
struct SmallHandler: Handler {
    var limit = 1 << 20
    var lane: @Sendable (Request.Head) -> Lane = { _ in .quick }
    var reply: @Sendable (Request) -> Response = { request in
        Response(200, "text/plain", text: "/" + request.head.path.joined(separator: "/"))
    }

    func plan(_ head: Request.Head) -> Intake {
        if head.path.first == "nowhere" { return .answer(Response(404, "text/plain", text: "not here")) }
        guard ["GET", "HEAD", "POST"].contains(head.method) else {
            return .answer(Response(405).with("Allow", "GET, HEAD, POST"))
        }
        return .receive(limit: limit, lane(head))
    }

    func answer(_ request: Request) -> Response { reply(request) }

    func refusal(_ status: UInt32, _ head: Request.Head) -> Response {
        Response(status, "text/plain", text: "refused \(status)")
    }
}

final class Serving: Sendable {
    let server: Server
    private let seen = Mutex<[Request]>([])
    private let log = Mutex<[AccessRecord]>([])
    private let isStopped = Mutex(false)

    init(_ handler: SmallHandler = SmallHandler(), _ change: (inout ServerSettings) -> Void = { _ in }) throws {
        var settings = ServerSettings(listen: [.ip("127.0.0.1", port: 0)])
        settings.limits.requestsPerSecond = 0
        change(&settings)
        let box = Box()
        var recording = handler
        recording.reply = { request in
            box.serving.withLock { $0.value?.seen.withLock { $0.append(request) } }
            return handler.reply(request)
        }
        server = try Server(settings, handler: recording) { record in
            box.serving.withLock { $0.value?.log.withLock { $0.append(record) } }
        }
        box.serving.withLock { $0.value = self }
    }

    deinit { stop() }

    func stop() {
        let isFirst = isStopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        if isFirst { server.stop() }
    }

    private final class Box: Sendable {
        struct Weak: Sendable { weak var value: Serving? }
        let serving = Mutex(Weak())
    }

    var port: UInt16 {
        guard case .ip(_, let port)? = server.addresses.first else { return 0 }
        return port
    }

    /// What the handler was asked.
    var requests: [Request] { seen.withLock { $0 } }
    var records: [AccessRecord] { log.withLock { $0 } }

    func wire(from source: String? = nil) throws -> Wire { try Wire(port: port, from: source) }

    /// One request over a connection of its own.
    func ask(
        _ method: String, _ path: String, _ headers: [(String, String)] = [], body: [UInt8] = [],
        from source: String? = nil
    ) throws -> WireAnswer {
        try wire(from: source).ask(method, path, headers, body: body)
    }
}

/// A door that opens once, for answers that a test holds back. Nobody stands before it forever.
final class Gate: Sendable {
    private let state = Bell()
    private let arrived = Bell()

    /// Waits until it is opened, and leaves it open.
    func pass() {
        arrived.ring()
        if state.isHeard() { state.ring() }
    }

    func open() { state.ring() }

    /// Waits until somebody has come to the gate.
    func awaitSomebody() throws {
        guard arrived.isHeard() else { throw TimedOut(description: "nobody came to the gate") }
    }

    /// Each ring is heard once, by one that waits.
    private final class Bell: Sendable {
        private let rope, clapper: Int32

        init() {
            var ends: [Int32] = [-1, -1]
            socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends)
            (clapper, rope) = (ends[0], ends[1])
        }

        deinit {
            close(rope)
            close(clapper)
        }

        func ring() { write(rope, "!", 1) }

        /// False: not in good time.
        func isHeard() -> Bool {
            let end = Monotonic.milliseconds + Int(Wire.patience)
            while Monotonic.milliseconds < end {
                var ready = pollfd(fd: clapper, events: Int16(POLLIN), revents: 0)
                poll(&ready, 1, Wire.patience)
                var byte: UInt8 = 0
                // Another may have been quicker.
                if read(clapper, &byte, 1) == 1 { return true }
            }
            return false
        }
    }
}
