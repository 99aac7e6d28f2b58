/// Aligned columns for people; Chinese takes two columns a character.
///
/// On a terminal that is too narrow, columns that may wrap become narrower, then the least important ones are left
/// out, and a last line says which. Anywhere else every row is one line and nothing is left out or shortened.

import Texts

public struct Table: Drawable, Sendable {
    public struct Column: Sendable {
        public let title: Phrase
        public let alignment: Alignment
        /// A column that may wrap is never made narrower than this.
        public let minimum: Int
        /// On a terminal, wider text is wrapped; nil: as wide as its text.
        public let maximum: Int?
        /// 0 stays always; of the others the highest number is left out first.
        public let priority: Int
        /// May be made narrower by wrapping its cells.
        public let wraps: Bool

        public init(
            _ title: Phrase, _ alignment: Alignment = .leading, minimum: Int = 8, maximum: Int? = nil,
            priority: Int = 0, wraps: Bool = false
        ) {
            self.title = title
            self.alignment = alignment
            self.minimum = minimum
            self.maximum = maximum
            self.priority = priority
            self.wraps = wraps
        }
    }

    enum Line: Sendable {
        case row([Cell], Style)
        /// A heading over the rows that follow.
        case section(Cell)
        /// A line of dashes, before totals.
        case rule
    }

    public let columns: [Column]
    private(set) var lines: [Line] = []

    public init(_ columns: [Column]) {
        self.columns = columns
    }

    public var isEmpty: Bool { lines.isEmpty }

    public mutating func reserve(_ rows: Int) {
        lines.reserveCapacity(rows)
    }

    /// A row; missing cells are empty, and those beyond the last column are not shown. `style` is added to each cell's.
    public mutating func add(_ cells: [Cell], style: Style = []) {
        lines.append(.row(cells, style))
    }

    public mutating func section(_ heading: Cell) {
        lines.append(.section(heading))
    }

    public mutating func rule() {
        lines.append(.rule)
    }

    public func draw(on canvas: Canvas) -> String {
        let layout = TableLayout(self, canvas)
        var pen = TablePen(layout: layout, canvas: canvas)
        pen.header()
        for line in lines {
            switch line {
            case .row(let cells, let style): pen.row(cells, style)
            case .section(let heading): pen.section(heading)
            case .rule: pen.rule()
            }
        }
        pen.omissions()
        return pen.text
    }
}
