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

    /// Percent with one decimal, rounded half up: `95.2%`; `–` without a denominator.
    public var percent: String {
        guard denominator > 0 else { return "–" }
        let tenths = (numerator * 2000 + denominator) / (2 * denominator)
        return "\(tenths / 10).\(tenths % 10)%"
    }

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
        let sorted = values.sorted()
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

    /// `2`, `2.5`.
    public var median: String? {
        medianHalves.map { $0 % 2 == 0 ? String($0 / 2) : "\($0 / 2).5" }
    }

    /// Two decimals, rounded half up.
    public var mean: String? { Distribution.mean(sum, count) }

    static func mean(_ sum: Int, _ count: Int) -> String? {
        guard count > 0 else { return nil }
        let hundredths = (sum * 200 + count) / (2 * count)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
