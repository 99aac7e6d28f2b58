/// The system's libarchive and libxml2, each opened once, when the first office document or web page needs it.
import CArchive
import CXML
import Platform

extension SystemLibrary where Table == duban_archive {
    /// The same answer ever after.
    static let archive = open(["libarchive.so.13"])

    static func open(_ names: [String]) -> Result<SystemLibrary, DocumentProblem> {
        open(names, empty: duban_archive(), with: duban_archive_open)
            .mapError { .noLibrary($0.reason, package: "libarchive13") }
    }
}

extension SystemLibrary where Table == duban_xml {
    /// The same answer ever after.
    static let xml = open(["libxml2.so.2", "libxml2.so.16"])

    static func open(_ names: [String]) -> Result<SystemLibrary, DocumentProblem> {
        open(names, empty: duban_xml(), with: duban_xml_open)
            .mapError { .noLibrary($0.reason, package: "libxml2") }
    }
}
