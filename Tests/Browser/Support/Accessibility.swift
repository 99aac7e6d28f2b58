/// What keeps people from using a page: checks in the manner of axe, run on any page that a browser shows.
import JSONTree
import Terminal

/// One fault of a page.
public struct AccessibilityProblem: Sendable, Hashable, CustomStringConvertible {
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// A form control without `label`, `aria-label` or `aria-labelledby`.
        case label
        /// An image without `alt`.
        case alt
        /// None or several `h1`; a heading that skips a level.
        case headings
        /// `html` without a language.
        case language
        /// A page without a title.
        case title
        /// None or several main landmarks.
        case main
        /// A link or button that says nothing.
        case name
        /// An `id` given twice.
        case id
        /// A table's header without `scope`; a table without headers.
        case scope
        /// Text whose contrast with its background is below 4.5 : 1, large text's below 3 : 1.
        case contrast
        /// A `tabindex` above 0.
        case tabindex
        /// The keyboard goes through the page in another order than it is read in, or gets stuck.
        case focusOrder
        /// The keyboard does not get there.
        case focusReach
        /// Having the keyboard does not show: neither outline nor shadow changes.
        case focusStyle
        /// The page is wider than a phone of 360 pixels.
        case narrow
    }

    public let rule: Rule
    /// Where the element stands, and how it begins; empty where the page as a whole is meant.
    public let element: String
    public let detail: String

    public var description: String {
        "\(rule.rawValue): \([detail, element].filter { !$0.isEmpty }.joined(separator: " — "))"
    }
}

extension Browser {
    /// All faults that the page has as it is shown now, in the order of the rules. Moves the keyboard through the page;
    /// the window is as before afterwards.
    public func accessibilityProblems() async throws -> [AccessibilityProblem] {
        var found = try await problems(AccessibilityScript.structure)
        found += try await problems(AccessibilityScript.contrast)
        found += try await focusProblems()
        found += try await narrowProblems()
        return found
    }

    /// Runs a script that reports problems.
    func problems(_ script: String, _ arguments: [JSON] = []) async throws -> [AccessibilityProblem] {
        let found = try await execute(AccessibilityScript.common + script + "\nreturn problems;", arguments)
        return try (found.array ?? []).map { problem in
            let texts = (problem.array ?? []).map { $0.string ?? "" }
            guard texts.count == 3, let rule = AccessibilityProblem.Rule(rawValue: texts[0]) else {
                throw BrowserTrouble("a check reported \(problem)")
            }
            return AccessibilityProblem(rule: rule, element: texts[1], detail: texts[2])
        }
    }

    /// Goes through the page by the keyboard, from its start until it comes round.
    private func focusProblems() async throws -> [AccessibilityProblem] {
        let candidates = try await execute(AccessibilityScript.common + AccessibilityScript.focusStart).int ?? 0
        var found: [AccessibilityProblem] = []
        // A field for a date is several steps.
        for _ in 0..<(candidates * 8 + 10) {
            try await pressTab()
            found += try await problems(AccessibilityScript.focusStep)
            if try await execute("return window.dubanFocus.isRound").bool == true {
                return found + (try await problems(AccessibilityScript.focusEnd))
            }
        }
        return found + [AccessibilityProblem(rule: .focusOrder, element: "", detail: "Tab never comes round")]
    }

    private func narrowProblems() async throws -> [AccessibilityProblem] {
        try await narrow(to: Self.phone.width)
        let found = try await problems(AccessibilityScript.narrow, [.int(Self.phone.width)])
        if !options.isPhone { try await widen() }
        return found
    }
}
