import Glibc
import Platform
import TestSupport
import Testing

@testable import Daemon

/// The service manager's end: a datagram socket under a path or an abstract name.
private final class Manager {
    let name: String
    private let descriptor: Int32

    init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if name.hasPrefix("@") { bytes[0] = 0 } else { bytes.append(0) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(result == 0)
    }

    deinit { close(descriptor) }

    /// What has arrived, in order. A datagram on this machine is there once it was sent.
    func received() -> [String] {
        var all: [String] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return all }
            all.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }
}

@Test(arguments: [true, false])
func `the service manager hears what sd_notify would say`(isAbstract: Bool) throws {
    let folder = try TemporaryFolder()
    let manager = try Manager(isAbstract ? "@" + folder.path.dropFirst() : folder.path + "/notify")
    let notifier = ServiceNotifier(.values(["NOTIFY_SOCKET": manager.name]))
    notifier.ready(status: "running\nREADY=0")
    notifier.reloading()
    notifier.status("台账被占用")
    notifier.watchdog()
    notifier.stopping()
    let heard = manager.received()
    try #require(heard.count == 5)
    #expect(heard[0] == "READY=1\nSTATUS=running\\nREADY=0", "a status cannot add a line")
    let lines = heard[1].split(separator: "\n")
    #expect(lines.first == "RELOADING=1")
    let stamp = try #require(lines.last.flatMap { UInt64($0.dropFirst("MONOTONIC_USEC=".count)) })
    // systemd takes it only when it is not before its own order, on the same clock.
    #expect(Int64(stamp / 1000) <= SystemWaiting.uptime && Int64(stamp / 1000) > SystemWaiting.uptime - 60_000)
    #expect(heard[2...] == ["STATUS=台账被占用", "WATCHDOG=1", "STOPPING=1"])
}

@Test(arguments: ["", "relative", "vsock:2:1234", "/none/such", "@", "/" + String(repeating: "x", count: 200)])
func `without a usable socket nothing is told and nothing breaks`(name: String) {
    let notifier = ServiceNotifier(.values(["NOTIFY_SOCKET": name]))
    #expect(!notifier.send("READY=1"))
}

@Test func `the watchdog's interval is taken when it is meant for this process`() {
    func interval(_ table: [String: String]) -> UInt64? { ServiceNotifier(.values(table)).watchdogInterval }
    #expect(interval(["WATCHDOG_USEC": "300000000"]) == 300_000_000)
    #expect(interval(["WATCHDOG_USEC": "5", "WATCHDOG_PID": "\(getpid())"]) == 5)
    #expect(interval(["WATCHDOG_USEC": "5", "WATCHDOG_PID": "1"]) == nil)
    #expect(interval(["WATCHDOG_USEC": "0"]) == nil)
    #expect(interval(["WATCHDOG_USEC": "often"]) == nil)
    #expect(interval([:]) == nil)
}

@Test func `signs of life are given in time and not more often than needed`() throws {
    let folder = try TemporaryFolder()
    let manager = try Manager(folder.path + "/notify")
    let table = ["NOTIFY_SOCKET": manager.name, "WATCHDOG_USEC": "10000000"]
    let time = FakeWaiting()
    let heart = Heartbeat(ServiceNotifier(.values(table)), uptime: { time.uptime })
    for _ in 0..<100 {
        heart.beat()
        time.pass(100)
    }
    #expect(manager.received() == Array(repeating: "WATCHDOG=1", count: 10), "one a second for a limit of ten")
    let idle = Heartbeat(ServiceNotifier(.values(["NOTIFY_SOCKET": manager.name])), uptime: { time.uptime })
    idle.beat()
    #expect(manager.received().isEmpty)
}
