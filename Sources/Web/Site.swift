/// Everything the daemon serves: from a request's head to who asks, the route, and the answer.

import Access
import Deadlines
import HTTP
import Ledger
import Office
import Platform
import Synchronization
import Texts

/// What a site stands in; the same for its whole life.
public struct SiteSettings: Sendable {
    /// The ledger's file; it exists.
    public var store: String
    /// Where calendars and notices lie.
    public var data: DataFolders
    /// As people reach the daemon, without a slash at its end.
    public var base: String
    /// Who keeps it: named at the foot of every page.
    public var office: String
    /// Bytes of an uploaded file at most.
    public var uploadBytes: Int
    public var now: @Sendable () -> Instant
    /// Told of errors of the program itself, never of what visitors do wrong.
    public var report: @Sendable (any Error, String) -> Void

    public init(
        store: String, data: DataFolders, base: String, office: String, uploadBytes: Int = 20 << 20,
        now: @escaping @Sendable () -> Instant = { WallClock().now },
        report: @escaping @Sendable (any Error, String) -> Void = { _, _ in }
    ) {
        self.store = store
        self.data = data
        self.base = base
        self.office = office
        self.uploadBytes = uploadBytes
        self.now = now
        self.report = report
    }
}

public final class Site: Handler, Sendable {
    let settings: SiteSettings
    let pool: StorePool
    let almanac = Almanac()
    let prospects = Prospects()
    let counters = Counters()
    let busyKeys = BusyKeys()
    private let routes: RouteTable

    public init(_ settings: SiteSettings) {
        self.settings = settings
        pool = StorePool(path: settings.store)
        routes = RouteTable(Routes.all(settings))
    }

    // MARK: - Handler

    public func plan(_ head: Request.Head) -> Intake {
        switch routes.find(head.method, head.path) {
        case .nothing:
            let isKnown = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].contains(head.method)
            return .answer(refusal(isKnown ? 404 : 501, head))
        case .otherMethod(let methods):
            return .answer(
                finish(Problem(405).response(head).with("Allow", methods.joined(separator: ", ")), route: "?"))
        case .route(let route, let parts):
            // Nobody who may not come in gets a large body read.
            let lane = route.lane(head)
            guard route.limit > Self.smallBody else { return .receive(limit: route.limit, lane) }
            do {
                _ = try admit(route, parts, head)
                return .receive(limit: route.limit, lane)
            } catch {
                return .answer(finish(failure(error, head, route), route: route.name))
            }
        }
    }

    private static let smallBody = 64 << 10

    public func answer(_ request: Request) -> Response {
        guard case .route(let route, let parts) = routes.find(request.head.method, request.head.path) else {
            return refusal(404, request.head)
        }
        var account = ""
        do {
            let visitor = try admit(route, parts, request.head)
            account = visitor?.permit.author ?? ""
            let call = Call(site: self, route: route, request: request, parts: parts, visitor: visitor)
            try call.checkForm()
            var response = try route.answer(call)
            // Whoever chose a language keeps it.
            if let word = request.head.value("lang"), let language = Language(rawValue: word) {
                response.set("Set-Cookie", "lang=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax")
            }
            return finish(response, route: route.name, account: account)
        } catch {
            return finish(failure(error, request.head, route), route: route.name, account: account)
        }
    }

    public func refusal(_ status: UInt32, _ head: Request.Head) -> Response {
        finish(Problem(status).response(head), route: "?")
    }

    // MARK: - Who comes in

    private func admit(_ route: Route, _ parts: [String: String], _ head: Request.Head) throws -> Visitor? {
        let now = settings.now()
        switch route.door {
        case .open: return try? session(head, now: now)
        case .session:
            guard let visitor = try session(head, now: now) else { throw Problem(401) }
            return visitor
        case .link:
            do {
                return Visitor(try pool.read { try $0.admit(link: parts["link"] ?? "", now: now) })
            } catch let fault as AccessLink.Fault {
                throw Problem(fault == .expired ? 410 : 404, link: fault)
            }
        case .token:
            guard let token = head.bearer else { throw Problem(401) }
            guard let admission = try pool.read({ try $0.admit(token: token, [.api], now: now) }) else {
                throw Problem(401)
            }
            return Visitor(admission)
        }
    }

    private func session(_ head: Request.Head, now: Instant) throws -> Visitor? {
        guard let cookie = head.cookie(SessionCookie.name(head)) else { return nil }
        return try pool.read { store in
            guard let admission = try store.admit(token: cookie, [.session], now: now),
                case .session(let digest) = admission.way
            else { return nil }
            return Visitor(admission, formKey: try store.formKey(of: digest))
        }
    }

    // MARK: - What goes wrong

    private func failure(_ error: any Error, _ head: Request.Head, _ route: Route) -> Response {
        if let problem = error as? Problem { return problem.response(head) }
        let problem = Problem(error)
        if problem.status >= 500 { settings.report(error, route.name) }
        return problem.response(head)
    }

    /// What every answer carries.
    private func finish(_ response: Response, route: String, account: String = "") -> Response {
        var response = response
        response.route = route
        response.account = account
        counters.count(response.status)
        func add(_ name: String, _ value: String) {
            if !response.headers.contains(where: { $0.name == name }) { response.set(name, value) }
        }
        add("Content-Security-Policy", Self.policy)
        add("X-Content-Type-Options", "nosniff")
        // Not `no-referrer`: browsers then hide where a form comes from, too, from us as well.
        add("Referrer-Policy", "same-origin")
        add("Cross-Origin-Opener-Policy", "same-origin")
        add("Cross-Origin-Resource-Policy", "same-origin")
        add("X-Frame-Options", "DENY")
        // What a unit owes is not for the next person at the machine, nor for a proxy.
        add("Cache-Control", "no-store")
        return response
    }

    /// No script at all, no style but our own file, nothing from elsewhere, in no frame.
    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

/// The cookie of a session.
enum SessionCookie {
    /// Over an encrypted way the prefix keeps others from setting it (RFC 6265bis, 4.1.3.2).
    static func name(_ head: Request.Head) -> String { head.isSecure ? "__Host-duban" : "duban" }

    static func set(_ token: String, _ head: Request.Head, seconds: Int64) -> String {
        "\(name(head))=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax" + (head.isSecure ? "; Secure" : "")
    }

    static func clear(_ head: Request.Head) -> String {
        "\(name(head))=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" + (head.isSecure ? "; Secure" : "")
    }
}
