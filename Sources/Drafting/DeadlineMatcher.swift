/// Finds the deadlines of an earlier text again in a revised one.
///
/// What agrees in more comes first: words and quote, words and kind (its day moved), the quote, the words, the day. So
/// two tasks that exchange their days are each moved, and neither is taken for the other.

import Deadlines
import Texts

struct DeadlineMatcher {
    struct Pair {
        let known: Int
        let deadline: Int
        let match: DraftComparison.Match
    }

    private struct Candidate {
        let known: Int
        let deadline: Int
        let hasQuote: Bool
        let hasWords: Bool
        let hasKind: Bool
        let hasDay: Bool
        let score: Double
    }

    private let known: [KnownDeadline]
    private let deadlines: [DraftDeadline]

    private let mostPairs: Int

    init(_ known: [KnownDeadline], _ deadlines: [DraftDeadline], mostPairs: Int = 1_000_000) {
        self.mostPairs = mostPairs
        self.known = known
        self.deadlines = deadlines
    }

    func pairs() -> [Pair] {
        var pairs = unchanged()
        // Only what changed is compared each with each.
        var (olds, news) = (Set(known.indices), Set(deadlines.indices))
        for pair in pairs {
            olds.remove(pair.known)
            news.remove(pair.deadline)
        }
        var candidates = candidates(olds.sorted(), news.sorted())
        candidates.sort { left, right in
            left.score != right.score
                ? left.score > right.score
                : abs(left.known - left.deadline) < abs(right.known - right.deadline)
        }
        let passes: [(DraftComparison.Match, (Candidate) -> Bool)] = [
            (.quote, { $0.hasQuote && $0.hasWords }), (.words, { $0.hasWords && $0.hasKind }),
            (.quote, { $0.hasQuote && $0.hasKind }), (.quote, { $0.hasQuote }), (.words, { $0.hasWords }),
            (.date, { $0.hasDay && $0.hasKind }), (.date, { $0.hasDay }),
        ]
        for (match, fits) in passes {
            for candidate in candidates where fits(candidate) {
                guard olds.contains(candidate.known), news.contains(candidate.deadline) else { continue }
                olds.remove(candidate.known)
                news.remove(candidate.deadline)
                pairs.append(Pair(known: candidate.known, deadline: candidate.deadline, match: match))
            }
        }
        return pairs
    }

    /// The same words, quote and day.
    private func unchanged() -> [Pair] {
        struct Key: Hashable {
            let quote: String
            let words: String
            let day: Day?
        }
        var places: [Key: [Int]] = [:]
        for (index, deadline) in deadlines.enumerated().reversed() {
            let key = Key(quote: Self.plain(deadline.quote), words: Self.words(deadline), day: deadline.day)
            places[key, default: []].append(index)
        }
        return known.enumerated().compactMap { index, old in
            let key = Key(quote: Self.plain(old.quote ?? ""), words: Self.words(old.title), day: old.due.lastDay)
            return places[key]?.popLast().map { Pair(known: index, deadline: $0, match: .quote) }
        }
    }

    private func candidates(_ olds: [Int], _ news: [Int]) -> [Candidate] {
        let newWords = news.map { Self.bigrams(Self.words(deadlines[$0])) }
        let newQuotes = news.map { Self.plain(deadlines[$0].quote) }
        var candidates: [Candidate] = []
        for (rank, index) in olds.enumerated() {
            let old = known[index]
            let (words, quote) = (Self.bigrams(Self.words(old.title)), old.quote.map(Self.plain))
            for place in nearby(rank, of: olds.count, among: news.count) {
                let other = news[place]
                let new = deadlines[other]
                let likeness = Self.likeness(words, newWords[place])
                let hasDay = old.due.lastDay.map { $0 == new.day } ?? false
                let hasWho =
                    if case .words(let who) = old.who { new.who.map(Self.plain) == Self.plain(who) } else { false }
                let candidate = Candidate(
                    known: index, deadline: other, hasQuote: quote == newQuotes[place], hasWords: likeness >= 0.5,
                    hasKind: Self.fits(old.kind, new.kind), hasDay: hasDay,
                    score: likeness + (hasWho ? 0.5 : 0) + (hasDay ? 0.25 : 0))
                if candidate.hasQuote || candidate.hasWords || hasDay { candidates.append(candidate) }
            }
        }
        return candidates
    }

    /// Every notice that people write is compared each with each. Beyond a million pairs only what stands near the same
    /// place in both texts is, so that a made-up file costs no hours.
    private func nearby(_ rank: Int, of olds: Int, among news: Int) -> Range<Int> {
        guard olds * news > mostPairs else { return 0..<news }
        let (middle, reach) = (rank * news / olds, max(8, mostPairs / olds / 2))
        return max(0, middle - reach)..<min(news, middle + reach)
    }

    // MARK: - What counts as the same

    /// A review is drafted as `other`, since only people know what it covers.
    static func fits(_ kind: String, _ drafted: DraftKind) -> Bool {
        switch kind {
        case drafted.rawValue: true
        case DraftKind.other.rawValue: drafted == .review
        // Kinds that only people give.
        default: DraftKind(rawValue: kind) == nil
        }
    }

    /// Without blanks, in plain forms.
    static func plain(_ text: String) -> String {
        text.unicodeScalars.filter { !Scalars.isBlank($0) && $0 != "\n" }.map(Scalars.plain).string
    }

    /// A draft's title as its task's words: without the number that tells two of the same apart.
    static func words(_ title: String) -> String {
        let words = plain(title)
        guard words.hasSuffix(")"), let open = words.lastIndex(of: "(") else { return words }
        let number = words[words.index(after: open)...].dropLast()
        return !number.isEmpty && number.allSatisfy(\.isNumber) ? String(words[..<open]) : words
    }

    static func words(_ deadline: DraftDeadline) -> String {
        let isEmpty = deadline.task.allSatisfy { $0.isWhitespace || $0.isPunctuation }
        return plain(isEmpty ? deadline.kind.name.zh : deadline.task)
    }

    private static func bigrams(_ words: String) -> Set<[UInt32]> {
        let scalars = words.unicodeScalars.map(\.value)
        guard scalars.count > 1 else { return [scalars] }
        return Set(zip(scalars, scalars.dropFirst()).map { [$0, $1] })
    }

    /// Dice's coefficient, 0…1.
    private static func likeness(_ left: Set<[UInt32]>, _ right: Set<[UInt32]>) -> Double {
        2 * Double(left.intersection(right).count) / Double(max(1, left.count + right.count))
    }
}

extension DueRule {
    /// Of a day or a window.
    var lastDay: Day? {
        switch form {
        case .fixed(let day, _): day
        case .window(let stretch, _): stretch.days.upperBound
        case .undated, .relative, .recurring: nil
        }
    }
}
