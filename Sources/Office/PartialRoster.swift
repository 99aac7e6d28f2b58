/// A few units out of the large roster that the ledger keeps of a notice, without reading the rest of it.

import Documents
import Notices
import Texts

struct PartialRoster {
    private let text: String
    /// The first line, which names the columns.
    private let header: String

    /// Below this many bytes the whole roster is read as quickly.
    private static let large = 50_000

    init(_ text: String) {
        self.text = text
        let end = text.utf8.firstIndex(of: 0x0A) ?? text.utf8.endIndex
        header = String(text[..<end])
    }

    /// Whether what a step asks of the roster is answered by the units alone: no choice names other units.
    static func suffices(for notice: Notice, _ text: String) -> Bool {
        guard text.utf8.count >= large, text.utf8.starts(with: "code,".utf8) else { return false }
        let choices = notice.tasks.flatMap { task in task.deliver.compactMap(\.who) + task.due.compactMap(\.who) }
        return choices.allSatisfy(isOwn)
    }

    private static func isOwn(_ choice: UnitSelector) -> Bool {
        choice.parents.isEmpty && choice.below.isEmpty && choice.units.isEmpty
            && (choice.anyOf + choice.except).allSatisfy(isOwn)
    }

    /// The units with these codes and everybody above them.
    func roster(with codes: Set<String>) throws -> Roster {
        var lines: [String: String] = [:]
        var open = Array(codes)
        var roster = Roster(units: [])
        while !open.isEmpty {
            for code in open { lines[code] = line(of: code) ?? "" }
            let rows = lines.sorted { $0.key < $1.key }.map(\.value).joined()
            guard let sheet = CSVReader.read(header + "\n" + rows, file: "roster").sheet else {
                throw KeptTexts.damaged(Phrase(zh: "名录", en: "roster"), "roster")
            }
            roster = RosterReader.read(sheet).roster
            open = Set(roster.units.compactMap(\.parent)).filter { lines[$0] == nil }.sorted()
        }
        return roster
    }

    /// The line that begins with the code, with its line end. No value of a kept roster holds a line break.
    private func line(of code: String) -> String? {
        let wanted = Array("\n\(CSVWriter(guardsFormulas: false).cell(code)),".utf8)
        var text = text
        return text.withUTF8 { bytes in
            guard let start = PartialRoster.find(wanted, in: bytes) else { return nil }
            let end = bytes[(start + 1)...].firstIndex(of: 0x0A) ?? bytes.endIndex - 1
            return String(decoding: bytes[(start + 1)...end], as: UTF8.self)
        }
    }

    private static func find(_ wanted: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var start = 0
        while let line = bytes[start...].firstIndex(of: 0x0A) {
            if bytes[line...].starts(with: wanted) { return line }
            start = line + 1
        }
        return nil
    }
}
