/// "Did you mean": the known word nearest to one that is not known.
///
/// Tried in this order: the same word in another case; the fewest typing slips (an added, lost, wrong letter, or two
/// swapped ones), at most one in four letters' words, two in eight, three in longer ones; a word that contains the
/// given one; for Chinese, a full name of which the given one is an abbreviation (渝中区科协 → 渝中区科学技术协会).
/// Of equally near ones the first wins. Nil when nothing is near enough to be worth saying.
public func closest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
    var search = ClosestSearch(wanted: wanted)
    for candidate in candidates {
        search.consider(candidate)
        if search.slips?.distance == 0 { break }
    }
    return search.slips?.word ?? search.containing?.word ?? search.abbreviated?.word
}

private struct ClosestSearch {
    let wanted: [Unicode.Scalar]
    /// The most slips still worth suggesting.
    let bound: Int
    /// Containment says something only for two Chinese characters or three letters.
    let isLongEnoughToContain: Bool
    let isChinese: Bool
    var slips: (word: String, distance: Int)?
    var containing: (word: String, length: Int)?
    var abbreviated: (word: String, length: Int)?

    init(wanted: [Unicode.Scalar]) {
        self.wanted = wanted
        bound = wanted.count < 2 ? 0 : wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
        isChinese = wanted.contains { $0.value >= 0x2E80 }
        isLongEnoughToContain = wanted.count >= (isChinese ? 2 : 3)
    }

    mutating func consider(_ candidate: String) {
        let letters = Array(candidate.lowercased().unicodeScalars)
        guard !letters.isEmpty, letters.count <= 200 else { return }
        let limit = slips.map { $0.distance - 1 } ?? bound
        if limit >= 0, abs(letters.count - wanted.count) <= limit,
            let distance = slipDistance(wanted, letters, limit: limit), distance < min(wanted.count, letters.count)
        {
            slips = (candidate, distance)
        }
        guard slips == nil, letters.count > wanted.count, isLongEnoughToContain else { return }
        if letters.count < containing?.length ?? .max, contains(letters) { containing = (candidate, letters.count) }
        if isChinese, wanted.count >= 3, letters.count < abbreviated?.length ?? .max, isAbbreviated(letters) {
            abbreviated = (candidate, letters.count)
        }
    }

    private func contains(_ letters: [Unicode.Scalar]) -> Bool {
        (0...(letters.count - wanted.count)).contains { start in
            letters[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    private func isAbbreviated(_ letters: [Unicode.Scalar]) -> Bool {
        var rest = wanted[...]
        for letter in letters where letter == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}

/// The Damerau–Levenshtein distance in its optimal-string-alignment form, or nil when it exceeds `limit`.
private func slipDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for i in 1...left.count {
        current[0] = i
        var best = i
        for j in 1...right.count {
            let cost = left[i - 1] == right[j - 1] ? 0 : 1
            var distance = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
            if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                distance = min(distance, beforePrevious[j - 2] + 1)
            }
            current[j] = distance
            best = min(best, distance)
        }
        // A later row can fall below this one's least value by a swap only, and never by more than it started from.
        if best > limit + 1 { return nil }
        (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
}

/// ` 是否想写“X”？` / ` Did you mean "X"?`, to be added to a message; nil when nothing is near.
public func didYouMean(_ word: String, among candidates: some Sequence<String>) -> Phrase? {
    closest(to: word, among: candidates).map {
        Phrase(zh: "是否想写“\($0)”？", en: "Did you mean \"\($0)\"?")
    }
}
