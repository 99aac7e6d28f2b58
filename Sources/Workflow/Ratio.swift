/// A rate kept as its two whole numbers, so that nothing is rounded before it is printed.

public struct Ratio: Sendable, Hashable {
    public let numerator: Int
    public let denominator: Int

    public init(_ numerator: Int, of denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Nil without a denominator: there is nothing to rate.
    public var value: Double? { denominator == 0 ? nil : Double(numerator) / Double(denominator) }

    /// Percent with one decimal, rounded half up; nil without a denominator.
    public var percentage: Fixed? { denominator > 0 ? Fixed(numerator * 100, over: denominator, places: 1) : nil }

    /// `95.2%`; `–` without a denominator.
    public var percent: String { percentage.map { $0.text + "%" } ?? "–" }

    /// `20/21`.
    public var fraction: String { "\(numerator)/\(denominator)" }

    /// The Wilson score interval at 95 % (Wilson 1927): where the rate lies when the group is taken as a sample.
    /// Nil without a denominator.
    public var wilson: ClosedRange<Double>? {
        guard let rate = value, numerator >= 0, numerator <= denominator else { return nil }
        let count = Double(denominator)
        let z = 1.959963984540054
        let centre = rate + z * z / (2 * count)
        let spread = z * ((rate * (1 - rate) + z * z / (4 * count)) / count).squareRoot()
        let scale = 1 + z * z / count
        return max(0, (centre - spread) / scale)...min(1, (centre + spread) / scale)
    }
}

/// A number with few decimals, kept as a whole one: 2.67 is 267 with two places.
public struct Fixed: Sendable, Hashable, CustomStringConvertible {
    public let digits: Int
    /// How many of the digits stand after the point: 0, 1 or 2.
    public let places: Int

    public init(digits: Int, places: Int) {
        self.digits = digits
        self.places = places
    }

    /// A quotient of numbers that are not negative, rounded half up.
    init(_ numerator: Int, over denominator: Int, places: Int) {
        digits = (numerator * 2 * Fixed.powers[places] + denominator) / (2 * denominator)
        self.places = places
    }

    public var value: Double { Double(digits) / Double(Fixed.powers[places]) }

    public var text: String {
        let power = Fixed.powers[places]
        if power == 1 { return String(digits) }
        let sign = digits < 0 ? "-" : ""
        let rest = String(digits.magnitude % UInt(power))
        return "\(sign)\(digits.magnitude / UInt(power))." + String(repeating: "0", count: places - rest.utf8.count)
            + rest
    }

    public var description: String { text }

    private static let powers: InlineArray<3, Int> = [1, 10, 100]
}

/// How a list of whole numbers is spread; nil figures for an empty list.
public struct Distribution: Sendable, Hashable {
    public let count: Int
    public let sum: Int
    /// The middle one, or the lower of the two in the middle plus the upper, in halves.
    public let medianHalves: Int?
    /// The smallest value that at least 90 % do not exceed (nearest rank).
    public let p90: Int?
    public let maximum: Int?

    public init(_ values: [Int]) {
        let sorted = Self.sorted(values)
        count = sorted.count
        sum = sorted.reduce(0, +)
        maximum = sorted.last
        guard !sorted.isEmpty else {
            medianHalves = nil
            p90 = nil
            return
        }
        medianHalves = sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
        p90 = sorted[(sorted.count * 9 + 9) / 10 - 1]
    }

    /// Lists of days are either those of one unit, a few values for which the general sort takes too long a run-up; or
    /// long, with few different values, which are counted.
    private static func sorted(_ values: [Int]) -> [Int] {
        guard values.count <= 12 else { return counted(values) ?? values.sorted() }
        var sorted = values
        var place = 1
        while place < sorted.count {
            var gap = place
            while gap > 0, sorted[gap - 1] > sorted[gap] {
                sorted.swapAt(gap - 1, gap)
                gap -= 1
            }
            place += 1
        }
        return sorted
    }

    /// Nil when the values lie too far apart to be counted.
    private static func counted(_ values: [Int]) -> [Int]? {
        guard let least = values.min(), let most = values.max(), most - least < 4 * values.count else { return nil }
        var counts = [Int](repeating: 0, count: most - least + 1)
        for value in values { counts[value - least] += 1 }
        var sorted: [Int] = []
        sorted.reserveCapacity(values.count)
        for (place, count) in counts.enumerated() {
            for _ in 0..<count { sorted.append(least + place) }
        }
        return sorted
    }

    /// `2`, `2.5`.
    public var median: Fixed? {
        medianHalves.map { $0 % 2 == 0 ? Fixed(digits: $0 / 2, places: 0) : Fixed(digits: $0 * 5, places: 1) }
    }

    /// Two decimals, rounded half up.
    public var mean: Fixed? { Distribution.mean(sum, count) }

    static func mean(_ sum: Int, _ count: Int) -> Fixed? {
        count > 0 ? Fixed(sum, over: count, places: 2) : nil
    }
}
