/// Completion scripts for bash, zsh and fish, all from the same declarations.

import Texts

public enum Shell: String, Sendable, CaseIterable {
    case bash
    case zsh
    case fish
}

public enum ShellCompletion {
    public static func script(for shell: Shell, _ table: CommandTable, _ language: Language) -> String {
        let model = CompletionModel(table)
        return switch shell {
        case .bash: BashCompletion(model: model).script
        case .zsh: ZshCompletion(model: model, language: language).script
        case .fish: FishCompletion(model: model, language: language).script
        }
    }
}

/// What the three scripts have in common.
struct CompletionModel {
    let program: String
    let specs: [CommandSpec]
    let globals: [OptionSpec]

    init(_ table: CommandTable) {
        program = table.program
        specs = table.commands.map { $0.spec }.filter { !$0.isHidden }
        globals = table.globals
    }

    func options(_ spec: CommandSpec) -> [OptionSpec] {
        (spec.options + globals.filter { !spec.refusedGlobals.contains($0.name) }).filter { !$0.isHidden }
    }

    /// First words, each once, with a summary where the word is a whole command.
    var firstWords: [(word: String, summary: Phrase)] {
        var seen: Set<String> = []
        return specs.compactMap { spec in
            let word = String(spec.name.prefix { $0 != " " })
            guard seen.insert(word).inserted else { return nil }
            let whole = specs.first { $0.name == word }
            return (word, (whole ?? spec).summary)
        }
    }

    /// Second words under a first one.
    func secondWords(_ first: String) -> [(word: String, summary: Phrase)] {
        specs.filter { $0.name.hasPrefix(first + " ") }.map { (String($0.name.dropFirst(first.count + 1)), $0.summary) }
    }

    var wordsWithSubcommands: [String] {
        firstWords.map(\.word).filter { !secondWords($0).isEmpty }
    }

    /// `--unit`, `-u`: every spelling of every option that takes a value, so that a script can step over it.
    var spellingsWithValue: [String] {
        var seen: Set<String> = []
        return (globals + specs.flatMap(\.options)).filter { !$0.isFlag }.flatMap { spellings($0) }
            .filter { seen.insert($0).inserted }
    }

    func spellings(_ option: OptionSpec) -> [String] {
        ["--" + option.name] + (option.short.map { ["-\($0)"] } ?? [])
    }

    /// The kind as the scripts' helper functions take it: `file`, `folder`, `values a b`, `dynamic units`, `none`.
    func kind(_ completion: Completion, allowed: [String]) -> String {
        switch completion {
        case .none: "none"
        case .file: "file"
        case .folder: "folder"
        case .values: "values " + allowed.joined(separator: " ")
        case .dynamic(let kind): "dynamic " + kind
        }
    }

    /// In single quotes, as bash and zsh read them.
    func quote(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
