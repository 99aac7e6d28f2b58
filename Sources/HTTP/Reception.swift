// Its name keeps it behind a file that imports Glibc alone: where the library's header comes first in a module, the
// constants of sockets are no longer found in the others.

/// Takes connections from a listening socket and deals them out to the library's threads in turn. Left to themselves these
/// race for the socket, and now and then one of them takes a whole burst of connections, which stay with it while the
/// other has nothing to do.

import CMicroHTTPD
import Glibc
import Platform
import Synchronization

final class Reception: Sendable {
    private let socket: Int32
    private let desk: ServerDesk
    private let isClosing = Atomic<Bool>(false)
    /// Set once, before anybody else sees the value.
    private let thread = Mutex<OSThread?>(nil)

    /// Milliseconds until it looks again whether there is room for one more connection, or a descriptor.
    private static let (room, descriptor): (Int32, Int32) = (10, 100)

    /// Begins to take connections; nil when the system has no thread left.
    /// - Parameter socket: listens, and does not block; stays the caller's, who closes it after `close`.
    init?(_ socket: Int32, _ desk: ServerDesk, _ daemon: OpaquePointer) {
        self.socket = socket
        self.desk = desk
        let target = Target(daemon)
        guard let thread = OSThread({ [self] in run(target.daemon) }) else { return nil }
        self.thread.withLock { $0 = thread }
    }

    /// Takes no more; whoever has connected and was not taken is refused.
    func close() {
        isClosing.store(true, ordering: .releasing)
        // Ends the wait for a connection, too.
        shutdown(socket, Int32(SHUT_RDWR))
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    private func run(_ daemon: OpaquePointer) {
        while !isClosing.load(ordering: .acquiring) {
            guard desk.connections.hasRoom else {
                wait(nil, Self.room)
                continue
            }
            var address = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let taken = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    let kind = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
                    let taken = accept4(socket, address, &length, kind)
                    if taken >= 0 { hand(taken, address, length, to: daemon) }
                    return taken
                }
            }
            if taken < 0 { rest(errno) }
        }
    }

    private func hand(_ taken: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, to daemon: OpaquePointer)
    {
        desk.connections.taken()
        // It is the library's from here on, which closes it when it does not want it.
        let isWanted = desk.library.table.pointee.add_connection(daemon, taken, address, length) == .YES
        if !isWanted { desk.connections.dropped() }
    }

    /// After a connection could not be taken.
    private func rest(_ code: Int32) {
        switch code {
        case EAGAIN: wait(socket, -1)
        case EINTR, ECONNABORTED: break
        default: wait(nil, Self.descriptor)
        }
    }

    private func wait(_ descriptor: Int32?, _ milliseconds: Int32) {
        var ready = pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, milliseconds)
    }

    /// `@unchecked Sendable`: the pointer never changes, and connections may be added on any thread.
    private struct Target: @unchecked Sendable {
        let daemon: OpaquePointer
        init(_ daemon: OpaquePointer) { self.daemon = daemon }
    }
}
