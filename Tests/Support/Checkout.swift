/// The checkout that the tests were built from, and the golden texts in it.

import Glibc

public enum Checkout {
    /// From this file's own place.
    public static let root = String(#filePath.dropLast("/Tests/Support/Checkout.swift".count))

    private static let updatesGolden = getenv("DUBAN_UPDATE_GOLDEN") != nil

    /// What a golden file says; nil: there is none. With `DUBAN_UPDATE_GOLDEN=1` what was found is written there first,
    /// to be read and committed.
    public static func golden(_ path: String, found: String) -> String? {
        if updatesGolden, let file = fopen(path, "w") {
            fputs(found, file)
            fclose(file)
        }
        return text(path)
    }

    public static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    public static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}
