/// What is answered.

public struct Response: Sendable {
    public var status: UInt32
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// What the access log calls the request: its route, never a path with a secret in it.
    public var route = ""
    /// Who asked, for the access log; empty when nobody signed in.
    public var account = ""

    /// - Parameter status: an HTTP status, 200…599.
    public init(_ status: UInt32, _ type: String? = nil, _ body: [UInt8] = []) {
        self.status = status
        self.body = body
        headers = type.map { [(name: "Content-Type", value: $0)] } ?? []
    }

    public init(_ status: UInt32, _ type: String, text: String) {
        self.init(status, type, Array(text.utf8))
    }

    public mutating func set(_ name: String, _ value: String) {
        headers.append((name, value))
    }

    /// The same with one header more.
    public func with(_ name: String, _ value: String) -> Response {
        var copy = self
        copy.set(name, value)
        return copy
    }
}

/// Where the answer to a request is made.
public enum Lane: Sendable {
    /// On the thread that serves other connections, too: for what takes a millisecond.
    case quick
    /// On a thread of its own, while others are served: for what may take seconds.
    case slow
}

/// What is to be done with a request whose head was read.
public enum Intake: Sendable {
    /// The body is not wanted.
    case answer(Response)
    /// The body is read, up to so many bytes (413 beyond), then `Handler.answer` is asked.
    case receive(limit: Int, Lane)
}

/// Who answers requests. Called on several threads at once.
public protocol Handler: Sendable {
    func plan(_ head: Request.Head) -> Intake
    func answer(_ request: Request) -> Response
    /// For what the server itself refuses: 400, 413, 429, 503.
    func refusal(_ status: UInt32, _ head: Request.Head) -> Response
}

/// One line of the access log.
public struct AccessRecord: Sendable {
    public let method: String
    public let route: String
    public let account: String
    public let status: UInt32
    /// Of the answer's body.
    public let bytes: Int
    /// From the head's last byte to the answer's.
    public let microseconds: Int
    public let client: IPAddress?
}
