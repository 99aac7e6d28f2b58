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
            let place = error.place.map {
                Phrase(zh: "第 \($0.line) 行第 \($0.column) 列：", en: "line \($0.line), column \($0.column): ")
            }
            throw Problem(400, what: (place ?? Phrase(same: "")) + error.what, remedy: error.remedy)
        }
    }
}
