/// How libcurl is to go about a request: everything is said anew for each, so that none inherits from the one before.
import CCurl
import Curl
import Glibc

extension HTTPClient {
    /// Everything but method and body. Resetting the handle keeps its connections.
    func prepare(url: String) -> Bool {
        library.table.pointee.easy_reset(handle)
        return duban_curl_only_http(library.table, handle) == CURLE_OK
            && set(CURLOPT_URL, url)
            && set(CURLOPT_PATH_AS_IS, 1)
            && set(CURLOPT_PROXY, "")  // no proxy from the environment: requests go where the address says
            && set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            && set(CURLOPT_FOLLOWLOCATION, 0)
            && set(CURLOPT_HTTP09_ALLOWED, 0)
            && set(CURLOPT_NOSIGNAL, 1)
            && set(CURLOPT_USERAGENT, "duban")
            && set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect)
            && set(CURLOPT_TIMEOUT_MS, limits.whole)
            && prepareWay() && prepareCallbacks()
    }

    private func prepareWay() -> Bool {
        if case .unix(let path) = base.way { return set(CURLOPT_UNIX_SOCKET_PATH, path) }
        guard set(CURLOPT_SSL_VERIFYPEER, 1), set(CURLOPT_SSL_VERIFYHOST, 2),
            set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        else { return false }
        // The system's authorities stay trusted through their folder (CURLOPT_CAPATH as libcurl was built).
        return ca.map { set(CURLOPT_CAINFO, $0) } ?? true
    }

    private func prepareCallbacks() -> Bool {
        let pointers = [
            (CURLOPT_HEADERDATA, UnsafeMutableRawPointer(transfer)),
            (CURLOPT_WRITEDATA, UnsafeMutableRawPointer(transfer)),
            (CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText)),
        ]
        return pointers.allSatisfy { duban_curl_set_pointer(library.table, handle, $0, $1) == CURLE_OK }
            && duban_curl_set_bytes(library.table, handle, CURLOPT_HEADERFUNCTION, takeHeaderLine) == CURLE_OK
            && duban_curl_set_bytes(library.table, handle, CURLOPT_WRITEFUNCTION, takeBodyPart) == CURLE_OK
    }

    /// - Parameter body: stays where it is until the transfer has ended; nil when none is sent, not even an empty one.
    func prepare(_ method: HTTPMethod, _ body: UnsafeBufferPointer<UInt8>?) -> Bool {
        guard ![.post, .patch].contains(method) || set(CURLOPT_FRESH_CONNECT, 1) else { return false }
        guard let body else {
            guard method != .head else { return set(CURLOPT_NOBODY, 1) }
            return set(CURLOPT_HTTPGET, 1) && set(CURLOPT_CUSTOMREQUEST, method.rawValue)
        }
        // Without an address libcurl would read the body from elsewhere; of an empty one it reads nothing.
        let start = body.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) } ?? UnsafeMutableRawPointer(errorText)
        return set(CURLOPT_POST, 1)
            && duban_curl_set_size(library.table, handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
                == CURLE_OK
            && duban_curl_set_pointer(library.table, handle, CURLOPT_POSTFIELDS, start) == CURLE_OK
            && set(CURLOPT_CUSTOMREQUEST, method.rawValue)
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool { library.set(handle, option, value) }

    private func set(_ option: CURLoption, _ value: String) -> Bool { library.set(handle, option, value) }
}

/// Runs `body` with SIGPIPE held back on this thread: TLS libraries may write to a connection that the server has
/// closed, and NOSIGNAL only keeps libcurl from changing the program's handlers.
func withoutBrokenPipe<Value>(_ body: () -> Value) -> Value {
    var (pipe, before, pending) = (sigset_t(), sigset_t(), sigset_t())
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    let value = body()
    // One that came in the meantime is ours, and must not strike when signals are let through again.
    var atOnce = timespec()
    if !wasPending { while sigtimedwait(&pipe, nil, &atOnce) < 0, errno == EINTR {} }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return value
}
