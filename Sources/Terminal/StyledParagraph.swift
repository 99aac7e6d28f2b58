/// Running text whose parts look different, broken into lines like a `Paragraph`, with a margin of its own.

import Texts

public struct StyledParagraph: Drawable, Sendable {
    public let cells: [Cell]
    /// Before the first line, and before each of the others: of the same width.
    public let margin: (first: [Cell], others: [Cell])

    public init(_ cells: [Cell], first: [Cell] = [], others: [Cell] = []) {
        self.cells = cells
        margin = (first, others)
    }

    public func draw(on canvas: Canvas) -> String {
        let indent = margin.others.reduce(0) { $0 + displayWidth(of: $1.text) }
        let lines = lines(width: max(20, (canvas.width ?? 80) - indent))
        var drawn = ""
        for (number, line) in lines.enumerated() {
            var cells = (number == 0 ? margin.first : margin.others) + line
            // A line does not end in blanks.
            while let last = cells.last, last.text.allSatisfy({ $0 == " " }) { cells.removeLast() }
            if let last = cells.popLast() {
                cells.append(Cell(String(last.text.reversed().drop { $0 == " " }.reversed()), last.style))
            }
            drawn += cells.map(canvas.show).joined() + "\n"
        }
        return drawn
    }

    /// The lines as `Paragraph` breaks them, each cut where the look changes.
    private func lines(width: Int) -> [[Cell]] {
        var scalars: [Unicode.Scalar] = []
        var styles: [Style] = []
        for cell in cells {
            for scalar in cell.text.terminalSafe.unicodeScalars {
                scalars.append(scalar)
                styles.append(cell.style)
            }
        }
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: scalars)
        var place = 0
        return Paragraph.lines(String(plain), width: width).map { line in
            var cells: [Cell] = []
            var text = String.UnicodeScalarView()
            var style: Style = []
            for scalar in line.unicodeScalars {
                // Blanks are left out where a line ends.
                while place < scalars.count, scalars[place] != scalar { place += 1 }
                let own = place < scalars.count ? styles[place] : []
                if own != style, !text.isEmpty {
                    cells.append(Cell(String(text), style))
                    text = String.UnicodeScalarView()
                }
                style = own
                text.append(scalar)
                place += 1
            }
            if !text.isEmpty { cells.append(Cell(String(text), style)) }
            return cells
        }
    }
}
