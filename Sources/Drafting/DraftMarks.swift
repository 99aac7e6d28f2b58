/// Where in a notice's text its draft was read: marks that never overlap, and the lines cut at them.

import Texts

/// A stretch of the text that means something, told by its place in scalars.
public struct DraftMark: Sendable, Hashable {
    public enum Role: Sendable, Hashable {
        /// Times by which something has to be done; in doubt if one of them is.
        case deadline(isDoubtful: Bool)
        /// The words for who has to do it.
        case who
        /// A time that is no deadline.
        case other
    }

    public let range: Range<Int>
    public let role: Role
    /// From 0, ascending: which of the draft's deadlines it belongs to, and for `other` which of its others.
    public let numbers: [Int]
}

/// A stretch of one line, all of it under one mark or under none.
public struct DraftPiece: Sendable, Hashable {
    public let text: String
    public let mark: DraftMark?
    /// A mark that goes over a line's end begins in one piece and ends in another.
    public let begins: Bool
    public let ends: Bool
}

public struct DraftMarks: Sendable {
    /// In the order of the text.
    public let marks: [DraftMark]
    /// The pieces' texts joined, and the lines joined with line feeds, are the text again.
    public let lines: [[DraftPiece]]

    public init(_ text: SourceText, _ draft: Draft) {
        marks = MarkFinder(text).marks(of: draft)
        lines = Self.lines(text, marks)
    }

    private static func lines(_ text: SourceText, _ marks: [DraftMark]) -> [[DraftPiece]] {
        var next = marks[...]
        return (0..<text.lineCount).map { number in
            let line = text.line(number)
            var pieces: [DraftPiece] = []
            var place = line.lowerBound
            func add(_ end: Int, _ mark: DraftMark?) {
                guard place < end else { return }
                pieces.append(
                    DraftPiece(
                        text: text.text(place..<end), mark: mark, begins: mark?.range.lowerBound == place,
                        ends: mark?.range.upperBound == end))
                place = end
            }
            while let mark = next.first, mark.range.lowerBound < line.upperBound {
                add(mark.range.lowerBound, nil)
                add(min(mark.range.upperBound, line.upperBound), mark)
                guard mark.range.upperBound <= line.upperBound else { break }
                next.removeFirst()
            }
            add(line.upperBound, nil)
            return pieces
        }
    }
}

/// Finds the words of a draft in its text again. What cannot be found is left unmarked.
private struct MarkFinder {
    let text: SourceText
    private var scalars: [Unicode.Scalar] { text.scalars }

    init(_ text: SourceText) { self.text = text }

    func marks(of draft: Draft) -> [DraftMark] {
        var whos: [Range<Int>: [Int]] = [:]
        for (number, deadline) in draft.deadlines.enumerated() {
            if let range = who(deadline) { whos[range, default: []].append(number) }
        }
        let deadlines = deadlines(of: draft, ends: Set(whos.keys.map(\.upperBound)))
        var others: [Range<Int>: [Int]] = [:]
        for (number, other) in draft.others.enumerated() {
            guard let time = text.place(of: other.position), let range = quote(other.quote, around: time) else {
                continue
            }
            others[range, default: []].append(number)
        }
        var marks = Self.joined(deadlines).map { range, numbers in
            let isDoubtful = numbers.contains { !draft.deadlines[$0].doubts.isEmpty }
            return DraftMark(range: range, role: .deadline(isDoubtful: isDoubtful), numbers: numbers)
        }
        marks = Self.adding(Self.joined(whos), .who, to: marks)
        return Self.adding(Self.joined(others), .other, to: marks)
    }

    /// - Parameter ends: where the words for who end.
    private func deadlines(of draft: Draft, ends: Set<Int>) -> [Range<Int>: [Int]] {
        var numbers: [Range<Int>: [Int]] = [:]
        var known: [Int: Range<Int>] = [:]
        var last = 0
        for (number, deadline) in draft.deadlines.enumerated() {
            guard let time = text.place(of: deadline.position), let quote = quote(deadline.quote, around: time) else {
                continue
            }
            // 各单位应在收到通知后5日内: the quote of a distance goes back to its clause's beginning, and may take in
            // the words for who and an earlier time.
            let who = (quote.lowerBound..<time).last { ends.contains($0 + 1) }.map { $0 + 1 } ?? quote.lowerBound
            let start = max(who, last <= time ? last : 0)
            let range = known[time] ?? start..<quote.upperBound
            known[time] = range
            last = max(last, range.upperBound)
            numbers[range, default: []].append(number)
        }
        return numbers
    }

    /// A quote begins at its time or, with what a distance is counted from, before it.
    private func quote(_ quote: String, around time: Int) -> Range<Int>? {
        let words = Array(quote.unicodeScalars)
        guard !words.isEmpty else { return nil }
        var start = time
        while start >= 0, start + words.count > time {
            if start + words.count <= scalars.count, scalars[start..<start + words.count].elementsEqual(words) {
                return start..<start + words.count
            }
            start -= 1
        }
        return nil
    }

    /// The words for who, with the blanks and line breaks that were dropped from them.
    private func who(_ deadline: DraftDeadline) -> Range<Int>? {
        guard let who = deadline.who, let start = deadline.whoPosition.flatMap(text.place) else { return nil }
        var end = start
        for scalar in who.unicodeScalars {
            while end < scalars.count, scalars[end] != scalar, Scalars.isBlank(scalars[end]) || scalars[end] == "\n" {
                end += 1
            }
            guard end < scalars.count, scalars[end] == scalar else { return nil }
            end += 1
        }
        return start < end ? start..<end : nil
    }

    /// What overlaps becomes one.
    private static func joined(_ ranges: [Range<Int>: [Int]]) -> [(Range<Int>, [Int])] {
        var joined: [(range: Range<Int>, numbers: [Int])] = []
        for (range, numbers) in ranges.sorted(by: {
            ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound)
        }) {
            if let last = joined.last, range.lowerBound < last.range.upperBound {
                joined[joined.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
                joined[joined.count - 1].numbers += numbers
            } else {
                joined.append((range, numbers))
            }
        }
        return joined.map { ($0.range, $0.numbers.sorted()) }
    }

    /// Where two sorts of marks overlap, the first one's stands.
    private static func adding(
        _ ranges: [(Range<Int>, [Int])], _ role: DraftMark.Role, to marks: [DraftMark]
    ) -> [DraftMark] {
        var all = marks
        var next = marks[...]
        for (range, numbers) in ranges {
            while let mark = next.first, mark.range.upperBound <= range.lowerBound { next.removeFirst() }
            if let mark = next.first, mark.range.overlaps(range) { continue }
            all.append(DraftMark(range: range, role: role, numbers: numbers))
        }
        return all.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

extension SourceText {
    /// Nil for a place outside of the text.
    func place(of position: Position) -> Int? {
        guard position.line >= 1, position.line <= lineCount, position.column >= 1 else { return nil }
        let line = line(position.line - 1)
        let place = line.lowerBound + position.column - 1
        return place < line.upperBound ? place : nil
    }
}
