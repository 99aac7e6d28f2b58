/// The system's libarchive and libxml2, each opened once, when the first office document or web page needs it.
import CArchive
import CXML

/// A library's functions.
/// `@unchecked Sendable`: the table is filled before the value is published and never written again.
struct SystemLibrary<Table>: @unchecked Sendable {
    let table: UnsafePointer<Table>
}

extension SystemLibrary where Table == duban_archive {
    /// The same answer ever after.
    static let archive = open(["libarchive.so.13"])

    static func open(_ names: [String]) -> Result<SystemLibrary, DocumentProblem> {
        open(names, empty: duban_archive(), package: "libarchive13", with: duban_archive_open)
    }
}

extension SystemLibrary where Table == duban_xml {
    /// The same answer ever after.
    static let xml = open(["libxml2.so.2", "libxml2.so.16"])

    static func open(_ names: [String]) -> Result<SystemLibrary, DocumentProblem> {
        open(names, empty: duban_xml(), package: "libxml2", with: duban_xml_open)
    }
}

extension SystemLibrary {
    private typealias Opener = (
        UnsafePointer<CChar>?, UnsafeMutablePointer<Table>?, UnsafeMutablePointer<CChar>?, Int
    ) -> Int32

    /// The first of these names that can be opened; what is said of a failure is about the first.
    private static func open(
        _ names: [String], empty: Table, package: String, with opener: Opener
    ) -> Result<SystemLibrary, DocumentProblem> {
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
        return .failure(.noLibrary(reason ?? package, package: package))
    }
}
