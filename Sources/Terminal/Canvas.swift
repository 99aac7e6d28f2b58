/// What a drawing needs to know of where it will be shown.

import Texts

public struct Canvas: Sendable {
    public let language: Language
    /// Columns of the terminal; nil when the output is not a terminal, and then nothing is shortened or dropped.
    public let width: Int?
    public let hasColor: Bool

    public init(language: Language, width: Int? = nil, hasColor: Bool = false) {
        self.language = language
        self.width = width
        self.hasColor = hasColor
    }

    func paint(_ text: String, _ style: Style) -> String {
        hasColor ? style.paint(text) : text
    }

    /// The cell's text made safe to show, in its style.
    func show(_ cell: Cell) -> String {
        paint(cell.text.terminalSafe, cell.style)
    }
}

/// Something that draws itself as whole lines: a table, a list, a paragraph.
public protocol Drawable {
    /// Every line ends with a line break.
    func draw(on canvas: Canvas) -> String
}
