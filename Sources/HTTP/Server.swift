/// An HTTP server on libmicrohttpd: listens, reads requests within limits, asks the handler, answers.

import CMicroHTTPD
import Glibc
import Platform
import Synchronization
import Texts

public final class Server: Sendable {
    /// Where it listens, with the ports that the system chose.
    public let addresses: [ListenAddress]
    private let desk: ServerDesk
    private let listeners: [Listener]
    private let watch: OSThread?

    /// Begins to serve.
    /// - Parameter observe: told of every request that was answered, on the thread that served it.
    public init(
        _ settings: ServerSettings, handler: any Handler, observe: @escaping @Sendable (AccessRecord) -> Void = { _ in }
    ) throws(ServerProblem) {
        let library = try HTTPLibrary.microhttpd.get()
        let desk = try ServerDesk(library, settings, handler, observe)
        self.desk = desk
        var listeners: [Listener] = []
        do throws(ServerProblem) {
            for address in settings.listen { listeners.append(try Listener(address, settings, desk)) }
        } catch {
            for listener in listeners { listener.stop() }
            desk.lane.close()
            throw error
        }
        self.listeners = listeners
        addresses = listeners.map(\.address)
        watch = OSThread { desk.connections.watch() }
    }

    /// Connections that are open now.
    public var openConnections: Int { desk.connections.count }

    /// Takes no new connections, finishes what is being answered, closes the rest. To be called once.
    /// - Parameter milliseconds: how long is waited for what is being answered.
    public func stop(within milliseconds: Int = 3_000) {
        desk.announceStop()
        for listener in listeners { listener.refuseNew() }
        desk.drain(until: Monotonic.milliseconds + milliseconds)
        // What was suspended is answered and resumed when this returns; the library requires it.
        desk.lane.close()
        for listener in listeners { listener.stop() }
        desk.connections.stopWatching()
        watch?.join()
    }
}

/// One address and the library's daemon behind it.
/// `@unchecked Sendable`: the pointer never changes, and the library's functions for a daemon may be called on any thread.
private final class Listener: @unchecked Sendable {
    let address: ListenAddress
    private let library: HTTPLibrary
    private let daemon: OpaquePointer
    private let socket: Int32
    private let reception: Reception
    /// The callbacks' context, which has to live as long as the daemon.
    private let context: ListenerContext

    init(_ address: ListenAddress, _ settings: ServerSettings, _ desk: ServerDesk) throws(ServerProblem) {
        library = desk.library
        let isTLS: Bool
        if case .ip = address { isTLS = settings.tls != nil } else { isTLS = false }
        let context = ListenerContext(
            desk: desk, reader: HeadReader(library: library, proxies: settings.proxies, isTLS: isTLS))
        let (socket, bound) = try address.listen()
        guard let daemon = Self.start(settings, isTLS: isTLS, context, library) else {
            close(socket)
            throw .cannotStart(bound, isSecure: isTLS)
        }
        guard let reception = Reception(socket, desk, daemon) else {
            library.table.pointee.stop(daemon)
            close(socket)
            throw .noThreads
        }
        self.daemon = daemon
        self.socket = socket
        self.reception = reception
        self.context = context
        self.address = bound
    }

    private static func start(
        _ settings: ServerSettings, isTLS: Bool, _ context: ListenerContext, _ library: HTTPLibrary
    ) -> OpaquePointer? {
        let opaque = Unmanaged.passUnretained(context).toOpaque()
        let limits = settings.limits
        let threads = max(2, settings.threads)
        var items = [
            duban_mhd_number(.THREAD_POOL_SIZE, threads),
            // Never reached, not by one of the threads either: the reception counts. A thread of 0.9.75 that reaches its
            // own share leaves a lock closed.
            duban_mhd_number(.CONNECTION_LIMIT, (limits.connections + 1) * threads),
            duban_mhd_number(.CONNECTION_MEMORY_LIMIT, limits.headBytes),
            duban_mhd_number(.CONNECTION_TIMEOUT, max(limits.headSeconds, limits.requestSeconds)),
            // A request without Host is refused; one with two by the head's reader.
            duban_mhd_number(.STRICT_FOR_CLIENT, 1),
            duban_mhd_completed(requestCompleted, opaque), duban_mhd_connections(connectionChanged, opaque),
            duban_mhd_unescaping(unescape, opaque),
        ]
        if limits.connectionsPerAddress > 0 {
            items.append(duban_mhd_number(.PER_IP_CONNECTION_LIMIT, limits.connectionsPerAddress))
        }
        var flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        flags |= MHD_USE_NO_LISTEN_SOCKET.rawValue
        guard isTLS, let tls = settings.tls else { return run(&items, flags, opaque, library) }
        flags |= MHD_USE_TLS.rawValue
        // The library keeps copies once it has started.
        return tls.certificate.withCString { certificate in
            tls.key.withCString { key in
                items.append(duban_mhd_text(.HTTPS_MEM_CERT, UnsafeMutablePointer(mutating: certificate)))
                items.append(duban_mhd_text(.HTTPS_MEM_KEY, UnsafeMutablePointer(mutating: key)))
                return run(&items, flags, opaque, library)
            }
        }
    }

    private static func run(
        _ items: inout [MHD_OptionItem], _ flags: UInt32, _ context: UnsafeMutableRawPointer, _ library: HTTPLibrary
    ) -> OpaquePointer? {
        items.append(duban_mhd_number(.END, 0))
        return duban_mhd_start(library.table, flags, answerRequest, context, &items)
    }

    /// To be called once, before `stop`.
    func refuseNew() {
        reception.close()
        if case .unix(let path) = address { unlink(path) }
    }

    func stop() {
        reception.close()
        library.table.pointee.stop(daemon)
        close(socket)
    }
}
