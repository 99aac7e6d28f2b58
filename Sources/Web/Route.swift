/// What is served where: each route with its method, who may come, and how much it takes in.

import HTTP

struct Route: Sendable {
    /// One part of a path.
    enum Part: Sendable, Equatable {
        case fixed(String)
        /// Anything that is one part; kept under the name.
        case open(String)
    }

    /// Who is let in before anything else is looked at.
    enum Door: Sendable {
        /// Anybody.
        case open
        /// Whoever signed in.
        case session
        /// Whoever has a reminder's link, which is the path's part `link`.
        case link
        /// A program's token.
        case token
    }

    let method: String
    let path: [Part]
    let door: Door
    let lane: @Sendable (Request.Head) -> Lane
    /// Bytes of the body at most.
    let limit: Int
    let answer: @Sendable (Call) throws -> Response
    /// As the access log names it: never with what stands in the open parts.
    let name: String

    init(
        _ method: String, _ path: String, _ door: Door, lane: Lane = .quick, limit: Int = 64 << 10,
        _ answer: @escaping @Sendable (Call) throws -> Response
    ) {
        self.init(method, path, door, limit: limit, laneFor: { _ in lane }, answer)
    }

    /// - Parameter lane: where this request is answered.
    init(
        _ method: String, _ path: String, _ door: Door, limit: Int,
        laneFor lane: @escaping @Sendable (Request.Head) -> Lane,
        _ answer: @escaping @Sendable (Call) throws -> Response
    ) {
        self.method = method
        self.path = path.split(separator: "/").map { part in
            part.hasPrefix("{") ? .open(String(part.dropFirst().dropLast())) : .fixed(String(part))
        }
        self.door = door
        self.lane = lane
        self.limit = limit
        self.answer = answer
        name = path
    }

    /// What stands in the open parts; nil when the path is another.
    func match(_ parts: [String]) -> [String: String]? {
        guard parts.count == path.count else { return nil }
        var found: [String: String] = [:]
        for (part, text) in zip(path, parts) {
            switch part {
            case .fixed(let word): if word != text { return nil }
            case .open(let name): found[name] = text
            }
        }
        return found
    }
}

/// All routes, found by the fixed parts that they begin with, three at most.
struct RouteTable: Sendable {
    private let routes: [[String]: [Route]]
    private static let keyed = 3

    init(_ routes: [Route]) {
        self.routes = Dictionary(grouping: routes) { route in
            route.path.prefix(Self.keyed).prefix { if case .fixed = $0 { true } else { false } }
                .compactMap { if case .fixed(let word) = $0 { word } else { nil } }
        }
    }

    enum Found {
        case route(Route, [String: String])
        /// There is something, but not for this method: these it takes.
        case otherMethod([String])
        case nothing
    }

    /// HEAD is answered as GET is; the library leaves the body out.
    func find(_ method: String, _ path: [String]) -> Found {
        let method = method == "HEAD" ? "GET" : method
        var others: [String] = []
        for count in (0...min(Self.keyed, path.count)).reversed() {
            for route in routes[Array(path.prefix(count))] ?? [] {
                guard let parts = route.match(path) else { continue }
                if route.method == method { return .route(route, parts) }
                others.append(route.method)
            }
        }
        if others.contains("GET") { others.append("HEAD") }
        return others.isEmpty ? .nothing : .otherMethod(others.sorted())
    }
}
