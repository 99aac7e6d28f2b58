/// One source line as it is shown, with marks that stand under the value: also under Chinese text, tabs and cuts.
struct SourceExcerpt {
    /// The line, tabs as blanks, control characters visible, cut with `…` where it is too long.
    let text: String
    /// Blanks and `^~~~` below the value.
    let marks: String

    private static let tab = 4

    init(line: Substring, span: Span, width: Int) {
        let cells = Self.cells(of: line)
        let first = min(max(span.start.column - 1, 0), cells.count)
        // A value that goes on in the next line is marked to the end of this one.
        let last = span.end.line > span.start.line ? cells.count : min(max(span.end.column - 1, first), cells.count)
        let window = Self.window(cells, around: first..<last, width: width)
        let lead = window.lowerBound > 0 ? "…" : ""
        text = lead + cells[window].map(\.shown).joined() + (window.upperBound < cells.count ? "…" : "")
        let before = displayWidth(of: lead) + cells[window.lowerBound..<first].reduce(0) { $0 + $1.width }
        let marked = cells[first..<max(first, min(last, window.upperBound))].reduce(0) { $0 + $1.width }
        marks =
            String(repeating: " ", count: before) + "^" + String(repeating: "~", count: max(0, marked - 1))
    }

    private typealias Cell = (shown: String, width: Int)

    private static func cells(of line: Substring) -> [Cell] {
        var column = 0
        return line.unicodeScalars.map { scalar in
            var shown = String(scalar)
            if scalar == "\t" {
                shown = String(repeating: " ", count: tab - column % tab)
            } else if let escape = scalar.visibleEscape {
                shown = escape
            }
            let width = displayWidth(of: shown)
            column += width
            return (shown, width)
        }
    }

    /// The stretch of cells to show: all when they fit, else the value with text on both sides.
    private static func window(_ cells: [Cell], around value: Range<Int>, width: Int) -> Range<Int> {
        guard cells.reduce(0, { $0 + $1.width }) > width else { return 0..<cells.count }
        // One column for each `…`.
        var room = width - 2
        var upper = value.lowerBound
        while upper < value.upperBound, cells[upper].width <= room - 10 {
            room -= cells[upper].width
            upper += 1
        }
        var lower = value.lowerBound
        let leading = room / 2
        var used = 0
        while lower > 0, used + cells[lower - 1].width <= leading {
            lower -= 1
            used += cells[lower].width
        }
        while upper < cells.count, used + cells[upper].width <= room {
            used += cells[upper].width
            upper += 1
        }
        while lower > 0, used + cells[lower - 1].width <= room {
            lower -= 1
            used += cells[lower].width
        }
        return lower..<upper
    }
}
