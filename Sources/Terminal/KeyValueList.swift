/// A block of `label: value` lines, the values under each other; long values are wrapped beside their label.

import Texts

public struct KeyValueList: Drawable, Sendable {
    private var entries: [(label: Phrase, value: Phrase, style: Style)] = []
    public let indent: Int

    public init(indent: Int = 0) {
        self.indent = indent
    }

    public var isEmpty: Bool { entries.isEmpty }

    /// A line break in the value begins a new line under the value.
    public mutating func add(_ label: Phrase, _ value: Phrase, _ style: Style = []) {
        entries.append((label, value, style))
    }

    public mutating func add(_ label: Phrase, _ value: String, _ style: Style = []) {
        add(label, Phrase(same: value), style)
    }

    /// Adds nothing when there is no value.
    public mutating func add(_ label: Phrase, ifPresent value: String?, _ style: Style = []) {
        if let value, !value.isEmpty { add(label, Phrase(same: value), style) }
    }

    public func draw(on canvas: Canvas) -> String {
        let colon = canvas.language == .chinese ? "：" : ": "
        let labels = entries.map { $0.label(canvas.language).terminalSafe + colon }
        let labelWidth = labels.map { displayWidth(of: $0) }.max() ?? 0
        let margin = String(repeating: " ", count: indent)
        let hanging = String(repeating: " ", count: indent + labelWidth)
        var text = ""
        for (label, entry) in zip(labels, entries) {
            let lines = valueLines(entry.value(canvas.language), canvas, labelWidth)
            for (number, line) in lines.enumerated() {
                let head = number == 0 ? margin + label.padded(to: labelWidth) : hanging
                text += line.isEmpty ? trimmed(head) : head + canvas.paint(line, entry.style)
                text += "\n"
            }
        }
        return text
    }

    private func valueLines(_ value: String, _ canvas: Canvas, _ labelWidth: Int) -> [String] {
        if let width = canvas.width { return Paragraph.lines(value, width: max(20, width - indent - labelWidth)) }
        return value.split(separator: "\n", omittingEmptySubsequences: false).map(\.terminalSafe)
    }

    private func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
