/// The declaration of one command: everything that help, the parser, completions and the man page know of it.

import Texts

public struct CommandSpec: Sendable {
    /// `tasks`, or `ledger verify`: words with one space between them.
    public let name: String
    /// Other names that lead here.
    public let aliases: [String]
    public let group: CommandGroup
    /// One line, without a full stop.
    public let summary: Phrase
    /// Paragraphs with an empty line between them; empty when the summary says it all.
    public let discussion: Phrase
    public let arguments: [ArgumentSpec]
    public let options: [OptionSpec]
    /// Names of the program's general options that mean nothing here: refused, and left out of help.
    public let refusedGlobals: [String]
    public let examples: [Example]
    /// Those that matter here, besides `ok` and `usage`, which every command has.
    public let exitCodes: [ExitCode]
    /// Left out of the overview, completions and the man page; it still works and has help.
    public let isHidden: Bool

    public init(
        _ name: String, aliases: [String] = [], group: CommandGroup, summary: Phrase,
        discussion: Phrase = Phrase(same: ""), arguments: [ArgumentSpec] = [], options: [OptionSpec] = [],
        refusedGlobals: [String] = [], examples: [Example], exitCodes: [ExitCode] = [], hidden: Bool = false
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.summary = summary
        self.discussion = discussion
        self.arguments = arguments
        self.options = options
        self.refusedGlobals = refusedGlobals
        self.examples = examples
        self.exitCodes = exitCodes
        self.isHidden = hidden
    }

    /// How a person calls it: `duban tasks`; just the program for the nameless spec of the program itself.
    func call(_ program: String) -> String { name.isEmpty ? program : "\(program) \(name)" }
}

/// A heading of the overview; commands of one group stand together.
public struct CommandGroup: Sendable, Hashable {
    public let title: Phrase

    public init(_ title: Phrase) {
        self.title = title
    }
}

/// A command line that works as it stands, and what it does.
public struct Example: Sendable {
    public let line: String
    public let summary: Phrase

    public init(_ line: String, _ summary: Phrase) {
        self.line = line
        self.summary = summary
    }
}

/// The declaration of one positional argument.
public struct ArgumentSpec: Sendable {
    public enum Count: Sendable {
        case one
        case optional
        case oneOrMore
        case any
    }

    /// The key in `ParsedArguments`; shares one name space with the options.
    public let name: String
    /// What help prints for it, e.g. `文件`/`FILE`.
    public let label: Phrase
    public let summary: Phrase
    /// Only the last argument may be other than `one`, or all after an `optional` one must be `optional`.
    public let count: Count
    public let allowed: [String]
    public let completion: Completion

    public init(
        _ name: String, _ label: Phrase, _ summary: Phrase, count: Count = .one, allowed: [String] = [],
        completion: Completion = .none
    ) {
        self.name = name
        self.label = label
        self.summary = summary
        self.count = count
        self.allowed = allowed
        self.completion = allowed.isEmpty ? completion : .values
    }

    var isRequired: Bool { count == .one || count == .oneOrMore }
    var repeats: Bool { count == .oneOrMore || count == .any }

    /// `FILE`, `[FILE]`, `FILE…` or `[FILE…]`.
    func usage(_ language: Language) -> String {
        let name = label(language) + (repeats ? "…" : "")
        return isRequired ? name : "[\(name)]"
    }
}
