/// Reads a form through libmicrohttpd's post processor.

import CMicroHTTPD
import Platform

/// Why what was sent as a form is none.
enum FormProblem: Error {
    case brokenOff
    case tooManyFields

    /// The status to refuse it with.
    var status: UInt32 {
        switch self {
        case .brokenOff: 400
        case .tooManyFields: 413
        }
    }
}

final class FormReader {
    private var form = Form()
    private var hasTooMany = false

    /// More fields than any page of ours has: a whole queue of reviews at once.
    private static let fieldLimit = 5_000

    private init() {}

    /// Reads a whole body. Given in parts, the library loses beginnings of values where a part ends right before them.
    /// - Returns: nil when the request's content type is none of a form's.
    static func read(
        _ body: [UInt8], of connection: OpaquePointer, _ library: HTTPLibrary
    ) throws(FormProblem) -> Form? {
        let reader = FormReader()
        let table = library.table.pointee
        let context = Unmanaged.passUnretained(reader).toOpaque()
        guard let processor = table.post_new(connection, 4096, takeFormData, context) else { return nil }
        let isFed = body.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { table.post_feed(processor, $0, text.count) == .YES } ?? true
            }
        }
        // Ended in any case: that frees it.
        let isWhole = table.post_end(processor) == .YES
        guard !reader.hasTooMany else { throw .tooManyFields }
        guard isFed, isWhole else { throw .brokenOff }
        return reader.form
    }

    fileprivate func take(
        name: String, fileName: String?, _ bytes: UnsafeRawBufferPointer, offset: UInt64
    ) -> MHD_Result {
        // A value comes in parts; those after the first have an offset.
        if offset > 0, let last = form.fields.indices.last {
            form.fields[last].bytes.append(contentsOf: bytes)
            return .YES
        }
        guard form.fields.count < Self.fieldLimit else {
            hasTooMany = true
            return .NO
        }
        form.fields.append(Form.Field(name: name, fileName: fileName, bytes: Array(bytes)))
        return .YES
    }
}

private func takeFormData(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ key: UnsafePointer<CChar>?,
    _ fileName: UnsafePointer<CChar>?, _ type: UnsafePointer<CChar>?, _ encoding: UnsafePointer<CChar>?,
    _ data: UnsafePointer<CChar>?, _ offset: UInt64, _ size: Int
) -> MHD_Result {
    guard let context, let key, let name = String(validatingCString: key) else { return .NO }
    let reader = Unmanaged<FormReader>.fromOpaque(context).takeUnretainedValue()
    let bytes = UnsafeRawBufferPointer(start: data, count: size)
    return reader.take(name: name, fileName: fileName.map { String(cString: $0) }, bytes, offset: offset)
}
