/// A copy of a town's ledger with its site behind a real server, asked over the wire.

import Deadlines
import Glibc
import HTTP
import Ledger
import Platform
import Synchronization
import TestSupport
import Testing
import Workflow

@testable import Office
@testable import Web

/// A value that several threads look at.
final class Shared<Value: Sendable>: Sendable {
    private let kept: Mutex<Value>

    init(_ value: Value) { kept = Mutex(value) }

    var value: Value {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }

    func change(_ body: (inout Value) -> Void) { kept.withLock { body(&$0) } }
}

final class Place {
    let town: Town
    let site: Site
    let path: String
    /// What time it is for the site.
    let clock = Shared(Town.now)
    /// The access log.
    let records = Shared<[AccessRecord]>([])
    /// Errors of the program itself.
    let failures = Shared<[String]>([])
    private(set) var sessions: [Guest: Session]
    private let folder: TemporaryFolder
    private let server: Server

    /// - Parameters:
    ///   - town: nil for the usual one.
    ///   - change: to the server's settings.
    init(
        _ town: Town? = nil, uploadBytes: Int = 1 << 20, _ change: (inout ServerSettings) -> Void = { _ in }
    ) throws {
        self.town = try town ?? Town.usual.get()
        sessions = self.town.sessions
        folder = try TemporaryFolder()
        path = folder.path
        try Self.copy(self.town.path, to: path)
        var settings = SiteSettings(
            store: path + "/ledger.db", data: DataFolders(root: Checkout.root), base: "http://duban.example.org",
            office: "督办办公室", uploadBytes: uploadBytes)
        let (clock, records, failures) = (clock, records, failures)
        settings.now = { clock.value }
        settings.report = { error, route in failures.change { $0.append("\(route): \(error)") } }
        site = Site(settings)
        var listening = ServerSettings(listen: [.ip("127.0.0.1", port: 0)])
        listening.limits.requestsPerSecond = 0
        change(&listening)
        server = try Server(listening, handler: site) { record in records.change { $0.append(record) } }
    }

    deinit { server.stop() }

    private static func copy(_ from: String, to: String) throws {
        for name in TemporaryFolder.names(in: from) {
            let (old, new) = ("\(from)/\(name)", "\(to)/\(name)")
            if Files.isFolder(old) {
                try Files.makeFolder(new)
                try copy(old, to: new)
            } else {
                try Files.write(try Files.read(old), to: new)
            }
        }
    }

    var port: UInt16 {
        guard case .ip(_, let port)? = server.addresses.first else { return 0 }
        return port
    }

    // MARK: - Asking

    /// Signed in anew, for a clock that was put forward.
    func renew(_ guests: [Guest]) throws {
        let office = try office()
        for guest in guests {
            let token = try office.store.write { writer in
                try office.add(
                    .session, account: guest.account?.name, units: guest.unitCode.map { [$0] } ?? [], label: "",
                    expires: clock.value.adding(seconds: 3600), now: clock.value, by: writer)
            }
            sessions[guest] = Session(token: token.text, formKey: try office.store.formKey(of: token.stored.digest))
        }
    }

    func cookie(_ guest: Guest) -> [(String, String)] {
        // Whoever has a link only tries it as a session, too.
        if let link = town.links[guest] { return [("Cookie", "duban=\(link)")] }
        return sessions[guest].map { [("Cookie", "duban=\($0.token)")] } ?? []
    }

    func get(
        _ guest: Guest, _ path: String, _ headers: [(String, String)] = [], method: String = "GET"
    ) throws -> WireAnswer {
        try Wire(port: port).ask(method, path, cookie(guest) + headers)
    }

    func get(_ path: String, _ headers: [(String, String)] = [], method: String = "GET") throws -> WireAnswer {
        try get(.nobody, path, headers, method: method)
    }

    func post(
        _ path: String, _ fields: [(String, String)] = [], key: String? = nil, headers: [(String, String)] = []
    ) throws -> WireAnswer {
        try post(.nobody, path, fields, key: key, headers: headers)
    }

    /// A form as our own page sends it, with the session's key unless `key` says otherwise.
    func post(
        _ guest: Guest, _ path: String, _ fields: [(String, String)] = [], files: [FormBody.File] = [],
        key: String? = nil, headers: [(String, String)] = []
    ) throws -> WireAnswer {
        let formKey = key ?? sessions[guest]?.formKey
        let all = (formKey.map { [(Call.formKeyField, $0)] } ?? []) + fields
        let body = files.isEmpty ? FormBody.urlEncoded(all) : FormBody.multipart(all, files)
        let type = files.isEmpty ? FormBody.urlEncodedType : FormBody.multipartType
        return try Wire(port: port).ask("POST", path, cookie(guest) + [("Content-Type", type)] + headers, body: body)
    }

    func task(_ name: String) -> String { "/t/\(town.ids[name] ?? 0)" }

    /// What a reviewer's page has for the task as it stands now.
    func choice(_ task: String) throws -> String { try choice(#require(town.ids[task])) }

    func choice(_ id: AssignmentID) throws -> String {
        let status = try #require(try office().store.assignment(id)).status
        return "\(id).\(status.level).\(status.lastSubmittedAt?.seconds ?? 0)"
    }

    // MARK: - The ledger

    func office() throws -> Office {
        Office(try LedgerStore(path + "/ledger.db", .write), author: "test", source: .cli)
    }

    func head() throws -> Head { try office().store.head() }

    func events(_ task: String) throws -> [Event] {
        try office().store.events(.assignment(try #require(town.ids[task])))
    }

    /// Every byte of the ledger: whatever is written shows.
    func bytes() throws -> [[UInt8]] {
        try ["ledger.db", "ledger.db-wal"].map { name in
            Files.isFile("\(path)/\(name)") ? try Files.read("\(path)/\(name)") : []
        }
    }

    /// The secret of the sign-in letter that was planned last.
    func signInSecret() throws -> String? {
        let office = try office()
        guard let letter = try office.store.letters().first(where: { $0.role == "signin" }),
            let ticket = LetterNote(letter.content).ticket.flatMap({ SignInTicket($0) }),
            let key = try office.store.accessKey()
        else { return nil }
        return try ticket.secret(key: key)
    }
}
