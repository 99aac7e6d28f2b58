/// Dates that their line alone explains: the page's day of issue, the printer's line, telephone numbers.

import Deadlines

enum FurnitureReader {
    /// Gives these dates their reason, takes them from the deadlines, and tells of telephone numbers that look like dates.
    static func settle(_ draft: inout Draft, _ text: SourceText, _ phones: [[PhoneReader.Number]]) {
        var isIssue: [Int: Bool] = [:]
        func reason(_ quote: String, _ line: Int, _ column: Int) -> OtherReason? {
            let range = text.line(line)
            let start = range.lowerBound + column - 1
            let end = start + quote.unicodeScalars.count
            if hasNumber(phones[line], in: start..<end) { return .phone }
            if isLabelled(start, in: range, text) { return .issueDate }
            let isPrinted = isIssue[line] ?? isPrintersLine(range, text)
            isIssue[line] = isPrinted
            return isPrinted ? .issueDate : nil
        }
        draft.others = draft.others.map { other in
            guard let why = reason(other.quote, other.position.line - 1, other.position.column), why != other.why else {
                return other
            }
            return DraftOther(
                quote: other.quote, position: other.position, day: other.day, why: why,
                reasons: other.reasons + ["line-" + why.rawValue])
        }
        var kept: [DraftDeadline] = []
        for deadline in draft.deadlines {
            guard let why = reason(deadline.quote, deadline.position.line - 1, deadline.position.column) else {
                kept.append(deadline)
                continue
            }
            draft.others.append(
                DraftOther(
                    quote: deadline.quote, position: deadline.position, day: deadline.day, why: why,
                    reasons: deadline.reasons + ["line-" + why.rawValue]))
        }
        draft.deadlines = kept
        addPhones(phones, to: &draft, text)
    }

    private static func hasNumber(_ numbers: [PhoneReader.Number], in range: Range<Int>) -> Bool {
        let next = numbers.partitionPoint { $0.place.upperBound > range.lowerBound }
        return next < numbers.count && numbers[next].place.lowerBound < range.upperBound
    }

    /// A number such as 20240314 that no date was read from is told as well.
    private static func addPhones(_ phones: [[PhoneReader.Number]], to draft: inout Draft, _ text: SourceText) {
        let known = Set(draft.others.filter { $0.why == .phone }.map(\.position.line))
        for (line, numbers) in phones.enumerated() where !numbers.isEmpty && !known.contains(line + 1) {
            for number in numbers {
                guard let day = number.looksLike else { continue }
                draft.others.append(
                    DraftOther(
                        quote: text.text(number.place), position: text.position(of: number.place.lowerBound), day: day,
                        why: .phone, reasons: ["phone"]))
            }
        }
        draft.others.sort { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
    }

    private static let labels = ["发文日期", "成文日期", "印发日期", "签发日期", "成文时间", "发文时间", "印发时间"]

    /// 发文日期：2024-01-08
    private static func isLabelled(_ place: Int, in line: Range<Int>, _ text: SourceText) -> Bool {
        let before = text.trimmed(max(line.lowerBound, place - 12)..<max(line.lowerBound, place))
        guard let mark = text.scalars[before].last.map(Scalars.plain), mark == 0x3A || mark == 0x3011 else {
            return false  // neither : nor 】
        }
        return labels.contains(where: text.tidy(before.lowerBound..<before.upperBound - 1).hasSuffix)
    }

    /// 某某办公室　2021年6月29日印发: the last line of a printed notice.
    private static func isPrintersLine(_ line: Range<Int>, _ text: SourceText) -> Bool {
        guard line.count <= 100, let last = text.scalars[text.trimmed(line)].last, last == "发" || last == "印" else {
            return false
        }
        let words = text.tidy(line)
        guard words.hasSuffix("印发") || words.hasSuffix("印"), words.unicodeScalars.count <= 50 else { return false }
        return !words.unicodeScalars.contains { "。，；《".unicodeScalars.contains($0) }
    }
}
