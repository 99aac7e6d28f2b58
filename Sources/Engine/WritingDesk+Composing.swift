/// From a digest to the letter as it leaves: its words, and what is attached.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Texts
import Workflow

/// A letter with what is attached to it.
struct WrittenLetter {
    let letter: Reminders.Letter
    var attachments: [Message.Attachment] = []
}

extension WritingDesk {
    /// The digest as its letter says it now.
    /// - Parameter origin: the letter that the digest's lines were planned for; nil: it is not planned yet.
    func compose(
        _ digest: Digest, _ mode: Reminders.MailMode, origin: Int64?, at now: Instant
    ) throws -> WrittenLetter {
        let composer = try composer(for: digest, mode, at: now)
        if digest.kind == .coordinator {
            return WrittenLetter(
                letter: composer.coordinatorLetter(
                    digest, head: try store.head().hash.hex, accounting: try Accounting(store.outboxCounts())))
        }
        let language = composer.language(of: digest)
        let new = try newDeadlines(of: digest, origin: origin, language: language)
        let letter = composer.letter(digest, carriesCalendar: !new.isEmpty)
        guard !new.isEmpty else { return WrittenLetter(letter: letter) }
        return WrittenLetter(
            letter: letter, attachments: [Self.calendarFile(new, named: settings.office, language)])
    }

    func composer(for digest: Digest?, _ mode: Reminders.MailMode, at now: Instant) throws -> Composer {
        var isRedirected = false
        if case .redirect = mode { isRedirected = true }
        // A redirected letter is read by somebody else than the unit that its link would open.
        let link = isRedirected ? nil : try link(in: digest, at: now)
        return Composer(
            try book(for: digest), at: now, office: settings.office, isRedirected: isRedirected, link: link)
    }

    /// A link to the recipient's own tasks; nil where the letter is about others' or nothing is served.
    private func link(in digest: Digest?, at now: Instant) throws -> String? {
        guard let links = settings.links, let digest, digest.hasOwn, case .unit(let code) = digest.recipient,
            let key = try store.accessKey()
        else { return nil }
        return try links.reminder(unit: code, key: key, at: now)
    }

    /// The texts of the notices that the digest is about, and of those before it.
    private func book(for digest: Digest?) throws -> LetterBook {
        var wanted = digest?.remainder.notices ?? []
        for line in digest?.lines ?? [] { wanted.insert(line.subject.assignment.notice) }
        if let kept, kept.notices.isSuperset(of: wanted) { return kept.book }
        let notices = wanted.union(kept?.notices ?? [])
        let made = try book(for: notices)
        kept = (made, notices)
        return made
    }

    /// The texts of these notices.
    func book(for notices: Set<String>) throws -> LetterBook {
        let dossiers = try notices.sorted().compactMap { try engine.dossiers.dossier($0)?.dossier }
        return LetterBook(
            notices: dossiers.map(\.notice), roster: try units(),
            language: settings.language, clock: settings.clock,
            clocks: Dictionary(
                dossiers.map { ($0.stored.id, WorkClock(calendar: $0.calendar, zone: $0.zone)) },
                uniquingKeysWith: { first, _ in first }))
    }
}

extension Accounting {
    /// The outbox as it stands.
    public init(_ counts: OutboxCounts) {
        self.init()
        planned = counts.total
        sent = counts[.sent]
        failed = counts[.failed]
        unknown = counts[.unknown]
        suppressed = counts[.suppressed] == 0 ? [:] : ["suppressed": counts[.suppressed]]
        pending = counts.pending
    }
}
