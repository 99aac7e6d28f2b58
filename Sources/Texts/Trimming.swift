/// White space at the ends of what people type.

extension StringProtocol {
    /// Without white space and line breaks at its ends; ideographic and no-break spaces count.
    public var trimmed: String {
        let scalars = String(self).unicodeScalars
        let head = scalars.drop { $0.properties.isWhitespace }
        guard let end = head.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(head[...end])
    }
}
