// Letters over SMTP, through several connections at once.
import Curl
import Platform
import Synchronization
import Texts

/// Sends through libcurl: `settings.connections` threads, each with its own connection kept from letter to
/// letter within a run. One connection goes ahead; the others open once it has met a working server, so that
/// a wrong password is tried once and not eight times.
public final class SMTPTransport: Transport {
    private let library: CurlLibrary
    private let settings: SMTPSettings
    private let halt = Halt()
    private let state = Mutex(State())

    private struct State {
        var isStopped = false
        var runs: [Exchange] = []
    }

    /// Throws when the settings are unusable or libcurl is not installed. Opens no connection.
    public init(_ settings: SMTPSettings) throws(MailProblem) {
        try settings.check()
        library = try CurlLibrary.opened.mapError { MailProblem($0) }.get()
        self.settings = settings
    }

    public func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        let exchange = Exchange(connections: settings.connections)
        enter(exchange)
        var crew: [OSThread] = []
        defer { leave(exchange) }
        do {
            try feed(exchange, &crew, next: next, settled: settled)
        } catch {
            exchange.bar(.stopped(attempted: false))
            dismiss(&crew, exchange)
            let rest = exchange.wait(refill: false).settled
            if !rest.isEmpty { try? settled(rest) }
            throw error
        }
        dismiss(&crew, exchange)
    }

    public func stop() {
        halt.call(after: settings.stopGrace)
        let runs = state.withLock { state in
            state.isStopped = true
            return state.runs
        }
        for exchange in runs { exchange.bar(.stopped(attempted: false)) }
    }

    /// The caller's thread: records, refills, hires, until all is settled.
    private func feed(
        _ exchange: Exchange, _ crew: inout [OSThread],
        next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void
    ) rethrows {
        var isDrained = false
        while true {
            let harvest = exchange.wait(refill: !isDrained)
            if !harvest.settled.isEmpty {
                try settled(harvest.settled)
                exchange.recorded()
            }
            var waiting = harvest.outstanding
            if harvest.room > 0 {
                let more = try next(harvest.room)
                isDrained = more.isEmpty
                exchange.add(more)
                waiting += more.count
            }
            // Nothing waits and nothing more may come: the run ended, or a barrier keeps letters out.
            if waiting == 0, isDrained || harvest.room == 0 { return }
            hire(&crew, exchange, upTo: min(waiting, harvest.proven ? settings.connections : 1))
        }
    }

    private func hire(_ crew: inout [OSThread], _ exchange: Exchange, upTo wanted: Int) {
        while crew.count < wanted {
            let (library, settings, halt) = (library, settings, halt)
            guard
                let thread = OSThread({
                    Self.work(exchange, library, settings, halt)
                })
            else {
                if crew.isEmpty { exchange.bar(.noThread) }
                return
            }
            crew.append(thread)
        }
    }

    /// A worker: one connection, letter after letter.
    private static func work(_ exchange: Exchange, _ library: CurlLibrary, _ settings: SMTPSettings, _ halt: Halt) {
        let connection: SMTPConnection
        do throws(MailProblem) {
            connection = try SMTPConnection(library: library, settings: settings, halt: halt)
        } catch {
            return exchange.bar(Deferral(.local, text: error.phrase, attempted: false))
        }
        exchange.enter()
        var isServed = false
        while let posting = exchange.take() {
            let outcome = connection.send(posting.message)
            if !isServed, case .deferred(let deferral) = outcome, deferral.cause == .unreachable,
                exchange.leave(handingBack: posting)
            {
                return
            }
            isServed = true
            exchange.finish(Settled(id: posting.id, outcome: outcome))
        }
    }

    private func dismiss(_ crew: inout [OSThread], _ exchange: Exchange) {
        exchange.close()
        for thread in crew { thread.join() }
        crew = []
    }

    private func enter(_ exchange: Exchange) {
        let isStopped = state.withLock { state in
            state.runs.append(exchange)
            return state.isStopped
        }
        if isStopped { exchange.bar(.stopped(attempted: false)) }
    }

    private func leave(_ exchange: Exchange) {
        state.withLock { $0.runs.removeAll { $0 === exchange } }
    }
}

extension Deferral {
    fileprivate static var noThread: Deferral {
        Deferral(
            .local, text: Phrase(zh: "系统无法再建立线程", en: "the system has no thread to give"), attempted: false)
    }
}
