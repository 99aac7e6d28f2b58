/// Telephone numbers of offices: 0371-12345678, 0000-2024112, 1234567 behind 电话. Mobile numbers are not kept.

import Deadlines

enum PhoneReader {
    struct Number: Sendable {
        /// With the area code and an extension.
        let place: Range<Int>
        /// 11 digits beginning with 13…19.
        let isMobile: Bool
        /// The day that its digits would be: 0000-20240314.
        let looksLike: Day?
    }

    /// Of each line.
    static func numbers(in text: SourceText) -> [[Number]] {
        (0..<text.lineCount).map { numbers(in: text.line($0), text) }
    }

    private static func numbers(in line: Range<Int>, _ text: SourceText) -> [Number] {
        var found: [Number] = []
        var place = line.lowerBound
        while place < line.upperBound {
            guard isDigit(text.scalars[place]) else {
                place += 1
                continue
            }
            let (end, groups) = run(from: place, to: line.upperBound, text)
            if let number = number(place..<end, groups, line, text) { found.append(number) }
            place = end
        }
        return found
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { Scalars.isDigit(Scalars.plain(scalar)) }

    /// Digits and the dashes between them.
    private static func run(from start: Int, to limit: Int, _ text: SourceText) -> (end: Int, groups: [[UInt32]]) {
        var place = start
        var groups: [[UInt32]] = [[]]
        while place < limit {
            let value = Scalars.plain(text.scalars[place])
            if Scalars.isDigit(value) {
                groups[groups.count - 1].append(value)
            } else if value == 0x2D, place + 1 < limit, isDigit(text.scalars[place + 1]) {
                groups.append([])
            } else {
                break
            }
            place += 1
        }
        return (place, groups)
    }

    private static func number(
        _ range: Range<Int>, _ groups: [[UInt32]], _ line: Range<Int>, _ text: SourceText
    ) -> Number? {
        let digits = groups.flatMap { $0 }
        guard groups.count <= 4, (7...16).contains(digits.count) else { return nil }
        let first = groups[0]
        let isMobile = digits.count == 11 && digits[0] == 0x31 && (0x33...0x39).contains(digits[1])
        let hasArea = first.first == 0x30 && (3...4).contains(first.count) && groups.count >= 2
        let isJoined = groups.count == 1 && first.first == 0x30 && (10...12).contains(digits.count)
        let isService = digits.starts(with: [0x34, 0x30, 0x30]) && digits.count == 10
        let isLocal =
            groups.count <= 2 && (7...8).contains(first.count) && isNamed(before: range.lowerBound, line, text)
        guard isMobile || hasArea || isJoined || isService || isLocal else { return nil }
        let local = hasArea ? Array(digits.dropFirst(first.count)) : digits
        return Number(place: range, isMobile: isMobile, looksLike: isMobile ? nil : day(local))
    }

    /// 电话：, 传真：, or another number before it.
    private static func isNamed(before place: Int, _ line: Range<Int>, _ text: SourceText) -> Bool {
        let words = text.tidy(max(line.lowerBound, place - 24)..<place)
        return ["电话", "传真", "热线", "座机", "联系人", "联系方式", "Tel", "TEL", "tel"].contains(where: words.contains)
    }

    /// 20240314, 2024314
    private static func day(_ digits: [UInt32]) -> Day? {
        guard (7...8).contains(digits.count) else { return nil }
        let values = digits.map { Int($0 - 0x30) }
        let year = values[..<4].reduce(0) { $0 * 10 + $1 }
        guard (1990...2050).contains(year) else { return nil }
        let rest = Array(values[4...])
        if rest.count == 4 { return Day(year: year, month: rest[0] * 10 + rest[1], day: rest[2] * 10 + rest[3]) }
        return Day(year: year, month: rest[0], day: rest[1] * 10 + rest[2])
            ?? Day(year: year, month: rest[0] * 10 + rest[1], day: rest[2])
    }
}
