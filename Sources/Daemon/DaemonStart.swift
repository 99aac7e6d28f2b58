/// Puts the daemon together: configuration, lock, signals, engine, loop.

import Deadlines
import Glibc
import HTTP
import Mail
import Platform
import Terminal
import Texts

struct DaemonStart {
    let options: DaemonOptions
    let environment: Environment
    let console: Console
    let explain: (any Error) -> Failure
    let makeWorker: (DaemonProgram.Context) throws -> Worker
    let makeHandler: (DaemonProgram.WebContext) throws -> any Handler

    func run() -> ExitCode {
        let log = Log(
            level: options.level ?? .info, language: console.language, priorities: Log.isJournal(environment))
        do {
            return try run(log)
        } catch {
            let failure = explain(error)
            if console.isErrorTerminal { console.report(failure) } else { log(.error, "failed", failure.logFields) }
            return console.finish(failure.exitCode)
        }
    }

    private func run(_ log: Log) throws -> ExitCode {
        let loader = ConfigurationLoader(options: options, environment: environment)
        guard let configuration = announce(try loader.read(), log) else { return .badConfiguration }
        loader.apply(configuration, to: log)
        guard let waiting = SystemWaiting() else { throw Failure.noDescriptors }
        let store = try loader.store(configuration)
        let lock = try InstanceLock(store: store, since: Zone.utc.iso(waiting.now))
        let notifier = ServiceNotifier(environment)
        let orders = Orders(waiting)
        guard watchSignals(orders, notifier, log) else { throw Failure.noDescriptors }
        let heartbeat = Heartbeat(notifier, uptime: { SystemWaiting.uptime })
        let factory = WorkerFactory(
            loader: loader, log: log, heartbeat: heartbeat, store: store, makeWorker: makeWorker, explain: explain)
        let worker = try factory.make(configuration)
        // After the engine, which makes the ledger's file when there is none.
        let web = try options.once ? nil : web(configuration, store: store, loader, log)
        log.info(
            "started",
            [
                "version": .text(DaemonProgram.version), "pid": LogValue(getpid()), "store": .text(store),
                "config": .text(options.config ?? "none"), "mail": .text(configuration.mail.place(store: store)),
            ])
        let supervisor = Supervisor(
            worker, interval: configuration.tick,
            .init(
                waiting: waiting, orders: orders, log: log, notifier: notifier, heartbeat: heartbeat, explain: explain,
                renew: factory.renew))
        let code = withExtendedLifetime(lock) { supervisor.run(once: options.once) }
        notifier.stopping()
        web?.stop()
        log.info("stopped", ["status": LogValue(code.rawValue)])
        return code
    }

    private func web(
        _ configuration: Configuration, store: String, _ loader: ConfigurationLoader, _ log: Log
    ) throws -> WebService? {
        guard let settings = configuration.web else { return nil }
        let context = DaemonProgram.WebContext(
            configuration: configuration, settings: settings, store: store, data: try loader.data(configuration),
            log: log)
        return try WebService(settings, handler: try makeHandler(context), log: log)
    }

    /// Nil when it has errors. A person at a terminal sees them with the lines they stand in, a log one line each.
    private func announce(_ reading: ConfigurationFile.Reading, _ log: Log) -> Configuration? {
        if console.isErrorTerminal, !reading.diagnostics.isEmpty {
            let renderer = DiagnosticRenderer(language: console.language)
            console.writeError(renderer.render(reading.diagnostics, sources: [reading.source]) + "\n")
        } else {
            reading.diagnostics.log(to: log)
        }
        return reading.configuration
    }

    private func watchSignals(_ orders: Orders, _ notifier: ServiceNotifier, _ log: Log) -> Bool {
        SignalWatch.begin(
            .init(
                stop: { number in
                    notifier.stopping()
                    log.info("stopping", ["signal": LogValue(number)])
                    orders.stop()
                },
                reload: { orders.reload() },
                force: { number, isImpatient in
                    log.warning(
                        "forced-stop",
                        ["signal": LogValue(number), "reason": isImpatient ? "second-signal" : "time-out"])
                }))
    }
}

/// Reads the configuration and lets the command line go before it.
struct ConfigurationLoader {
    let options: DaemonOptions
    let environment: Environment

    func read() throws(FileProblem) -> ConfigurationFile.Reading {
        guard let path = options.config else {
            return .init(
                configuration: Configuration(), diagnostics: [], source: SourceFile(name: "", text: ""))
        }
        return try ConfigurationFile.read(path)
    }

    func store(_ configuration: Configuration) throws(FileProblem) -> String {
        try DataFolders.store(option: options.store ?? configuration.store, environment: environment)
    }

    func data(_ configuration: Configuration) throws(FileProblem) -> DataFolders {
        try DataFolders.find(option: options.data ?? configuration.data, environment: environment)
    }

    func apply(_ configuration: Configuration, to log: Log) {
        log.level = options.level ?? configuration.log
        log.language = options.language ?? configuration.language ?? Locale.language(environment)
    }
}

/// Makes the engine, at the start and for every reload.
struct WorkerFactory {
    let loader: ConfigurationLoader
    let log: Log
    let heartbeat: Heartbeat
    /// The ledger that is locked.
    let store: String
    let makeWorker: (DaemonProgram.Context) throws -> Worker
    let explain: (any Error) -> Failure

    func make(_ configuration: Configuration) throws -> Worker {
        let mail = configuration.mail
        return try makeWorker(
            DaemonProgram.Context(
                configuration: configuration, store: store, data: try loader.data(configuration),
                transport: try mail.makeTransport(store: store, loader.environment), sender: try mail.sender(),
                log: log, heartbeat: heartbeat))
    }

    /// Nil, with the reasons in the log, when the file as it is now cannot be used.
    func renew() -> Supervisor.Renewal? {
        do {
            let reading = try loader.read()
            reading.diagnostics.log(to: log)
            guard let configuration = reading.configuration else {
                log.error("reload-refused", ["kept": "old-configuration"])
                return nil
            }
            guard try loader.store(configuration) == store else { throw Failure.otherLedger }
            let worker = try make(configuration)
            loader.apply(configuration, to: log)
            return Supervisor.Renewal(worker: worker, interval: configuration.tick)
        } catch {
            log(.error, "reload-refused", [("kept", "old-configuration")] + explain(error).logFields)
            return nil
        }
    }
}

extension [Diagnostic] {
    /// One line each, without the source: it might hold an address.
    func log(to log: Log) {
        for diagnostic in inReadingOrder() {
            var place = diagnostic.file
            if let start = diagnostic.span?.start { place += ":\(start.line):\(start.column)" }
            var fields: [(String, LogValue)] = [
                ("at", .text(place)), ("code", .text(diagnostic.code)), ("what", .phrase(diagnostic.what)),
            ]
            if let remedy = diagnostic.remedy { fields.append(("remedy", .phrase(remedy))) }
            log(diagnostic.severity == .error ? .error : .warning, "configuration", fields)
        }
    }
}

extension Failure {
    fileprivate static var noDescriptors: Failure {
        Failure(
            .unavailable,
            Phrase(zh: "系统没有可用的文件描述符或线程", en: "the system has no file descriptors or threads left"),
            remedy: Phrase(zh: "提高服务的资源上限后重试", en: "raise the service's limits and start again"))
    }

    fileprivate static var otherLedger: Failure {
        Failure(
            .badConfiguration, Phrase(zh: "运行中不能更换台账", en: "the ledger cannot be exchanged while running"),
            remedy: Phrase(zh: "重启 duband", en: "restart duband"))
    }
}
