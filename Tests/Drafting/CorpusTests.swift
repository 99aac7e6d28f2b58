// Invented notices of the genre with the answers of a careful reader: how much of it is read, and how well.
//
// `frozen` was written before the rules and is not looked at while they are made; `open` is.
import Deadlines
import Documents
import Foundation
import Notices
import TestSupport
import Testing

@testable import Drafting

/// What one notice should give.
struct Expected: Decodable {
    struct Deadline: Decodable {
        let quote: String
        let shape: String
        let date: String?
        let kind: String
        let who: String?
        let doubt: Bool?
    }
    let deadlines: [Deadline]
}

struct Score {
    var expected = 0.0
    var found = 0.0
    var reported = 0.0
    var right = 0.0
    var matched = 0
    var kinds = 0
    var subjects = 0
    var shapes: [String: (found: Double, expected: Double)] = [:]

    var recall: Double { found / max(1, expected) }
    var precision: Double { right / max(1, reported) }
    var kind: Double { Double(kinds) / Double(max(1, matched)) }
    var who: Double { Double(subjects) / Double(max(1, matched)) }

    var text: String {
        let rows = shapes.sorted { $0.key < $1.key }.map { shape, value in
            "\(shape) \(value.found)/\(value.expected)"
        }
        let head = "recall \(recall) precision \(precision) kind \(kind) who \(who)"
        return ([head] + rows).joined(separator: "\n")
    }

    /// A deadline is found if the day is right and the words overlap; a doubt counts as half.
    mutating func add(_ draft: Draft, _ expected: Expected, in text: String) {
        var left = draft.deadlines
        for one in expected.deadlines {
            self.expected += 1
            shapes[one.shape, default: (0, 0)].expected += 1
            let fitting = left.indices.filter {
                left[$0].day?.iso == one.date && Self.overlaps(left[$0].quote, one.quote)
            }
            let best = fitting.max { Self.likeness(left[$0], one) < Self.likeness(left[$1], one) }
            guard let best else { continue }
            let found = left.remove(at: best)
            let weight = found.doubts.isEmpty || one.doubt == true ? 1.0 : 0.5
            self.found += weight
            shapes[one.shape, default: (0, 0)].found += weight
            right += found.doubts.isEmpty ? 1 : 0.5
            matched += 1
            kinds += found.kind.rawValue == one.kind ? 1 : 0
            subjects += found.who == one.who ? 1 : 0
        }
        reported += draft.deadlines.map { $0.doubts.isEmpty ? 1 : 0.5 }.reduce(0, +)
    }

    private static func overlaps(_ left: String, _ right: String) -> Bool {
        left.contains(right) || right.contains(left) || shares(left, right)
    }

    /// The end of one is the beginning of the other.
    private static func shares(_ left: String, _ right: String) -> Bool {
        let least = min(left.count, right.count)
        return (2...max(2, least)).contains { count in
            count <= least && (left.suffix(count) == right.prefix(count) || right.suffix(count) == left.prefix(count))
        }
    }

    private static func likeness(_ found: DraftDeadline, _ one: Expected.Deadline) -> Int {
        (found.kind.rawValue == one.kind ? 2 : 0) + (found.who == one.who ? 1 : 0)
    }
}

enum Corpus {
    static let folder = Checkout.root + "/Tests/Drafting/Corpus/"

    static func names(_ part: String) -> [String] {
        TemporaryFolder.names(in: folder + part).filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
    }

    static func text(_ part: String, _ name: String) throws -> String {
        try #require(Checkout.text(folder + part + "/" + name + ".txt"))
    }

    static func score(_ part: String) throws -> Score {
        var score = Score()
        for name in names(part) {
            let text = try text(part, name)
            let bytes = try #require(Checkout.bytes(folder + part + "/" + name + ".json"))
            let expected = try JSONDecoder().decode(Expected.self, from: Data(bytes))
            score.add(DraftReader.read(text), expected, in: text)
        }
        return score
    }
}

/// The bounds lie just under what was measured: a rule that loses something is seen.
@Test(arguments: [
    ("open", 0.90, 0.93, 0.81, 0.81), ("frozen", 0.87, 0.85, 0.67, 0.76),
])
func `the corpus is read as well as it was`(
    part: String, recall: Double, precision: Double, kind: Double, who: Double
) throws {
    let score = try Corpus.score(part)
    print("drafting, \(part): \(score.text)")
    #expect(Corpus.names(part).count == 32)
    #expect(score.recall >= recall && score.precision >= precision, "\(score.text)")
    #expect(score.kind >= kind && score.who >= who, "\(score.text)")
}

@Test(arguments: ["open", "frozen"])
func `every draft is a notice file without errors, and every quote stands in its text`(part: String) throws {
    for name in Corpus.names(part) {
        let text = try Corpus.text(part, name)
        let draft = DraftReader.read(text)
        #expect(
            draft.deadlines.allSatisfy { text.contains($0.quote) }
                && draft.others.allSatisfy { text.contains($0.quote) })
        let file = DraftNotice.file(draft)
        let reading = YAMLReader.read(file, file: name)
        let node = try #require(reading.node, "\(name): \(reading.diagnostics)")
        let (_, diagnostics) = NoticeFile.decode(node, file: name)
        let errors = diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(name): \(errors.map(\.what.en))\n\(file)")
    }
}
