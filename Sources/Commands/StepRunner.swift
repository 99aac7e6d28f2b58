/// Runs a recording command: looks every name up, makes the events, records all of them or none, says what changed.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts
import Workflow

struct StepRunner {
    /// What one row says about the assignment that it means.
    typealias Maker = (StepRow, StoredAssignment, Zone) throws -> What

    let step: Step
    let spec: CommandSpec
    let arguments: ParsedArguments
    let console: Console

    func run(_ make: Maker) throws -> ExitCode {
        let rows = try StepRow.rows(arguments, spec)
        let desk = try arguments.globals.desk()
        let requests = try requests(rows, desk, make)
        let recording = try desk.office.record(requests, now: desk.now)
        try RecordingReport(recording, in: desk.store).print(to: console, json: arguments.globals.json)
        return .ok
    }

    /// Every row that cannot be understood is named, not just the first.
    private func requests(_ rows: [StepRow], _ desk: Desk, _ make: Maker) throws -> [StepRequest] {
        let targets = Targets(arguments.globals.sight(desk.store), for: step)
        var zones = NoticeZones(desk.store)
        var requests: [StepRequest] = []
        var failures: [(place: String?, failure: Failure)] = []
        for row in rows {
            do {
                for found in try targets.all(row) {
                    let zone = try zones.zone(of: found.assignment.notice)
                    let at = try moment(row, of: found, zone, now: desk.now)
                    requests.append(StepRequest(found.id, try make(row, found, zone), at: at))
                }
            } catch let error as LedgerError {
                throw error
            } catch {
                failures.append((row.place, (error as? Failure) ?? ErrorTexts.explain(error)))
            }
        }
        if let failure = Self.combined(failures) { throw failure }
        return requests
    }

    static func combined(_ failures: [(place: String?, failure: Failure)]) -> Failure? {
        guard let first = failures.first else { return nil }
        if failures.count == 1, first.place == nil { return first.failure }
        let lines = failures.map { place, failure in
            let why = failure.why.map { Phrase(zh: "：\($0.zh)", en: ": \($0.en)") } ?? Phrase(same: "")
            let remedy = failure.remedy.map { Phrase(zh: "（\($0.zh)）", en: " (\($0.en))") } ?? Phrase(same: "")
            return Phrase(same: place.map { "\($0): " } ?? "") + failure.what + why + remedy
        }
        return Failure(first.failure.exitCode, ErrorTexts.several(lines))
    }

    /// A day without a time means some time that day: never before what had to come first on the same day.
    private func moment(_ row: StepRow, of found: StoredAssignment, _ zone: Zone, now: Instant) throws -> Instant {
        guard let text = row.at else { return now }
        let written = try Self.written(text, zone, inFile: row.place != nil)
        guard written.precision == .day else { return written.instant }
        let status = found.status
        let before = [status.openedAt, status.lastSubmittedAt, status.returnedAt, status.acceptedAt].compactMap { $0 }
            .filter { zone.day(of: $0) == written.day && $0 <= now }
        return before.max().map { max($0, written.instant) } ?? written.instant
    }

    /// - Parameter isInFile: the text stands in a file's column, which its place names already.
    static func written(_ text: String, _ zone: Zone, inFile isInFile: Bool = false) throws -> WrittenMoment {
        switch zone.parse(text) {
        case .success(let moment): return moment
        case .failure(let problem):
            let source = Phrase(same: isInFile ? "" : "--at: ")
            throw Failure(
                isInFile ? .badData : .usage, source + problem.what, why: problem.why, remedy: problem.remedy)
        }
    }
}

extension Targets {
    /// Those that a row means.
    func all(_ row: StepRow) throws -> [StoredAssignment] {
        guard let selector = row.selector else { return [try one(row.query)] }
        return try all(selector, row.query, state: row.state)
    }
}

/// The zones of notices, each looked up once.
struct NoticeZones {
    private let store: LedgerStore
    private var zones: [String: Zone] = [:]

    init(_ store: LedgerStore) {
        self.store = store
    }

    mutating func zone(of notice: String) throws -> Zone {
        if let known = zones[notice] { return known }
        let zone = try Zones.named(try store.notice(notice)?.zone ?? Shelf.usualZone)
        zones[notice] = zone
        return zone
    }
}
