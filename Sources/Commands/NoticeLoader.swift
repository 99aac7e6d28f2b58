/// Reads a notice with its roster for loading: finds the roster, shows warnings, refuses errors.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts

struct NoticeLoader {
    let opened: OpenedNotice
    private let text: String
    private let arguments: ParsedArguments
    /// The ledger as it is before the load; nil when there is none yet.
    let store: LedgerStore?
    /// No roster was given or lies beside the notice: the ledger's, as its units are now.
    private let usesLedgerRoster: Bool

    init(_ arguments: ParsedArguments, _ console: Console) throws {
        self.arguments = arguments
        let shelf = try arguments.globals.shelf()
        let file = try arguments.required("file")
        let path = try shelf.path(ofNotice: file)
        let reading = try Shelf.readNotice(path)
        let store = try arguments.globals.existing()
        self.store = store
        if let id = reading.value?.notice.id, let store { try arguments.globals.office(store).requireLoading(id) }
        let given = arguments.string("units")
        let beside = Shelf.rosterBeside(path)
        let known =
            given == nil && beside == nil ? try reading.value.flatMap { try store?.units(knownTo: $0.notice.id) } : nil
        usesLedgerRoster = known != nil
        opened = try shelf.open(path, units: given, known: known)
        guard let text = reading.source?.text else { throw ShelfProblem.faulty(reading.diagnostics, sources: []) }
        self.text = text
        show(given: given, to: console)
    }

    private func show(given: String?, to console: Console) {
        let warnings = opened.warnings.filter { !$0.isDoubt }
        if !warnings.isEmpty, !arguments.globals.json {
            let renderer = DiagnosticRenderer(
                language: console.language, colour: console.isErrorTerminal && console.canvas.hasColor,
                width: console.canvas.width ?? 100)
            console.writeError(renderer.render(warnings, sources: opened.sources) + "\n\n")
        }
        guard given == nil else { return }
        if let path = opened.rosterPath {
            console.note(Phrase(zh: "使用通知旁的名录 \(path)", en: "the roster beside the notice is used: \(path)"))
        } else if usesLedgerRoster {
            console.note(Phrase(zh: "没有给出名录，沿用台账中的单位", en: "no roster was given: the ledger's units stay"))
        }
    }

    /// - Parameter desk: nil for a dry run, which needs no ledger.
    func proposal(_ desk: Desk?) throws -> LoadProposal {
        let input = LoadInput(notice: opened.notice, text: text, roster: opened.roster, calendar: opened.calendar)
        if let desk { return try desk.office.propose(input, now: desk.now) }
        let now = try arguments.globals.now(in: opened.zone)
        if let store { return try arguments.globals.office(store).propose(input, now: now) }
        // A ledger in memory: what a first load would come to.
        let empty = try LedgerStore(":memory:", .create)
        return try arguments.globals.office(empty).propose(input, now: now)
    }
}
