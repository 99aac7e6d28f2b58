/// What the daemon serves to browsers and programs, as its configuration says.

import HTTP
import Texts

public struct WebSettings: Sendable, Equatable {
    /// Where it listens; loopback by default, so that nothing is open before somebody decides so.
    public var listen: [ListenAddress] = [.ip("127.0.0.1", port: 8080)]
    /// As people reach it, `https://duban.example.org`; nil: letters carry no links.
    public var url: String?
    public var tls: TLS?
    /// Reverse proxies whose word about the client is believed.
    public var proxies: [IPAddress] = []
    public var limits = ServerSettings.Limits()
    /// Days that a reminder's link can be used, 1…366.
    public var linkDays = 30
    /// MiB of an uploaded file, 1…512.
    public var uploadMiB = 20

    public init() {}

    /// Where people reach it, without a slash at its end; for links on this machine, where no `url` says more.
    public var base: String {
        if let url { return url }
        for case .ip(let host, let port) in listen {
            return "\(tls == nil ? "http" : "https")://\(ListenAddress.ip(host, port: port))"
        }
        return "http://localhost"
    }

    /// PEM files.
    public struct TLS: Sendable, Equatable {
        /// The certificate with those that lead to its root.
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }
}
