/// Weighs the cues around a time.

struct Verdict: Sendable {
    /// Nil: a deadline.
    var other: OtherReason?
    /// The weights for and against.
    var deadlineWeight = 0
    var otherWeight = 0
    /// It recurs, and no day is said.
    var isVague = false
    /// The names of the cues that spoke.
    var reasons: [String] = []

    var isDeadline: Bool { other == nil }

    /// 0.5 where both sides weigh the same, nearly 1 where only one speaks clearly.
    var confidence: Double {
        let (mine, theirs) = isDeadline ? (deadlineWeight, otherWeight) : (otherWeight, deadlineWeight)
        return Double(mine + 1) / Double(mine + theirs + 2)
    }
}

struct CueReader: Sendable {
    private struct Scoped: Sendable {
        let index: WordIndex
        /// Which rule each word of the index belongs to.
        let rules: [CueRule]
    }

    private let scoped: [CueRule.Scope: Scoped]
    /// A verb somewhere in the sentence does not make a date a deadline; a verb and 请于 do.
    static let least = 4

    /// Cues of what is past: conditions and documents name their year, deadlines seldom do.
    private static let ofYears: Set<String> = ["eligible", "eligible-just", "announced"]

    static let shared = CueReader(CueRule.all)

    init(_ rules: [CueRule]) {
        var scoped: [CueRule.Scope: Scoped] = [:]
        for scope in CueRule.Scope.allCases {
            let pairs = rules.filter { $0.scope == scope }.flatMap { rule in rule.words.map { ($0, rule) } }
            scoped[scope] = Scoped(index: WordIndex(pairs.map(\.0)), rules: pairs.map(\.1))
        }
        self.scoped = scoped
    }

    /// - Parameters:
    ///   - base: what the form of the time itself says for a deadline.
    ///   - saysYear: a condition of eligibility names its year; 毕业 beside 6月10日 is no such condition.
    func verdict(_ around: Surroundings, base: Int, saysYear: Bool) -> Verdict {
        var verdict = Verdict(deadlineWeight: base)
        var others: [OtherReason: Int] = [:]
        var seen: Set<String> = []
        func count(_ rule: CueRule) {
            guard saysYear || !Self.ofYears.contains(rule.name), seen.insert(rule.name).inserted else { return }
            verdict.reasons.append(rule.name)
            switch rule.effect {
            case .deadline: verdict.deadlineWeight += rule.weight
            case .other(let reason): others[reason, default: 0] += rule.weight
            }
        }
        for scope in CueRule.Scope.allCases {
            guard let known = scoped[scope] else { continue }
            let text = Self.text(scope, around)
            for (word, place) in known.index.occurrences(in: text) {
                switch scope {
                case .justAfter: if place > 0 { continue }
                case .justBefore: if place + known.index.length(word) < text.count { continue }
                default: break
                }
                count(known.rules[word])
            }
        }
        if let strongest = others.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) {
            verdict.otherWeight = strongest.value
            if strongest.value > verdict.deadlineWeight { verdict.other = strongest.key }
        }
        if verdict.deadlineWeight < Self.least, verdict.other == nil { verdict.other = .other }
        return verdict
    }

    private static func text(_ scope: CueRule.Scope, _ around: Surroundings) -> [UInt32] {
        switch scope {
        case .justAfter: around.justAfter
        case .justBefore: around.justBefore
        case .clause: around.clause
        case .after: around.after
        case .before: around.before
        case .label: around.label
        case .heading: around.heading
        }
    }
}
