/// Whether letters leave the house: hold, release, redirect, and test letters.

import Access
import Deadlines
import Ledger
import Reminders
import Texts
import Workflow

/// How letters leave now, and who decided so.
public struct MailState: Sendable {
    public let mode: Reminders.MailMode
    /// The decision; nil: nobody has decided yet, so everything is held (a demo's ledger lets it go).
    public let decision: Event?
    public let isDemo: Bool
    /// Why it was decided; empty when nobody said.
    public let reason: String

    /// A fresh ledger sends nothing until somebody has looked at what it would send and released it.
    public init(in store: LedgerStore) throws {
        isDemo = try store.meta("demo") == "1"
        guard let stored = try store.mailMode() else {
            mode = isDemo ? .normal : .hold
            decision = nil
            reason = ""
            return
        }
        mode = try MailState.mode(stored, in: store)
        decision = try store.event(stored.event)
        reason = stored.detail
    }

    /// The mode alone, as the engine asks for it before every group of letters.
    public static func mode(in store: LedgerStore) throws -> Reminders.MailMode {
        guard let stored = try store.mailMode() else { return try store.meta("demo") == "1" ? .normal : .hold }
        return try mode(stored, in: store)
    }

    /// The address of a redirection is personal: it stands beside the chain. Erased, it leads nowhere, so all is held.
    private static func mode(_ stored: Ledger.MailMode, in store: LedgerStore) throws -> Reminders.MailMode {
        switch stored.mode {
        case "release": .normal
        case "redirect": try store.personal(ofEvent: stored.event).map { .redirect($0) } ?? .hold
        default: .hold
        }
    }
}

/// What deciding about the mail came to.
public struct MailDecision: Sendable, Hashable {
    /// The event that records it; nil when it held already and nothing was recorded.
    public let event: Int64?
    /// Letters that were kept back, or that may go now.
    public let letters: Int
}

/// Whom a test letter is for.
public enum TestRecipient: Sendable, Hashable {
    case unit(String)
    /// An address in no roster, checked by the caller.
    case address(String)
}

extension Office {
    /// Keeps every letter back until mail is released; test letters go all the same.
    public func holdMail(reason: String, now: Instant) throws -> MailDecision {
        try decide("hold", address: nil, reason, now: now) { try $0.holdLetters() }
    }

    /// Lets letters go to their recipients, those kept back so far among them.
    public func releaseMail(reason: String, now: Instant) throws -> MailDecision {
        try decide("release", address: nil, reason, now: now) { try $0.releaseLetters(at: now) }
    }

    /// Sends every letter to one address instead of its recipient; what was kept back goes there, too.
    public func redirectMail(to address: String, reason: String, now: Instant) throws -> MailDecision {
        try decide("redirect", address: address, reason, now: now) { try $0.releaseLetters(at: now) }
    }

    private func decide(
        _ word: String, address: String?, _ reason: String, now: Instant, _ act: (LedgerWriter) throws -> Int
    ) throws -> MailDecision {
        try require(.directMail, on: .ledger)
        return try store.write { writer in
            let now = try ledgerTime(now)
            if let before = try store.mailMode(), before.mode == word,
                try store.personal(ofEvent: before.event) == address
            {
                return MailDecision(event: nil, letters: try act(writer))
            }
            let seq = try writer.append(
                event(.mailMode(mode: word, detail: reason), at: now, now: now), personal: address)
            return MailDecision(event: seq, letters: try act(writer))
        }
    }

    /// Puts a test letter into the outbox, one for each mailbox of a unit. The daemon sends it, also while mail is held.
    /// - Returns: the letters' numbers.
    public func planTest(to recipient: TestRecipient, now: Instant) throws -> [Int64] {
        try require(.directMail, on: .ledger)
        return try store.write { writer in
            let now = try ledgerTime(now)
            switch recipient {
            case .address(let address):
                let key = "address:\(LetterNote.mark(address))"
                return [try planTest(key, LetterNote(testing: address), writer, now: now)]
            case .unit(let code):
                let mailboxes = try store.unit(code: code)?.unit.mailboxes ?? []
                guard !mailboxes.isEmpty else { throw Self.noMailbox(code) }
                return try mailboxes.enumerated().map { index, address in
                    try planTest("unit:\(code)", LetterNote(index: index, address: address), writer, now: now)
                }
            }
        }
    }

    private func planTest(
        _ recipient: String, _ note: LetterNote, _ writer: LedgerWriter, now: Instant
    ) throws -> Int64 {
        // Two test letters of one second are two letters.
        var number = 1
        while true {
            let key = "test|\(now.seconds)|\(number)|\(recipient)"
            let letter = NewLetter(
                key: key, messageID: try MessageID.make(from: key), recipient: recipient, role: "test",
                kind: DigestKind.test.rawValue, created: now, notBefore: now, isHeld: false, content: note.text,
                owed: [])
            if let id = try writer.plan(letter) { return id }
            number += 1
        }
    }

    private static func noMailbox(_ code: String) -> Refusal {
        Refusal(
            .refused, Phrase(zh: "单位“\(code)”在名录中没有邮箱", en: "unit “\(code)” has no mailbox in the roster"),
            remedy: Phrase(
                zh: "先用 duban units import 补上邮箱，或写一个地址", en: "add one with `duban units import`, or name an address"))
    }
}
