/// What holds of every draft, whatever its text: checked against the text itself, without the reader's own means.

import Deadlines
import Documents
import Drafting
import Notices
import Texts

/// What should hold of every draft and does not.
public struct Broken: Sendable, Hashable {
    /// Names what should hold, in kebab case.
    public let rule: String
    /// What was found instead.
    public let detail: String

    public init(_ rule: String, _ detail: String) {
        self.rule = rule
        self.detail = detail
    }
}

public struct DraftInvariants {
    /// The text's lines, each without its break.
    private let lines: [ArraySlice<Unicode.Scalar>]
    /// With every line break as LF.
    private let scalars: [Unicode.Scalar]
    /// Letters, digits and characters alone.
    private let letters: [UInt32]

    public init(_ text: String) {
        letters = Self.letters(text)
        var scalars: [Unicode.Scalar] = []
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar != "\n" || !afterReturn { scalars.append(scalar == "\r" ? "\n" : scalar) }
            afterReturn = scalar == "\r"
        }
        self.scalars = scalars
        lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Everything that does not hold; empty for a sound draft.
    public func broken(_ draft: Draft) -> [Broken] {
        var found: [Broken] = []
        for deadline in draft.deadlines {
            found += broken(deadline).map { Broken($0, "“\(deadline.quote.prefix(40))” at \(deadline.position)") }
        }
        for other in draft.others where !stands(other.quote, at: other.position) {
            found.append(Broken("other-place", "“\(other.quote.prefix(40))” at \(other.position)"))
        }
        for text in Self.texts(draft) where place(text.position) == nil {
            found.append(Broken("part-place", "“\(text.text.prefix(40))” at \(text.position)"))
        }
        for (key, line) in draft.lines where !lines.indices.contains(line - 1) {
            found.append(Broken("head-line", "\(key): \(line)"))
        }
        for address in draft.emails + draft.urls where !contains(Self.letters(address)) {
            found.append(Broken("address-in-text", "“\(address.prefix(80))”"))
        }
        return found
    }

    /// A file with so many tasks, at least one, is read without an error.
    public static func broken(file: String, tasks: Int) -> [Broken] {
        let reading = YAMLReader.read(file, file: "draft.yaml")
        guard let node = reading.node else { return reading.diagnostics.map(broken) }
        let (decoded, diagnostics) = NoticeFile.decode(node, file: "draft.yaml")
        let errors = (reading.diagnostics + diagnostics).filter { $0.severity == .error }
        guard errors.isEmpty else { return errors.map(broken) }
        let count = decoded?.notice.tasks.count ?? 0
        return count == tasks ? [] : [Broken("file-tasks", "\(count), not \(tasks)")]
    }

    private static func broken(_ diagnostic: Diagnostic) -> Broken {
        Broken("file-\(diagnostic.code)", "\(diagnostic.span.map { "\($0.start): " } ?? "")\(diagnostic.what.en)")
    }

    /// What is read besides the times.
    private static func texts(_ draft: Draft) -> [DraftText] {
        let parts = draft.parts
        let details = draft.deadlines.map(\.detail).flatMap {
            [$0.fileName, $0.mailSubject, $0.after, $0.nilReport, $0.consequence].compactMap(\.self)
        }
        return parts.basis + parts.annexes + parts.consequences + parts.nilReports + details
    }

    /// The names of what does not hold.
    private func broken(_ deadline: DraftDeadline) -> [String] {
        let whoPlace = deadline.whoPosition.flatMap(place)
        let holds = [
            ("quote-place", stands(deadline.quote, at: deadline.position)),
            ("confidence", (0...1).contains(deadline.confidence)),
            ("minutes", deadline.minutes.map { (0...1440).contains($0) } ?? true),
            ("time", (deadline.minutes == nil) == (deadline.time == nil)),
            ("start-has-end", deadline.day != nil || deadline.start == nil),
            ("day-is-last", deadline.days.isEmpty || deadline.days.max() == deadline.day),
            ("who-place", (deadline.who == nil) == (whoPlace == nil)),
            ("who-place", deadline.whoPosition == nil || whoPlace != nil),
            ("time-place", deadline.timePosition.map { place($0) != nil } ?? true),
        ]
        return holds.filter { !$0.1 }.map(\.0)
    }

    // MARK: - Places

    /// Where a position points; nil outside the text.
    private func place(_ position: Position) -> Int? {
        guard lines.indices.contains(position.line - 1) else { return nil }
        let line = lines[position.line - 1]
        guard (1...line.count + 1).contains(position.column) else { return nil }
        return line.startIndex + position.column - 1
    }

    private func stands(_ quote: String, at position: Position) -> Bool {
        guard let place = place(position), !quote.isEmpty else { return false }
        return scalars[place...].starts(with: quote.unicodeScalars)
    }

    private func contains(_ part: [UInt32]) -> Bool {
        guard let first = part.first, part.count <= letters.count else { return false }
        return (0...letters.count - part.count).contains {
            letters[$0] == first && letters[$0...].starts(with: part)
        }
    }

    /// Full-width forms as ASCII, without marks and blanks: those of an address may have been mended.
    private static func letters(_ text: String) -> [UInt32] {
        text.unicodeScalars.compactMap { scalar in
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            guard let plain = Unicode.Scalar(value) else { return nil }
            return plain.properties.isAlphabetic || plain.properties.numericType != nil ? value : nil
        }
    }
}
