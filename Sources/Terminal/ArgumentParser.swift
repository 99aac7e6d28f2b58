/// Reads a command's words against its declaration, the GNU way: options anywhere, `--name value`, `--name=value`,
/// `-n value`, `-nvalue`, bundled letters, `--` before words that are no options.

import Texts

public struct ArgumentParser {
    private let program: String
    private let spec: CommandSpec
    private let options: [OptionSpec]
    private let refused: [OptionSpec]
    private var values: [String: [String]] = [:]
    private var positionals: [String] = []

    /// - Parameter globals: the program's general options; those that the command refuses are known but not accepted.
    public init(_ spec: CommandSpec, program: String, globals: [OptionSpec]) {
        self.program = program
        self.spec = spec
        options = spec.options + globals.filter { !spec.refusedGlobals.contains($0.name) }
        refused = globals.filter { spec.refusedGlobals.contains($0.name) }
    }

    public static func parse(
        _ words: [String], _ spec: CommandSpec, program: String, globals: [OptionSpec], host: (any Sendable)? = nil
    ) throws(Failure) -> ParsedArguments {
        var parser = ArgumentParser(spec, program: program, globals: globals)
        try parser.read(words)
        return try parser.finish(host)
    }

    private mutating func read(_ words: [String]) throws(Failure) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                positionals += rest
                return
            }
            if word.hasPrefix("--") {
                try readLong(word, &rest)
            } else if isPositional(word) {
                positionals.append(word)
            } else {
                try readShort(word, &rest)
            }
        }
    }

    /// `-` is standard input, and `-5` a number, unless a digit is declared as an option.
    private func isPositional(_ word: String) -> Bool {
        guard word.hasPrefix("-"), let second = word.dropFirst().first else { return true }
        return second.isNumber && !options.contains { $0.short == second }
    }

    private mutating func readLong(_ word: String, _ rest: inout ArraySlice<String>) throws(Failure) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        let option = try find(name)
        let attached = parts.count == 2 ? String(parts[1]) : nil
        if option.isFlag, attached != nil {
            throw usage(
                Phrase(zh: "--\(name) 不带值", en: "--\(name) takes no value"),
                remedy: Phrase(zh: "只写 --\(name)", en: "write just --\(name)"))
        }
        try set(option, shown: "--" + name, attached: attached, &rest)
    }

    private mutating func readShort(_ word: String, _ rest: inout ArraySlice<String>) throws(Failure) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw unknownShort(letter, in: word)
            }
            if option.isFlag {
                try set(option, shown: "-\(letter)", attached: nil, &rest)
                continue
            }
            let attached = letters.first == "=" ? String(letters.dropFirst()) : String(letters)
            try set(option, shown: "-\(letter)", attached: letters.isEmpty ? nil : attached, &rest)
            return
        }
    }

    private mutating func set(
        _ option: OptionSpec, shown: String, attached: String?, _ rest: inout ArraySlice<String>
    ) throws(Failure) {
        if values[option.name] != nil, !option.isRepeatable {
            // The same flag twice says nothing new.
            if option.isFlag { return }
            throw usage(
                Phrase(zh: "\(shown) 写了两次", en: "\(shown) is given twice"),
                remedy: Phrase(zh: "只保留一个", en: "keep one of them"))
        }
        if option.isFlag {
            values[option.name] = [""]
            return
        }
        let value: String
        if let attached { value = attached } else { value = try takeValue(for: option, shown: shown, &rest) }
        try check(value, option, shown: shown)
        values[option.name, default: []].append(value)
    }

    private func takeValue(
        for option: OptionSpec, shown: String, _ rest: inout ArraySlice<String>
    ) throws(Failure) -> String {
        let label = option.label ?? Phrase(zh: "值", en: "VALUE")
        guard let next = rest.first, isPositional(next), next != "--" else {
            throw usage(
                Phrase(zh: "\(shown) 后面缺少\(label.zh)", en: "\(shown) needs a value: \(label.en)"),
                remedy: Phrase(
                    zh: "写成 --\(option.name) \(label.zh)；值以“-”开头时写成 --\(option.name)=\(label.zh)",
                    en: "write --\(option.name) \(label.en), or --\(option.name)=\(label.en) if it begins with \"-\""))
        }
        rest.removeFirst()
        return next
    }

    private func check(_ value: String, _ option: OptionSpec, shown: String) throws(Failure) {
        if value.isEmpty {
            throw usage(
                Phrase(zh: "\(shown) 的值是空的", en: "the value of \(shown) is empty"),
                remedy: Phrase(zh: "写上值，或去掉 \(shown)", en: "give a value, or leave \(shown) out"))
        }
        try check(value, allowed: option.allowed, of: Phrase(same: shown))
    }

    private func check(_ value: String, allowed: [String], of name: Phrase) throws(Failure) {
        guard !allowed.isEmpty, !allowed.contains(value) else { return }
        let list = Phrase(
            zh: "可用：" + allowed.joined(separator: "、"), en: "one of: " + allowed.joined(separator: ", "))
        let meant = closest(to: value, among: allowed).map {
            Phrase(zh: "是不是想写“\($0)”？", en: "did you mean \"\($0)\"? ")
        }
        throw usage(
            Phrase(zh: "\(name.zh) 不能是“\(value)”", en: "\(name.en) cannot be \"\(value)\""),
            remedy: (meant ?? Phrase(same: "")) + list)
    }
}

// What was given against what is declared.
extension ArgumentParser {
    private mutating func finish(_ host: (any Sendable)?) throws(Failure) -> ParsedArguments {
        var rest = positionals[...]
        for argument in spec.arguments {
            try take(argument, from: &rest)
        }
        if let extra = rest.first {
            throw usage(
                Phrase(zh: "多出了“\(extra)”", en: "\"\(extra)\" is one word too many"),
                remedy: Phrase(zh: "用法：\(usageLine(.chinese))", en: "usage: \(usageLine(.english))"))
        }
        let names = spec.arguments.map(\.name) + options.map(\.name) + refused.map(\.name)
        return ParsedArguments(declared: Set(names), values: values, host: host)
    }

    private mutating func take(_ argument: ArgumentSpec, from rest: inout ArraySlice<String>) throws(Failure) {
        let taken = argument.repeats ? Array(rest) : Array(rest.prefix(1))
        rest = rest.dropFirst(taken.count)
        if taken.isEmpty, argument.isRequired {
            throw usage(
                Phrase(zh: "缺少\(argument.label.zh)", en: "\(argument.label.en) is missing"),
                remedy: Phrase(zh: "用法：\(usageLine(.chinese))", en: "usage: \(usageLine(.english))"))
        }
        for value in taken {
            if value.isEmpty {
                throw usage(
                    Phrase(zh: "\(argument.label.zh)是空的", en: "\(argument.label.en) is empty"),
                    remedy: Phrase(zh: "检查引号和变量", en: "check the quotes and variables"))
            }
            try check(value, allowed: argument.allowed, of: argument.label)
        }
        if !taken.isEmpty { values[argument.name] = taken }
    }

    private func find(_ name: String) throws(Failure) -> OptionSpec {
        if let option = options.first(where: { $0.name == name }) { return option }
        if refused.contains(where: { $0.name == name }) {
            throw usage(
                Phrase(
                    zh: "--\(name) 对“\(spec.call(program))”没有意义",
                    en: "--\(name) means nothing for \"\(spec.call(program))\""),
                remedy: Phrase(zh: "去掉 --\(name)", en: "leave --\(name) out"))
        }
        throw unknown(
            "--" + name, closest(to: name, among: options.filter { !$0.isHidden }.map(\.name)).map { "--" + $0 })
    }

    private func unknownShort(_ letter: Character, in word: String) -> Failure {
        // `-json` is more likely a slip for `--json` than four letters.
        let meant = options.first { $0.name == word.dropFirst() }.map { "--" + $0.name }
        return unknown(meant == nil ? "-\(letter)" : word, meant)
    }

    private func unknown(_ shown: String, _ meant: String?) -> Failure {
        let help = Phrase(
            zh: "“\(spec.call(program)) --help”列出全部选项", en: "\"\(spec.call(program)) --help\" lists all options")
        return usage(
            Phrase(
                zh: "“\(spec.call(program))”没有 \(shown) 这个选项", en: "\"\(spec.call(program))\" has no option \(shown)"),
            remedy: meant.map { Phrase(zh: "是不是想写 \($0)？", en: "did you mean \($0)?") } ?? help)
    }

    private func usageLine(_ language: Language) -> String {
        HelpText.usage(spec, program: program, language)
    }

    private func usage(_ what: Phrase, remedy: Phrase) -> Failure {
        .usage(what, remedy: remedy)
    }
}
