/// Reads a form as it comes in, through libmicrohttpd's post processor.

import CMicroHTTPD

/// Belongs to one request and is used on one thread at a time.
final class FormReader {
    private let library: HTTPLibrary
    private var processor: OpaquePointer?
    private(set) var form = Form()
    private var count = 0
    private(set) var isTooLarge = false

    /// More fields than any page of ours has: a whole queue of reviews at once.
    private static let fieldLimit = 5_000

    /// Nil when the request's content type is none of a form's.
    init?(_ library: HTTPLibrary, _ connection: OpaquePointer) {
        self.library = library
        let context = Unmanaged.passUnretained(self).toOpaque()
        guard let made = library.table.pointee.post_new(connection, 4096, takeFormData, context) else { return nil }
        processor = made
    }

    deinit { _ = end() }

    /// False when what came is no form.
    func feed(_ bytes: UnsafePointer<CChar>, _ count: Int) -> Bool {
        guard let processor else { return false }
        return library.table.pointee.post_feed(processor, bytes, count) == .YES
    }

    /// Nothing more comes. False when the form broke off in the middle.
    func end() -> Bool {
        guard let made = processor else { return true }
        processor = nil
        return library.table.pointee.post_end(made) == .YES
    }

    fileprivate func take(name: String, fileName: String?, _ bytes: UnsafeRawBufferPointer, offset: UInt64)
        -> MHD_Result
    {
        // A value comes in parts; those after the first have an offset.
        if offset > 0, let last = form.fields.indices.last {
            form.fields[last].bytes.append(contentsOf: bytes)
            return .YES
        }
        guard form.fields.count < Self.fieldLimit else {
            isTooLarge = true
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
