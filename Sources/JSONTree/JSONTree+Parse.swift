/// Reads JSON through the system's libjansson: strictly, within limits of size and depth, from bytes to a whole tree.
import CJansson
import Platform
import Texts

extension JSONTree {
    /// Levels of arrays and objects within one another that a text may have; libjansson's own limit is 2048.
    public static let depthLimit = 64

    /// The one value that the text is made of: an object, an array, or a bare scalar.
    ///
    /// Strict UTF-8 without a byte order mark. Refused are NUL, written plainly or escaped, a key given twice in one object,
    /// surrogates without their other half, whole numbers beyond 64 bits and numbers beyond a `Double`.
    /// - Parameter sizeLimit: bytes that the text may have; 1 MiB unless said otherwise.
    public static func parse(_ bytes: [UInt8], sizeLimit: Int = 1 << 20) throws(JSONProblem) -> JSONTree {
        guard bytes.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
        let library = try SystemLibrary<duban_jansson>.jansson.get().table
        // libjansson takes a bare NUL for the end of the text in what it says.
        if let index = bytes.firstIndex(of: 0) { throw JSONProblem(.null, at: place(of: index, in: bytes)) }
        if let index = firstTooDeep(bytes) { throw JSONProblem(.tooDeep, at: place(of: index, in: bytes)) }
        var fault = json_error_t()
        let root = bytes.withUnsafeBytes { buffer in
            // An empty array may have no address, which libjansson takes for a mistake of the caller.
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1) { nothing in
                library.pointee.loadb(start ?? UnsafePointer(nothing.baseAddress), buffer.count, Int(flags), &fault)
            }
        }
        guard let root else { throw JSONProblem(fault) }
        defer { duban_jansson_release(library, root) }
        return JSONTree(root, library)
    }

    /// Where a bracket opens one level too many. Of text that is no JSON it may name a place behind the first fault.
    private static func firstTooDeep(_ bytes: [UInt8]) -> Int? {
        var (depth, isInString, isEscaped) = (0, false, false)
        for (index, byte) in bytes.enumerated() {
            if isInString {
                isInString = isEscaped || byte != 0x22
                isEscaped = !isEscaped && byte == 0x5C
                continue
            }
            switch byte {
            case 0x22: isInString = true
            case 0x5B, 0x7B: depth += 1
            case 0x5D, 0x7D: depth -= 1
            default: break
            }
            if depth > depthLimit { return index }
        }
        return nil
    }

    private static func place(of index: Int, in bytes: [UInt8]) -> Position {
        let before = bytes[..<index]
        let line = before.lastIndex(of: 0x0A).map { before[($0 + 1)...] } ?? before
        return Position(
            line: 1 + before.count { $0 == 0x0A },
            column: 1 + line.count { $0 & 0xC0 != 0x80 })  // bytes that begin a scalar
    }
}

extension JSONTree {
    /// Copies the value and all that is in it; `firstTooDeep` has bounded how deep this goes.
    fileprivate init(_ value: UnsafeMutablePointer<json_t>, _ library: UnsafePointer<duban_jansson>) {
        switch value.pointee.type {
        case JSON_OBJECT: self = .object(Self.members(value, library))
        case JSON_ARRAY:
            self = .array(
                (0..<library.pointee.array_size(value)).compactMap { index in
                    library.pointee.array_get(value, index).map { JSONTree($0, library) }
                })
        case JSON_STRING:
            let bytes = UnsafeRawBufferPointer(
                start: library.pointee.string_value(value), count: library.pointee.string_length(value))
            self = .string(String(decoding: bytes, as: UTF8.self))
        case JSON_INTEGER: self = .int(Int64(library.pointee.integer_value(value)))
        case JSON_REAL: self = .double(library.pointee.real_value(value))
        case JSON_TRUE: self = .bool(true)
        case JSON_FALSE: self = .bool(false)
        default: self = .null
        }
    }

    private static func members(
        _ object: UnsafeMutablePointer<json_t>, _ library: UnsafePointer<duban_jansson>
    ) -> [(key: String, value: JSONTree)] {
        var members: [(key: String, value: JSONTree)] = []
        members.reserveCapacity(library.pointee.object_size(object))
        var place = library.pointee.object_iter(object)
        while let here = place {
            if let key = library.pointee.iter_key(here), let value = library.pointee.iter_value(here) {
                members.append((String(cString: key), JSONTree(value, library)))
            }
            place = library.pointee.object_iter_next(object, here)
        }
        return members
    }
}

extension SystemLibrary where Table == duban_jansson {
    /// The same answer ever after.
    static let jansson = open(["libjansson.so.4"])

    static func open(_ names: [String]) -> Result<SystemLibrary, JSONProblem> {
        open(names, empty: duban_jansson(), with: duban_jansson_open).mapError { .noLibrary($0.reason) }
    }
}
