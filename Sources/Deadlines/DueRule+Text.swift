/// A due rule back as text: in its canonical form, which parses to the same rule.

extension DueRule {
    /// The canonical form: `parse(rule.text)` gives the rule again.
    public var text: String {
        let roll = statedRoll.map { " roll \($0.rawValue)" } ?? ""
        return form.text + roll
    }
}

extension DueRule.Form {
    fileprivate var text: String {
        switch self {
        case .undated: "undated"
        case .fixed(let day, let time): day.iso + time.suffix
        case .window(let stretch, let time): "\(stretch.from.text)/\(stretch.until.text)\(time.suffix)"
        case .relative(let relative): relative.text
        case .recurring(let recurrence): recurrence.text
        }
    }
}

extension DueRule.Relative {
    fileprivate var text: String {
        "\(count) \(unit.name(count: count)) \(direction.rawValue) \(anchor.text)\(time.suffix)"
    }
}

extension DueRule.Relative.Unit {
    /// `working days`, or `working day` for one.
    func name(count: Int) -> String {
        let plural = self == .workingDays ? "working days" : rawValue
        return count == 1 ? String(plural.dropLast()) : plural
    }
}

extension Recurrence {
    fileprivate var text: String {
        var text = markText + time.suffix
        if !except.isEmpty {
            text += " except " + except.map { DueRuleParser.monthNames[$0 - 1] }.joined(separator: ", ")
        }
        if let period { text += " from \(period.from.text) until \(period.until.text)" }
        return text
    }

    private var markText: String {
        let of = "of \(following ? "following " : "")\(cycle.rawValue)"
        switch mark {
        case .weekday(let weekday): return "weekly on \(weekday.name.en)"
        case .day(let day): return following ? "\(ordinalText(day)) \(of)" : "monthly on \(day)"
        case .monthDay(let month, let day):
            if cycle == .quarter { return "quarterly on \(day) of month \(month)" }
            let date = "\(padded(month, 2))-\(padded(day, 2))"
            return following ? "\(date) \(of)" : "yearly on \(date)"
        case .workingDay(let day): return "\(ordinalText(day)) working day \(of)"
        case .lastDay: return "last day \(of)"
        case .lastWorkingDay: return "last working day \(of)"
        }
    }
}

/// `1st`, `2nd`, `3rd`, `11th`, `21st`.
public func ordinalText(_ value: Int) -> String {
    let suffix =
        switch (value % 100, value % 10) {
        case (11...13, _): "th"
        case (_, 1): "st"
        case (_, 2): "nd"
        case (_, 3): "rd"
        default: "th"
        }
    return "\(value)\(suffix)"
}

extension TimeOfDay? {
    /// ` 17:00`, or nothing.
    var suffix: String { map { " \($0.text)" } ?? "" }
}
