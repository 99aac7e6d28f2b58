/// Where a server listens and what it puts up with.

public struct ServerSettings: Sendable, Equatable {
    public var listen: [ListenAddress]
    /// Nil: plain HTTP, for this machine alone or behind a reverse proxy.
    public var tls: TLSFiles?
    public var limits = Limits()
    /// Whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. A Unix socket's peer is always believed.
    public var proxies: Set<IPAddress> = []
    /// Threads that answer, 1…64; each serves thousands of connections.
    public var threads = 2

    public init(listen: [ListenAddress]) {
        self.listen = listen
    }

    /// PEM texts, read already.
    public struct TLSFiles: Sendable, Equatable {
        /// The certificate with those that lead to its root.
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    public struct Limits: Sendable, Equatable {
        /// Open connections in all, 1…100,000. One more waits until another ends.
        public var connections = 16_384
        /// Open connections of one address, 0 for no limit. Not for proxies.
        public var connectionsPerAddress = 0
        /// Seconds that a connection may take to send the head of its next request, 1…3600: idle ones and slow ones alike.
        public var headSeconds = 60
        /// Seconds from the first byte of a request to the last of its answer, 1…3600.
        public var requestSeconds = 120
        /// Bytes of a request's head, 4096…1,048,576; also what a connection keeps in memory.
        public var headBytes = 16_384
        /// Requests a second that one address may go on making, 0 for no limit. Not for Unix sockets.
        public var requestsPerSecond = 20.0
        /// Requests that it may make at once before that counts.
        public var burst = 100.0

        public init() {}
    }
}
