/// One request on its way through a route, with everything an answer is made from.

import Access
import Deadlines
import HTTP
import Ledger
import Office
import Texts
import Workflow

struct Call: Sendable {
    let site: Site
    let route: Route
    let request: Request
    let parts: [String: String]
    let visitor: Visitor?
    let now: Instant
    let language: Language

    init(site: Site, route: Route, request: Request, parts: [String: String], visitor: Visitor?) {
        self.site = site
        self.route = route
        self.request = request
        self.parts = parts
        self.visitor = visitor
        now = site.settings.now()
        language = request.head.language
    }

    var head: Request.Head { request.head }
    var permit: Permit { visitor?.permit ?? Permit(author: "", grants: []) }

    func part(_ name: String) -> String { parts[name] ?? "" }

    /// A key of the query, without blanks around it; nil when it is missing or empty.
    func query(_ name: String) -> String? {
        head.value(name).map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A field of the form, without blanks around it; nil when it is missing or empty.
    func field(_ name: String) -> String? {
        request.form.text(name).map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The number of an assignment in the path or the form.
    func assignment(_ text: String?) throws -> AssignmentID {
        guard let id = text.flatMap({ AssignmentID($0) }), id > 0 else { throw Problem(404) }
        return id
    }

    // MARK: - The ledger

    func read<Value>(_ body: (Office) throws -> Value) throws -> Value {
        try site.pool.read { try body(office($0)) }
    }

    func write<Value>(_ body: (Office) throws -> Value) throws -> Value {
        try site.pool.write { try body(office($0)) }
    }

    private func office(_ store: LedgerStore) -> Office {
        Office(store, author: permit.author, source: .web, permit: permit)
    }

    // MARK: - Forms

    /// A form that changes something must come from one of our own pages: browsers say where it comes from, and a
    /// session's forms carry a key that no other site can know.
    func checkForm() throws {
        guard head.method != "GET", head.method != "HEAD", route.door != .token else { return }
        if let origin = head.header("origin"), !isOwn(origin) { throw Problem(403, .foreignForm) }
        if let site = head.header("sec-fetch-site"), site != "same-origin", site != "none" {
            throw Problem(403, .foreignForm)
        }
        guard route.door == .session, let visitor else { return }
        guard let key = field(Self.formKeyField),
            isSame(Array(key.utf8), Array(visitor.formKey.utf8)), !key.isEmpty
        else { throw Problem(403, .staleForm) }
    }

    static let formKeyField = "form-key"

    private func isOwn(_ origin: String) -> Bool {
        if origin == site.settings.base { return true }
        guard let host = head.header("host") else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    // MARK: - Answers

    /// To another page, after something was done: reloading that page does it no second time.
    func redirect(_ path: String) -> Response {
        var response = Response(303)
        response.set("Location", path)
        return response
    }

    func say(_ phrase: Phrase) -> String { phrase(language) }
}
