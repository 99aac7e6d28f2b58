/// A calendar as one short text, and back: what the ledger keeps beside a notice, so that a date can be explained
/// years later and a query need not read the calendar file.
///
///     duban-calendar 1
///     cn⇥中国⇥China⇥1a2b3c4d
///     2007-01-01/2026-12-31⇥67⇥08:30-17:30
///     元旦⇥New Year⇥国办发明电〔2006〕49号        one line for each name and source
///     =
///     13514h0 13515h0 …                            day number, holiday or workday, which line above

import Texts

extension WorkCalendar {
    public var compact: String {
        var labels: [Label: Int] = [:]
        var lines: [String] = []
        var days: [UInt8] = []
        days.reserveCapacity(exceptions.count * 10)
        // The days of a holiday follow each other: most have the label of the one before.
        var last: (label: Label, index: [UInt8])?
        for exception in exceptions {
            if last?.label.name != exception.name || last?.label.source != exception.source {
                let label = Label(name: exception.name, source: exception.source)
                let index = labels[label] ?? lines.count
                if index == lines.count {
                    labels[label] = index
                    lines.append(
                        [label.name.zh, label.name.en, label.source ?? ""].map(Self.plain).joined(separator: "\t"))
                }
                last = (label, Array(String(index).utf8))
            }
            if !days.isEmpty { days.append(0x20) }
            Self.append(exception.day.number, to: &days)
            days.append(exception.works ? 0x77 : 0x68)
            days += last?.index ?? []
        }
        let span = known.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" } ?? "-"
        let rest = week.restDays.map { String($0.rawValue) }.joined()
        let head = [
            "duban-calendar 1", [id, title.zh, title.en, version].map(Self.plain).joined(separator: "\t"),
            "\(span)\t\(rest)\t\(hours.text)",
        ]
        return (head + lines + ["=", String(decoding: days, as: UTF8.self)]).joined(separator: "\n") + "\n"
    }

    /// In decimal digits: a calendar has a thousand days, and each as a text of its own would be slow.
    private static func append(_ number: Int32, to bytes: inout [UInt8]) {
        if number < 0 { bytes.append(0x2D) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private struct Label: Hashable {
        let name: Phrase
        let source: String?
    }

    private static func plain(_ text: String) -> String {
        // Characters are slow, and hardly a text has a break.
        let hasBreak = text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
            default: false
            }
        }
        if !hasBreak { return text }
        return String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }

    /// Nil for a text that `compact` does not write.
    public init?(compact text: String) {
        // By bytes: every program that opens a notice reads this.
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
        guard lines.count >= 5, lines[0] == "duban-calendar 1",
            let mark = lines.firstIndex(of: "="), mark >= 3, mark + 1 < lines.count
        else { return nil }
        let head = lines[1].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let rules = lines[2].split(separator: "\t", omittingEmptySubsequences: false)
        guard head.count == 4, rules.count == 3, let known = Self.span(rules[0]), let hours = Self.hours(rules[2]),
            let week = WorkWeek(resting: Set(rules[1].compactMap { $0.wholeNumberValue }.compactMap(Weekday.init)))
        else { return nil }
        var labels: [Label] = []
        for line in lines[3..<mark] {
            let parts = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard parts.count == 3 else { return nil }
            labels.append(Label(name: Phrase(zh: parts[0], en: parts[1]), source: parts[2].isEmpty ? nil : parts[2]))
        }
        guard let exceptions = Self.exceptions(lines[mark + 1], labels) else { return nil }
        self.init(
            id: head[0], title: Phrase(zh: head[1], en: head[2]), version: head[3], known: known.days, week: week,
            hours: hours, exceptions: exceptions)
    }

    private static func span(_ text: Substring) -> (days: ClosedRange<Day>?, Void)? {
        if text == "-" { return (nil, ()) }
        let ends = text.split(separator: "/").compactMap { Day(iso: $0) }
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        return (ends[0]...ends[1], ())
    }

    private static func hours(_ text: Substring) -> WorkingHours? {
        let times = text.split(separator: "-").compactMap { part -> TimeOfDay? in
            let numbers = part.split(separator: ":").compactMap { Int($0) }
            return numbers.count == 2 ? TimeOfDay(hour: numbers[0], minute: numbers[1]) : nil
        }
        return times.count == 2 ? WorkingHours(start: times[0], end: times[1]) : nil
    }

    /// Reads `13514h0 13515w1 …` byte by byte: a query does this at every start.
    private static func exceptions(_ text: Substring, _ labels: [Label]) -> [Exception]? {
        var found: [Exception] = []
        var number: Int32?
        var works: Bool?
        var label = 0
        func take() -> Bool {
            guard let day = number, let works, labels.indices.contains(label) else { return number == nil }
            found.append(
                Exception(
                    day: Day(number: day), works: works, name: labels[label].name, source: labels[label].source))
            return true
        }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                let digit = Int32(byte - 0x30)
                guard (number ?? 0) < 10_000_000, label < 100_000 else { return nil }
                if works == nil { number = (number ?? 0) * 10 + digit } else { label = label * 10 + Int(digit) }
            case 0x68, 0x77:
                guard number != nil, works == nil else { return nil }
                works = byte == 0x77
            case 0x20:
                guard take() else { return nil }
                (number, works, label) = (nil, nil, 0)
            default: return nil
            }
        }
        return take() ? found : nil
    }
}
