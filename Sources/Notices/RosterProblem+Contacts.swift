/// The words for problems of credit codes, telephones and mailboxes.
import Texts

extension RosterProblem {
    var contactText: RosterProblemText {
        switch self {
        case .badCreditCode(let problem):
            RosterProblemText(
                "bad-credit-code", what: Phrase(zh: "统一社会信用代码有误", en: "the credit code is wrong"), why: problem.phrase,
                remedy: Phrase(
                    zh: "对照登记证书改正；没有就留空。", en: "Correct it from the certificate; leave it empty if there is none."))
        case .mobileNumber:
            RosterProblemText(
                "mobile-number", what: Phrase(zh: "电话像是手机号", en: "the telephone looks like a mobile number"),
                why: Phrase(
                    zh: "手机号属于个人信息，名录只登记办公电话。",
                    en: "A mobile number is personal data; the roster is for office telephones."),
                remedy: Phrase(zh: "换成办公电话。", en: "Give the office telephone instead."))
        case .noMailbox:
            RosterProblemText(
                "no-mailbox", what: Phrase(zh: "没有邮箱", en: "the unit has no mailbox"),
                why: Phrase(zh: "提醒发不到这个单位，只能列入电话催办单。", en: "No reminder reaches it; it goes on the call list."),
                remedy: Phrase(zh: "补上单位邮箱。", en: "Add the unit's mailbox."))
        case .badMailbox(let number, let count, let problem):
            RosterProblemText(
                "bad-mailbox",
                what: count == 1
                    ? Phrase(zh: "邮箱写法不对", en: "the mailbox is not well formed")
                    : Phrase(zh: "第 \(number) 个邮箱写法不对", en: "mailbox \(number) is not well formed"),
                why: problem,
                remedy: Phrase(
                    zh: "写成 office@example.org；几个之间用分号。",
                    en: "Write it as office@example.org; part several by semicolons."))
        default: mailboxCountText
        }
    }

    private var mailboxCountText: RosterProblemText {
        switch self {
        case .repeatedMailbox(let number):
            RosterProblemText(
                "repeated-mailbox",
                what: Phrase(zh: "第 \(number) 个邮箱与前面的重复", en: "mailbox \(number) repeats an earlier one"),
                why: Phrase(zh: "只会发一封。", en: "It gets one letter only."),
                remedy: Phrase(zh: "删去重复的。", en: "Delete the repetition."))
        case .manyMailboxes(let count):
            RosterProblemText(
                "many-mailboxes", what: Phrase(zh: "有 \(count) 个邮箱", en: "\(count) mailboxes for one unit"),
                why: Phrase(zh: "每个邮箱都会收到每封提醒。", en: "Each of them gets every reminder."),
                remedy: Phrase(zh: "只留经办处室的邮箱。", en: "Keep those of the office in charge."))
        case .tooManyMailboxes(let count):
            RosterProblemText(
                "too-many-mailboxes",
                what: Phrase(
                    zh: "有 \(count) 个邮箱，最多 \(RosterReader.mailboxLimit) 个",
                    en: "\(count) mailboxes for one unit; at most \(RosterReader.mailboxLimit)"),
                why: Phrase(zh: "这更像群发名单。", en: "This looks like a distribution list."),
                remedy: Phrase(zh: "换成一个群组邮箱，或拆成几个单位。", en: "Use one group mailbox, or several units."))
        default: RosterProblemText("roster", what: Phrase(zh: "名录有误", en: "the roster is faulty"))
        }
    }
}
