/// What all connections of a server share, and the callbacks through which the library reaches it.

import CMicroHTTPD
import Glibc
import Platform
import Synchronization

final class ServerDesk: Sendable {
    let library: HTTPLibrary
    let connections: Connections
    let lane: SlowLane
    private let handler: any Handler
    private let rate: RateLimit
    private let observe: @Sendable (AccessRecord) -> Void
    private let isStopping = Atomic<Bool>(false)
    private let active = Atomic<Int>(0)

    init(
        _ library: HTTPLibrary, _ settings: ServerSettings, _ handler: any Handler,
        _ observe: @escaping @Sendable (AccessRecord) -> Void
    ) throws(ServerProblem) {
        self.library = library
        self.handler = handler
        self.observe = observe
        connections = Connections(settings.limits)
        rate = RateLimit(perSecond: settings.limits.requestsPerSecond, burst: settings.limits.burst)
        guard let lane = SlowLane(threads: 2, capacity: 64) else { throw .noThreads }
        self.lane = lane
    }

    /// From now on every answer says that it is its connection's last.
    func announceStop() { isStopping.store(true, ordering: .releasing) }

    /// Waits until nothing is being answered, or the time has come.
    func drain(until deadline: Int) {
        while active.load(ordering: .relaxed) > 0, Monotonic.milliseconds < deadline { usleep(5_000) }
    }

    // MARK: - One request, step by step

    /// The head was read: decides what becomes of the request.
    func begin(_ transaction: Transaction) -> Intake {
        active.add(1, ordering: .relaxed)
        transaction.connection.map(connections.began)
        if let client = transaction.head.client, !rate.admits(client, now: Monotonic.milliseconds) {
            return .answer(
                handler.refusal(429, transaction.head).with("Retry-After", String(rate.retryAfter)))
        }
        let plan = handler.plan(transaction.head)
        guard case .receive(let limit, _) = plan, let length = transaction.head.header("content-length") else {
            return plan
        }
        return (Int(length) ?? .max) <= limit ? plan : .answer(handler.refusal(413, transaction.head))
    }

    /// Everything was read. Nil when the answer is made on another thread, to which the transaction then belongs.
    func answer(_ transaction: Transaction, _ connection: OpaquePointer) -> Response? {
        let request: Request
        do {
            request = try read(transaction, connection)
        } catch {
            return handler.refusal(error.status, transaction.head)
        }
        guard case .receive(_, .slow) = transaction.plan else { return handler.answer(request) }
        let suspended = SuspendedConnection(connection)
        let (library, handler) = (library, handler)
        library.table.pointee.suspend(connection)
        let isTaken = lane.add {
            transaction.response = handler.answer(request)
            library.table.pointee.resume(suspended.pointer)
        }
        if isTaken { return nil }
        library.table.pointee.resume(connection)
        return handler.refusal(503, transaction.head).with("Retry-After", "5")
    }

    private func read(
        _ transaction: Transaction, _ connection: OpaquePointer
    ) throws(FormProblem) -> Request {
        guard transaction.head.method == "POST",
            let form = try FormReader.read(transaction.body, of: connection, library)
        else { return Request(head: transaction.head, body: transaction.body) }
        return Request(head: transaction.head, form: form)
    }

    func refuse(_ status: UInt32, _ transaction: Transaction) -> Response {
        handler.refusal(status, transaction.head)
    }

    /// A head that cannot be read: of its path whatever can be, so that it is answered in the manner of that place.
    func refuse(_ status: UInt32, path: String) -> Response {
        handler.refusal(status, Request.Head(method: "GET", path: path.split(separator: "/").map(String.init)))
    }

    func queue(_ response: Response, _ connection: OpaquePointer) -> MHD_Result {
        let table = library.table.pointee
        let made = response.body.withUnsafeBytes { bytes in
            // Copied: the bytes go on their way after this has returned.
            table.response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
        }
        guard let made else { return .NO }
        defer { table.destroy_response(made) }
        for (name, value) in response.headers { _ = table.add_header(made, name, value) }
        if isStopping.load(ordering: .acquiring) { _ = table.add_header(made, "Connection", "close") }
        return table.queue(connection, response.status, made)
    }

    func complete(_ transaction: Transaction) {
        active.subtract(1, ordering: .relaxed)
        transaction.connection.map(connections.finished)
        let response = transaction.response
        observe(
            AccessRecord(
                method: transaction.head.method, route: response?.route ?? "", account: response?.account ?? "",
                status: transaction.isAnswered ? response?.status ?? 0 : 0, bytes: response?.body.count ?? 0,
                microseconds: Monotonic.microseconds - transaction.begun, client: transaction.head.client))
    }
}

/// A connection between its suspension and its resumption.
/// `@unchecked Sendable`: the library keeps a suspended connection as it is until it is resumed, once.
private struct SuspendedConnection: @unchecked Sendable {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
}

/// What the callbacks of one listener need.
final class ListenerContext: Sendable {
    let desk: ServerDesk
    let reader: HeadReader

    init(desk: ServerDesk, reader: HeadReader) {
        self.desk = desk
        self.reader = reader
    }
}

// MARK: - The library's callbacks, each on the thread of its connection

/// Called for the head, for each part of the body, and once more when all is there.
func answerRequest(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>?, _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let url, let method, let size, let state else { return .NO }
    let listener = Unmanaged<ListenerContext>.fromOpaque(context).takeUnretainedValue()
    let desk = listener.desk
    guard let known = state.pointee else {
        let open = duban_mhd_connection_context(desk.library.table, connection).map {
            Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue()
        }
        guard let head = listener.reader.head(connection, method: method, url: url, peer: open?.peer) else {
            return desk.queue(desk.refuse(400, path: String(cString: url)), connection)
        }
        return begin(Transaction(head: head, connection: open), desk, connection, state)
    }
    let transaction = Unmanaged<Transaction>.fromOpaque(known).takeUnretainedValue()
    if size.pointee > 0, let data {
        defer { size.pointee = 0 }
        // Refused already: the rest of the body is only taken off the wire.
        guard transaction.response == nil else { return .YES }
        transaction.response = transaction.receive(data, size.pointee).map { desk.refuse($0, transaction) }
        return .YES
    }
    guard !transaction.isAnswered else { return .YES }
    if transaction.response == nil {
        guard let response = desk.answer(transaction, connection) else { return .YES }
        transaction.response = response
    }
    return send(transaction, desk, connection)
}

private func begin(
    _ transaction: Transaction, _ desk: ServerDesk, _ connection: OpaquePointer,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>
) -> MHD_Result {
    // Released when the request is completed.
    state.pointee = Unmanaged.passRetained(transaction).toOpaque()
    let plan = desk.begin(transaction)
    transaction.follow(plan)
    switch plan {
    case .answer(let response):
        transaction.response = response
        return send(transaction, desk, connection)
    case .receive:
        return .YES
    }
}

private func send(_ transaction: Transaction, _ desk: ServerDesk, _ connection: OpaquePointer) -> MHD_Result {
    guard let response = transaction.response else { return .YES }
    transaction.isAnswered = true
    return desk.queue(response, connection)
}

/// Decodes `%XX` in place. A zero byte would end a path where its sender did not; it becomes a byte that no text has,
/// so that the head is refused.
func unescape(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?
) -> Int {
    guard let context, let text else { return 0 }
    var place = text
    while let found = strstr(place, "%00") {
        memset(found + 1, 0x46, 2)
        place = found + 3
    }
    let desk = Unmanaged<ListenerContext>.fromOpaque(context).takeUnretainedValue().desk
    return desk.library.table.pointee.unescape(text)
}

func requestCompleted(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ how: MHD_RequestTerminationCode
) {
    guard let context, let known = state?.pointee else { return }
    state?.pointee = nil
    let listener = Unmanaged<ListenerContext>.fromOpaque(context).takeUnretainedValue()
    listener.desk.complete(Unmanaged<Transaction>.fromOpaque(known).takeRetainedValue())
}

func connectionChanged(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ change: MHD_ConnectionNotificationCode
) {
    guard let context, let connection, let state else { return }
    let desk = Unmanaged<ListenerContext>.fromOpaque(context).takeUnretainedValue().desk
    if change == .CONNECTION_NOTIFY_STARTED {
        let peer = duban_mhd_address(desk.library.table, connection).flatMap { IPAddress($0) }
        let opened = desk.connections.opened(socket: duban_mhd_socket(desk.library.table, connection), peer: peer)
        state.pointee = Unmanaged.passRetained(opened).toOpaque()
    } else if let known = state.pointee {
        state.pointee = nil
        desk.connections.closed(Unmanaged<Connection>.fromOpaque(known).takeRetainedValue())
    }
}
