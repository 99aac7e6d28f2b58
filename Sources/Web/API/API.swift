/// The part of the site that programs use: resources, whole command lines, and the description of both.

import HTTP
import Synchronization
import Texts

enum API {
    static let base = "/api/v1"

    static var routes: [Route] { CommandRoute.routes + Endpoints.all.map(route) + [description] }

    private static func route(_ endpoint: Endpoint) -> Route {
        Route(endpoint.method, base + endpoint.path, .token, limit: endpoint.limit, laneFor: endpoint.lane) { call in
            try EndpointAnswer(endpoint: endpoint, call: call).response()
        }
    }

    /// Open to everybody: it says what there is, and nothing of what is in it.
    private static let description = Route("GET", base + "/openapi.json", .open) { call in
        try EndpointAnswer.json(200, documents[call.language] ?? []).unlessKnown(to: call.head)
    }

    /// Written once, on first use.
    private static let documents: [Language: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, Array(OpenAPI(language: $0).text.utf8)) })
}
