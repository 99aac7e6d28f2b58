/// The host and port of a server as people write them: `host`, `host:port`, `[IPv6]`, `[IPv6]:port`.

public struct HostPort: Sendable, Hashable {
    public enum Trouble: Error, Sendable, Hashable {
        /// Neither a host name nor an IP address stands there.
        case form
        /// The port is no number from 1 to 65535.
        case port
    }

    /// Without brackets.
    public let host: String
    /// 1…65535; nil when none is written.
    public let port: Int?

    public init(_ text: some StringProtocol) throws(Trouble) {
        let (host, port) = Self.split(Substring(text))
        guard Self.isHost(host) else { throw .form }
        self.host = host
        guard let port else {
            self.port = nil
            return
        }
        guard let number = Int(port), (1...65535).contains(number), port.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw .port
        }
        self.port = number
    }

    /// An IPv6 address needs its brackets.
    private static func split(_ place: Substring) -> (host: String, port: Substring?) {
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            let host = String(place[place.index(after: place.startIndex)..<end])
            let after = place[place.index(after: end)...]
            return after.isEmpty ? (host, nil) : (after.hasPrefix(":") ? host : "", after.dropFirst())
        }
        guard let colon = place.firstIndex(of: ":") else { return (String(place), nil) }
        return (String(place[..<colon]), place[place.index(after: colon)...])
    }
}

extension HostPort {
    /// As a URL has it, IPv6 in brackets.
    public static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

    /// This machine itself: what is sent there passes no network.
    public static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host == "localhost" || host == "::1" || (parts.count == 4 && parts[0] == 127 && !parts.contains(nil))
    }

    /// A host name or an IP address, the latter without brackets.
    public static func isHost(_ text: String) -> Bool {
        guard text.contains(":") else { return isName(text) }
        return text.utf8.count <= 45 && text.utf8.allSatisfy { $0 == 0x3A || $0 == 0x2E || isHexDigit($0) }
    }

    /// Labels of letters, digits and inner hyphens, 1 to 63 of them, joined by single dots: 253 bytes at most.
    public static func isName(_ text: String) -> Bool {
        text.utf8.count <= 253 && text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        guard (1...63).contains(label.count), label.first != 0x2D, label.last != 0x2D else { return false }
        return label.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
}
