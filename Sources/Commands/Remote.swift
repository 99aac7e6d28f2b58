/// `duban --server`: sends the command line to a server and prints what it would have printed here.

import Client
import JSONTree
import Platform
import Terminal
import Texts

struct Remote {
    let address: ServerAddress
    let client: HTTPClient
    let console: Console

    /// Decides for each command whether a server runs it; asked before it runs here.
    static func gate(_ environment: Environment) -> Dispatcher.Gate {
        { invocation, console in
            guard let serving = Serving.of(invocation.command.name)?.settled(invocation.arguments) else { return nil }
            if case .here = serving { return nil }
            guard let server = try server(invocation.arguments, environment) else { return nil }
            guard case .served = serving else { throw Serving.notServed(invocation.command.name) }
            let (files, input) = try RemoteFiles.collect(invocation)
            return try Remote(server, invocation.arguments, environment, console).run(
                invocation, files: files, input: input)
        }
    }

    /// `--server`, else `DUBAN_SERVER` unless something is said of this machine's ledger.
    private static func server(_ arguments: ParsedArguments, _ environment: Environment) throws(Failure) -> String? {
        let local = ["store", "as", "data"].first { arguments.flag($0) }
        guard let given = arguments.string("server") else { return local == nil ? environment["DUBAN_SERVER"] : nil }
        guard let local else { return given }
        throw .usage(
            Phrase(zh: "--server 与 --\(local) 不能同用", en: "--server and --\(local) do not go together"),
            remedy: Phrase(
                zh: "服务器用自己的台账和数据，登记人是令牌的账户；去掉其中一个",
                en: "a server has its own ledger and data, and the token says who records: leave one of them out"))
    }

    private init(
        _ server: String, _ arguments: ParsedArguments, _ environment: Environment, _ console: Console
    ) throws(Failure) {
        do throws(ClientProblem) {
            address = try ServerAddress.parse(server)
            let token = try SecretFile.read(try Self.tokenFile(arguments, environment))
            var limits = HTTPClient.Limits()
            // A national notice takes its time, and so does a whole export.
            limits.whole = 600_000
            limits.body = 256 << 20
            client = try HTTPClient(base: address, token: token, ca: arguments.string("ca"), limits: limits)
        } catch {
            throw Failure(error)
        }
        self.console = console
    }

    private static func tokenFile(
        _ arguments: ParsedArguments, _ environment: Environment
    ) throws(ClientProblem) -> String {
        if let given = arguments.string("token-file") ?? environment["DUBAN_TOKEN_FILE"] { return given }
        let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        if let folder = folder ?? environment["HOME"].map({ $0 + "/.config" }) { return folder + "/duban/token" }
        throw ClientProblem(
            .secretFile, what: Phrase(zh: "不知道令牌在哪里", en: "no place for the token is known"),
            remedy: Phrase(zh: "用 --token-file 指定", en: "name its file with --token-file"))
    }

    /// Asks as often as there is a question for a person.
    private func run(_ invocation: Invocation, files: [String: [UInt8]], input: [UInt8]?) throws -> ExitCode {
        var request = RemoteRequest(Self.words(invocation.words))
        request.language = console.language
        request.width = console.canvas.width
        request.color = console.canvas.hasColor
        request.terminal = console.isErrorTerminal
        request.answers = console.isInteractive ? [] : nil
        request.files = files
        request.input = input
        var printed: [RemoteAnswer.Piece] = []
        while true {
            let answer = try send(request)
            show(answer.pieces, after: printed)
            printed = answer.pieces
            guard answer.asks != nil else {
                try keep(answer.files, named: RemoteFiles.names(invocation))
                return ExitCode(rawValue: Int32(truncatingIfNeeded: answer.exit)) ?? .internalError
            }
            request.shown = answer.shown
            // An answer that was given to something else than what stands there now was not taken.
            request.answers = (request.answers ?? []).prefix(answer.answered) + [console.readAnswer() ?? ""]
        }
    }

    private func send(_ request: RemoteRequest) throws(Failure) -> RemoteAnswer {
        let answer: HTTPAnswer
        do throws(ClientProblem) {
            answer = try client.send(
                .post, "/api/v1/commands",
                headers: [
                    ("Content-Type", "application/json"), ("Accept", "application/json"),
                    ("Accept-Language", request.language == .chinese ? "zh-CN" : "en"),
                ], body: Array(request.json.utf8))
        } catch {
            throw Failure(error)
        }
        let tree = try? JSONTree.parse(answer.body, sizeLimit: 256 << 20)
        if answer.status == 200, let found = tree.flatMap(RemoteAnswer.init) { return found }
        throw Failure(answer, tree, from: address)
    }

    /// What is new of what was printed: a question's answer runs the command from its beginning.
    private func show(_ pieces: [RemoteAnswer.Piece], after printed: [RemoteAnswer.Piece]) {
        var rest = pieces[...]
        if pieces.starts(with: printed) {
            rest = pieces.dropFirst(printed.count)
        } else if let last = printed.last, let same = pieces.dropFirst(printed.count - 1).first,
            pieces.starts(with: printed.dropLast()), same.isError == last.isError, same.bytes.starts(with: last.bytes)
        {
            rest = pieces.dropFirst(printed.count)
            write(RemoteAnswer.Piece(isError: same.isError, bytes: Array(same.bytes.dropFirst(last.bytes.count))))
        }
        for piece in rest { write(piece) }
    }

    private func write(_ piece: RemoteAnswer.Piece) {
        if piece.isError {
            console.writeError(String(decoding: piece.bytes, as: UTF8.self))
        } else {
            console.write(bytes: piece.bytes)
        }
    }

    /// Writes what the command wrote; a server names no file that the command line did not.
    private func keep(_ files: [String: [UInt8]], named names: [String]) throws(FileProblem) {
        for (name, bytes) in files where names.contains(name) { try Files.write(bytes, to: name) }
    }

    /// The words without those that say which server.
    static func words(_ words: [String]) -> [String] {
        var (kept, rest) = ([String](), words[...])
        while let word = rest.popFirst() {
            if word == "--" { return kept + [word] + rest }
            let name = word.prefix { $0 != "=" }
            guard ["--server", "--token-file", "--ca"].contains(name) else {
                kept.append(word)
                continue
            }
            if !word.contains("=") { rest = rest.dropFirst() }
        }
        return kept
    }
}
