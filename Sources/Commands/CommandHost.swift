/// What a command works with when a server runs it for somebody elsewhere, instead of this process's own options.

import Access
import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts

/// The server's open ledgers, lent for one command line.
package protocol LedgerLender: Sendable {
    /// For questions.
    func reading() throws -> LedgerStore
    /// For recording; another connection than the one for questions.
    func writing() throws -> LedgerStore
    /// The calendars and zones of notices, which change by loads only and may be kept.
    func clocks(of notices: [StoredNotice], in store: LedgerStore) throws -> [String: NoticeClock]
}

package struct CommandHost: Sendable {
    let ledger: any LedgerLender
    /// What whoever asks may do; its author records.
    let permit: Permit
    /// The server's clock.
    let now: Instant
    /// The calendars and notices that ship with the server.
    let data: DataFolders
    /// All that the command can read and write.
    let files: FileOverlay

    /// - Parameters:
    ///   - files: what came with the request, by name.
    ///   - input: what standard input gives.
    package init(
        ledger: any LedgerLender, permit: Permit, now: Instant, data: DataFolders, files: [String: [UInt8]] = [:],
        input: [UInt8] = []
    ) {
        self.ledger = ledger
        self.permit = permit
        self.now = now
        self.data = data
        self.files = FileOverlay(files: files, input: input, data: data)
    }

    /// What the command wrote, by name.
    package var written: [String: [UInt8]] { files.written }
}

extension Program {
    /// Runs a command line for somebody elsewhere.
    ///
    /// A question that has no answer yet ends it with nothing changed; it is left in `console.openQuestion`.
    /// - Throws: what would have been printed as the error.
    @discardableResult
    package static func run(_ words: [String], host: CommandHost, _ console: Console) throws(Failure) -> ExitCode {
        let dispatcher = Dispatcher(table, host: host, explain: ErrorTexts.explain) { invocation, _ in
            try Serving.admit(invocation, host)
            return nil
        }
        do {
            return try FileOverlay.$current.withValue(host.files) { try dispatcher.perform(words, console) }
        } catch {
            throw dispatcher.failure(error)
        }
    }
}

extension GlobalOptions {
    /// Nil: the command runs for whoever started the process.
    var host: CommandHost? { arguments.host as? CommandHost }

    /// What whoever runs the command may do.
    var permit: Permit { host?.permit ?? .local(author) }

    /// What that one may see of a ledger.
    func sight(_ store: LedgerStore) -> Sight { Sight(store, for: permit) }

    /// Looks names up among what may be seen.
    func naming(_ store: LedgerStore) -> Naming { Naming(sight(store)) }

    func office(_ store: LedgerStore) -> Office {
        Office(store, author: author, source: host == nil ? .cli : .web, permit: host?.permit)
    }

    /// Throws unless an action is allowed on everything: of a command that can be narrowed to a notice, and is not.
    func needWhole(_ action: Action) throws(Failure) {
        guard !permit.isOverAll(action) else { return }
        throw Failure(
            .noPermission, permit.denial(action),
            remedy: Phrase(zh: "用 --notice 指明通知", en: "name a notice with --notice"))
    }

    func clocks(of notices: [StoredNotice], in store: LedgerStore) throws -> [String: NoticeClock] {
        try host?.ledger.clocks(of: notices, in: store) ?? NoticeClock.all(of: notices, in: store)
    }
}
