/// Mailboxes and web addresses as printed, without the blanks that extraction put into them.

struct AddressReader {
    /// One address and where it stands.
    struct Address: Sendable, Hashable {
        let text: String
        /// In the source; with the blanks that were mended.
        let place: Range<Int>
    }

    private let text: SourceText
    private var emails: [Address] = []
    private var urls: [Address] = []

    static func addresses(_ found: Places) -> (emails: [String], urls: [String]) {
        (distinct(found.emails), distinct(found.urls))
    }

    typealias Places = (emails: [Address], urls: [Address])

    /// Each time that one is printed.
    static func places(in text: SourceText) -> Places {
        var reader = AddressReader(text: text)
        for line in 0..<text.lineCount { reader.read(text.line(line)) }
        return (reader.emails, reader.urls)
    }

    private init(text: SourceText) { self.text = text }

    private static func distinct(_ addresses: [Address]) -> [String] {
        var seen: Set<String> = []
        return addresses.map(\.text).filter { seen.insert($0).inserted }
    }

    /// Longer runs are no addresses.
    private static let longest = 300

    /// A run of characters that addresses are made of, and what blanks have parted from it.
    private mutating func read(_ line: Range<Int>) {
        var place = line.lowerBound
        while place < line.upperBound {
            guard Self.isPart(text.scalars[place]) else {
                place += 1
                continue
            }
            var end = place
            while end < line.upperBound, Self.isPart(text.scalars[end]) || isMended(place..<end, in: line) { end += 1 }
            take(place..<end)
            place = end
        }
    }

    /// abc @example.cn, abc@ example.cn, abc@example .cn: a blank beside the sign or before the domain's next dot.
    private func isMended(_ run: Range<Int>, in line: Range<Int>) -> Bool {
        let scalars = text.scalars
        guard Scalars.isBlank(scalars[run.upperBound]), run.count < Self.longest, let last = scalars[run].last,
            run.upperBound + 1 < line.upperBound
        else { return false }
        let next = scalars[run.upperBound + 1]
        if Self.isAt(next) { return Self.isWord(last) && !scalars[run].contains(where: Self.isAt) }
        if Self.isAt(last) { return Self.isWord(next) }
        guard next == ".", run.upperBound + 2 < line.upperBound, Self.isWord(last) else { return false }
        return Self.isWord(scalars[run.upperBound + 2]) && scalars[run].suffix(80).contains(where: Self.isAt)
    }

    private mutating func take(_ run: Range<Int>) {
        guard (6...Self.longest).contains(run.count) else { return }
        let places = run.filter { !Scalars.isBlank(text.scalars[$0]) }
        let plain = places.map { Unicode.Scalar(Scalars.plain(text.scalars[$0])) ?? " " }
        if let start = Self.schemes.lazy.compactMap({ Self.first($0, in: plain) }).min() {
            let end = Self.end(of: plain)
            if end - start > 10 { add(places, plain, start..<end, to: \.urls) }
            return
        }
        if let at = plain.firstIndex(of: "@") {
            var start = at
            while start > 0, Self.isLocal(plain[start - 1]) { start -= 1 }
            while start < at, plain[start] == "." || plain[start] == "-" || plain[start] == "_" { start += 1 }
            var end = at + 1
            while end < plain.count, Self.isHost(plain[end]) { end += 1 }
            while end > at, plain[end - 1] == "." || plain[end - 1] == "-" { end -= 1 }
            if end - start <= 254, Self.isLocalPart(plain[start..<at]), Self.isDomain(plain[at + 1..<end]) {
                add(places, plain, start..<end, to: \.emails)
            }
            // abc@example.cn/def@example.cn
            if end < places.count { take(places[end]..<run.upperBound) }
            return
        }
        if let start = Self.first("www.", in: plain) {
            let end = Self.end(of: plain)
            if end - start > 7, plain[start..<end].dropFirst(4).contains(".") {
                add(places, plain, start..<end, to: \.urls)
            }
            return
        }
        let end = Self.end(of: plain)
        if isNamed(before: run.lowerBound), Self.isHostAndPath(plain[..<end]) {
            add(places, plain, 0..<end, to: \.urls)
        }
    }

    private mutating func add(
        _ places: [Int], _ plain: [Unicode.Scalar], _ part: Range<Int>,
        to list: WritableKeyPath<AddressReader, [Address]>
    ) {
        var words = String.UnicodeScalarView()
        words.append(contentsOf: plain[part])
        self[keyPath: list].append(
            Address(text: String(words), place: places[part.lowerBound]..<places[part.upperBound - 1] + 1))
    }

    private static let schemes = ["http://", "https://", "ftp://"]

    /// 网址：kt.example.org: a host without scheme counts where the words before it say what it is.
    private func isNamed(before place: Int) -> Bool {
        let start = max(text.line(text.lineNumber(of: place)).lowerBound, place - 10)
        let words = text.tidy(start..<place)
        return ["网址", "网站", "登录", "平台", "系统", "地址", "官网"].contains(where: words.contains)
    }

    private static func isHostAndPath(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        let host = words.prefix { $0 != "/" && $0 != ":" }
        guard host.count >= 6, isDomain(host) else { return false }
        let last = String(String.UnicodeScalarView(host.split(separator: ".").last ?? [])).lowercased()
        return ["cn", "com", "net", "org", "edu", "gov", "top", "vip", "info", "cc"].contains(last)
    }

    /// No dot at an end, no two together.
    private static func isLocalPart(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        words.count <= 64 && words.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }

    private static func isDomain(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        let parts = words.split(separator: ".", omittingEmptySubsequences: false)
        let areLabels = parts.allSatisfy {
            (1...63).contains($0.count) && $0.first != "-" && $0.last != "-" && $0.allSatisfy(isHost)
        }
        guard parts.count >= 2, areLabels, let last = parts.last else { return false }
        return last.count >= 2 && last.allSatisfy { $0.properties.isAlphabetic }
    }

    /// Without the marks that end the sentence.
    private static func end(of plain: [Unicode.Scalar]) -> Int {
        var end = plain.count
        while end > 0, ".,;:!?".unicodeScalars.contains(plain[end - 1]) { end -= 1 }
        return end
    }

    private static func first(_ word: String, in plain: [Unicode.Scalar]) -> Int? {
        let word = Array(word.unicodeScalars)
        guard plain.count >= word.count else { return nil }
        return (0...plain.count - word.count).first { start in
            word.indices.allSatisfy { plain[start + $0].properties.lowercaseMapping == String(word[$0]) }
        }
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        if isAt(scalar) { return true }
        return scalar.value > 0x20 && scalar.value < 0x7F && !"<>\"'()[]{},;|`\\^".unicodeScalars.contains(scalar)
    }

    private static func isAt(_ scalar: Unicode.Scalar) -> Bool { scalar == "@" || scalar == "＠" }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || Scalars.isDigit(scalar.value))
    }

    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        isWord(scalar) || "._%+-".unicodeScalars.contains(scalar)
    }

    private static func isHost(_ scalar: Unicode.Scalar) -> Bool { isWord(scalar) || scalar == "." || scalar == "-" }
}
