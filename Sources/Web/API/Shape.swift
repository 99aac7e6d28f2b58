/// The shape of a JSON value: requests are checked against it, answers are documented by it.

import Terminal
import Texts

indirect enum Shape: Sendable {
    /// - Parameter allowed: the only values; empty: any.
    case text(Text = Text())
    case integer(ClosedRange<Int> = .min ... .max)
    case number
    case flag
    case list(Shape, ClosedRange<Int> = 0...Int.max)
    /// - Parameter others: of members besides those named; nil: there are none.
    case record([Member], others: Shape? = nil)
    /// Null, too.
    case maybe(Shape)
    /// One of `Shape.named`.
    case named(String)

    struct Text: Sendable {
        var length: ClosedRange<Int> = 0...Int.max
        var allowed: [String] = []
        var format: String?
        /// For documents only: what the format says already.
        var pattern: String?
    }

    struct Member: Sendable {
        let name: String
        let shape: Shape
        let isRequired: Bool
        let summary: Phrase?
        let example: JSON?
    }

    /// Text that says something.
    static let word = Shape.text(Text(length: 1...500))
    /// A name or a part of one, in an address.
    static let name = Shape.text(Text(length: 1...100))
    static let string = Shape.text()
    static let count = Shape.integer(0...Int.max)
    /// `2025-04-11T17:00:00+08:00`.
    static let moment = Shape.text(Text(format: "date-time"))
    /// `2025-04-11`.
    static let day = Shape.text(Text(format: "date"))

    static func oneOf(_ values: [String]) -> Shape { .text(Text(allowed: values)) }
    /// A long text, such as a file's.
    static func document(_ bytes: Int) -> Shape { .text(Text(length: 1...bytes)) }
    static func names(_ count: ClosedRange<Int>) -> Shape { .list(.name, count) }
    static func words(_ count: ClosedRange<Int> = 1...100) -> Shape { .list(.word, count) }

    /// A record whose members are all there.
    static func whole(_ members: KeyValuePairs<String, Shape>) -> Shape {
        .record(members.map { Member($0.key, $0.value) })
    }
}

extension Shape.Member {
    init(_ name: String, _ shape: Shape, required: Bool = true, _ summary: Phrase? = nil, example: JSON? = nil) {
        self.init(name: name, shape: shape, isRequired: required, summary: summary, example: example)
    }
}
