// A mail server that one test has to itself: what arrives there, in order, and orders given to it.
import FoundationEssentials
import Synchronization
import TestSupport

/// One thing that happened at the server; see Servers/office.py.
struct Posted: Decodable, Sendable {
    let event: String
    var port: Int?
    var authority: String?
    var recipient: String?
    var recipients: Int?
    var sender: String?
    var encrypted: Bool?
    var login: Bool?
    var good: Bool?
    var order: String?
    var subject: String?
    var from: String?
    var to: String?
    var id: String?
    var automatic: String?
    var text: String?
    var html: String?
    /// The calendar files attached to it.
    var calendars: [String]?
    var ascii: Bool?
    var defects: [String]?
}

final class PostOffice: Sendable {
    /// How the server is to be.
    enum Kind: String, Sendable {
        case secured
        /// Neither encryption nor login.
        case plain
        /// Its certificate names another host.
        case otherName = "other-name"
        /// Its certificate was valid in January 2020.
        case expired
    }

    private let server: Running
    private let past = Mutex<[Posted]>([])
    private let unread = Mutex<[Posted]>([])
    let port: Int
    let authority: String

    init(_ kind: Kind = .secured) async throws {
        let (server, ready) = try await onOwnThread { try Self.start(kind) }
        self.server = server
        port = ready.port ?? 0
        authority = ready.authority ?? ""
    }

    private static func start(_ kind: Kind) throws -> (Running, Posted) {
        for python in Servers.pythons {
            let server = try Running(
                ["env", python, "\(Servers.folder)/office.py", kind.rawValue], environment: ["PATH": path],
                farewell: Running.patience)
            guard let line = try server.line(.output) else { continue }
            let first = try Servers.decoded(line, as: Posted.self)
            if first.event == "ready" { return (server, first) }
        }
        throw Unprepared(
            description: "the Python package aiosmtpd is missing: pip install -r .ci/requirements.txt "
                + "(or apt install python3-aiosmtpd); DUBAN_TEST_PYTHON names another Python")
    }

    private static var path: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin" }

    /// The first thing that `isWanted` wants and that was not given before; waits for it.
    @discardableResult
    func next(_ what: String, _ isWanted: @escaping @Sendable (Posted) -> Bool) async throws -> Posted {
        try await onOwnThread { [self] in
            if let known = unread.withLock({ Self.take(&$0, isWanted) }) { return known }
            while let line = try server.line(.output) {
                let posted = try Servers.decoded(line, as: Posted.self)
                past.withLock { $0.append(posted) }
                if isWanted(posted) { return posted }
                unread.withLock { $0.append(posted) }
            }
            throw TimedOut(description: "the server ended before \(what)")
        }
    }

    private static func take(_ unread: inout [Posted], _ isWanted: (Posted) -> Bool) -> Posted? {
        unread.firstIndex(where: isWanted).map { unread.remove(at: $0) }
    }

    /// The next letter, to this recipient if one is named.
    func letter(to recipient: String? = nil) async throws -> Posted {
        try await next("a letter") { $0.event == "letter" && (recipient == nil || $0.recipient == recipient) }
    }

    /// Letters until there are `count` more.
    func letters(_ count: Int) async throws -> [Posted] {
        var letters: [Posted] = []
        for _ in 0..<count { letters.append(try await letter()) }
        return letters
    }

    /// Everything that was read so far.
    var happened: [Posted] { past.withLock { $0 } }

    /// Returns once the server has taken the order.
    func order(_ order: String) async throws {
        server.send(order + "\n")
        try await next("the order") { $0.order == order }
    }
}
