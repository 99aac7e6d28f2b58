/// A library of the system, opened when it is first needed, so that a program starts without it and without loading it.

/// Why a library could not be opened, in the loader's own words.
public struct LibraryUnopened: Error, Sendable, Hashable {
    public let reason: String
}

/// A library's functions, in the table that its shim declares.
/// `@unchecked Sendable`: the table is filled before the value is published, never written again and never freed.
public struct SystemLibrary<Table>: @unchecked Sendable {
    public let table: UnsafePointer<Table>

    /// A shim's function: opens the named library, fills the table and returns 0, or writes down why not.
    public typealias Opener = (
        UnsafePointer<CChar>?, UnsafeMutablePointer<Table>?, UnsafeMutablePointer<CChar>?, Int
    ) -> Int32

    /// Opens the first of these names that can be opened; what is said of a failure is about the first.
    /// To be kept in a `static let`: every call makes a table that stays for good.
    public static func open(
        _ names: [String], empty: Table, with opener: Opener
    ) -> Result<SystemLibrary, LibraryUnopened> {
        let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        table.initialize(to: empty)
        var reason: String?
        for name in names {
            let why = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { why -> String? in
                why.initialize(repeating: 0)
                return opener(name, table, why.baseAddress, why.count) == 0 ? nil : String(cString: why.baseAddress!)
            }
            guard let why else { return .success(SystemLibrary(table: UnsafePointer(table))) }
            reason = reason ?? why
        }
        table.deallocate()
        return .failure(LibraryUnopened(reason: reason ?? ""))
    }
}
