/// Sending: letters are claimed, their lines read again, written out, handed to the transport, and settled.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Texts
import Workflow

/// What one run of the post did.
public struct Sent: Sendable, Hashable {
    public var accepted = 0
    public var refused = 0
    /// To be tried again.
    public var deferred = 0
    public var unknown = 0
    public var suppressed = 0
    /// Put off without an attempt: outside of working hours, held, stopping.
    public var putOff = 0
    /// Something that only a person can mend: a certificate, a password.
    public var needsPerson: Phrase?

    public init() {}

    public var total: Int { accepted + refused + deferred + unknown + suppressed + putOff }
}

extension Engine {
    /// Sends everything that may go at `now`, and returns when nothing is left or the transport was stopped.
    ///
    /// A letter is marked as being sent, and that committed, before the network sees its first byte. Its outcome is
    /// committed before its connection takes the letter after the next: when the program is killed, only what was in
    /// flight then (two letters for each connection at most) goes out twice. That commit does not wait for the disk, the one of the next
    /// claim and of the last outcomes do: a power cut may double the letters of one claim. Blocks: call it on a thread of
    /// its own.
    ///
    /// Throws when the ledger cannot be written or read; what was sent by then is kept and recorded by the next call.
    public func send(through transport: any Transport, now: @escaping () -> Instant) throws -> Sent {
        try recordOutcomes()
        dossiers.lookAgain()
        let run = PostRun(engine: self, now: now)
        do { try transport.run(next: run.next, settled: run.settle) } catch {
            run.putBack()
            throw error
        }
        run.putBack()
        if let failure = run.failure { throw failure }
        return run.sent
    }
}

/// One run of the post.
private final class PostRun {
    private let engine: Engine
    private let now: () -> Instant
    private let desk: WritingDesk
    /// Letters claimed and not yet written, in their order.
    private var stock: ArraySlice<Ledger.Letter> = []
    private var mode = Reminders.MailMode.hold
    /// The latest letter that was not taken for now: why the stock has to wait when the run ends.
    private var trouble: Deferral?
    /// Letters that the transport has, by their numbers.
    private var claimed: [Int64: Ledger.Letter] = [:]
    private(set) var sent = Sent()
    /// Why outcomes could not be recorded; nothing more is claimed then.
    private(set) var failure: (any Error)?

    init(engine: Engine, now: @escaping () -> Instant) {
        self.engine = engine
        self.now = now
        desk = WritingDesk(engine)
    }

    /// Writes letters, claiming more when there are none, until something is to be sent or nothing is left: what is
    /// suppressed or put off is settled at once. Claimed are many at a time, because that waits for the disk; written
    /// only as many as are wanted, because what they say is as it is then.
    func next(_ room: Int) throws -> [Posting] {
        while failure == nil {
            let moment = now()
            if stock.isEmpty {
                // An index probe; the ledger is written only when a letter waits.
                guard let first = try engine.store.nextAttempt(), first <= moment else { return [] }
                try claim(at: moment)
            } else if try desk.isOutdated() {
                mode = try engine.mode()
                try desk.prepare(at: moment)
            }
            if stock.isEmpty { return [] }
            let letters = stock.prefix(max(room, 1))
            stock = stock.dropFirst(letters.count)
            let postings = try write(letters, at: moment)
            if !postings.isEmpty { return postings }
        }
        return []
    }

    /// While mail is held only test letters are left to be claimed.
    private func claim(at moment: Instant) throws {
        stock = try engine.store.write { writer in
            mode = try engine.mode()
            if mode == .hold { try writer.holdLetters() }
            return try writer.claim(engine.settings.group, at: moment)[...]
        }
        try desk.prepare(at: moment)
    }

    private func write(_ letters: ArraySlice<Ledger.Letter>, at moment: Instant) throws -> [Posting] {
        var postings: [Posting] = []
        var outcomes: [Ledger.Outcome] = []
        do {
            // One view of the ledger for all of them.
            try engine.store.read {
                for letter in letters {
                    switch try written(letter, mode, at: moment) {
                    case .message(let message): postings.append(Posting(id: letter.id, message: message))
                    case .outcome(let outcome): outcomes.append(outcome)
                    }
                }
            }
        } catch {
            // Claimed and not handed over: as if they had not been claimed.
            stock = letters + stock
            throw error
        }
        count(outcomes)
        do { try keep(outcomes) } catch {
            let settled = Set(outcomes.map(\.letter))
            stock = letters.filter { !settled.contains($0.id) } + stock
            throw error
        }
        let handed = Set(postings.map(\.id))
        for letter in letters where handed.contains(letter.id) { claimed[letter.id] = letter }
        return postings
    }

    /// A letter that cannot be written is tried again later and stops no other.
    private func written(
        _ letter: Ledger.Letter, _ mode: Reminders.MailMode, at moment: Instant
    ) throws -> WritingDesk.Result {
        do {
            return try desk.write(letter, mode: mode, at: moment)
        } catch {
            let why = try Trouble.ofOne(error)(engine.settings.language)
            return .outcome(retry(letter, code: Deferral.Cause.local.rawValue, why, at: moment))
        }
    }

    /// At the end of the run: what was claimed and not handed over is as if it had not been claimed, but it waits if
    /// letters were not taken.
    func putBack() {
        if stock.isEmpty { return }
        let moment = now()
        let until = trouble.map { pause($0, moment) } ?? moment
        let why = trouble?.withoutAttempt().text(engine.settings.language)
        sent.putOff += stock.count
        engine.unrecorded += stock.map {
            Ledger.Outcome(letter: $0.id, result: .putOff(until: until), reason: why ?? $0.reason, at: moment)
        }
        stock = []
        try? engine.recordOutcomes()
    }

    func settle(_ settled: [Settled]) throws {
        let moment = now()
        // A ledger that cannot be written now must not cost an outcome: it is kept, and nothing more is sent.
        do { try keep(settled.map { outcome(of: $0, at: moment) }) } catch {
            failure = failure ?? error
            throw error
        }
    }

    /// The last outcomes of all do not wait for another claim to reach the disk.
    private func keep(_ outcomes: [Ledger.Outcome]) throws {
        for outcome in outcomes { claimed[outcome.letter] = nil }
        engine.unrecorded += outcomes
        try engine.recordOutcomes(enduring: claimed.isEmpty && stock.isEmpty ? .powerCut : .kill)
    }

    private func count(_ outcomes: [Ledger.Outcome]) {
        for outcome in outcomes {
            switch outcome.result {
            case .suppressed: sent.suppressed += 1
            case .putOff: sent.putOff += 1
            case .failed: sent.refused += 1
            case .retry: sent.deferred += 1
            case .sent, .unknown: break
            }
        }
    }
}

// MARK: - Outcomes

extension PostRun {
    private func outcome(of settled: Settled, at moment: Instant) -> Ledger.Outcome {
        let letter = claimed[settled.id]
        switch settled.outcome {
        case .accepted(let reply):
            sent.accepted += 1
            return made(settled.id, .sent, reply, at: moment)
        case .refused(let code, _, let text):
            sent.refused += 1
            return made(settled.id, .failed, code: code.map(String.init), text, at: moment)
        case .unknown(let reason):
            guard let letter, engine.settings.resendsUnknown, letter.outcomeCode != Self.unknownCode else {
                sent.unknown += 1
                return made(settled.id, .unknown, code: Self.unknownCode, reason, at: moment)
            }
            sent.deferred += 1
            return retry(letter, code: Self.unknownCode, reason(engine.settings.language), at: moment)
        case .deferred(let deferral):
            return outcome(of: deferral, settled.id, letter, at: moment)
        }
    }

    /// A letter that may have arrived goes out once more under the same Message-ID, not forever.
    private static let unknownCode = "unknown"

    private func outcome(
        of deferral: Deferral, _ id: Int64, _ letter: Ledger.Letter?, at moment: Instant
    ) -> Ledger.Outcome {
        if deferral.needsPerson { sent.needsPerson = deferral.text }
        trouble = deferral
        guard deferral.attempted, let letter else {
            sent.putOff += 1
            return made(id, .putOff(until: pause(deferral, moment)), deferral.text, at: moment)
        }
        let code = deferral.code.map(String.init) ?? deferral.cause.rawValue
        // A server that is away is not the letter's fault: it waits as long as it takes.
        guard deferral.concernsLetter, letter.attempts >= engine.settings.retry.attempts else {
            sent.deferred += 1
            return retry(letter, code: code, deferral.text(engine.settings.language), at: moment)
        }
        sent.refused += 1
        return made(id, .failed, code: code, deferral.text, at: moment)
    }

    private func made(
        _ id: Int64, _ result: Ledger.Outcome.Result, code: String? = nil, _ reason: Phrase, at moment: Instant
    ) -> Ledger.Outcome {
        var isRedirected = false
        if case .redirect = mode { isRedirected = true }
        let isAskedFor = claimed[id].flatMap { DigestKind(rawValue: $0.kind) }?.isAskedFor ?? false
        let goesElsewhere = isRedirected && !isAskedFor
        return Ledger.Outcome(
            letter: id, result: result, code: goesElsewhere ? RedirectedCode.make(code) : code,
            reason: reason(engine.settings.language), at: moment)
    }

    private func retry(
        _ letter: Ledger.Letter, code: String, _ reason: String, at moment: Instant
    ) -> Ledger.Outcome {
        let delay = engine.settings.retry.delay(after: letter.attempts, letter: letter.id)
        return Ledger.Outcome(
            letter: letter.id, result: .retry(at: moment.adding(seconds: delay)), code: code, reason: reason, at: moment
        )
    }

    /// A letter that was not offered goes with the first of the next run; after trouble with the server not at once.
    private func pause(_ deferral: Deferral, _ moment: Instant) -> Instant {
        deferral.cause == .stopped ? moment : moment.adding(seconds: engine.settings.retry.first)
    }
}

extension Deferral {
    /// It may meet the same again because of what it is.
    fileprivate var concernsLetter: Bool { cause == .temporary || cause == .dropped || cause == .timeout }
}
