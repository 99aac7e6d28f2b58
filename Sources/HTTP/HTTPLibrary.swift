/// The system's libmicrohttpd, opened once, when the first server starts.

import CMicroHTTPD
import Platform

typealias HTTPLibrary = SystemLibrary<duban_mhd>

extension SystemLibrary where Table == duban_mhd {
    /// The same answer ever after.
    static let microhttpd = open(["libmicrohttpd.so.12"])

    static func open(_ names: [String]) -> Result<SystemLibrary, ServerProblem> {
        open(names, empty: duban_mhd(), with: duban_mhd_open).mapError { .noLibrary($0.reason) }
    }
}
