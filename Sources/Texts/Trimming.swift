/// White space at the ends of what people type.

extension StringProtocol {
    /// Without white space and line breaks at its ends; ideographic and no-break spaces count.
    public var trimmed: String {
        let whole = String(self)
        // Most texts have nothing to trim: their first and last bytes are visible ASCII or belong to an ideograph.
        if let first = whole.utf8.first, let last = whole.utf8.last, first > 0x20, last > 0x20,
            first < 0x7F || first > 0xE3,
            last < 0x7F || first > 0xE3 && (whole.unicodeScalars.last?.value ?? 0) > 0x3000
        {
            return whole
        }
        let scalars = whole.unicodeScalars
        let head = scalars.drop { $0.properties.isWhitespace }
        guard let end = head.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(head[...end])
    }
}
