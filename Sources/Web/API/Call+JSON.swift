/// A request's body as JSON, and everything that can be wrong with it before its members are looked at.

import HTTP
import JSONTree
import Texts

extension Call {
    /// The body. Throws 415 for another content type, 400 with the place for what is no JSON.
    /// - Parameter limit: bytes.
    func json(limit: Int) throws -> JSONTree {
        guard head.contentType == "application/json" else {
            throw Problem(
                415, what: Problem.title(415),
                remedy: Phrase(zh: "发送 Content-Type: application/json", en: "send Content-Type: application/json"))
        }
        do {
            return try JSONTree.parse(request.body, sizeLimit: limit)
        } catch {
            if error.kind == .noLibrary || error.kind == .outOfMemory { throw Problem(500, what: error.what) }
            throw Problem(400, what: error.phrase, remedy: error.remedy)
        }
    }
}
