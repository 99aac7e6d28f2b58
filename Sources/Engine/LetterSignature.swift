/// What a letter says that stands in the daemon's configuration alone, kept in the ledger for those who only look.

import Ledger
import Mail
import Office
import Reminders
import Texts

/// Written down when the daemon starts or reads its configuration again, so that a preview shows the letter that will
/// be sent. No address is in it.
public struct LetterSignature: Sendable, Hashable {
    /// The office that letters are signed with.
    public var office: String
    /// The language of letters about several notices, and of the coordinator's.
    public var language: Language
    /// Whether the coordinator's digests have a mailbox to go to.
    public var reachesCoordinator: Bool

    public init(office: String, language: Language, reachesCoordinator: Bool) {
        self.office = office
        self.language = language
        self.reachesCoordinator = reachesCoordinator
    }

    public init(_ settings: EngineSettings) {
        self.init(
            office: settings.office, language: settings.language, reachesCoordinator: !settings.coordinator.isEmpty)
    }

    /// As the daemon last kept it; nil: none has run on this ledger yet.
    public init?(in store: LedgerStore) throws {
        guard let office = try store.meta("letters.office"),
            let language = try store.meta("letters.language").flatMap(Language.init(rawValue:))
        else { return nil }
        self.init(
            office: office, language: language, reachesCoordinator: try store.meta("letters.coordinator") == "1")
    }

    /// Nothing is written where it stands already: a write wakes everybody who watches the ledger.
    public func keep(in store: LedgerStore) throws {
        guard try LetterSignature(in: store) != self else { return }
        try store.write { writer in
            try writer.setMeta("letters.office", office)
            try writer.setMeta("letters.language", language.rawValue)
            try writer.setMeta("letters.coordinator", reachesCoordinator ? "1" : "0")
        }
    }
}

extension EngineSettings {
    /// Of an engine that only answers questions: letters read as the daemon's, and none can be sent.
    public init(previewing signature: LetterSignature, clock: WorkClock) throws {
        let nobody = "duban@localhost"
        self.init(
            from: Mailbox(try Address(nobody)), office: signature.office, language: signature.language,
            coordinator: signature.reachesCoordinator ? [nobody] : [], clock: clock)
    }
}

extension WorkClock {
    /// By which letters are previewed: the first notice's days and hours; without a notice the usual ones.
    package init(_ first: NoticeClock?, orUsualOf shelf: @autoclosure () throws -> Shelf) throws {
        if let first {
            self.init(calendar: first.calendar, zone: first.zone)
        } else {
            let shelf = try shelf()
            self.init(calendar: try shelf.calendar(Shelf.usualCalendar), zone: try shelf.zone(Shelf.usualZone))
        }
    }
}
