/// What the form of a time and its neighbourhood say beyond single words: one rule, one name, one example.

import Texts

/// A time that is being judged, with what is known of it so far.
struct RoleCase {
    let reader: RoleReader
    let phrase: TimePhrase
    let around: Surroundings
    var verdict: Verdict

    var notice: NoticeText { reader.notice }
    var map: ClauseMap { reader.notice.map }
    var range: Range<Int> { reader.notice.range(phrase) }
    /// The point that counts.
    var last: TimePoint? { phrase.points.last }
    var hasHour: Bool { last?.minutes != nil }
}

struct Refinement: Sendable {
    enum Effect: Sendable {
        /// The time is not worth telling.
        case dropped
        /// No deadline, for this reason; nothing else is asked.
        case isOther(OtherReason)
        /// What the cues said against it does not hold.
        case isNotOther
        /// A deadline, whatever the cues said, and as much weight for it.
        case binds(Int)
        /// Weight for a deadline; the cues against it may still outweigh it.
        case speaks(Int)
    }

    let name: String
    let effect: Effect
    /// As a ground of the reading.
    let words: Phrase
    /// A sentence with one time, to which it applies.
    let example: String
    let applies: @Sendable (RoleCase) -> Bool

    init(
        _ name: String, _ effect: Effect, zh: String, en: String, example: String,
        when applies: @escaping @Sendable (RoleCase) -> Bool
    ) {
        self.name = name
        self.effect = effect
        words = Phrase(zh: zh, en: en)
        self.example = example
        self.applies = applies
    }

    static let all: [Refinement] = labels + points + distances
}

extension RoleCase {
    /// In order; false for a time that is not worth telling.
    mutating func refine(by refinements: [Refinement]) -> Bool {
        for refinement in refinements where refinement.applies(self) {
            if !verdict.has(refinement.name) { verdict.reasons.append(refinement.name) }
            switch refinement.effect {
            case .dropped: return false
            case .isOther(let why):
                verdict.other = why
                return true
            case .isNotOther: (verdict.other, verdict.otherWeight) = (nil, 0)
            case .binds(let weight):
                verdict.deadlineWeight += weight
                verdict.other = nil
            case .speaks(let weight):
                verdict.deadlineWeight += weight
                if verdict.otherWeight <= verdict.deadlineWeight { verdict.other = nil }
            }
        }
        return true
    }
}

extension DraftReason {
    init(_ refinement: Refinement) {
        let side: Side =
            if case .isOther(let why) = refinement.effect { .notBinding(why) } else { .binding }
        self.init(side, refinement.words)
    }
}
