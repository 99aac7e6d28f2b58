/// Every kind of problem that a notice file can have: one code each, with its severity.
///
/// Tests/Notices/Problems holds a file that reproduces each code and the text that it produces.

import Texts

public enum NoticeProblem: String, Sendable, CaseIterable {
    // Keys and single values.
    case missingKey = "missing-key"
    case emptyText = "empty-text"
    case controlCharacter = "control-character"
    case malformedID = "malformed-id"
    case malformedPeriod = "malformed-period"
    case reversedPeriod = "reversed-period"
    case malformedCount = "malformed-count"
    case reversedCount = "reversed-count"
    case malformedMailbox = "malformed-mailbox"
    case malformedAddress = "malformed-address"
    case malformedZone = "malformed-zone"
    case malformedNamePattern = "malformed-name-pattern"
    case unknownNameField = "unknown-name-field"
    case malformedLadder = "malformed-ladder"
    case repeatedValue = "repeated-value"
    // Rules, conditions, selectors, points.
    case malformedCondition = "malformed-condition"
    case emptySelector = "empty-selector"
    case malformedReview = "malformed-review"
    case malformedPoints = "malformed-points"
    case incompletePoints = "incomplete-points"
    case reversedPoints = "reversed-points"
    case capBelowEach = "cap-below-each"
    case lonelyAlternative = "lonely-alternative"
    // What refers to something else in the file.
    case noTasks = "no-tasks"
    case unknownTask = "unknown-task"
    case unknownChannel = "unknown-channel"
    case unknownPhase = "unknown-phase"
    case unknownIndicator = "unknown-indicator"
    case unknownEvent = "unknown-event"
    case dependencyCycle = "dependency-cycle"
    case indicatorCycle = "indicator-cycle"
    case toldScope = "told-scope"
    case eventWithoutStart = "event-without-start"
    case startsOnce = "starts-once"
    case neverUsed = "never-used"
    case inferredUnknown = "inferred-unknown"
    case doubtUnknown = "doubt-unknown"
    case openDoubt = "open-doubt"
    case duplicateTitle = "duplicate-title"
    case personalContact = "personal-contact"
    case mobileNumber = "mobile-number"
    // Tasks that contradict themselves.
    case reviewWithoutCovers = "review-without-covers"
    case coversOutsideReview = "covers-outside-review"
    case coversUnreviewed = "covers-unreviewed"
    case quotaOfItself = "quota-of-itself"
    case unreachableDue = "unreachable-due"
    case channelWithoutDeliverable = "channel-without-deliverable"
    case sealedScanUnsealed = "sealed-scan-unsealed"
    case itemFieldWithoutItems = "item-field-without-items"
    case endlessRecurrence = "endless-recurrence"
    // Dates against the calendar and one another.
    case unknownCalendar = "unknown-calendar"
    case unknownZone = "unknown-zone"
    case dueOnRestDay = "due-on-rest-day"
    case dueBeforeIssue = "due-before-issue"
    case overAtIssue = "over-at-issue"
    case dueProvisional = "due-provisional"
    case closesBeforeDue = "closes-before-due"
    case tooLittleTime = "too-little-time"
    case successorBeforePredecessor = "due-before-predecessor"
    case reviewTooEarly = "review-too-early"
    case reviewTooLate = "review-too-late"
    // The file against the roster.
    case unknownUnit = "unknown-unit"
    case unknownUnitKind = "unknown-unit-kind"
    case unknownUnitLevel = "unknown-unit-level"
    case unknownTag = "unknown-tag"
    case unknownRegion = "unknown-region"
    case emptySelection = "empty-selection"
    case leadOutsideWho = "lead-outside-who"
    case unitWithoutDue = "unit-without-due"
    case unitWithoutMailbox = "unit-without-mailbox"
    case unboundUnit = "unbound-unit"
    case noItems = "no-items"
    case reviewerNotFound = "reviewer-not-found"
    case reviewerAmbiguous = "reviewer-ambiguous"
    case reviewerIsUnit = "reviewer-is-unit"
    case coversNotReviewer = "covers-not-reviewer"
    case quotaWithoutGroup = "quota-without-group"

    /// Warnings let the file pass; a person should look.
    public var severity: Diagnostic.Severity {
        switch self {
        case .repeatedValue, .lonelyAlternative, .startsOnce, .neverUsed, .openDoubt, .duplicateTitle,
            .personalContact, .mobileNumber, .unreachableDue, .channelWithoutDeliverable, .sealedScanUnsealed,
            .itemFieldWithoutItems,
            .endlessRecurrence, .successorBeforePredecessor, .reviewTooEarly, .dueOnRestDay, .overAtIssue,
            .dueProvisional, .tooLittleTime, .reviewTooLate,
            .unknownUnitKind, .unknownUnitLevel, .unknownTag, .unknownRegion, .emptySelection, .unitWithoutDue,
            .unitWithoutMailbox, .unboundUnit, .noItems, .coversNotReviewer, .quotaWithoutGroup:
            .warning
        default:
            .error
        }
    }
}

/// A problem with its texts, before it is put at a place.
struct Problem: Sendable {
    let kind: NoticeProblem
    let what: Phrase
    let why: Phrase?
    let remedy: Phrase?

    init(_ kind: NoticeProblem, _ what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        self.kind = kind
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    func at(_ span: Span?, file: String) -> Diagnostic {
        Diagnostic(kind.severity, kind.rawValue, file: file, at: span, what: what, why: why, remedy: remedy)
    }
}

extension Problem {
    /// The suggestion if one is near, otherwise all that is known (cut after ten).
    static func suggest(_ word: String, among known: [String]) -> Phrase? {
        if let near = didYouMean(word, among: known) { return near }
        guard !known.isEmpty else { return nil }
        let shown = known.prefix(10)
        let more = known.count > 10
        return Phrase(
            zh: "可用的有：" + shown.joined(separator: "、") + (more ? " 等 \(known.count) 个。" : "。"),
            en: "Known: " + shown.joined(separator: ", ") + (more ? " … (\(known.count) in all)." : "."))
    }

    /// At most three names, then how many more.
    static func sample(_ names: [String]) -> Phrase {
        let shown = names.prefix(3)
        guard names.count > 3 else {
            return Phrase(zh: shown.joined(separator: "、"), en: shown.joined(separator: ", "))
        }
        return Phrase(
            zh: shown.joined(separator: "、") + " 等 \(names.count) 个",
            en: shown.joined(separator: ", ") + " and \(names.count - 3) more")
    }
}
