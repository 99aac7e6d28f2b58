/// What the web's figure does in processes of its own: makes access, records now and then, opens connections and holds them.

import Access
import Deadlines
import Glibc
import Ledger
import Office
import Platform
import Workflow

enum WebJob {
    /// Prints a unit, a link of its own and a program's token.
    static func access(_ ledger: BenchLedger) throws {
        let store = try ledger.open()
        let now = WallClock().now
        guard let unit = try store.assignment(1)?.assignment.unit else { throw BenchProblem("an empty ledger") }
        let key = try store.write { try $0.accessKey() }
        let link = AccessLink(unit: unit, expires: now.adding(seconds: 86_400))
        let office = Office(store, author: "bench", source: .cli)
        // Everything is long overdue by the wall clock: what that makes the daemon write stays in the outbox.
        _ = try office.holdMail(reason: "bench", now: now)
        if try store.account("bench") == nil {
            _ = try office.grant("bench", Grant(.auditor), mail: nil, now: now)
        }
        let token = try office.makeToken(for: "bench", label: "", expires: nil, now: now)
        print("unit=\(unit)\nlink=\(try link.text { try SHA256.mac($0, key: key).bytes })\ntoken=\(token.text)")
    }

    /// Records something every 200 ms for so many seconds: each changes the ledger, so the daemon makes a round. Prints
    /// how often.
    static func disturb(_ ledger: BenchLedger, _ words: [String]) throws {
        let seconds = words.first.flatMap { Int64($0) } ?? 1
        let store = try ledger.open()
        let office = Office(store, author: "bench", source: .cli)
        let end = Clock.now + seconds * 1_000_000_000
        // Units far from the one whose page is asked for.
        var id = AssignmentID(ledger.shape.assignments / 2)
        var count = 0
        while Clock.now < end {
            id += 1
            let now = WallClock().now
            _ = try office.record([StepRequest(id, .chased(note: "bench"), at: now)], now: now)
            count += 1
            usleep(200_000)
        }
        Job.say("recorded", Int64(count))
    }

    /// `web-crowd FOLDER SHAPE PORT IDLE SLOW SECONDS`: prints how many connections are still open at the end.
    static func crowd(_ words: [String]) throws {
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == 4 else { throw BenchProblem("usage: web-crowd PORT IDLE SLOW SECONDS") }
        raiseLimit()
        let idle = (0..<numbers[1]).compactMap { _ in open(numbers[0]) }
        let slow = (0..<numbers[2]).compactMap { _ in open(numbers[0]) }
        let head = Array("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".utf8)
        let end = Clock.now + Int64(numbers[3]) * 1_000_000_000
        var place = 0
        while Clock.now < end {
            let byte = place < head.count ? head[place] : 0x61
            place += 1
            for socket in slow { _ = withUnsafePointer(to: byte) { send(socket, $0, 1, Int32(MSG_NOSIGNAL)) } }
            usleep(1_000_000)
        }
        Job.say("open", Int64((idle + slow).count { isOpen($0) }))
        for socket in idle + slow { close(socket) }
    }

    private static func open(_ port: Int) -> Int32? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard made >= 0 else { return nil }
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if code == 0 { return made }
        close(made)
        return nil
    }

    /// Nobody has closed it: nothing can be read yet.
    private static func isOpen(_ socket: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) < 0 && errno == EAGAIN
    }

    private static func raiseLimit() {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(kind, &limit)
    }
}
