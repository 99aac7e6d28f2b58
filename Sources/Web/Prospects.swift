/// What goes out next and whom to call: both look at every assignment there is, so where there are very many they are
/// worked out once for all who ask within a minute.

import Deadlines
import Engine
import Ledger
import Office
import Reminders
import Synchronization
import Texts

/// Names and numbers as the overview shows them.
struct Prospect: Sendable {
    /// When it was worked out.
    let at: Instant
    /// When the letters go.
    let goes: Instant
    let letters: Int
    /// Lines that are not told, for whatever reason.
    let suppressed: Int
    /// The first letters: to whom, and how many lines.
    let firstLetters: [(recipient: Recipient, name: String?, lines: Int)]
    let calls: Int
    let firstCalls: [CallList.Entry]

    /// Entries that are kept of each list.
    static let most = 2_000
}

final class Prospects: Sendable {
    private let kept = Mutex<[Language: Prospect]>([:])
    private let crowd: Int
    private let seconds: Int64

    /// - Parameters:
    ///   - crowd: outstanding assignments from which on a prospect is kept.
    ///   - seconds: for how long.
    init(crowd: Int = 5_000, seconds: Int64 = 60) {
        self.crowd = crowd
        self.seconds = seconds
    }

    /// - Parameters:
    ///   - outstanding: assignments that are not done.
    ///   - make: works it out; whoever asks meanwhile waits for the same.
    func prospect(
        _ language: Language, outstanding: Int, now: Instant, make: () throws -> Prospect
    ) rethrows -> Prospect {
        guard outstanding >= crowd else { return try make() }
        return try kept.withLock { kept in
            // A clock that was put back makes nothing last longer.
            if let known = kept[language], (0..<seconds).contains(now.seconds(since: known.at)) { return known }
            let made = try make()
            kept[language] = made
            return made
        }
    }
}

extension Prospect {
    init(_ call: Call, _ store: LedgerStore, _ almanac: AlmanacPage) throws {
        let engine = try Self.engine(call, store, almanac)
        at = call.now
        // One after the other, each let go before the next begins: both are as large as the ledger.
        (goes, letters, suppressed, firstLetters) = try Self.letters(engine, almanac, now: call.now)
        (calls, firstCalls) = try Self.calls(engine, now: call.now)
    }

    /// The end of today: the next working morning follows from it.
    private static func letters(
        _ engine: Engine, _ almanac: AlmanacPage, now: Instant
    ) throws -> (Instant, Int, Int, [(recipient: Recipient, name: String?, lines: Int)]) {
        let forecast = try engine.outlineForecast(at: almanac.zone.end(of: almanac.zone.day(of: now)))
        let first = try forecast.letters.prefix(most).map { letter in
            var name: String?
            if case .unit(let code) = letter.recipient { name = try engine.store.unit(code: code)?.unit.name }
            return (letter.recipient, name, letter.lines)
        }
        return (forecast.goes, forecast.letters.count, forecast.suppressed, first)
    }

    private static func calls(_ engine: Engine, now: Instant) throws -> (Int, [CallList.Entry]) {
        let list = try engine.callList(at: now, limit: most)
        return (list.units, list.entries)
    }

    /// An engine that only answers questions.
    private static func engine(_ call: Call, _ store: LedgerStore, _ almanac: AlmanacPage) throws -> Engine {
        let signature =
            try LetterSignature(in: store)
            ?? LetterSignature(office: call.site.settings.office, language: call.language, reachesCoordinator: true)
        let first = almanac.notices.first.flatMap { almanac.clocks[$0.id] }
        let clock = try WorkClock(first, orUsualOf: Shelf(call.site.settings.data))
        return Engine(store, settings: try EngineSettings(previewing: signature, clock: clock))
    }
}
