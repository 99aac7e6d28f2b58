/// Running text broken into lines; Chinese may break between any two characters, save for punctuation.

import Texts

public struct Paragraph: Drawable, Sendable {
    public let text: String
    public let indent: Int
    public let style: Style

    /// - Parameter indent: blanks before every line.
    public init(_ text: String, indent: Int = 0, style: Style = []) {
        self.text = text
        self.indent = indent
        self.style = style
    }

    public func draw(on canvas: Canvas) -> String {
        let margin = String(repeating: " ", count: indent)
        let lines = Paragraph.lines(text, width: max(20, (canvas.width ?? 80) - indent))
        return lines.map { ($0.isEmpty ? "" : margin + canvas.paint($0, style)) + "\n" }.joined()
    }

    /// The text in lines of at most `width` columns, made safe to show. A line break in the text stays one; a word
    /// longer than a line is broken inside.
    public static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var breaker = LineBreaker(width: max(2, width))
            breaker.add(part.terminalSafe)
            lines += breaker.finish()
        }
        return lines
    }

    /// May not end a line: opening brackets and quotes.
    static func opens(_ character: Character) -> Bool { LineBreaker.opening.contains(character) }
    /// May not begin a line: most punctuation.
    static func closes(_ character: Character) -> Bool { LineBreaker.closing.contains(character) }
}

/// Fills lines with unbreakable pieces: a word, or one Chinese character with the punctuation that clings to it.
private struct LineBreaker {
    let width: Int
    private var lines: [String] = []
    private var line = ""
    private var lineWidth = 0
    private var piece = ""
    private var pieceWidth = 0
    /// Blanks seen after the last piece; they vanish at a line's end.
    private var blanks = 0
    private var isPieceWide = false
    private var pieceOpens = false

    init(width: Int) {
        self.width = width
    }

    mutating func add(_ text: String) {
        for character in text {
            if character == " " {
                place()
                blanks += 1
                continue
            }
            let columns = displayWidth(of: String(character))
            let isWide = columns == 2
            let clings = LineBreaker.closing.contains(character)
            if !piece.isEmpty, !pieceOpens, !clings, isWide || isPieceWide { place() }
            piece.append(character)
            pieceWidth += columns
            isPieceWide = isWide
            pieceOpens = LineBreaker.opening.contains(character)
        }
    }

    mutating func finish() -> [String] {
        place()
        lines.append(line)
        return lines
    }

    private mutating func place() {
        guard !piece.isEmpty else { return }
        // Blanks at the very beginning are the author's indentation and stay.
        let gap = lineWidth == 0 && !lines.isEmpty ? 0 : blanks
        if lineWidth > 0, lineWidth + gap + pieceWidth > width {
            lines.append(line)
            line = ""
            lineWidth = 0
        } else {
            line += String(repeating: " ", count: gap)
            lineWidth += gap
        }
        if lineWidth + pieceWidth > width { splitPiece() }
        line += piece
        lineWidth += pieceWidth
        piece = ""
        pieceWidth = 0
        blanks = 0
        pieceOpens = false
    }

    /// A piece wider than a whole line gives up its beginning to full lines.
    private mutating func splitPiece() {
        var rest = ""
        var restWidth = lineWidth
        var prefix = line
        for character in piece {
            let columns = displayWidth(of: String(character))
            if restWidth + columns > width {
                lines.append(prefix + rest)
                (prefix, rest, restWidth) = ("", "", 0)
            }
            rest.append(character)
            restWidth += columns
        }
        line = prefix
        lineWidth = displayWidth(of: prefix)
        piece = rest
        pieceWidth = displayWidth(of: rest)
    }

    /// May not begin a line (GB/T 15834).
    static let closing: Set<Character> = [
        "，", "。", "、", "；", "：", "！", "？", "）", "》", "」", "』", "】", "〉", "”", "’", "…", "—", "％", "·", ",", ".",
        ";", ":", "!", "?", ")", "]", "}", "%", "》", "〕",
    ]
    /// May not end a line.
    static let opening: Set<Character> = [
        "（", "《", "「", "『", "【", "〈", "“", "‘", "〔", "(", "[", "{",
    ]
}
