/// The whole way of a letter against a server that takes everything.

import Glibc
import Platform

enum MailFigure {
    private static let connections = 8

    /// One notice with 20,000 units: 20,000 letters of one task each.
    static func measure(_ bench: Bench) throws {
        let shape = Shape(1, 1, 20_000)
        let path = try bench.ledger(shape, announced: true)
        let kept = "\(path).announced"
        let dry = try bench.runJob("send", shape)
        let letters = Job.values(dry, "letters").first ?? 0
        let size = Job.values(dry, "bytes").first ?? 0
        print("  \(letters) letters to as many units, \(size) bytes each, in groups of 256 at most; no TLS, loopback")
        print("  claim, recheck, compose, encode, record alone: µs per letter \(perLetter(dry))")
        guard bench.peer("smtp-sink") != nil else { return }
        var ours: [Int64] = []
        var sources: [Int64] = []
        var curls: [Int64] = []
        for run in 0...min(bench.options.runs, 5) {
            try bench.copy(kept, to: path)
            let mine = try withSink { port in
                Job.values(try bench.runJob("send", shape, ["\(port)", "\(connections)"]), "send").first ?? 0
            }
            let its = try source(size, letters)
            let bare = try curlmail(bench, size, letters)
            guard run > 0 else { continue }
            ours.append(mine)
            if let its { sources.append(its) }
            if let bare { curls.append(bare) }
        }
        show("duban, \(connections) connections", ours, letters)
        show("smtp-source -d -s \(connections) -l \(size) (rate ours/its: goal 0.45)", sources, letters, ours)
        show("bare libcurl, \(connections) threads (rate ours/its: goal 0.75)", curls, letters, ours)
    }

    private static func perLetter(_ output: String) -> String {
        let time = Job.values(output, "send").first ?? 0
        return Spread.short(Double(time) / 1000 / Double(max(1, Job.values(output, "letters").first ?? 1)))
    }

    private static func show(_ name: String, _ times: [Int64], _ letters: Int64, _ ours: [Int64] = []) {
        guard !times.isEmpty else { return print("  \(name): not installed, no ratio") }
        let rates = Spread(times.map { Double(letters) / Double($0) * 1e9 })
        print("  \(name): letters/s \(rates.text)", terminator: "")
        print(ours.isEmpty ? "" : ", ratio \(Spread(zip(times, ours).map { Double($0) / Double($1) }).text)")
    }

    private static func source(_ size: Int64, _ letters: Int64) throws -> Int64? {
        guard Child.find("smtp-source") != nil else { return nil }
        return try withSink { port in
            try Child.succeed([
                "smtp-source", "-d", "-s", "\(connections)", "-m", "\(letters)", "-l", "\(size)", "-f",
                "duban@example.org",
                "-t", "unit@example.org", "127.0.0.1:\(port)",
            ]).wall
        }
    }

    private static func curlmail(_ bench: Bench, _ size: Int64, _ letters: Int64) throws -> Int64? {
        guard let program = bench.options.curlmail, Child.find(program) != nil else { return nil }
        let line = String(repeating: "x", count: 70) + "\n"
        let body =
            "From: duban@example.org\nTo: unit@example.org\nSubject: test\n\n"
            + String(repeating: line, count: max(1, Int(size) / 71))
        let file = try bench.write(body, "letter.txt")
        return try withSink { port in
            try Child.succeed([program, "smtp://127.0.0.1:\(port)", "\(letters)", "threads", "\(connections)", file])
                .wall
        }
    }

    /// A fresh sink with a large backlog; it leaves the root user where it was started by root.
    private static func withSink<T>(_ body: (Int) throws -> T) throws -> T {
        let port = 20_000 + Int(Clock.now / 1000 % 20_000)
        let user = getuid() == 0 ? ["-u", "nobody"] : []
        let sink = try Started(["smtp-sink"] + user + ["127.0.0.1:\(port)", "1000"])
        defer { sink.end() }
        guard waits(port) else { throw BenchProblem("smtp-sink does not listen on port \(port)") }
        return try body(port)
    }

    /// Until somebody listens there.
    private static func waits(_ port: Int) -> Bool {
        for _ in 0..<500 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            let code = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if code == 0 { return true }
            usleep(10_000)
        }
        return false
    }
}
