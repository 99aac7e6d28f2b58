/// Mailboxes and web addresses as printed.
enum AddressReader {
    static func addresses(in text: SourceText) -> (emails: [String], urls: [String]) {
        var emails: [String] = []
        var urls: [String] = []
        var place = 0
        let scalars = text.scalars
        while place < scalars.count {
            guard isPart(scalars[place]) else {
                place += 1
                continue
            }
            var start = place
            while place < scalars.count, isPart(scalars[place]) { place += 1 }
            var end = place
            while end > start, ".,;:)-/".unicodeScalars.contains(scalars[end - 1]),
                !(scalars[end - 1] == "/" && end - start > 8)
            { end -= 1 }
            while start < end, ".:_-/".unicodeScalars.contains(scalars[start]) { start += 1 }
            guard end - start >= 6, end - start <= 300 else { continue }
            let word = text.text(start..<end)
            if let url = url(word) {
                if !urls.contains(url) { urls.append(url) }
            } else if isMail(word), !emails.contains(word) {
                emails.append(word)
            }
        }
        return (emails, urls)
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value < 0x7F && !"<>\"'()[]{},;|`\\^".unicodeScalars.contains(scalar)
    }

    private static func url(_ word: String) -> String? {
        let lower = word.lowercased()
        for scheme in ["http://", "https://", "ftp://"] where lower.hasPrefix(scheme) && lower.count > scheme.count + 3
        {
            return word
        }
        return lower.hasPrefix("www.") && lower.count > 7 ? word : nil
    }

    private static func isMail(_ word: String) -> Bool {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix(".") else {
            return false
        }
        return parts[1].split(separator: ".").last.map { $0.count >= 2 && $0.allSatisfy(\.isLetter) } ?? false
    }
}
