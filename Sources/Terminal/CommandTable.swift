/// All commands of a program: finds the one that a command line calls.

import Texts

public struct CommandTable: Sendable {
    /// The program's name, e.g. `duban`.
    public let program: String
    public let version: String
    public let summary: Phrase
    public let commands: [any Command.Type]
    /// The order of the overview.
    public let groups: [CommandGroup]
    /// Options that every command takes, before or after its name.
    public let globals: [OptionSpec]
    /// Variables that the program reads, for the man page.
    public let variables: [(name: String, summary: Phrase)]

    public init(
        program: String, version: String, summary: Phrase, commands: [any Command.Type], groups: [CommandGroup],
        globals: [OptionSpec], variables: [(name: String, summary: Phrase)] = []
    ) {
        self.program = program
        self.version = version
        self.summary = summary
        self.commands = commands
        self.groups = groups
        self.globals = globals
        self.variables = variables
    }

    /// What a command line calls.
    public enum Call {
        /// No command is named; the words are options only.
        case none([String])
        /// A command with the words that are not its name.
        case command(any Command.Type, [String])
    }

    /// Splits the words (without the program's own name) into the command's name and the rest. Of names that begin
    /// alike the longest wins: `units show` before `units`.
    public func resolve(_ words: [String]) throws(Failure) -> Call {
        guard let first = commandWord(in: words, from: 0) else { return .none(words) }
        if let second = commandWord(in: words, from: first + 1),
            let command = command(named: words[first] + " " + words[second])
        {
            return .command(command, words.without([first, second]))
        }
        if let command = command(named: words[first]) {
            let rest = words.without([first])
            try refuseMisspelt(words[first], rest, command)
            return .command(command, rest)
        }
        throw unknown(words[first], then: commandWord(in: words, from: first + 1).map { words[$0] })
    }

    /// By name or alias. Specs are built only when no name fits.
    public func command(named name: String) -> (any Command.Type)? {
        commands.first { $0.name == name } ?? commands.first { $0.spec.aliases.contains(name) }
    }

    /// Those under a first word, e.g. all `ledger …`.
    public func subcommands(of word: String) -> [any Command.Type] {
        commands.filter { $0.name.hasPrefix(word + " ") && !$0.spec.isHidden }
    }

    /// The place of the next word that is neither an option nor the value of a general one.
    private func commandWord(in words: [String], from start: Int) -> Int? {
        var index = start
        while index < words.count {
            let word = words[index]
            if word == "--" { return nil }
            guard word.hasPrefix("-"), word != "-" else { return index }
            // An option of the command itself ends the search: whether it takes a value is not known yet.
            guard let option = global(word) else { return start == 0 ? nextPlain(words, after: index) : nil }
            index += option.isFlag || word.contains("=") ? 1 : 2
        }
        return nil
    }

    private func nextPlain(_ words: [String], after index: Int) -> Int? {
        words.indices.first { $0 > index && !words[$0].hasPrefix("-") && command(startingWith: words[$0]) }
    }

    private func command(startingWith word: String) -> Bool {
        commands.contains { $0.name == word || $0.name.hasPrefix(word + " ") }
    }

    private func global(_ word: String) -> OptionSpec? {
        if word.hasPrefix("--") {
            let name = word.dropFirst(2).prefix { $0 != "=" }
            return globals.first { $0.name == name }
        }
        guard word.count == 2, let letter = word.last else { return nil }
        return globals.first { $0.short == letter }
    }

    /// `units improt`: the command takes no such argument, but has a subcommand of nearly that name.
    private func refuseMisspelt(_ word: String, _ rest: [String], _ command: any Command.Type) throws(Failure) {
        guard let next = rest.first(where: { !$0.hasPrefix("-") }), command.spec.arguments.isEmpty,
            commands.contains(where: { $0.name.hasPrefix(word + " ") })
        else { return }
        let optionValues = zip(rest, rest.dropFirst()).contains { $0.hasPrefix("-") && $1 == next }
        if !optionValues { throw unknown(word, then: next) }
    }

    private func unknown(_ first: String, then second: String?) -> Failure {
        let visible = commands.filter { !$0.spec.isHidden }.map { $0.name }
        let below = visible.filter { $0.hasPrefix(first + " ") }
        if !below.isEmpty, second == nil {
            return .usage(
                Phrase(zh: "“\(first)”之后还要写子命令", en: "\"\(first)\" needs a subcommand"),
                remedy: Phrase(
                    zh: "可用：" + below.joined(separator: "、"), en: "one of: " + below.joined(separator: ", ")))
        }
        let wanted = below.isEmpty ? first : first + " " + (second ?? "")
        let candidates =
            below.isEmpty ? visible + visible.compactMap { $0.split(separator: " ").first.map(String.init) } : below
        return .usage(
            Phrase(zh: "没有“\(wanted)”这个命令", en: "there is no command \"\(wanted)\""),
            remedy: suggestion(wanted, candidates) ?? overviewHint)
    }

    private func suggestion(_ word: String, _ candidates: [String]) -> Phrase? {
        closest(to: word, among: candidates).map {
            Phrase(zh: "是不是想写“\(program) \($0)”？", en: "did you mean \"\(program) \($0)\"?")
        }
    }

    private var overviewHint: Phrase {
        Phrase(zh: "“\(program) help”列出全部命令", en: "\"\(program) help\" lists all commands")
    }
}

extension [String] {
    fileprivate func without(_ places: Set<Int>) -> [String] {
        enumerated().filter { !places.contains($0.offset) }.map(\.element)
    }
}
