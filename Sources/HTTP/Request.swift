/// One request as the library read it.

import Texts

public struct Request: Sendable {
    /// What stands before the body.
    public struct Head: Sendable {
        /// In capitals: GET, HEAD, POST …
        public let method: String
        /// The path decoded and cut at its slashes, without empty first and last parts: `/l/x/` is `["l", "x"]`.
        public let path: [String]
        public let query: [(name: String, value: String)]
        /// Names in small letters.
        public let headers: [(name: String, value: String)]
        public let cookies: [(name: String, value: String)]
        /// Who asks, as far as can be known; nil for a Unix socket's peer.
        public let client: IPAddress?
        /// Whether the way to whoever asks is encrypted: here or at a trusted proxy.
        public let isSecure: Bool

        public init(
            method: String, path: [String], query: [(name: String, value: String)] = [],
            headers: [(name: String, value: String)] = [], cookies: [(name: String, value: String)] = [],
            client: IPAddress? = nil, isSecure: Bool = false
        ) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
            self.cookies = cookies
            self.client = client
            self.isSecure = isSecure
        }

        /// The first header of this name.
        public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

        public func cookie(_ name: String) -> String? { cookies.first { $0.name == name }?.value }

        /// The first value of the query's key.
        public func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

        /// The media type without its parameters, in small letters.
        public var contentType: String? {
            header("content-type").map { type in
                type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
            }
        }
    }

    public let head: Head
    /// Empty when the body is a form.
    public let body: [UInt8]
    /// The fields of a form, in the order in which they stand there.
    public let form: Form

    public init(head: Head, body: [UInt8] = [], form: Form = Form()) {
        self.head = head
        self.body = body
        self.form = form
    }
}

/// What was filled in: `application/x-www-form-urlencoded` or `multipart/form-data`.
public struct Form: Sendable {
    public struct Field: Sendable {
        public let name: String
        /// The name that a file had where it came from; nil for a plain field.
        public let fileName: String?
        public var bytes: [UInt8]

        public init(name: String, fileName: String? = nil, bytes: [UInt8]) {
            self.name = name
            self.fileName = fileName
            self.bytes = bytes
        }
    }

    public var fields: [Field]

    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The first plain field of this name, as text; nil when there is none or it is not UTF-8. Line breaks are LF.
    public func text(_ name: String) -> String? {
        fields.first { $0.name == name && $0.fileName == nil }.flatMap(Self.text)
    }

    /// All plain fields of this name.
    public func texts(_ name: String) -> [String] {
        fields.filter { $0.name == name && $0.fileName == nil }.compactMap(Self.text)
    }

    /// The first file of this name that is not empty.
    public func file(_ name: String) -> Field? {
        fields.first { $0.name == name && $0.fileName != nil && !$0.bytes.isEmpty }
    }

    private static func text(_ field: Field) -> String? {
        guard let text = String(validating: field.bytes, as: UTF8.self) else { return nil }
        // Browsers end the lines of a text area with CRLF.
        guard text.utf8.contains(0x0D) else { return text }
        return text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }
}
