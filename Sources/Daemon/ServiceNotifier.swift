/// Tells the service manager how the daemon fares, in the protocol of sd_notify(3), which its manual promises to keep
/// stable: lines `KEY=VALUE` in a datagram to the socket named by `NOTIFY_SOCKET`.

import Glibc
import Platform
import Texts

public struct ServiceNotifier: Sendable {
    /// Where to; nil outside a service manager, when nothing is told.
    private let socketName: String?
    /// How often the service manager wants a sign of life, in microseconds; nil: not at all (sd_watchdog_enabled(3)).
    public let watchdogInterval: UInt64?

    public init(_ environment: Environment) {
        let name = environment["NOTIFY_SOCKET"]
        // A path, or `@name` in the abstract space; other kinds (vsock) are not for services on this machine.
        socketName = name.flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        // The variable may be meant for another process, whose child we are.
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        watchdogInterval =
            isForUs ? environment["WATCHDOG_USEC"].flatMap(UInt64.init).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    public func ready(status: String) { send("READY=1\nSTATUS=\(line(status))") }

    /// Begins a reload; `ready` ends it.
    public func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(Monotonic.microseconds)") }

    public func stopping() { send("STOPPING=1") }

    /// A sign of life.
    public func watchdog() { send("WATCHDOG=1") }

    /// What `systemctl status` shows, one line.
    public func status(_ text: String) { send("STATUS=\(line(text))") }

    private func line(_ text: String) -> String { text.terminalSafe }

    /// Whether the datagram was taken. Nothing is made of a failure: the daemon's work does not depend on it.
    @discardableResult
    func send(_ text: String) -> Bool {
        guard let socketName, let (target, length) = Self.address(socketName) else { return false }
        var address = target
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var text = text
        let sent = text.withUTF8 { bytes in
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
                }
            }
        }
        return sent == text.utf8.count
    }

    /// `@name` stands for an abstract address: a NUL and the name, without a NUL at its end (unix(7)).
    private static func address(_ name: String) -> (sockaddr_un, socklen_t)? {
        var bytes = Array(name.utf8)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count > 1, bytes.count < capacity else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let offset = MemoryLayout<sockaddr_un>.size - capacity
        return (address, socklen_t(offset + bytes.count + (isAbstract ? 0 : 1)))
    }
}
