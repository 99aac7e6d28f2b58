/// Asks one server over HTTP(S) or a local socket, one request after the other.
import CCurl
import Curl
import Texts

/// Wraps an easy handle of libcurl; nothing raw leaves it. Not to be shared between threads.
///
/// The server's certificate is always verified, redirections are not followed (the token goes to the server that was
/// named and to no other), no proxy is asked, the environment changes nothing.
public final class HTTPClient {
    public struct Limits: Sendable, Hashable {
        /// Milliseconds for the connection, TLS included.
        public var connect = 10_000
        /// Milliseconds for a whole request.
        public var whole = 60_000
        /// Bytes of an answer's body.
        public var body = 16 << 20

        public init() {}
    }

    let library: CurlLibrary
    let handle: UnsafeMutableRawPointer
    let base: ServerAddress
    let token: Secret?
    let ca: String?
    let limits: Limits
    let transfer: UnsafeMutablePointer<HTTPTransfer>
    let errorText: UnsafeMutablePointer<CChar>

    /// Opens no connection yet.
    /// - Parameters:
    ///   - token: sent with every request as `Authorization: Bearer`; visible ASCII.
    ///   - ca: a file of certificates (PEM) to be trusted besides the system's.
    /// - Throws: no libcurl; a token that cannot be sent.
    public init(
        base: ServerAddress, token: Secret? = nil, ca: String? = nil, limits: Limits = Limits()
    ) throws(ClientProblem) {
        if let token, !Self.isSendable(token) { throw .badToken }
        library = try CurlLibrary.opened.mapError { ClientProblem($0) }.get()
        guard let handle = library.table.pointee.easy_init() else { throw .outOfMemory }
        self.handle = handle
        self.base = base
        self.token = token
        self.ca = ca
        self.limits = limits
        transfer = .allocate(capacity: 1)
        transfer.initialize(to: HTTPTransfer(bodyLimit: limits.body))
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        library.table.pointee.easy_cleanup(handle)
        errorText.deallocate()
        transfer.deinitialize(count: 1)
        transfer.deallocate()
    }

    /// Asks and waits for the answer, on the calling thread.
    ///
    /// The connection is kept for the next request. A `post` or `patch` opens a new one: over a kept one that the server has closed
    /// in the meantime libcurl would send it again, and what was asked for once might be done twice.
    /// - Parameters:
    ///   - path: as it stands in the request after the server's prefix, with its query: begins with `/`, has neither
    ///     blanks nor letters beyond ASCII.
    ///   - headers: fields besides those that libcurl writes; a body needs its `Content-Type` among them.
    public func send(
        _ method: HTTPMethod, _ path: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil
    ) throws(ClientProblem) -> HTTPAnswer {
        guard Self.isPath(path), headers.allSatisfy(Self.isField) else { throw .badRequest }
        let list = try fields(headers)
        defer { library.table.pointee.slist_free_all(list) }
        transfer.pointee = HTTPTransfer(bodyLimit: limits.body)
        errorText[0] = 0
        let takesBody = body != nil || [.post, .put, .patch].contains(method)
        let result = (body ?? []).withUnsafeBufferPointer { bytes -> CURLcode in
            guard prepare(url: base.url(path)), prepare(method, takesBody ? bytes : nil),
                duban_curl_set_list(library.table, handle, CURLOPT_HTTPHEADER, list) == CURLE_OK
            else { return CURLE_FAILED_INIT }
            return withoutBrokenPipe { library.table.pointee.easy_perform(handle) }
        }
        guard result == CURLE_OK else { throw problem(result, method) }
        let answer = transfer.pointee
        guard (200...599).contains(answer.status) else { throw problem(CURLE_WEIRD_SERVER_REPLY, method) }
        return HTTPAnswer(status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// The fields as libcurl takes them. It copies each; the list is to be freed.
    private func fields(_ headers: [HTTPHeader]) throws(ClientProblem) -> UnsafeMutablePointer<curl_slist>? {
        // Without these two libcurl would wait for a consent that few servers give, and call every body a form.
        var lines = ["Expect:"]
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
        // A field without a value is written with a semicolon; with a colon it would be left out.
        lines += headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        if let token { lines.append("Authorization: Bearer \(token.reveal())") }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = library.table.pointee.slist_append(list, line) else {
                library.table.pointee.slist_free_all(list)
                throw .outOfMemory
            }
            list = longer
        }
        return list
    }
}

extension HTTPClient {
    /// RFC 6750 takes fewer characters yet; others would only change what the server compares with.
    private static func isSendable(_ token: Secret) -> Bool {
        !token.isEmpty && token.reveal().utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func isPath(_ path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x23 }
    }

    private static func isField(_ header: HTTPHeader) -> Bool {
        let isName = header.name.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
        return isName && !header.name.isEmpty && !header.value.utf8.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }
    }
}
