/// What all letters about one notice have in common, composed once per language.

import Deadlines
import Notices
import Texts

package struct NoticeText: Sendable {
    package let title: String
    /// The title with what identifies the notice.
    private let heading: LetterPen
    package let tasks: [String: TaskText]
    /// In the notice's order.
    let order: [String: Int]
    private let contacts: LetterPen
    /// Whether it says whom to ask.
    let namesContacts: Bool
    /// What follows from being late, as the notice says it.
    let consequences: [String]

    package init(_ notice: Notice, roster: Roster, language: Language) {
        title = notice.title.oneLine
        let zh = language == .chinese
        var details: [String] = []
        let issued = notice.issued?.iso
        if let number = notice.number {
            let day = issued.map { zh ? "（\($0)）" : " (\($0))" } ?? ""
            details.append((zh ? "文号：" : "No. ") + number + day)
        } else if let issued {
            details.append((zh ? "发文日期：" : "Issued: ") + issued)
        }
        if let issuer = notice.issuer { details.append((zh ? "发文单位：" : "Issued by: ") + issuer) }
        var heading = LetterPen(language)
        heading.noticeHeading(title, details)
        self.heading = heading
        var tasks: [String: TaskText] = [:]
        var order: [String: Int] = [:]
        for (index, task) in notice.tasks.enumerated() where tasks[task.id] == nil {
            tasks[task.id] = TaskText(task, notice: notice, roster: roster, language: language)
            order[task.id] = index
        }
        self.tasks = tasks
        self.order = order
        contacts = Self.contacts(notice.contacts, language)
        namesContacts = !notice.contacts.isEmpty
        consequences = notice.consequences
    }

    func writeHeading(to pen: inout LetterPen) { pen.append(heading) }

    /// Whom to ask.
    func writeContacts(to pen: inout LetterPen) { pen.append(contacts) }

    private static func contacts(_ contacts: [Contact], _ language: Language) -> LetterPen {
        var pen = LetterPen(language)
        guard let first = contacts.first else { return pen }
        pen.beginContacts()
        pen.beginField(Label.ask)
        pen.value(text(first, language), linking: first.mail)
        for contact in contacts.dropFirst() { pen.fieldLine(text(contact, language), linking: contact.mail) }
        pen.endField()
        pen.endTask()
        return pen
    }

    private static func text(_ contact: Contact, _ language: Language) -> String {
        var text = contact.office
        if let about = contact.about { text += language == .chinese ? "（\(about)）" : " (\(about))" }
        if let phone = contact.phone { text += " " + phone }
        return text
    }
}

/// The notices, units and languages that letters speak of; built once, used for thousands of letters.
public struct LetterBook: Sendable {
    private struct Key: Hashable {
        let notice: String
        let language: Language
    }

    private let texts: [Key: NoticeText]
    private let languages: [String: Language]
    let roster: Roster
    /// The language of letters about several notices, and of the coordinator's.
    public let language: Language
    private let clocks: [String: WorkClock]
    private let clock: WorkClock

    /// - Parameters:
    ///   - clocks: by notice, for those whose calendar or zone is not the store's.
    ///   - clock: the store's.
    public init(
        notices: [Notice], roster: Roster, language: Language, clock: WorkClock, clocks: [String: WorkClock] = [:]
    ) {
        var texts: [Key: NoticeText] = [:]
        var languages: [String: Language] = [:]
        for notice in notices {
            languages[notice.id] = notice.language
            for language in Set([notice.language, language]) {
                texts[Key(notice: notice.id, language: language)] = NoticeText(
                    notice, roster: roster, language: language)
            }
        }
        self.texts = texts
        self.languages = languages
        self.roster = roster
        self.language = language
        self.clock = clock
        self.clocks = clocks
    }

    func clock(_ notice: String) -> WorkClock { clocks[notice] ?? clock }

    func text(_ notice: String, _ language: Language) -> NoticeText? { texts[Key(notice: notice, language: language)] }

    /// The notice's language when a letter is about that one alone, else the store's.
    public func language(of digest: Digest) -> Language {
        guard digest.kind != .coordinator, let first = digest.lines.first?.subject.assignment.notice,
            digest.lines.allSatisfy({ $0.subject.assignment.notice == first }),
            digest.remainder.notices.allSatisfy({ $0 == first })
        else { return language }
        return languages[first] ?? language
    }

    /// The unit's name, else its code.
    func name(_ code: String) -> String { (roster.unit(code: code)?.name ?? code).oneLine }
}
