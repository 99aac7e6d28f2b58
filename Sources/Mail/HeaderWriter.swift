// Header fields: folded lines (RFC 5322, 2.2.3) and encoded words (RFC 2047).

/// Appends header fields to `bytes`, each line at most 78 characters where a place to fold exists,
/// at most 76 where it holds an encoded word.
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []
    /// Characters on the current line.
    private var column = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// A field of tokens that must stay whole (an identifier, a parameter): folded between them only.
    mutating func field(_ name: String, _ tokens: String...) {
        begin(name)
        for token in tokens { self.token(token) }
        end()
    }

    mutating func field(_ name: String, tokens: [String]) {
        begin(name)
        for token in tokens { self.token(token) }
        end()
    }

    /// A field of one token in angle brackets.
    mutating func field(_ name: String, bracketed text: String) {
        begin(name)
        bracketed(text)
        end()
    }

    /// A field of free text in any script. `value` has no control characters. A word too long for a line is
    /// encoded, which can be folded anywhere, unless `keepsLongWords`: an identifier must stay as it is.
    mutating func field(_ name: String, text value: String, keepsLongWords: Bool = false) {
        begin(name)
        if Self.standsPlain(value, longest: keepsLongWords ? .max : 76 - column) {
            words(value)
        } else {
            encodedWords(value)
        }
        end()
    }

    /// A field naming a mailbox.
    mutating func field(_ name: String, mailbox: Mailbox) {
        begin(name)
        if let shown = mailbox.name, !shown.isEmpty {
            displayName(shown)
            bracketed(mailbox.address.text)
        } else {
            token(mailbox.address.text)
        }
        end()
    }

    /// Ends the header (or starts a part): a blank line.
    mutating func blankLine() { end() }

    /// A line that is no header field: a boundary.
    mutating func line(_ first: String, _ second: String, _ third: String = "") {
        bytes.append(contentsOf: first.utf8)
        bytes.append(contentsOf: second.utf8)
        bytes.append(contentsOf: third.utf8)
        end()
    }

    /// A body.
    mutating func body(_ write: (inout [UInt8]) -> Void) { write(&bytes) }

    private mutating func begin(_ name: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ":"))
        column = name.utf8.count + 1
    }

    private mutating func end() {
        bytes.append(ASCII.carriageReturn)
        bytes.append(ASCII.lineFeed)
        column = 0
    }

    private mutating func token(_ text: String) {
        space(before: text.utf8.count, limit: 78)
        bytes.append(contentsOf: text.utf8)
        column += text.utf8.count
    }

    private mutating func bracketed(_ text: String) {
        space(before: text.utf8.count + 2, limit: 78)
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: ">"))
        column += text.utf8.count + 2
    }

    /// A space; on a new line when what follows would not fit on this one.
    private mutating func space(before count: Int, limit: Int) {
        if column + 1 + count > limit, column > 1 { end() }
        bytes.append(ASCII.space)
        column += 1
    }

    /// ASCII text, folded at its own spaces so that unfolding gives it back to the letter.
    private mutating func words(_ text: String) {
        var text = text
        text.withUTF8 { all in
            var start = 0
            space(before: 0, limit: 78)
            while start < all.count {
                var end = start
                while end < all.count, all[end] == ASCII.space { end += 1 }
                while end < all.count, all[end] != ASCII.space { end += 1 }
                if all[start] == ASCII.space, column + end - start > 78 { self.end() }
                bytes.append(contentsOf: all[start..<end])
                column += end - start
                start = end
            }
        }
    }

    /// UTF-8 in base64, each word at most 75 characters and never in the middle of a character.
    private mutating func encodedWords(_ text: String) {
        var text = text
        text.withUTF8 { all in
            var start = 0
            while start < all.count {
                // Twelve characters frame a word; the shortest worth starting on this line holds 12 bytes.
                space(before: 12 + min(16, (all.count - start + 2) / 3 * 4), limit: 76)
                let room = min(45, (76 - column - 12) / 4 * 3)
                var end = min(start + room, all.count)
                while end < all.count, all[end] & 0xC0 == 0x80 { end -= 1 }
                bytes.append(contentsOf: "=?UTF-8?B?".utf8)
                let before = bytes.count
                BodyBase64.append(UnsafeBufferPointer(rebasing: all[start..<end]), to: &bytes)
                column += 12 + bytes.count - before
                bytes.append(contentsOf: "?=".utf8)
                start = end
            }
        }
    }

    /// The name beside an address: plain words, a quoted string, or encoded words.
    private mutating func displayName(_ name: String) {
        guard Self.standsPlain(name, longest: 60), name.utf8.count <= 60 else { return encodedWords(name) }
        if name.utf8.allSatisfy({ ASCII.isAtomText($0) || $0 == ASCII.space }) { return words(name) }
        var quoted = "\""
        for scalar in name.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        token(quoted + "\"")
    }

    /// Printable ASCII that no reader takes for an encoded word, with no space that folding could lose,
    /// in words of at most `longest` characters.
    private static func standsPlain(_ text: String, longest: Int) -> Bool {
        var previous: UInt8 = ASCII.space
        var word = 0
        for byte in text.utf8 {
            word = byte == ASCII.space ? 0 : word + 1
            guard word <= longest, byte >= 0x20, byte < 0x7F else { return false }
            if previous == UInt8(ascii: "="), byte == UInt8(ascii: "?") { return false }
            if previous == ASCII.space, byte == ASCII.space { return false }
            previous = byte
        }
        return previous != ASCII.space
    }
}
