/// The daemon's pages and API under load, beside a file served by nginx.

import Glibc
import Platform

enum WebFigure {
    /// Two notices of five tasks each bind 10,000 units: a unit has ten tasks.
    private static let shape = Shape(2, 5, 10_000)
    private static let seconds = 8
    private static let connections = 32

    static func measure(_ bench: Bench) throws {
        guard bench.peer("wrk") != nil else { return print("  not measured: the load comes from wrk") }
        let path = try bench.ledger(shape, announced: true)
        let access = try bench.runJob("web-access", shape)
        guard let link = text(access, "link"), let unit = text(access, "unit"), let token = text(access, "token") else {
            throw BenchProblem("no access")
        }
        // Below the ports that the system gives to wrk's connections.
        let port = 20_000 + Int(Clock.now / 1000 % 10_000)
        let config = try bench.write(configuration(path, port), "web.yaml")
        let daemon = try Started([bench.duban + "d", "--config", config])
        defer { daemon.end() }
        try wait(port, path: "/readyz")
        try waitForCalm(port)
        print(
            """
              \(shape.assignments) assignments, 10 of a unit; wrk on the same machine, \(connections) connections kept alive, \
            2 threads, \(seconds) s each; no TLS, no rate limit; something is recorded every 200 ms, so that the daemon ticks
            """)
        let page = "http://127.0.0.1:\(port)/l/\(link)"
        let api = "http://127.0.0.1:\(port)/api/v1/tasks?unit=\(unit)"
        let bearer = ["-H", "Authorization: Bearer \(token)"]
        let size = try Child.succeed(["curl", "-s", page], keepsOutput: true).output.utf8.count
        try compare(bench, port, page, api, bearer, size)
        try crowd(bench, port, page)
        print("  memory of the daemon after all of it: peak \(Spread.short(Double(daemon.memory("VmHWM")) / 1024)) MiB")
    }

    // MARK: - Against nginx

    private static func compare(
        _ bench: Bench, _ port: Int, _ page: String, _ api: String, _ bearer: [String], _ size: Int
    ) throws {
        let nginx = try Nginx(bench, size: size)
        defer { nginx?.end() }
        var (pages, answers, files): ([Wrk], [Wrk], [Wrk]) = ([], [], [])
        var (recorded, lags) = (0, [Double]())
        for run in 0...min(bench.options.runs, 3) {
            let disturbing = try Started(bench.job("web-disturb", shape, ["\(2 * seconds)"]), keepsOutput: true)
            let one = try wrk(page)
            let two = try wrk(api, bearer)
            let lag = try lag(port)
            let disturbed = try disturbing.wait()
            guard disturbed.status == 0, let count = Job.values(disturbed.output, "recorded").first else {
                throw BenchProblem("nothing was recorded meanwhile: status \(disturbed.status)")
            }
            recorded += Int(count)
            lags.append(lag)
            let three = try nginx.map { try wrk($0.url) }
            guard run > 0 else { continue }
            pages.append(one)
            answers.append(two)
            if let three { files.append(three) }
        }
        show("a unit's page, \(size) bytes (goal 3,000/s, p99 30 ms)", pages)
        show("its tasks by the API (goal 3,000/s, p99 30 ms)", answers)
        print("  recorded meanwhile: \(recorded); seconds by which the daemon then lagged behind: \(Spread(lags).text)")
        guard !files.isEmpty else { return print("  nginx: not installed, no ratio") }
        show("a file of the page's size from nginx, 2 workers", files)
        let ratio = Spread(zip(pages, files).map { $0.rate / $1.rate })
        let other = Spread(zip(answers, files).map { $0.rate / $1.rate })
        print("  rate of the page over nginx's \(ratio.text); of the API \(other.text)")
    }

    private static func show(_ name: String, _ runs: [Wrk]) {
        print(
            "  \(name): requests/s \(Spread(runs.map(\.rate)).text), p50 ms \(Spread(runs.map(\.median)).text), p99 ms \(Spread(runs.map(\.p99)).text), errors \(runs.reduce(0) { $0 + $1.errors })"
        )
    }

    // MARK: - With a crowd

    /// Connections that say nothing, and others that send a byte in a while.
    private static func crowd(_ bench: Bench, _ port: Int, _ page: String) throws {
        for (idle, slow) in [(10_000, 0), (0, 2_000)] {
            let crowd = try Started(
                bench.job("web-crowd", shape, ["\(port)", "\(idle)", "\(slow)", "\(seconds + 6)"]), keepsOutput: true)
            usleep(4_000_000)
            let served = try wrk(page)
            let held = try Job.values(crowd.wait().output, "open").first ?? 0
            show("the page beside \(held) \(idle > 0 ? "idle connections" : "that send a byte every second")", [served])
        }
    }

    // MARK: - Helpers

    private static func configuration(_ path: String, _ port: Int) -> String {
        """
        store: \(path)
        web:
          listen: [127.0.0.1:\(port)]
          limits: {requestsPerSecond: 0, connections: 20000}
        log: error

        """
    }

    private static func text(_ output: String, _ name: String) -> String? {
        output.split(separator: "\n").first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    static func wait(_ port: Int, path: String) throws {
        for _ in 0..<1000 {
            if try Child.run(["curl", "-sf", "http://127.0.0.1:\(port)\(path)"]).status == 0 { return }
            usleep(20_000)
        }
        throw BenchProblem("nobody answers on port \(port)")
    }

    /// What a fresh daemon owes is planned before anything is measured.
    private static func waitForCalm(_ port: Int) throws {
        for _ in 0..<600 {
            if try lag(port) == 0 { return }
            usleep(200_000)
        }
        throw BenchProblem("the daemon does not come to rest")
    }

    /// Seconds since the daemon should have looked at an assignment.
    private static func lag(_ port: Int) throws -> Double {
        let numbers = try Child.run(["curl", "-s", "http://127.0.0.1:\(port)/metrics"], keepsOutput: true).output
        let line = numbers.split(separator: "\n").first { $0.hasPrefix("duban_tick_lag_seconds ") }
        guard let lag = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
            throw BenchProblem("/metrics does not tell the daemon's lag")
        }
        return lag
    }

    private static func wrk(_ url: String, _ more: [String] = []) throws -> Wrk {
        let words = ["wrk", "-t2", "-c\(connections)", "-d\(seconds)s", "--latency"] + more + [url]
        return try Wrk(Child.succeed(words, keepsOutput: true).output)
    }
}

/// What wrk printed.
struct Wrk {
    let rate: Double
    /// In milliseconds.
    let median: Double
    let p99: Double
    /// Answers other than 2xx and 3xx, and sockets that failed.
    let errors: Int

    init(_ output: String) throws {
        var (rate, median, p99, errors): (Double?, Double?, Double?, Int) = (nil, nil, nil, 0)
        for line in output.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "Requests/sec:": rate = words.last.flatMap { Double($0) }
            case "50%": median = words.last.flatMap(Self.milliseconds)
            case "99%": p99 = words.last.flatMap(Self.milliseconds)
            case "Non-2xx", "Socket": errors += words.compactMap { Int($0.filter(\.isNumber)) }.reduce(0, +)
            default: break
            }
        }
        guard let rate, let median, let p99 else { throw BenchProblem("wrk said: \(output)") }
        (self.rate, self.median, self.p99, self.errors) = (rate, median, p99, errors)
    }

    private static func milliseconds(_ text: String) -> Double? {
        if text.hasSuffix("us") { return Double(text.dropLast(2)).map { $0 / 1000 } }
        if text.hasSuffix("ms") { return Double(text.dropLast(2)) }
        return text.hasSuffix("s") ? Double(text.dropLast()).map { $0 * 1000 } : nil
    }
}

/// nginx with one file.
private struct Nginx {
    let url: String
    private let started: Started

    /// Nil when it is not installed.
    init?(_ bench: Bench, size: Int) throws {
        guard Child.find("nginx") != nil else { return nil }
        let port = 10_000 + Int(Clock.now / 1000 % 10_000)
        let folder = bench.folder + "/nginx"
        try Files.makeFolder(folder)
        _ = try bench.write(String(repeating: "x", count: size), "nginx/file.html")
        let config = try bench.write(
            """
            daemon off;
            worker_processes 2;
            pid \(folder)/pid;
            error_log \(folder)/error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              keepalive_requests 100000000;
              types { text/html html; }
              client_body_temp_path \(folder)/body; proxy_temp_path \(folder)/proxy; fastcgi_temp_path \(folder)/fastcgi;
              uwsgi_temp_path \(folder)/uwsgi; scgi_temp_path \(folder)/scgi;
              server { listen 127.0.0.1:\(port); root \(folder); }
            }

            """, "nginx.conf")
        url = "http://127.0.0.1:\(port)/file.html"
        started = try Started(["nginx", "-c", config, "-p", folder])
        try WebFigure.wait(port, path: "/file.html")
    }

    func end() { started.end() }
}
