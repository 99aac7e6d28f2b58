/// An official notice as data: what it is, whom it binds, what is due when, and how it is judged.

import Deadlines
import Texts

public struct Notice: Sendable {
    /// The notice's key in the ledger and on the command line, e.g. `henan-museums-2023`.
    public var id: String
    /// 文号 as printed; nil when the text prints none.
    public var number: String?
    public var title: String
    public var issuer: String?
    public var addressees: String?
    public var issued: Day?
    /// The reporting period, both days included.
    public var period: ClosedRange<Day>?
    /// Documents that the notice rests on, as cited.
    public var basis: [String]
    /// The language of its letters.
    public var language: Language
    /// IANA name of the zone in which its days begin and end.
    public var zone: String
    /// Identifier of the working-day calendar, e.g. `cn`.
    public var calendar: String
    public var assessment: Assessment
    /// The reading of "on time" that is official for this notice.
    public var official: OnTimeReading
    /// Working days that a returned submission has for its correction.
    public var correction: Int
    /// Working days that a unit has at least when a predecessor opened its task late.
    public var minimum: Int
    /// How undated review is reminded, what is sent before and after the due day.
    public var reminders: ReminderPolicy
    /// The last day on which overdue tasks are still reminded; nil while the notice stays open.
    public var closes: Day?
    public var contacts: [Contact]
    public var channels: [Channel]
    public var phases: [Phase]
    public var indicators: [Indicator]
    /// The events that start rules or open tasks, e.g. `finalised`.
    public var events: [EventKind]
    public var tasks: [Task]
    /// What the notice leaves open and the file's author inferred: the key, and why it was taken so.
    public var inferred: [Inference]
    /// Values that somebody has to settle before the notice is loaded, or accept when it is.
    public var doubts: [Doubt]
    /// What follows from being late or missing, as the notice says it.
    public var consequences: [String]

    public init(
        id: String, number: String? = nil, title: String, issuer: String? = nil, addressees: String? = nil,
        issued: Day? = nil, period: ClosedRange<Day>? = nil, basis: [String] = [], language: Language = .chinese,
        zone: String = "Asia/Shanghai", calendar: String = "cn", assessment: Assessment = .basis,
        official: OnTimeReading = .acceptedSubmission, correction: Int = 3, minimum: Int = 3,
        reminders: ReminderPolicy = .standard, closes: Day? = nil, contacts: [Contact] = [], channels: [Channel] = [],
        phases: [Phase] = [], indicators: [Indicator] = [], events: [EventKind] = [.told], tasks: [Task],
        inferred: [Inference] = [], doubts: [Doubt] = [], consequences: [String] = []
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.issuer = issuer
        self.addressees = addressees
        self.issued = issued
        self.period = period
        self.basis = basis
        self.language = language
        self.zone = zone
        self.calendar = calendar
        self.assessment = assessment
        self.official = official
        self.correction = correction
        self.minimum = minimum
        self.reminders = reminders
        self.closes = closes
        self.contacts = contacts
        self.channels = channels
        self.phases = phases
        self.indicators = indicators
        self.events = events
        self.tasks = tasks
        self.inferred = inferred
        self.doubts = doubts
        self.consequences = consequences
    }

    /// Whether the figures may be used to assess units.
    public enum Assessment: String, Sendable, CaseIterable {
        /// They may: rates are compared and ranked.
        case basis
        /// The notice or its regime says they are not a basis for assessment: nothing ranks.
        case none
    }
}

/// The readings of "on time", strictest first; each is contained in the next.
public enum OnTimeReading: String, Sendable, CaseIterable {
    case firstPass
    case acceptedSubmission
    case firstSubmission
}

/// An office to ask; never a person.
public struct Contact: Sendable, Hashable {
    public var office: String
    public var phone: String?
    public var mail: String?
    public var about: String?

    public init(office: String, phone: String? = nil, mail: String? = nil, about: String? = nil) {
        self.office = office
        self.phone = phone
        self.mail = mail
        self.about = about
    }
}

/// Where deliverables go: a system, a mailbox, an office.
public struct Channel: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case system, mailbox, paper, other }

    public var id: String
    public var kind: Kind
    public var title: String
    /// The web address of a system or the mailbox's address.
    public var address: String?

    public init(id: String, kind: Kind, title: String, address: String? = nil) {
        self.id = id
        self.kind = kind
        self.title = title
        self.address = address
    }
}

/// A stretch of the notice's own schedule.
public struct Phase: Sendable, Hashable {
    public var id: String
    public var title: String
    public var window: ClosedRange<Day>
    public var note: String?

    public init(id: String, title: String, window: ClosedRange<Day>, note: String? = nil) {
        self.id = id
        self.title = title
        self.window = window
        self.note = note
    }
}

/// Something that happens and starts a clock or opens a task.
public struct EventKind: Sendable, Hashable {
    /// To what one occurrence belongs.
    public enum Scope: String, Sendable, CaseIterable {
        /// It happens once for everybody (`finalised`).
        case notice
        /// It happens once for a unit (`told`).
        case unit
        /// It happens to a named thing of a unit, any number of times (`change`, `activity`).
        case item
    }

    /// A unit was told that its submissions are through; there in every notice.
    public static let told = EventKind(id: "told", title: "告知", scope: .unit)

    public var id: String
    public var title: String
    public var scope: Scope

    public init(id: String, title: String, scope: Scope) {
        self.id = id
        self.title = title
        self.scope = scope
    }
}

/// A value that the notice does not state.
public struct Inference: Sendable, Hashable {
    public var key: String
    public var reason: String

    public init(key: String, reason: String) {
        self.key = key
        self.reason = reason
    }
}
