/// From the words of a command line to the exit status: finds the command, parses, runs, reports errors.

import Platform
import Texts

/// A command that was found, with what it is given.
public struct Invocation {
    public let command: any Command.Type
    public let spec: CommandSpec
    public let arguments: ParsedArguments
    /// The whole command line without the program's name.
    public let words: [String]
}

public struct Dispatcher {
    /// Asked before a command runs: what it returns is the exit status, and the command does not run; nil lets it.
    public typealias Gate = (Invocation, Console) throws -> ExitCode?

    private let table: CommandTable
    private let host: (any Sendable)?
    private let gate: Gate
    /// Puts an error of another module into words.
    private let explain: (any Error) -> Failure

    /// - Parameter host: handed to every command with its arguments.
    public init(
        _ table: CommandTable, host: (any Sendable)? = nil, explain: @escaping (any Error) -> Failure,
        gate: @escaping Gate = { _, _ in nil }
    ) {
        self.table = table
        self.host = host
        self.gate = gate
        self.explain = explain
    }

    /// Runs on the process's own streams.
    /// - Parameter words: the command line without the program's name.
    public func run(_ words: [String], environment: Environment = .process) -> ExitCode {
        let language = peek("lang", words).flatMap(Language.init) ?? Locale.language(environment)
        let color = peek("color", words).flatMap(ColorChoice.init) ?? .auto
        return run(words, .standard(language: language, color: color, environment: environment))
    }

    /// Runs on a console that is given; its language holds, whatever the words say.
    public func run(_ words: [String], _ console: Console) -> ExitCode {
        do {
            return console.finish(try perform(words, console))
        } catch {
            let failure = failure(error)
            console.report(failure)
            return console.finish(failure.exitCode)
        }
    }

    /// Any error in words.
    public func failure(_ error: any Error) -> Failure {
        (error as? Failure) ?? (error as? FileProblem).map { Failure($0) } ?? explain(error)
    }

    /// Runs without reporting what is thrown.
    public func perform(_ words: [String], _ console: Console) throws -> ExitCode {
        let call: CommandTable.Call
        do {
            call = try table.resolve(words)
        } catch {
            guard asks("help", "-h", words), let word = words.first(where: { !$0.hasPrefix("-") }),
                !table.subcommands(of: word).isEmpty
            else { throw error }
            console.write(HelpText.subcommands(of: word, table, console.language))
            return .ok
        }
        switch call {
        case .none(let rest): return try runWithoutCommand(rest, console)
        case .command(let command, let rest): return try runCommand(command, rest, of: words, console)
        }
    }

    private func runCommand(
        _ command: any Command.Type, _ words: [String], of line: [String], _ console: Console
    ) throws -> ExitCode {
        let spec = command.spec
        // Before parsing: whoever asks for help may not know yet what is missing.
        if asks("help", "-h", words) {
            console.write(HelpText.command(spec, program: table.program, globals: table.globals, console.language))
            return .ok
        }
        if asks("version", nil, words), !spec.options.contains(where: { $0.name == "version" }) {
            return printVersion(console)
        }
        let arguments = try ArgumentParser.parse(
            words, spec, program: table.program, globals: table.globals, host: host)
        let invocation = Invocation(command: command, spec: spec, arguments: arguments, words: line)
        return try gate(invocation, console) ?? command.run(arguments, console)
    }

    private func runWithoutCommand(_ words: [String], _ console: Console) throws -> ExitCode {
        if asks("version", nil, words) { return printVersion(console) }
        let spec = CommandSpec("", group: CommandGroup(table.summary), summary: table.summary, examples: [])
        _ = try ArgumentParser.parse(words, spec, program: table.program, globals: table.globals)
        console.write(HelpText.overview(table, console.language))
        return .ok
    }

    private func printVersion(_ console: Console) -> ExitCode {
        console.print("\(table.program) \(table.version)")
        return .ok
    }

    private func asks(_ name: String, _ short: String?, _ words: [String]) -> Bool {
        words.prefix { $0 != "--" }.contains { $0 == "--" + name || $0 == short }
    }

    /// A general option's value before anything is parsed, so that even parse errors come in the language asked for.
    private func peek(_ name: String, _ words: [String]) -> String? {
        let words = words.prefix { $0 != "--" }
        for (index, word) in words.enumerated() {
            if word.hasPrefix("--\(name)=") { return String(word.dropFirst(name.count + 3)) }
            if word == "--" + name, index + 1 < words.count { return words[index + 1] }
        }
        return nil
    }
}
