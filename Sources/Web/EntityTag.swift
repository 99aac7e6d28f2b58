/// Answers that are sent again only when they have changed.

import HTTP
import Ledger
import Texts

/// A strong entity tag: another body has another one.
struct EntityTag {
    let text: String

    init(_ body: [UInt8]) throws {
        text = "\"" + String(try SHA256().digest(of: body).hex.prefix(32)) + "\""
    }

    /// `If-None-Match` (RFC 9110, 13.1.2): a list of tags, or any.
    func isKnown(to head: Request.Head) -> Bool {
        guard let header = head.header("if-none-match") else { return false }
        return header.split(separator: ",").contains { part in
            let tag = String(part).trimmed
            return tag == "*" || tag == text || tag == "W/" + text
        }
    }
}

extension Response {
    /// The answer with its body's entity tag, or 304 without the body when whoever asks has it already. A 304 has the
    /// headers that the whole answer would have (RFC 9110, 15.4.5), less what describes the body.
    func unlessKnown(to head: Request.Head) throws -> Response {
        let tag = try EntityTag(body)
        var answer = with("ETag", tag.text)
        guard tag.isKnown(to: head) else { return answer }
        answer.status = 304
        answer.body = []
        answer.headers.removeAll { $0.name.hasPrefix("Content-") }
        return answer
    }
}
