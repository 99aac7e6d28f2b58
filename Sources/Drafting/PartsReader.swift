/// What stands around the tasks: the documents that the notice rests on, its annexes, what follows from being late.

import Texts

struct PartsReader {
    private let text: SourceText
    private let passage: Passage
    private let header: HeaderReader.Header
    private let details: DetailReader

    static func parts(
        of text: SourceText, _ passage: Passage, _ header: HeaderReader.Header, _ details: DetailReader,
        _ numbers: [[PhoneReader.Number]]
    ) -> DraftParts {
        let reader = PartsReader(text: text, passage: passage, header: header, details: details)
        var parts = DraftParts()
        parts.basis = reader.basis()
        parts.annexes = AnnexReader.annexes(in: text)
        parts.contacts = ContactReader.contacts(
            in: text, header, emails: details.addresses.filter { $0.kind == .mailbox }.map(\.address), numbers: numbers)
        let whole = 0..<passage.plain.count
        parts.consequences = OutcomeReader.outcomes(in: whole, reader.details)
        parts.nilReports = SegmentWords.found(in: whole, passage).filter { $0.rule.meaning == .nilReport }
            .map { reader.sentence(around: $0.range) }
        parts.nilReports = parts.nilReports.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        return parts
    }

    private func sentence(around range: Range<Int>) -> DraftText {
        let before = passage.before(range.lowerBound, until: Passage.endsClause)
        let after = passage.after(range.upperBound, until: Passage.endsSentence)
        return details.quoted(before.lowerBound..<after.upperBound)
    }

    // MARK: - Basis

    static let cues = ["根据", "按照", "依据", "依照", "贯彻落实", "贯彻", "落实", "遵照", "执行", "转发", "为"]
    /// Lines after the address in which a notice says on what it rests.
    private static let introduction = 14

    /// 根据《…》（文号）: in the sentences before the first heading.
    private func basis() -> [DraftText] {
        var found: [DraftText] = []
        for line in header.body..<min(text.lineCount, header.body + Self.introduction) {
            let range = text.trimmed(text.line(line))
            if isNumbered(range) { break }
            found += documents(in: range)
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.text).inserted }
    }

    private func isNumbered(_ line: Range<Int>) -> Bool {
        let words = text.tidy(line).unicodeScalars.prefix(6)
        return words.contains("、") && words.first.map { Scalars.chineseNumber($0.value) != nil } == true
    }

    private func documents(in line: Range<Int>) -> [DraftText] {
        guard line.count <= 4000 else { return [] }
        var found: [DraftText] = []
        let scalars = text.scalars
        var hasCue = false
        var start = line.lowerBound
        var place = line.lowerBound
        while place < line.upperBound {
            if scalars[place] == "。" { (hasCue, start) = (false, place + 1) }
            guard scalars[place] == "《", let close = closing(place, line) else {
                place += 1
                continue
            }
            let before = text.tidy(start..<place)
            hasCue = hasCue || Self.cues.contains(where: before.contains)
            let end = number(after: close, line)
            let after = text.tidy(end..<min(line.upperBound, end + 3))
            let isOwn = ["制定", "现将", "修订", "印发"].contains(where: before.hasSuffix)
            if hasCue, !isOwn, !after.hasPrefix("印发"), !after.hasPrefix("转发") {
                found.append(
                    DraftText(text: text.tidy(place..<end), position: text.position(of: place)))
            }
            place = max(place + 1, end)
        }
        return found
    }

    /// Behind the 》 that closes it; names within names count.
    private func closing(_ open: Int, _ line: Range<Int>) -> Int? {
        var depth = 0
        for place in open..<min(line.upperBound, open + 160) {
            if text.scalars[place] == "《" { depth += 1 }
            if text.scalars[place] == "》" {
                depth -= 1
                if depth == 0 { return place + 1 }
            }
        }
        return nil
    }

    /// （科协办函普字〔2024〕1号） right behind it.
    private func number(after close: Int, _ line: Range<Int>) -> Int {
        guard close < line.upperBound, "（(".unicodeScalars.contains(text.scalars[close]) else { return close }
        var depth = 0
        for place in close..<min(line.upperBound, close + 60) {
            if "（(".unicodeScalars.contains(text.scalars[place]) { depth += 1 }
            if "）)".unicodeScalars.contains(text.scalars[place]) {
                depth -= 1
                if depth == 0 {
                    let words = text.tidy(close..<place)
                    return words.contains("号") || words.contains("〔") || words.contains("[") ? place + 1 : close
                }
            }
        }
        return close
    }
}
