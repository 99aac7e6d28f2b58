// Stands in for systemd: a datagram socket that hears what a service says of itself.
import Glibc
import TestSupport

final class ServiceManager: Sendable {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard code == 0 else { throw Unprepared(description: "no socket can be made at \(path)") }
    }

    deinit { close(descriptor) }

    /// The next message that has `text` in it.
    func message(with text: String) async throws -> String {
        let descriptor = descriptor
        return try await onOwnThread {
            while true {
                var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&ready, 1, Int32(Running.patience) * 1000) > 0 else {
                    throw TimedOut(description: "the daemon never said \(text)")
                }
                var buffer = [UInt8](repeating: 0, count: 4096)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                let message = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                if message.contains(text) { return message }
            }
        }
    }
}
