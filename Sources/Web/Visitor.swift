/// Who is asking: by a session's cookie, a link, a program's token, or nobody.

import Access
import Deadlines
import HTTP
import Ledger
import Office
import Texts

struct Visitor: Sendable {
    let admission: Admission
    /// Stands in every form of this session; a page of another site cannot know it.
    let formKey: String

    var permit: Permit { admission.permit }

    init(_ admission: Admission, formKey: String = "") {
        self.admission = admission
        self.formKey = formKey
    }
}

extension LedgerStore {
    /// The form key of a session.
    func formKey(of session: SHA256.Digest) throws -> String {
        guard let key = try accessKey() else { return "" }
        return Base64.url.encode(try SHA256.mac(Array("form|\(session.hex)".utf8), key: key).bytes.prefix(18))
    }
}

extension Request.Head {
    /// A program's token: `Authorization: Bearer …`.
    var bearer: String? {
        guard let header = header("authorization") else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// The language asked for: by the address, by an earlier choice, by the browser; else Chinese.
    var language: Language {
        if let word = value("lang"), let language = Language(rawValue: word) { return language }
        if let word = cookie("lang"), let language = Language(rawValue: word) { return language }
        for word in (header("accept-language") ?? "").split(separator: ",") {
            let tag = word.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
            if tag.hasPrefix("zh") { return .chinese }
            if tag.hasPrefix("en") { return .english }
        }
        return .chinese
    }
}
