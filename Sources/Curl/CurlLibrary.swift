/// The system's libcurl, opened and initialised once, when the first letter or request needs it.
import CCurl
import Platform
import Texts

/// Why there is no libcurl to use.
public struct CurlUnopened: Error, Sendable, Hashable {
    public let what: Phrase
    public let remedy: Phrase

    init(_ why: String) {
        what = Phrase(zh: "无法加载 libcurl（\(why)）", en: "cannot load libcurl (\(why))")
        remedy = Phrase(zh: "请安装：apt install libcurl4", en: "install it: apt install libcurl4")
    }
}

/// libcurl's functions.
public struct CurlLibrary: Sendable {
    private let library: SystemLibrary<duban_curl>

    public var table: UnsafePointer<duban_curl> { library.table }

    /// Opens the library and initialises it on first use; the same answer ever after.
    public static let opened = open("libcurl.so.4")

    static func open(_ name: String) -> Result<CurlLibrary, CurlUnopened> {
        SystemLibrary.open([name], empty: duban_curl(), with: duban_curl_open)
            .mapError { CurlUnopened($0.reason) }
            .flatMap { library in
                guard library.table.pointee.global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else {
                    return .failure(CurlUnopened("curl_global_init"))
                }
                return .success(CurlLibrary(library: library))
            }
    }

    /// libcurl's own words for a result.
    public func text(of code: CURLcode) -> String {
        table.pointee.easy_strerror(code).map { String(cString: $0) } ?? "libcurl \(code.rawValue)"
    }

    /// Sets a numeric option; false when libcurl does not take it.
    public func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: Int) -> Bool {
        duban_curl_set_long(table, handle, option, value) == CURLE_OK
    }

    /// Sets an option that libcurl copies; false when libcurl does not take it.
    public func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: String?) -> Bool {
        duban_curl_set_text(table, handle, option, value) == CURLE_OK
    }

    /// A number that libcurl knows of the last transfer; 0 when it does not.
    public func get(_ handle: UnsafeMutableRawPointer, _ info: CURLINFO) -> Int {
        var value = 0
        _ = duban_curl_get_long(table, handle, info, &value)
        return value
    }
}
