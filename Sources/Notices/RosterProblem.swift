/// Everything that can be wrong with a roster, said in both languages. Addresses and numbers are never repeated.
import Deadlines
import Texts

enum RosterProblem {
    case empty, noUnits
    case missingColumn(RosterColumn, isFullWidth: Bool)
    case repeatedColumn(RosterColumn)
    case unknownColumn(String)
    case missingValue(RosterColumn)
    case duplicateCode(String, firstLine: Int)
    case duplicateName(String, firstLine: Int)
    case hiddenCharacter(RosterColumn)
    case unknownLevel(String)
    case badDate(RosterColumn, String)
    case leavesBeforeJoining(Day, Day)
    case unknownParent(String, closest: String?)
    case parentCircle([String])
    case badCreditCode(CreditCode.Problem)
    case mobileNumber
    case noMailbox
    case badMailbox(number: Int, of: Int, Phrase)
    case repeatedMailbox(number: Int)
    case manyMailboxes(Int)
    case tooManyMailboxes(Int)

    func diagnostic(file: String, at span: Span?) -> Diagnostic {
        let text = self.text
        return Diagnostic(
            severity, text.code, file: file, at: span, what: text.what, why: text.why, remedy: text.remedy)
    }

    private var severity: Diagnostic.Severity {
        switch self {
        case .unknownColumn, .duplicateName, .mobileNumber, .noMailbox, .repeatedMailbox, .manyMailboxes: .warning
        default: .error
        }
    }

    private var text: RosterProblemText {
        switch self {
        case .empty, .noUnits, .missingColumn, .repeatedColumn, .unknownColumn: columnText
        case .badCreditCode, .mobileNumber, .noMailbox, .badMailbox, .repeatedMailbox, .manyMailboxes,
            .tooManyMailboxes:
            contactText
        default: valueText
        }
    }
}

struct RosterProblemText {
    let code: String
    let what: Phrase
    let why: Phrase?
    let remedy: Phrase?

    init(_ code: String, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        self.code = code
        self.what = what
        self.why = why
        self.remedy = remedy
    }
}
