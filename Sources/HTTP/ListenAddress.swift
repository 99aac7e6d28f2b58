/// Where a server listens, as a configuration writes it, and the socket that does.

import Glibc

/// `127.0.0.1:8080`, `[::1]:8080`, `:8080` (every address of the machine) or `unix:/run/duban/web.sock`.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IP address in the form that `inet_pton` takes; port 0 lets the system choose.
    case ip(String, port: UInt16)
    /// A path of at most 107 bytes.
    case unix(String)

    /// Nil for anything else; names are not looked up.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // sockaddr_un keeps 108 bytes with the zero at the end.
            guard path.hasPrefix("/"), path.utf8.count < 108 else { return nil }
            self = .unix(path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = String(text[..<colon])
        if host.isEmpty { host = "::" }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard IPAddress(host) != nil else { return nil }
        self = .ip(host, port: port)
    }

    public var description: String {
        switch self {
        case .ip(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// Whether only programs of this machine reach it.
    public var isLocal: Bool {
        switch self {
        case .ip(let host, _): IPAddress(host)?.isLoopback ?? false
        case .unix: true
        }
    }
}

extension ListenAddress {
    /// A bound, listening socket that is closed in other programs, with the address it really has.
    func listen() throws(ServerProblem) -> (socket: Int32, address: ListenAddress) {
        let socket = try open()
        var bound = self
        if case .ip(let host, 0) = self { bound = .ip(host, port: Self.port(of: socket)) }
        // As many as the system allows: a burst of units after a reminder must not be refused.
        guard Glibc.listen(socket, SOMAXCONN) == 0 else { throw failed(socket) }
        return (socket, bound)
    }

    private func open() throws(ServerProblem) -> Int32 {
        let family =
            switch self {
            case .ip(let host, _): IPAddress(host)?.bytes.count == 4 ? AF_INET : AF_INET6
            case .unix: AF_UNIX
            }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(family, kind, 0)
        guard socket >= 0 else { throw .cannotListen(self, String(cString: strerror(errno))) }
        var one: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        let result: Int32
        switch self {
        case .ip(let host, let port): result = IPAddress(host)?.bind(socket, port: port) ?? -1
        case .unix(let path):
            Self.removeStale(path)
            result = Self.bind(socket, path)
        }
        guard result == 0 else { throw failed(socket) }
        return socket
    }

    private func failed(_ socket: Int32) -> ServerProblem {
        let reason = String(cString: strerror(errno))
        close(socket)
        return .cannotListen(self, reason)
    }

    private static func bind(_ socket: Int32, _ path: String) -> Int32 {
        withUnixAddress(path) { address, length in
            // Whoever may open the folder may connect; what one may do is a matter of the token.
            let old = umask(0o117)
            defer { umask(old) }
            return Glibc.bind(socket, address, length)
        }
    }

    /// A socket file that nobody listens on any more is left over from a program that was killed.
    private static func removeStale(_ path: String) {
        // Anything else at that path is somebody's file.
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
        let probe = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return }
        defer { close(probe) }
        let refused = withUnixAddress(path) { address, length in
            connect(probe, address, length) != 0 && errno == ECONNREFUSED
        }
        if refused { unlink(path) }
    }

    private static func withUnixAddress<Value>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            for (index, byte) in path.utf8.prefix(room.count - 1).enumerated() { room[index] = byte }
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func port(of socket: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard getsockname(socket, address, &length) == 0 else { return 0 }
                return IPAddress.port(of: address)
            }
        }
    }
}
