/// What a server answered, and the methods it can be asked by.

public enum HTTPMethod: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
}

/// A header field: its name in any case, its value without line breaks.
public typealias HTTPHeader = (name: String, value: String)

/// Any answer at all, refusals (4xx) and redirections (3xx, not followed) included.
public struct HTTPAnswer: Sendable {
    /// 200…599.
    public let status: Int
    /// In the order in which they came, with their names as they came.
    public let headers: [HTTPHeader]
    public let body: [UInt8]

    /// The body as UTF-8; what is not becomes U+FFFD.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The first field of that name, whatever its case.
    public subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
