/// The list of annexes: 附件：1.… 2.…

enum AnnexReader {
    /// More are no list of annexes.
    private static let most = 40

    static func annexes(in text: SourceText) -> [DraftText] {
        for line in 0..<text.lineCount {
            let range = text.trimmed(text.line(line))
            guard let start = afterLabel(range, text) else { continue }
            var found = items(start..<range.upperBound, text)
            // The list goes on in the lines below as long as they are numbered.
            var next = line + 1
            while next < text.lineCount, found.count < most {
                let below = text.trimmed(text.line(next))
                if below.isEmpty, found.isEmpty || next == line + 1 {
                    next += 1
                    continue
                }
                guard numbering(below, text) != nil else { break }
                found += items(below, text)
                next += 1
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// 附件：, 附：, 附件 1.
    private static func afterLabel(_ line: Range<Int>, _ text: SourceText) -> Int? {
        let scalars = text.scalars
        guard line.count >= 2, scalars[line.lowerBound] == "附" else { return nil }
        var place = line.lowerBound + 1
        while place < line.upperBound, Scalars.isBlank(scalars[place]) || scalars[place] == "件" { place += 1 }
        guard place < line.upperBound, scalars[place] == "：" || scalars[place] == ":" else { return nil }
        return place + 1
    }

    /// The place behind 1. or 2、.
    private static func numbering(_ line: Range<Int>, _ text: SourceText) -> Int? {
        var place = line.lowerBound
        while place < line.upperBound, Scalars.isDigit(Scalars.plain(text.scalars[place])) { place += 1 }
        guard place > line.lowerBound, place - line.lowerBound <= 2, place < line.upperBound,
            "．.、 　".unicodeScalars.contains(text.scalars[place])
        else { return nil }
        return place + 1
    }

    private static func items(_ range: Range<Int>, _ text: SourceText) -> [DraftText] {
        var found: [DraftText] = []
        var start = range.lowerBound
        var place = range.lowerBound
        func close(_ end: Int) {
            var part = text.trimmed(start..<end)
            if let first = numbering(part, text) { part = text.trimmed(first..<part.upperBound) }
            while let last = text.scalars[part].last, "；;。，、".unicodeScalars.contains(last) {
                part = text.trimmed(part.lowerBound..<part.upperBound - 1)
            }
            if part.count >= 2 {
                found.append(DraftText(text: text.tidy(part), position: text.position(of: part.lowerBound)))
            }
        }
        while place < range.upperBound, found.count < most {
            // The next number of a list in one line follows a blank or a mark.
            let isStart = place > start && ("；; 　".unicodeScalars.contains(text.scalars[place - 1]))
            if isStart, numbering(place..<range.upperBound, text) != nil {
                close(place)
                start = place
            }
            place += 1
        }
        close(range.upperBound)
        return found
    }
}
