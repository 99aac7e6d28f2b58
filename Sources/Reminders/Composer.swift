/// From a digest to the letter: greeting, sections, one block per task, whom to ask.

import Deadlines
import Notices
import Texts
import Workflow

public struct Composer: Sendable {
    let book: LetterBook
    let now: Instant
    /// Who signs: the coordinator's office.
    private let office: String
    /// The unit that a redirected letter was for goes into its first line.
    private let isRedirected: Bool
    /// Opens the recipient's tasks in a browser.
    private let link: String?

    /// Beyond so many lines a section shows the nearest and counts the others.
    static let lineLimit = 30

    /// - Parameter office: the name that letters are signed with.
    public init(_ book: LetterBook, at now: Instant, office: String, isRedirected: Bool = false, link: String? = nil) {
        self.book = book
        self.now = now
        self.office = office.oneLine
        self.isRedirected = isRedirected
        self.link = link
    }

    /// The language that the digest's letter is written in.
    public func language(of digest: Digest) -> Language { book.language(of: digest) }

    /// The letter of a digest; of a coordinator's use `coordinatorLetter`, which knows more.
    /// - Parameter carriesCalendar: a calendar file is attached; the letter says what it is for.
    public func letter(_ digest: Digest, carriesCalendar: Bool = false) -> Letter {
        if digest.kind == .coordinator { return coordinatorLetter(digest) }
        let language = language(of: digest)
        var pen = LetterPen(language, reserving: min(digest.lines.count, Self.lineLimit))
        let parts = Parts(digest.lines, digest.remainder)
        let subject = mark(subject(digest, parts, language), language)
        open(&pen, subject: subject, to: name(of: digest.recipient, language))
        pen.paragraph(introduction(digest, parts)(language))
        if let link, !parts.own.isEmpty {
            pen.linkParagraph(Phrase(zh: "查看并登记报送：", en: "See and report your tasks:"), link)
        }
        let others = digest.remainder
        writeOwn(parts.own, others.tallies(.own), digest.kind, to: &pen)
        if parts.reviewCount > 0 {
            writeReviews(parts.review, others.tallies(.review), isAlone: parts.own.isEmpty, to: &pen)
        }
        if parts.belowCount > 0 { writeBelow(parts.below, others.tallies(.below), to: &pen) }
        if carriesCalendar { pen.paragraph(Self.aboutCalendar(language)) }
        let mayBeDone = !parts.own.isEmpty && digest.kind != .accepted
        return close(&pen, subject: subject, whomToAsk: mayBeDone ? whomToAsk(parts.own, language) : nil)
    }

    private static let aboutCalendar = Phrase(
        zh: "附件duban.ics可导入手机或电脑的日历，在截止前提醒以上事项。",
        en: "The attached duban.ics holds these deadlines for the calendar of your phone or computer, with alarms.")

    /// A letter that shows that letters arrive.
    public func testLetter(to name: String) -> Letter {
        let language = book.language
        var pen = LetterPen(language, reserving: 1)
        let subject = mark(Phrase(zh: "[督办] 测试邮件", en: "[Duban] Test letter")(language), language)
        open(&pen, subject: subject, to: name.oneLine)
        pen.paragraph(
            Phrase(
                zh: "这是一封测试邮件。收到它说明督办提醒可以送达本邮箱，无需回复，也不需要办理任何事项。",
                en: "This is a test. It shows that reminders reach this mailbox. Nothing needs to be done or answered.")(
                    language))
        pen.paragraph(Phrase(zh: "发送时间：\(time(language))", en: "Sent: \(time(language))")(language))
        return close(&pen, subject: subject)
    }

    /// A letter with a link to sign in with, for whoever asked for it.
    /// - Parameter until: exclusive.
    public func signInLetter(link: String, until: Instant) -> Letter {
        let language = book.language
        var pen = LetterPen(language, reserving: 1)
        let subject = Phrase(zh: "[督办] 登录链接", en: "[Duban] Your sign-in link")(language)
        open(&pen, subject: subject, to: Phrase(zh: "您好", en: "Hello")(language))
        let end = DueWords(clock: book.clock(""), language: language, now: now).happened(until)
        pen.linkParagraph(
            Phrase(zh: "点击链接登录督办（\(end)前有效，只能使用一次）：", en: "Sign in with this link (until \(end), once):"), link)
        pen.paragraph(
            Phrase(zh: "如果不是您本人申请登录，不必理会本邮件。", en: "If you did not ask for it, ignore this letter.")(language))
        return close(&pen, subject: subject)
    }

    private func time(_ language: Language) -> String {
        DueWords(clock: book.clock(""), language: language, now: now).happened(now)
    }

    func name(of recipient: Recipient, _ language: Language) -> String {
        switch recipient {
        case .unit(let code): book.name(code)
        case .coordinator: office
        }
    }

    func words(_ notice: String, _ language: Language) -> DueWords {
        DueWords(clock: book.clock(notice), language: language, now: now)
    }

    // MARK: - The frame

    func mark(_ subject: String, _ language: Language) -> String {
        isRedirected ? Phrase(zh: "[改发]", en: "[redirected] ")(language) + subject : subject
    }

    func open(_ pen: inout LetterPen, subject: String, to name: String) {
        pen.begin(title: subject)
        pen.paragraph(name + (pen.language == .chinese ? "：" : ","))
        guard isRedirected else { return }
        pen.paragraph(
            Phrase(
                zh: "（目前所有邮件改发到本邮箱，本邮件原应发给上述单位。）",
                en: "(All mail is redirected to this mailbox for now; this letter was meant for the unit above.)")(
                    pen.language))
    }

    /// Who may know of a task that is done although the letter asks for it: the contacts, where the letter names them for
    /// every notice, else whoever sent it.
    private func whomToAsk(_ own: [Line], _ language: Language) -> Phrase {
        let notices = Set(own.prefix(Self.lineLimit).map(\.subject.assignment.notice))
        let namesAll = notices.allSatisfy { book.text($0, language)?.namesContacts ?? false }
        return namesAll ? Phrase(zh: "上述咨询单位", en: "the office above") : Phrase(zh: "发件单位", en: "the sender")
    }

    /// - Parameter whomToAsk: about a task that is done already; nil: the letter asks for nothing.
    func close(_ pen: inout LetterPen, subject: String, whomToAsk: Phrase? = nil) -> Letter {
        var words = Phrase(zh: "\(office)。本邮件由督办程序自动发送。", en: "\(office). Sent automatically.")
        if let whom = whomToAsk {
            words =
                words
                + Phrase(
                    zh: "如已办理而仍收到提醒，请与\(whom.zh)核对登记情况。",
                    en: " If this was done already, ask \(whom.en) to check its record.")
        }
        pen.footer(words(pen.language))
        pen.end()
        return Letter(subject: subject, text: pen.text, html: pen.html.source, language: pen.language)
    }

    /// The lines of a digest by what they are to its recipient.
    struct Parts {
        var own: [Line] = []
        var review: [Line] = []
        var below: [Line] = []
        private let others: Remainder

        /// With those that are not held.
        var ownCount: Int { own.count + others.count(.own) }
        var reviewCount: Int { review.count + others.count(.review) }
        var belowCount: Int { below.count + others.count(.below) }

        init(_ lines: [Line], _ others: Remainder) {
            self.others = others
            for line in lines {
                switch line.target.part {
                case .own: own.append(line)
                case .review: review.append(line)
                case .below, .watch: below.append(line)
                }
            }
        }
    }
}
