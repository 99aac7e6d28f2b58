/// The system's libmicrohttpd, opened once, when the first server starts.

import CMicroHTTPD
import Texts

/// libmicrohttpd's functions.
/// `@unchecked Sendable`: the table is filled before the value is published and never written again.
struct HTTPLibrary: @unchecked Sendable {
    let table: UnsafePointer<duban_mhd>

    /// The same answer ever after.
    static let opened: Result<HTTPLibrary, ServerProblem> = open("libmicrohttpd.so.12")

    static func open(_ name: String) -> Result<HTTPLibrary, ServerProblem> {
        let table = UnsafeMutablePointer<duban_mhd>.allocate(capacity: 1)
        table.initialize(to: duban_mhd())
        let why = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { why -> String? in
            why.initialize(repeating: 0)
            guard duban_mhd_open(name, table, why.baseAddress, why.count) != 0 else { return nil }
            return why.baseAddress.map { String(cString: $0) } ?? name
        }
        if let why {
            table.deallocate()
            return .failure(.noLibrary(why))
        }
        return .success(HTTPLibrary(table: UnsafePointer(table)))
    }
}
