/// What a server answers to a command line: everything that it printed, in the order in which it did.

import JSONTree
import Platform
import Terminal
import Texts

package struct RemoteAnswer: Sendable, Equatable {
    package var exit: Int
    package var output: String
    package var errors: String
    /// Bytes of the output, of the errors, of the output … as they were printed in turn.
    package var order: [Int]
    package var files: [String: [UInt8]] = [:]
    /// A question that a person has to answer; nothing was changed yet.
    package var asks: String?
    /// How many answers were taken before it.
    package var answered = 0
    /// The mark of what stands before it, to be sent back with the answer.
    package var shown: String?

    package init(_ exit: ExitCode, _ console: Console, files: [String: [UInt8]] = [:]) {
        self.exit = Int(exit.rawValue)
        output = console.capturedOutput
        errors = console.capturedErrors
        order = console.order
        self.files = files
        asks = console.openQuestion
        answered = console.answered
        shown = asks.map { _ in console.shown }
    }

    package var json: String {
        JSONWriter.document(
            .object([
                ("exit", .int(exit)), ("output", .string(output)), ("errors", .string(errors)),
                ("order", .array(order.map { .int($0) })),
                ("files", RemoteFiles.json(files)),
                ("asks", .optional(asks)), ("answered", .int(answered)), ("shown", .optional(shown)),
            ]), brokenLevels: 1)
    }

    /// Nil when it is no such answer.
    init?(_ tree: JSONTree) {
        guard let exit = tree["exit"]?.int, let output = tree["output"]?.string, let errors = tree["errors"]?.string,
            let order = tree["order"]?.array
        else { return nil }
        self.exit = exit
        self.output = output
        self.errors = errors
        self.order = order.compactMap(\.int)
        for (name, content) in tree["files"]?.members ?? [] {
            guard let bytes = content.string.flatMap(Base64.standard.decode) else { return nil }
            files[name] = bytes
        }
        asks = tree["asks"]?.string
        answered = tree["answered"]?.int ?? 0
        shown = tree["shown"]?.string
    }

    /// One stretch of what was printed to one stream.
    struct Piece: Equatable {
        let isError: Bool
        var bytes: [UInt8]
    }

    /// What was printed, piece by piece.
    var pieces: [Piece] {
        var (output, errors) = (Array(output.utf8)[...], Array(errors.utf8)[...])
        var pieces: [Piece] = []
        func add(_ rest: inout ArraySlice<UInt8>, _ count: Int, isError: Bool) {
            let taken = rest.prefix(max(0, count))
            rest = rest.dropFirst(taken.count)
            if !taken.isEmpty { pieces.append(Piece(isError: isError, bytes: Array(taken))) }
        }
        for (index, count) in order.enumerated() {
            if index % 2 == 0 { add(&output, count, isError: false) } else { add(&errors, count, isError: true) }
        }
        add(&output, .max, isError: false)
        add(&errors, .max, isError: true)
        return pieces
    }
}
