/// A node of an assessment's indicator tree with its scoring rules.

public struct Indicator: Sendable, Hashable {
    public var id: String
    public var title: String
    /// The indicator above, nil at the top.
    public var parent: String?
    public var points: [PointRule]
    public var note: String?

    public init(id: String, title: String, parent: String? = nil, points: [PointRule] = [], note: String? = nil) {
        self.id = id
        self.title = title
        self.parent = parent
        self.points = points
        self.note = note
    }

    /// The most points that its own rules can give; alternatives count once, by their largest.
    public var maximum: Points {
        let plain = points.filter { $0.alternative == nil }.reduce(Points(tenths: 0)) { $0 + $1.maximum }
        var best: [String: Points] = [:]
        for rule in points {
            guard let group = rule.alternative else { continue }
            best[group] = Swift.max(best[group] ?? Points(tenths: 0), rule.maximum)
        }
        return best.values.reduce(plain, +)
    }

    public var hasVeto: Bool { points.contains { $0.rule == .veto } }
}

/// Points in tenths, so that halves add up exactly.
public struct Points: Sendable, Hashable, Comparable {
    public let tenths: Int

    public init(tenths: Int) { self.tenths = tenths }

    public static func + (left: Points, right: Points) -> Points { Points(tenths: left.tenths + right.tenths) }
    public static func < (left: Points, right: Points) -> Bool { left.tenths < right.tenths }

    /// `2`, `0.5`.
    public var text: String { tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)" }
}

/// How points are given.
public struct PointRule: Sendable, Hashable {
    public enum Rule: Sendable, Hashable {
        /// All or nothing.
        case fixed(Points)
        /// By judgement, from … to.
        case range(Points, Points)
        /// So many for each, up to a cap.
        case each(Points, cap: Points)
        /// The points if at least so many, otherwise none.
        case threshold(atLeast: Int, Points)
        /// By rank among the applicants, from … to.
        case relative(Points, Points)
        /// No points: the candidacy is cancelled when it happens.
        case veto
    }

    public var rule: Rule
    /// The notice's words.
    public var text: String
    /// The tasks (pieces of evidence) it looks at.
    public var tasks: [String]
    /// When it applies, e.g. only where there is no museum; nil: always.
    public var when: String?
    /// Rules with the same name are alternatives: one of them counts.
    public var alternative: String?

    public init(rule: Rule, text: String, tasks: [String] = [], when: String? = nil, alternative: String? = nil) {
        self.rule = rule
        self.text = text
        self.tasks = tasks
        self.when = when
        self.alternative = alternative
    }

    public var maximum: Points {
        switch rule {
        case .fixed(let points), .threshold(_, let points): points
        case .range(_, let most), .relative(_, let most): most
        case .each(_, let cap): cap
        case .veto: Points(tenths: 0)
        }
    }
}
