/// A connection to a server, byte by byte: for requests that no client would send.

import Glibc

public final class Wire {
    public struct Trouble: Error, CustomStringConvertible {
        public let description: String

        public init(description: String) { self.description = description }
    }

    /// Milliseconds that an answer may take: far above what a busy machine needs.
    public static let patience: Int32 = 30_000

    private let descriptor: Int32
    private var unread: [UInt8] = []

    /// - Parameter source: the address of this machine to come from, such as `127.0.0.2`.
    public init(port: UInt16, from source: String? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if let source {
            let isBound = Self.withAddress(source, 0) { bind(descriptor, $0, $1) == 0 }
            guard isBound else { throw Trouble(description: "cannot come from \(source)") }
        }
        let isOpen = Self.withAddress("127.0.0.1", port) { connect(descriptor, $0, $1) == 0 }
        guard isOpen else {
            throw Trouble(description: "nobody listens on \(port): \(String(cString: strerror(errno)))")
        }
    }

    public init(socket path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            for (index, byte) in path.utf8.prefix(room.count - 1).enumerated() { room[index] = byte }
        }
        let isOpen = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isOpen else {
            throw Trouble(description: "nobody listens at \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    private static func withAddress<Value>(
        _ host: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    // MARK: - Sending

    /// Returns false when the server takes nothing more.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// One request, with `Host` and, where there is a body, its length.
    public static func request(
        _ method: String, _ path: String, _ headers: [(String, String)] = [], body: [UInt8] = []
    ) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if !headers.contains(where: { $0.0.lowercased() == "host" }) { head += "Host: localhost\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if !body.isEmpty || method == "POST" { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    /// Sends a request and waits for its answer.
    public func ask(
        _ method: String, _ path: String, _ headers: [(String, String)] = [], body: [UInt8] = []
    ) throws -> WireAnswer {
        send(Self.request(method, path, headers, body: body))
        guard let answer = try answer(isToHEAD: method == "HEAD") else {
            throw Trouble(description: "\(method) \(path): the connection was closed without an answer")
        }
        return answer
    }

    // MARK: - Answers

    /// The next answer; nil when the server ended the connection instead.
    public func answer(isToHEAD: Bool = false) throws -> WireAnswer? {
        while true {
            guard let end = unread.firstRange(of: Array("\r\n\r\n".utf8)) else {
                guard try fill() else { return nil }
                continue
            }
            let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
            unread.removeSubrange(..<end.upperBound)
            var answer = try WireAnswer(head: head)
            if answer.status == 100 { continue }
            let length = isToHEAD || answer.status == 304 ? 0 : answer["content-length"].flatMap { Int($0) } ?? 0
            while unread.count < length {
                guard try fill() else { throw Trouble(description: "an answer broke off: \(head)") }
            }
            answer.body = Array(unread.prefix(length))
            unread.removeFirst(length)
            return answer
        }
    }

    /// Whether the server ends the connection without saying anything more.
    public func isEnded() throws -> Bool { try unread.isEmpty && !fill() }

    /// False at the end.
    private func fill() throws -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Self.patience) > 0 else { throw Trouble(description: "the server says nothing") }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        // A server that still had something to read resets the connection instead of ending it.
        guard count > 0 else { return false }
        unread += chunk[..<count]
        return true
    }
}

public struct WireAnswer: Sendable {
    public let status: Int
    public let headers: [(name: String, value: String)]
    public var body: [UInt8] = []

    init(head: String) throws {
        let lines = head.split(separator: "\r\n")
        guard let first = lines.first, first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3))
        else {
            throw Wire.Trouble(description: "no answer of HTTP: \(head)")
        }
        self.status = status
        headers = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst().drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
    }

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The first field of that name, in small letters.
    public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    public func all(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
}

extension [UInt8] {
    fileprivate func firstRange(of part: [UInt8]) -> Range<Int>? {
        guard count >= part.count else { return nil }
        return (0...(count - part.count)).lazy.filter {
            self[$0] == part[0] && Array(self[$0..<($0 + part.count)]) == part
        }
        .first.map { $0..<($0 + part.count) }
    }
}
