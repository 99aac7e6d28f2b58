/// Strings and their bytes.
///
/// Searching is byte for byte: official Chinese has one spelling of each character, so that the standard library's
/// comparison up to canonical equivalence finds nothing more, at several times the cost.

extension String {
    func contains(_ word: String) -> Bool {
        let (hay, needle) = (utf8.span, word.utf8.span)
        guard !needle.isEmpty else { return true }
        guard needle.count <= hay.count else { return false }
        // A Chinese character's third byte says most.
        let telling = min(2, needle.count - 1)
        let byte = needle[telling]
        for start in 0...(hay.count - needle.count) where hay[start + telling] == byte {
            if Self.stands(needle, in: hay, at: start) { return true }
        }
        return false
    }

    func hasPrefix(_ word: String) -> Bool {
        word.utf8.count <= utf8.count && Self.stands(word.utf8.span, in: utf8.span, at: 0)
    }

    func hasSuffix(_ word: String) -> Bool {
        let start = utf8.count - word.utf8.count
        return start >= 0 && Self.stands(word.utf8.span, in: utf8.span, at: start)
    }

    private static func stands(_ word: Span<UInt8>, in text: Span<UInt8>, at start: Int) -> Bool {
        for place in word.indices where text[start + place] != word[place] { return false }
        return true
    }

    /// Quicker than appending one scalar after the other.
    init(scalars: some Collection<Unicode.Scalar>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count * 3)
        for scalar in scalars { bytes.append(contentsOf: UTF8.encode(scalar)!) }
        self.init(decoding: bytes, as: UTF8.self)
    }
}
