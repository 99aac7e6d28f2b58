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
        // By bytes, each once: every program that opens a notice reads this.
        var cursor = Cursor(Array(text.utf8))
        guard cursor.field(before: Self.newline) == "duban-calendar 1",
            let id = cursor.field(before: Self.tab), let chinese = cursor.field(before: Self.tab),
            let english = cursor.field(before: Self.tab), let version = cursor.field(before: Self.newline),
            let span = cursor.field(before: Self.tab), let rests = cursor.field(before: Self.tab),
            let times = cursor.field(before: Self.newline),
            let known = Self.span(span), let hours = WorkingHours(text: times),
            let week = WorkWeek(resting: rests.utf8.compactMap { Weekday(rawValue: Int($0) - 0x30) })
        else { return nil }
        var labels: [Label] = []
        while !cursor.skip("=\n") {
            guard let chinese = cursor.field(before: Self.tab), let english = cursor.field(before: Self.tab),
                let source = cursor.field(before: Self.newline)
            else { return nil }
            labels.append(Label(name: Phrase(zh: chinese, en: english), source: source.isEmpty ? nil : source))
        }
        guard let exceptions = cursor.exceptions(labels) else { return nil }
        self.init(
            id: id, title: Phrase(zh: chinese, en: english), version: version, known: known.days, week: week,
            hours: hours, exceptions: exceptions)
    }

    private static let newline: UInt8 = 0x0A
    private static let tab: UInt8 = 0x09

    private static func span(_ text: String) -> (days: ClosedRange<Day>?, Void)? {
        if text == "-" { return (nil, ()) }
        let ends = text.utf8.split(separator: 0x2F).compactMap { Day(iso: Substring($0)) }
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        return (ends[0]...ends[1], ())
    }

    /// Goes through the bytes of a compact text.
    private struct Cursor {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        /// The text up to the separator, which is passed too. Nil when it does not come in this line.
        mutating func field(before separator: UInt8) -> String? {
            var end = place
            while end < bytes.count, bytes[end] != separator {
                if bytes[end] == WorkCalendar.newline { return nil }
                end += 1
            }
            guard end < bytes.count else { return nil }
            defer { place = end + 1 }
            return String(decoding: bytes[place..<end], as: UTF8.self)
        }

        /// Passes these characters if they come next.
        mutating func skip(_ text: String) -> Bool {
            let wanted = text.utf8
            guard bytes[place...].starts(with: wanted) else { return false }
            place += wanted.count
            return true
        }

        /// Reads `13514h0 13515w1 …` up to the end of the line.
        func exceptions(_ labels: [Label]) -> [Exception]? {
            var found: [Exception] = []
            found.reserveCapacity((bytes.count - place) / 8)
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
            for byte in bytes[place...] {
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
                case WorkCalendar.newline: return take() ? found : nil
                default: return nil
                }
            }
            return take() ? found : nil
        }
    }
}
