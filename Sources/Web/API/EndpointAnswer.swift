/// Answers one request to a resource: runs its command and gives what that prints.

import Commands
import HTTP
import Ledger
import Terminal
import Texts

struct EndpointAnswer {
    let endpoint: Endpoint
    let call: Call

    func response() throws -> Response {
        try Negotiation.accept(call.head)
        let line = try CommandLine(endpoint, call)
        guard !endpoint.isReading else { return try reading(line) }
        guard let key = try IdempotencyKey(call) else { return try Self.json(200, run(line, claim: nil)) }
        return try Idempotency(key, call).response(isSecret: endpoint.tellsSecret) { claim in
            try run(line, claim: claim)
        }
    }

    private func reading(_ line: CommandLine) throws -> Response {
        let body = try run(line, claim: nil)
        var response = Self.json(200, body)
        if let next = NextPage(body)?.link(call) { response.set("Link", next) }
        return try response.unlessKnown(to: call.head)
    }

    /// What the command prints.
    private func run(_ line: CommandLine, claim: Idempotency.Claim?) throws -> [UInt8] {
        let console = Console.remote(Canvas(language: call.language))
        let now = endpoint.goesByMinutes ? call.now.adding(seconds: -(call.now.seconds % 60)) : call.now
        let command = HostedCommand(call, now: now, files: line.files, claim: claim)
        do {
            let code = try command.run(line.all, on: console)
            // Looked at, found wanting (`attention`): that is the answer, and its members say so.
            guard code == .ok || code == .attention else { throw Problem(409) }
        } catch {
            throw problem(error, line)
        }
        return console.capturedBytes
    }

    private func problem(_ error: any Error, _ line: CommandLine) -> Problem {
        let failure = Program.failure(error)
        guard failure.exitCode == .usage else { return (error as? Problem) ?? Problem(error) }
        // What the command cannot read stands in the body, or else in the address.
        let faults = line.faults(failure.what)
        let isBody = !endpoint.isReading && !faults.contains { $0.parameter != nil }
        return Problem(isBody ? 422 : 400, what: failure.what, why: failure.why, remedy: failure.remedy).with(
            errors: faults)
    }

    static func json(_ status: UInt32, _ body: [UInt8]) -> Response { Response(status, "application/json", body) }
}

/// Which page comes after this one.
struct NextPage {
    private let place: String

    /// From the last member of a list that is told in parts; nil: there is none, or nothing comes after.
    init?(_ body: [UInt8]) {
        let tail = String(decoding: body.suffix(120), as: UTF8.self)
        guard let start = tail.ranges(of: "\n  \"next\": \"").last else { return nil }
        let text = tail[start.upperBound...].prefix { $0 != "\"" }
        guard !text.isEmpty else { return nil }
        place = String(text)
    }

    /// RFC 8288.
    func link(_ call: Call) -> String {
        let others = call.head.query.filter { $0.name != "cursor" }
        let query = (others + [("cursor", place)]).map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        let path = call.head.path.map(\.percentEncoded).joined(separator: "/")
        return "</\(path)?\(query.joined(separator: "&"))>; rel=\"next\""
    }
}

enum Negotiation {
    /// Throws 406 when whoever asks takes no JSON.
    static func accept(_ head: Request.Head) throws {
        let accepted = head.headers.filter { $0.name == "accept" }.flatMap { $0.value.split(separator: ",") }
        guard !accepted.isEmpty else { return }
        let takesJSON = accepted.contains { range in
            let parts = range.split(separator: ";").map { String($0).trimmed.lowercased() }
            guard let type = parts.first, ["application/json", "application/*", "*/*"].contains(type) else {
                return false
            }
            return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
        guard takesJSON else {
            throw Problem(
                406, what: Phrase(zh: "这里只有 JSON", en: "There is only JSON here"),
                remedy: Phrase(zh: "发送 Accept: application/json", en: "send Accept: application/json"))
        }
    }
}
