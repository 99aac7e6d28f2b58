/// The declaration of one option; parsing, help, completions and the man page are all made from it.

import Texts

public struct OptionSpec: Sendable {
    /// The long name without dashes; also the key in `ParsedArguments`.
    public let name: String
    /// One letter, for `-x`.
    public let short: Character?
    /// What stands for the value in help texts; nil for a flag.
    public let label: Phrase?
    public let summary: Phrase
    public let isRepeatable: Bool
    /// What happens without the option, in words; shown in help.
    public let defaultText: Phrase?
    /// The values accepted; empty: any.
    public let allowed: [String]
    public let completion: Completion
    /// Left out of help and completions.
    public let isHidden: Bool

    public var isFlag: Bool { label == nil }

    /// An option without a value.
    public static func flag(
        _ name: String, short: Character? = nil, _ summary: Phrase, hidden: Bool = false
    ) -> OptionSpec {
        OptionSpec(
            name: name, short: short, label: nil, summary: summary, isRepeatable: false, defaultText: nil, allowed: [],
            completion: .none, isHidden: hidden)
    }

    /// An option with a value.
    /// - Parameters:
    ///   - label: stands for the value in help, e.g. `单位`/`UNIT`.
    ///   - repeatable: may be given several times; the values are collected in order.
    ///   - defaultText: what holds without it.
    ///   - allowed: every other value is refused, with the nearest one named.
    public static func value(
        _ name: String, short: Character? = nil, _ label: Phrase, _ summary: Phrase, repeatable: Bool = false,
        defaultText: Phrase? = nil, allowed: [String] = [], completion: Completion = .none, hidden: Bool = false
    ) -> OptionSpec {
        OptionSpec(
            name: name, short: short, label: label, summary: summary, isRepeatable: repeatable,
            defaultText: defaultText, allowed: allowed, completion: allowed.isEmpty ? completion : .values,
            isHidden: hidden)
    }
}

/// What a shell offers when the user presses Tab for a value.
public enum Completion: Sendable, Hashable {
    case none
    case file
    case folder
    /// The declaration's allowed values.
    case values
    /// What `duban complete KIND` prints at that moment, one value a line: it is asked for from the ledger.
    case dynamic(String)

    public static var units: Completion { .dynamic("units") }
    public static var notices: Completion { .dynamic("notices") }
    public static var tasks: Completion { .dynamic("tasks") }
}
