/// A zip file in memory, of which the entries that are asked for are unpacked within limits.
import CArchive
import Platform

struct ZipArchive {
    /// Bytes that one archive may unpack to in all.
    static let sizeLimit = 64 << 20
    /// Entries beyond this are not looked for.
    static let entryLimit = 10_000
    /// Text packs some tenfold, repeated table rows a hundredfold; deflate cannot do more than 1,032.
    private static let ratioLimit = 400
    /// Below this a high ratio harms nobody.
    private static let ratioMatters = 8 << 20

    private let bytes: [UInt8]
    private let library: UnsafePointer<duban_archive>

    init(_ bytes: [UInt8]) throws(DocumentProblem) {
        self.bytes = bytes
        library = try SystemLibrary<duban_archive>.archive.get().table
    }

    /// The names of all entries, in the archive's order.
    func names() throws(DocumentProblem) -> [String] {
        var names: [String] = []
        _ = try entries { name in
            names.append(name)
            return false
        }
        return names
    }

    func entry(_ name: String) throws(DocumentProblem) -> [UInt8]? {
        try entries { $0 == name }[name]
    }

    /// The wanted entries' contents by their names.
    func entries(where isWanted: (String) -> Bool) throws(DocumentProblem) -> [String: [UInt8]] {
        guard let handle = library.pointee.read_new() else { throw .damaged(.zip, "libarchive") }
        defer { _ = library.pointee.free(handle) }
        let outcome = bytes.withUnsafeBytes { buffer -> Result<[String: [UInt8]], DocumentProblem> in
            do throws(DocumentProblem) {
                try check(library.pointee.support_zip(handle), handle)
                try check(library.pointee.open_memory(handle, buffer.baseAddress, buffer.count), handle)
                return .success(try unpack(handle, isWanted))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private func unpack(
        _ handle: OpaquePointer, _ isWanted: (String) -> Bool
    ) throws(DocumentProblem) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        var total = 0
        for _ in 0..<Self.entryLimit {
            var entry: OpaquePointer?
            let code = library.pointee.next_header(handle, &entry)
            if code == DUBAN_ARCHIVE_EOF { return found }
            try check(code, handle)
            let name = library.pointee.pathname_utf8(entry) ?? library.pointee.pathname(entry)
            guard let name = name.map({ String(cString: $0) }), isWanted(name) else { continue }
            if library.pointee.is_encrypted(entry) != 0 { throw .encrypted(.zip) }
            found[name] = try contents(handle, &total)
        }
        throw .tooManyEntries(limit: Self.entryLimit)
    }

    private func contents(_ handle: OpaquePointer, _ total: inout Int) throws(DocumentProblem) -> [UInt8] {
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = library.pointee.read_data(handle, &chunk, chunk.count)
            if count == 0 { return contents }
            // Here a warning is one, too: it says that the checksum is wrong.
            if count < 0 { throw damaged(handle) }
            total += count
            let isBomb = total > Self.ratioMatters && total / Self.ratioLimit > bytes.count
            if total > Self.sizeLimit || isBomb {
                throw .unpacksTooLarge(limit: isBomb ? Self.ratioMatters : Self.sizeLimit)
            }
            contents += chunk[..<count]
        }
    }

    private func check(_ code: Int32, _ handle: OpaquePointer) throws(DocumentProblem) {
        if code < DUBAN_ARCHIVE_WARN { throw damaged(handle) }
    }

    private func damaged(_ handle: OpaquePointer) -> DocumentProblem {
        .damaged(.zip, library.pointee.error_string(handle).map { String(cString: $0) } ?? "zip")
    }
}
