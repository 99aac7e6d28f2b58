/// Where a Duban server is, as people write it: `https://host[:port][/prefix]`, `http://…`, `unix:/path/to.sock`.
import Curl
import Texts

public struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    public enum Way: Sendable, Hashable {
        case https
        /// In clear: to this machine, or where its caller takes that on itself.
        case http
        /// Through a socket in the file system, which its permissions guard.
        case unix(path: String)
    }

    public let way: Way
    /// Host and port as a URL has them; `localhost` for a socket, which is what its requests say.
    let authority: String
    /// What comes before every path: empty, or `/…` without a slash at its end.
    let prefix: String

    /// As it was understood. It never holds a password.
    public var description: String {
        switch way {
        case .https: "https://\(authority)\(prefix)"
        case .http: "http://\(authority)\(prefix)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// The address of a path on this server.
    func url(_ path: String) -> String {
        "\(way == .https ? "https" : "http")://\(authority)\(prefix)\(path)"
    }

    /// A socket's path is absolute, since a service and its callers stand in different folders.
    /// - Parameter allowsClear: takes `http://` to another machine, too. What is sent there, tokens included, everybody
    ///   on the way can read.
    public static func parse(_ text: String, allowsClear: Bool = false) throws(ClientProblem) -> ServerAddress {
        if let path = text.dropping("unix:") { return try socket(String(path)) }
        if let rest = text.dropping("https://") { return try server(.https, rest) }
        if let rest = text.dropping("http://") {
            let (address, host) = try split(.http, rest)
            guard allowsClear || HostPort.isLoopback(host) else { throw .inClear(address) }
            return address
        }
        throw .addressForm
    }

    private static func server(_ way: Way, _ rest: Substring) throws(ClientProblem) -> ServerAddress {
        try split(way, rest).address
    }

    private static func split(
        _ way: Way, _ rest: Substring
    ) throws(ClientProblem) -> (address: ServerAddress, host: String) {
        if rest.contains("@") { throw .addressCredentials }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let server: HostPort
        do throws(HostPort.Trouble) { server = try HostPort(rest[..<slash]) } catch { throw .addressForm }
        let port = server.port.map { ":\($0)" } ?? ""
        let authority = HostPort.bracketed(server.host) + port
        return (ServerAddress(way: way, authority: authority, prefix: try prefix(rest[slash...])), server.host)
    }

    /// Segments of letters, digits and `-._~`, joined by single slashes.
    private static func prefix(_ text: Substring) throws(ClientProblem) -> String {
        let path = text.hasSuffix("/") ? text.dropLast() : text
        for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let isPlain = segment.utf8.allSatisfy { byte in
                (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~".utf8.contains(byte)
            }
            guard isPlain, !["", ".", ".."].contains(segment) else { throw .addressForm }
        }
        return String(path)
    }

    /// The system's limit for a socket's path, in bytes (`sun_path` with its zero byte).
    static let socketPathLimit = 107

    private static func socket(_ path: String) throws(ClientProblem) -> ServerAddress {
        guard path.hasPrefix("/"), !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .socketPath }
        guard path.utf8.count <= socketPathLimit else { throw .socketPathTooLong }
        return ServerAddress(way: .unix(path: path), authority: "localhost", prefix: "")
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
