/// What one assignment is for a tally: its verdict by each reading, against either due.

import Deadlines
import Notices

/// One assignment's verdicts by every reading against either due, at one instant.
public struct Judgement: Sendable {
    /// In the order of `Tally.counts`.
    let verdicts: InlineArray<6, Verdict>
    /// By the official reading, against the extended due.
    public let official: Verdict
    /// Exempt, and its due has passed (or does not matter): it would be in the denominator.
    public let isExemptDue: Bool

    public subscript(reading: OnTimeReading, basis: DueBasis) -> Verdict { verdicts[Tally.index(reading, basis)] }

    /// - Parameter originalCover: how far an extended review is, measured by its original due; nil: as in the status.
    public init(_ status: Status, isOptional: Bool, by rules: TallyRules, originalCover: Cover? = nil) {
        var verdicts = InlineArray<6, Verdict>(repeating: .undated)
        func footing(_ basis: DueBasis) -> Footing {
            status.footing(
                basis, asOf: rules.asOf, isOptional: isOptional, includingNotDue: rules.includesNotDue,
                originalCover: originalCover)
        }
        let extended = footing(.extended)
        // Most were never extended.
        let isAlike = status.effectiveDue == status.extendedDue && originalCover == nil
        let original = isAlike ? extended : footing(.original)
        func apply(_ reading: OnTimeReading) {
            verdicts[Tally.index(reading, .original)] = original.verdict(reading, returns: status.returns)
            verdicts[Tally.index(reading, .extended)] = extended.verdict(reading, returns: status.returns)
        }
        apply(.firstPass)
        apply(.acceptedSubmission)
        apply(.firstSubmission)
        self.verdicts = verdicts
        official = verdicts[Tally.index(rules.official, .extended)]
        let counts = !isOptional || status.isBegun
        let isPast = status.extendedDue.map { rules.includesNotDue || $0 <= rules.asOf } ?? false
        isExemptDue = status.state == .exempt && counts && isPast
    }
}
