// The system's libcurl, opened once, when the first letter needs it.
import CCurl
import Texts

/// libcurl's functions.
/// `@unchecked Sendable`: the table is filled before the value is published and never written again.
struct CurlLibrary: @unchecked Sendable {
    let table: UnsafePointer<duban_curl>

    /// Opens the library and initialises it on first use; the same answer ever after.
    static let opened: Result<CurlLibrary, MailProblem> = open("libcurl.so.4")

    static func open(_ name: String) -> Result<CurlLibrary, MailProblem> {
        let table = UnsafeMutablePointer<duban_curl>.allocate(capacity: 1)
        table.initialize(to: duban_curl())
        if let why = load(name, into: table) {
            table.deallocate()
            return .failure(.noLibrary(why))
        }
        guard table.pointee.global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else {
            table.deallocate()
            return .failure(.noLibrary("curl_global_init"))
        }
        return .success(CurlLibrary(table: UnsafePointer(table)))
    }

    /// Nil when all is well, else the loader's words.
    private static func load(_ name: String, into table: UnsafeMutablePointer<duban_curl>) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { why in
            why.initialize(repeating: 0)
            guard duban_curl_open(name, table, why.baseAddress, why.count) != 0 else { return nil }
            return why.baseAddress.map { String(cString: $0) } ?? name
        }
    }

    func text(of code: CURLcode) -> String {
        table.pointee.easy_strerror(code).map { String(cString: $0) } ?? "libcurl \(code.rawValue)"
    }
}

extension MailProblem {
    fileprivate static func noLibrary(_ why: String) -> MailProblem {
        MailProblem(
            "libcurl-missing",
            what: Phrase(zh: "无法加载邮件库 libcurl（\(why)）", en: "cannot load libcurl (\(why))"),
            remedy: Phrase(zh: "请安装：apt install libcurl4", en: "install it: apt install libcurl4"))
    }
}
