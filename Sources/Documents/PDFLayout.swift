/// The lines of a PDF → paragraphs: what the page's width broke is joined, page numbers and running heads are left out.

struct PDFLayout {
    /// Where most lines begin, and the right margin, in points.
    private let left: Double
    private let right: Double
    /// The height of most letters.
    private let size: Double
    /// From one line of a paragraph to the next.
    private let pitch: Double
    /// Whether paragraphs begin further in, as Chinese ones do.
    private let indents: Bool

    static func paragraphs(_ lines: [PDFLine]) -> [String] {
        let lines = PDFTable.marked(PDFTable.rows(withoutFurniture(lines)))
        guard let first = lines.first else { return [] }
        let layout = PDFLayout(lines)
        var paragraphs = [first.text]
        var isTitle = false
        for (line, next) in zip(lines, lines.dropFirst()) {
            isTitle = layout.continuesTitle(line, next, paragraphs[paragraphs.count - 1], isTitle)
            if isTitle || layout.continues(line, next) {
                paragraphs[paragraphs.count - 1] = joined(paragraphs[paragraphs.count - 1], next.text)
            } else {
                paragraphs.append(next.text)
            }
        }
        return paragraphs
    }

    private init(_ lines: [PDFLine]) {
        let single = lines.filter { $0.pieces.count == 1 && $0.text.unicodeScalars.count > 5 }
        let wide = single.filter { $0.right - $0.left > $0.pageWidth / 2 }
        let size = Self.mode(wide.isEmpty ? lines.map(\.size) : wide.map(\.size), step: 0.5) ?? 12
        self.size = size
        let left = Self.least(wide.map(\.left), step: 4) ?? 72
        self.left = left
        // Punctuation may hang over the margin, and few lines end exactly at it: the end that most long lines share.
        let ends = wide.map(\.right).sorted()
        let high = ends.isEmpty ? 0 : ends[ends.count * 9 / 10]
        right = Self.mode(ends.filter { $0 > high - 3 * size }, step: size / 2) ?? high
        indents = single.count { $0.left > left + 1.2 * size && $0.left < left + 4 * size } * 10 > single.count
        // Between paragraphs there may be more room than between lines.
        let steps = zip(lines, lines.dropFirst()).compactMap { line, next in
            let isText = line.pieces.count == 1 && line.right - line.left > line.pageWidth / 2
            return isText && line.page == next.page && next.top > line.top ? next.top - line.top : nil
        }
        pitch = Self.least(steps, step: 2) ?? 2 * size
    }

    /// The smallest of the values that are usual: that occur, give or take a step, in at least one case of twenty.
    private static func least(_ values: [Double], step: Double) -> Double? {
        let sorted = values.sorted()
        var start = 0
        for (index, value) in sorted.enumerated() {
            while sorted[start] < value - step { start += 1 }
            let count = index - start + 1
            if count * 20 >= sorted.count, count > 1 || sorted.count < 10 { return value }
        }
        return nil
    }

    /// The value that occurs most often, give or take a step; the mean of those that count as one.
    private static func mode(_ values: [Double], step: Double) -> Double? {
        let step = max(step, 0.1)
        var bins: [Int: (count: Int, sum: Double)] = [:]
        for value in values where abs(value) < 1e6 {
            let bin = bins[Int(value / step)] ?? (0, 0)
            bins[Int(value / step)] = (bin.count + 1, bin.sum + value)
        }
        return bins.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }.map { $1.sum / Double($1.count) }
    }

    /// Whether the next line belongs to the paragraph: this one ends where its first word did not fit any more, and that
    /// one is not indented and begins no item.
    private func continues(_ line: PDFLine, _ next: PDFLine) -> Bool {
        // A number and a gap may come first; then the last piece is nearly the whole line.
        guard let text = line.pieces.last, line.pieces.count == 1 || text.right - text.left > 0.5 * line.pageWidth,
            next.pieces.count == 1, abs(line.size - next.size) < 0.2 * size,
            !(line.text.hasSuffix("：") && line.left < left + 0.5 * size)
        else { return false }
        if line.page == next.page, next.top - line.top > 1.2 * pitch { return false }
        // Nothing else tells where a paragraph ends at the foot of a page.
        if line.page != next.page, !indents, "。；：！？".contains(line.text.last ?? " ") { return false }
        // A line of text reaches from margin to margin; a signature at the right does not begin there.
        if line.left > left + 5 * size || next.left > left + 1.2 * size { return false }
        // Only what follows a number may stand further in than its first line.
        if next.left > line.left + 1.2 * size, !Self.beginsItem(line.text) { return false }
        if Self.beginsItem(next.text) { return false }
        return right - line.right < next.pieces[0].firstWidth + 0.7 * size
    }

    /// Titles stand in the middle and are broken by sense, not at the margin.
    private func continuesTitle(_ line: PDFLine, _ next: PDFLine, _ text: String, _ isTitle: Bool) -> Bool {
        guard isTitle || text.contains("关于"), line.page == next.page, line.page == 0, text.unicodeScalars.count < 120,
            isCentred(line) || isTitle, isCentred(next), abs(line.size - next.size) < 0.1 * line.size,
            next.top - line.top < 2.5 * line.size
        else { return false }
        return !["通知", "通告", "公告", "函", "意见", "通报", "决定", "方案", "办法", "）"].contains { text.hasSuffix($0) }
    }

    private func isCentred(_ line: PDFLine) -> Bool {
        let (before, after) = (line.left - left, right - line.right)
        return line.pieces.count == 1 && abs(before - after) < 2 * line.size
            && (before > line.size || line.size > 1.15 * size)
    }

    /// `一、`, `（二）`, `3.`, `附件`: what begins a paragraph even without an indent.
    private static func beginsItem(_ text: String) -> Bool {
        if text.hasPrefix("附件") { return true }
        let rest = text.unicodeScalars.drop { "（(".unicodeScalars.contains($0) }
        let number = rest.prefix { "一二三四五六七八九十百〇0123456789".unicodeScalars.contains($0) }
        guard !number.isEmpty, number.count < 4 else { return false }
        let after = rest.dropFirst(number.count)
        guard let mark = after.first else { return false }
        if text.unicodeScalars.first != rest.first { return "）)".unicodeScalars.contains(mark) }
        let second = after.dropFirst().first
        let isDecimal = second.map { ("0"..."9").contains($0) } ?? false
        return "、.．".unicodeScalars.contains(mark) && !isDecimal
    }

    /// Chinese is joined without a blank; so is what a blank would part from its number.
    static func joined(_ text: String, _ next: String) -> String {
        let isForeign = [text.unicodeScalars.last, next.unicodeScalars.first].allSatisfy {
            $0.map { $0.value < 0x2E80 && $0.properties.isAlphabetic } ?? false
        }
        return text + (isForeign ? " " : "") + next
    }
}

extension PDFLayout {
    /// Without page numbers, and without what stands on most pages at the same place.
    private static func withoutFurniture(_ lines: [PDFLine]) -> [PDFLine] {
        var places: [String: Set<Int>] = [:]
        let pages = (lines.last?.page ?? 0) + 1
        for line in lines where isAtEdge(line) {
            places["\(Int(line.top)) \(line.text)", default: []].insert(line.page)
        }
        return lines.filter { line in
            guard isAtEdge(line) else { return true }
            if isPageNumber(line.text) { return false }
            let count = places["\(Int(line.top)) \(line.text)"]?.count ?? 0
            return count < 3 || count * 2 <= pages
        }
    }

    private static func isAtEdge(_ line: PDFLine) -> Bool {
        line.bottom < 0.12 * line.pageHeight || line.top > 0.86 * line.pageHeight
    }

    /// `2`, `— 2 —`, `- 2 -`, `2/10`, `第2页 共10页`.
    private static func isPageNumber(_ text: String) -> Bool {
        let letters = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard letters.count <= 16, letters.contains(where: { ("0"..."9").contains($0) }) else { return false }
        return letters.allSatisfy { "0123456789—–-－―─·•/第页共".unicodeScalars.contains($0) }
    }
}
