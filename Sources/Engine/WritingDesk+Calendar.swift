/// The calendar file that goes with the first letter which tells a unit of a deadline.

import ICalendar
import Ledger
import Mail
import Office
import Reminders
import Texts
import Workflow

extension WritingDesk {
    /// The deadlines of the recipient's own tasks that no letter has told it of: of a new notice, of a task that opened,
    /// and of whatever was moved since, under the same name, so that the entry imported before moves with it. What lies
    /// below the recipient, or is the coordinator's to watch, is in no calendar of theirs.
    ///
    /// - Parameter origin: the letter that the digest's lines were planned for; nil: it is not planned yet.
    func newDeadlines(of digest: Digest, origin: Int64?, language: Language) throws -> [FeedEvent] {
        let new = try digest.lines.compactMap { line -> DeadlineRow? in
            guard line.target.part == .own, line.owed.version.due != nil, try !isKnown(line, origin) else { return nil }
            return try store.deadline(of: line.subject.assignment.id)
        }
        return new.isEmpty ? [] : try calendarEntries(language).entries(of: new)
    }

    /// Whether an earlier letter told the recipient of this deadline.
    private func isKnown(_ line: Line, _ origin: Int64?) throws -> Bool {
        // No letter about the assignment comes before that of its notice.
        if line.owed.stage == .newNotice { return false }
        return try store.told(about: line.subject.assignment.id).contains { told in
            guard told.recipient == line.target.recipient.key, told.letter < origin ?? .max,
                DueVersion(number: told.owed.dueVersion).due == line.owed.version.due
            else { return false }
            let state = try store.letter(told.letter)?.state
            return state != .suppressed && state != .failed
        }
    }

    /// What was read for the letters before holds while others leave the ledger alone: sending adds no events to it.
    private func calendarEntries(_ language: Language) -> CalendarEntries {
        if let entries, entries.language == language { return entries.made }
        let made = CalendarEntries(store, language: language) { [engine] in try engine.dossiers.dossier($0)?.dossier }
        entries = (language, made)
        return made
    }

    /// The file, which keeps its name for every letter: programs ask before they add what is in it.
    static func calendarFile(_ events: [FeedEvent], named name: String, _ language: Language) -> Message.Attachment {
        let feed = Feed(name: name, language: language, events: events)
        return Message.Attachment(name: "duban.ics", type: Feed.contentType, bytes: feed.bytes)
    }
}
