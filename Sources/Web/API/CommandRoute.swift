/// `POST /api/v1/commands`: a whole command line, run here for whoever holds the token. What `duban --server` speaks.

import Commands
import Deadlines
import HTTP
import JSONTree
import Terminal
import Texts

enum CommandRoute {
    /// A national roster with its notice, in base64 and then some.
    static let limit = 32 << 20
    /// What a command may print; one answer has to fit into memory several times over.
    static let outputLimit = 64 << 20

    static var routes: [Route] {
        [Route("POST", "/api/v1/commands", .token, lane: .slow, limit: limit, answer)]
    }

    private static func answer(_ call: Call) throws -> Response {
        let request = try request(call)
        let console = request.console
        let run = HostedCommand(call, files: request.files, input: request.input ?? [])
        let (code, written) = try run.print(request.arguments, on: console)
        let answer = RemoteAnswer(code, console, files: written)
        guard answer.output.utf8.count <= outputLimit else {
            throw Problem(
                413, what: Phrase(zh: "输出超过 64 MiB", en: "it prints more than 64 MiB"),
                remedy: Phrase(zh: "缩小查询范围，或在台账所在的机器上执行", en: "ask for less, or run it where the ledger lies"))
        }
        return Response(200, "application/json", text: answer.json)
    }

    private static func request(_ call: Call) throws -> RemoteRequest {
        let tree = try call.json(limit: limit)
        do {
            return try RemoteRequest(tree)
        } catch {
            throw Problem(422).with(errors: [Problem.Fault(pointer: error.pointer, detail: error.detail)])
        }
    }
}

/// A command on this site's ledger, for one request.
struct HostedCommand {
    private let call: Call
    private let now: Instant
    private let files: [String: [UInt8]]
    private let input: [UInt8]
    private let claim: Idempotency.Claim?

    /// - Parameters:
    ///   - now: nil: the call's.
    ///   - claim: done in every step that the command records.
    init(
        _ call: Call, now: Instant? = nil, files: [String: [UInt8]] = [:], input: [UInt8] = [],
        claim: Idempotency.Claim? = nil
    ) {
        self.call = call
        self.now = now ?? call.now
        self.files = files
        self.input = input
        self.claim = claim
    }

    /// Runs it, with its errors printed as on a command line.
    /// - Throws: `Problem` when the ledger itself cannot be used: that is no answer of the command.
    func print(_ words: [String], on console: Console) throws -> (ExitCode, written: [String: [UInt8]]) {
        try lending { host in
            do {
                return (console.finish(try Program.run(words, host: host, console)), host.written)
            } catch {
                guard console.openQuestion == nil else { return (.refused, [:]) }
                let failure = Program.failure(error)
                tell(failure)
                guard !Problem.isOutage(error) else { throw Problem(error) }
                console.report(failure)
                return (console.finish(failure.exitCode), host.written)
            }
        }
    }

    /// Runs it; its error is thrown.
    func run(_ words: [String], on console: Console) throws -> ExitCode {
        try lending { host in
            do {
                return try Program.run(words, host: host, console)
            } catch {
                tell(Program.failure(error))
                throw error
            }
        }
    }

    private func lending<Value>(_ body: (CommandHost) throws -> Value) rethrows -> Value {
        let stores = LentStores(call.site, claim: claim)
        defer { stores.end() }
        return try body(
            CommandHost(
                ledger: stores, permit: call.permit, now: now, data: call.site.settings.data, files: files,
                input: input))
    }

    /// A fault of the program is told to whoever keeps it, too.
    private func tell(_ failure: Failure) {
        if failure.exitCode == .internalError { call.site.settings.report(failure, call.route.name) }
    }
}
