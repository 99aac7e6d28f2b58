/// How the daemon is: for load balancers, and for Prometheus (text exposition format 0.0.4).

import Access
import Deadlines
import HTTP
import Ledger
import Office
import Texts
import Workflow

enum HealthRoutes {
    static var routes: [Route] {
        [
            // It answers, so it lives.
            Route("GET", "/healthz", .open) { _ in Response(200, "text/plain; charset=utf-8", text: "ok\n") },
            Route("GET", "/readyz", .open, ready),
            Route("GET", "/metrics", .open, lane: .slow, metrics),
        ]
    }

    /// Ready when the ledger can be read.
    private static func ready(_ call: Call) throws -> Response {
        do {
            _ = try call.site.pool.read { try $0.head() }
            return Response(200, "text/plain; charset=utf-8", text: "ready\n")
        } catch {
            return Response(503, "text/plain; charset=utf-8", text: "the ledger cannot be read\n")
        }
    }

    /// Numbers only, no names: for whoever asks from this machine, and for programs with an auditor's token.
    private static func metrics(_ call: Call) throws -> Response {
        // A proxy on this machine that nobody told us to trust must not open it to everybody.
        let isProxied = ["x-forwarded-for", "forwarded", "via"].contains { call.head.header($0) != nil }
        if isProxied || call.head.client?.isLoopback == false {
            guard let token = call.head.bearer,
                let admission = try call.site.pool.read({ try $0.admit(token: token, [.api], now: call.now) }),
                admission.permit.allows(.seeMail, on: .ledger)
            else { throw Problem(401) }
        }
        let text = try call.site.pool.read { try Metrics($0, call.site, now: call.now).text }
        return Response(200, "text/plain; version=0.0.4; charset=utf-8", text: text)
    }
}

/// The numbers as Prometheus reads them.
struct Metrics {
    private(set) var text = ""

    init(_ store: LedgerStore, _ site: Site, now: Instant) throws {
        try assignments(store, now: now)
        try letters(store, now: now)
        head("duban_ledger_events", "counter", "Events in the ledger.")
        sample("duban_ledger_events", [], Int(try store.head().seq))
        head("duban_http_requests_total", "counter", "Requests answered, by status.")
        for (status, count) in site.counters.byStatus.sorted(by: { $0.key < $1.key }) {
            sample("duban_http_requests_total", [("status", String(status))], count)
        }
    }

    private mutating func assignments(_ store: LedgerStore, now: Instant) throws {
        head("duban_assignments", "gauge", "Assignments by notice and state.")
        for count in try store.stateCounts() {
            sample("duban_assignments", [("notice", count.notice), ("state", count.state.rawValue)], count.count)
        }
        head("duban_assignments_overdue", "gauge", "Open or returned assignments past their deadline, by notice.")
        for row in try store.pressing(now: now, today: now, week: now) {
            sample("duban_assignments_overdue", [("notice", row.notice)], row.overdue)
        }
        // What should have been looked at and was not: grows when the daemon stands still.
        head("duban_tick_lag_seconds", "gauge", "Seconds since the daemon should have looked at an assignment.")
        let lag = try store.nextWake().map { max(0, now.seconds(since: $0)) } ?? 0
        sample("duban_tick_lag_seconds", [], Int(lag))
    }

    private mutating func letters(_ store: LedgerStore, now: Instant) throws {
        let counts = try store.outboxCounts()
        head("duban_letters", "gauge", "Letters by state.")
        for state in Ledger.Letter.State.allCases {
            sample("duban_letters", [("state", state.rawValue)], counts[state])
        }
        head("duban_outbox_depth", "gauge", "Letters that are not settled yet.")
        sample("duban_outbox_depth", [], counts.pending)
        head("duban_outbox_lag_seconds", "gauge", "Seconds that the oldest letter is waiting although it may go.")
        sample("duban_outbox_lag_seconds", [], Int(try store.nextAttempt().map { max(0, now.seconds(since: $0)) } ?? 0))
    }

    private mutating func head(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        var out = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
