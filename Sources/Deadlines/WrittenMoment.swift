/// A moment as a person writes it after `--at`: a day, a local time, or a time with its offset.

import Texts

public struct WrittenMoment: Sendable, Hashable {
    public enum Precision: Sendable, Hashable {
        case day, minute, second
    }

    /// For a day alone its first moment: an event of that day is never later than the day's dues.
    public let instant: Instant
    /// The local day, in the zone asked.
    public let day: Day
    public let precision: Precision
}

extension Zone {
    /// Reads `2025-04-11`, `2025-04-11 17:00`, `2025-04-11 17:00:30`, the same with `T`, and with `Z` or `+08:00`
    /// behind. A local time that the clocks skip or repeat is read as in `instant(of:at:)`.
    public func parse(_ text: String) -> Result<WrittenMoment, TextProblem> {
        var reader = MomentReader(text)
        do throws(TextProblem) {
            let day = try reader.day()
            guard let clock = try reader.clock() else {
                return .success(WrittenMoment(instant: start(of: day), day: day, precision: .day))
            }
            let precision: WrittenMoment.Precision = clock.second == nil ? .minute : .second
            let local = instant(of: day, at: clock.time, second: clock.second ?? 0)
            guard let offset = try reader.offset() else {
                return .success(WrittenMoment(instant: local, day: self.day(of: local), precision: precision))
            }
            let wall = Int64(day.number) * 86_400 + Int64(clock.time.minutes * 60 + (clock.second ?? 0))
            let moment = Instant(seconds: wall - Int64(offset))
            return .success(WrittenMoment(instant: moment, day: self.day(of: moment), precision: precision))
        } catch {
            return .failure(error)
        }
    }
}

/// A cursor over the text; every problem knows its offset.
private struct MomentReader {
    private let scalars: [Unicode.Scalar]
    private var next = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars.prefix(100)) }

    private func piece(_ count: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[min(next, scalars.count)..<min(next + count, scalars.count)])
        return String(text)
    }

    mutating func day() throws(TextProblem) -> Day {
        let text = piece(10)
        guard let day = Day(iso: text) else {
            let isShaped = text.utf8.count == 10 && text.split(separator: "-").allSatisfy { Int($0) != nil }
            throw problem(
                isShaped ? "moment-impossible-date" : "moment-bad-date", length: 10,
                what: isShaped
                    ? Phrase(zh: "没有\(text)这一天", en: "there is no day \(text)")
                    : Phrase(zh: "“\(text)”不是日期", en: "“\(text)” is not a day"))
        }
        next += 10
        return day
    }

    /// Nil when the text ends here.
    mutating func clock() throws(TextProblem) -> (time: TimeOfDay, second: Int?)? {
        guard next < scalars.count else { return nil }
        guard scalars[next] == " " || scalars[next] == "T" else { throw trailing() }
        next += 1
        let text = piece(5)
        guard let time = TimeOfDay(text: text) else {
            throw problem(
                "moment-bad-time", length: 5, what: Phrase(zh: "“\(text)”不是有效时间", en: "“\(text)” is not a time of day"))
        }
        next += 5
        guard next < scalars.count, scalars[next] == ":" else { return (time, nil) }
        next += 1
        let digits = piece(2)
        guard digits.utf8.count == 2, let second = TimeOfDay(text: "00:\(digits)") else {
            throw problem(
                "moment-bad-time", length: 2, what: Phrase(zh: "“\(digits)”不是有效秒数", en: "“\(digits)” is not a second"))
        }
        next += 2
        return (time, second.minute)
    }

    /// Seconds east of UTC; nil when the text ends here.
    mutating func offset() throws(TextProblem) -> Int? {
        guard next < scalars.count else { return nil }
        if scalars[next] == "Z", next + 1 == scalars.count { return 0 }
        let sign = scalars[next] == "+" ? 1 : scalars[next] == "-" ? -1 : 0
        guard sign != 0, next + 6 == scalars.count else { throw trailing() }
        next += 1
        let text = piece(5)
        guard let size = TimeOfDay(text: text) else {
            throw problem(
                "moment-bad-offset", length: 5,
                what: Phrase(zh: "“\(text)”不是有效时差", en: "“\(text)” is not an offset from UTC"))
        }
        return sign * size.minutes * 60
    }

    private func trailing() -> TextProblem {
        let rest = piece(40)
        return problem(
            "moment-trailing-text", length: scalars.count - next,
            what: Phrase(zh: "多出“\(rest)”", en: "“\(rest)” does not belong to a moment"))
    }

    private func problem(_ code: String, length: Int, what: Phrase) -> TextProblem {
        TextProblem(
            code, at: min(next, scalars.count), length: min(length, max(0, scalars.count - next)), what: what,
            remedy: Phrase(
                zh: "写作 2025-04-11、2025-04-11 17:00 或 2025-04-11T17:00:00+08:00",
                en: "write 2025-04-11, 2025-04-11 17:00 or 2025-04-11T17:00:00+08:00"))
    }
}
