/// The program `duband`: from its command line to its exit status.

import HTTP
import Mail
import Platform
import Terminal
import Texts

public enum DaemonProgram {
    public static var version: String { "0.1.0" }

    /// What an engine is made from; a reload makes a new one.
    public struct Context: Sendable {
        public let configuration: Configuration
        /// The ledger's file; its folder exists.
        public let store: String
        /// Where calendars and notices lie.
        public let data: DataFolders
        public let transport: any Transport
        public let sender: Mail.Mailbox
        public let log: Log
        /// Beat it after every piece of work.
        public let heartbeat: Heartbeat
    }

    /// What the pages are made from.
    public struct WebContext: Sendable {
        public let configuration: Configuration
        public let settings: WebSettings
        /// The ledger's file; it exists.
        public let store: String
        public let data: DataFolders
        public let log: Log
    }

    /// Runs until stopped.
    /// - Parameters:
    ///   - words: the command line without the program's name.
    ///   - explain: puts an error of another module into words; nil for one that it does not know.
    ///   - makeWorker: makes the engine; called again for every reload, while the old one rests.
    ///   - makeHandler: makes what answers browsers and programs, if the configuration serves any.
    public static func run(
        _ words: [String], environment: Environment = .process,
        explain: @escaping (any Error) -> Failure? = { _ in nil },
        makeWorker: @escaping (Context) throws -> Worker,
        makeHandler: @escaping (WebContext) throws -> any Handler = { _ in throw Failure.noPages }
    ) -> ExitCode {
        let language = DaemonOptions.language(words, environment)
        let console = Console.standard(language: language, environment: environment)
        do {
            if let code = DaemonOptions.answer(words, console) { return console.finish(code) }
            let options = try DaemonOptions(words, environment)
            let start = DaemonStart(
                options: options, environment: environment, console: console,
                explain: { explain($0) ?? DaemonErrors.explain($0) }, makeWorker: makeWorker,
                makeHandler: makeHandler)
            return start.run()
        } catch {
            console.report(error)
            return console.finish(error.exitCode)
        }
    }
}

/// Errors of the modules below in words.
enum DaemonErrors {
    static func explain(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let problem as FileProblem: Failure(problem)
        case let problem as MailProblem: Failure(.badConfiguration, problem.what, remedy: problem.remedy)
        case let problem as Zones.Problem: Failure(.badConfiguration, problem.what, remedy: problem.remedy)
        // Its type is named, its contents are not: they might hold an address or a secret.
        default:
            Failure(
                .internalError,
                Phrase(zh: "程序内部错误：\(type(of: error))", en: "an error inside the program: \(type(of: error))"))
        }
    }
}

extension Failure {
    /// The program was put together without pages.
    public static var noPages: Failure {
        Failure(.internalError, Phrase(zh: "本程序不含网页", en: "this program has no pages"))
    }
}
