/// The completion script for fish.

import Texts

struct FishCompletion {
    let model: CompletionModel
    let language: Language

    var script: String {
        let name = model.program
        var lines = """
            # fish completion for \(name); made by "\(name) completions fish"

            # The words typed so far that are neither options nor their values.
            function __\(name)_plain
                set -l skip 0
                for word in (commandline -opc)[2..-1]
                    if test $skip = 1
                        set skip 0
                    else if contains -- $word \(model.spellingsWithValue.joined(separator: " "))
                        set skip 1
                    else if not string match -q -- '-*' $word
                        echo -- $word
                    end
                end
            end

            # Whether the command is the one given; of names that begin alike the longer one holds.
            function __\(name)_is
                set -l plain (__\(name)_plain)
                set -l command $plain[1]
                if contains -- "$plain[1] $plain[2]" \(twoWordNames)
                    set command "$plain[1] $plain[2]"
                end
                test "$command" = "$argv[1]"
            end

            # Whether exactly these words stand there.
            function __\(name)_after
                set -l plain (__\(name)_plain)
                test "$plain" = "$argv[1]"
            end

            complete -c \(name) -f
            """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines += words(model.firstWords, after: "")
        for word in model.wordsWithSubcommands { lines += words(model.secondWords(word), after: word) }
        for option in model.globals { lines.append(line(option, condition: condition(refusing: option))) }
        for spec in model.specs {
            let condition = "__\(name)_is \(model.quote(spec.name))"
            lines += spec.options.filter { !$0.isHidden }.map { line($0, condition: condition) }
            if let last = spec.arguments.last, let values = values(last.completion, last.allowed) {
                lines.append("complete -c \(name) -n \(quote(condition)) \(values)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var twoWordNames: String {
        let names = model.specs.map(\.name).filter { $0.contains(" ") }
        return names.isEmpty ? "''" : names.map { quote($0) }.joined(separator: " ")
    }

    private func words(_ rows: [(word: String, summary: Phrase)], after: String) -> [String] {
        rows.map {
            "complete -c \(model.program) -n \(quote("__\(model.program)_after " + quote(after)))"
                + " -a \(quote($0.word)) -d \(quote($0.summary(language)))"
        }
    }

    /// Commands that refuse a general option do not offer it.
    private func condition(refusing option: OptionSpec) -> String? {
        let refusing = model.specs.filter { $0.refusedGlobals.contains(option.name) }
        if refusing.isEmpty { return nil }
        return refusing.map { "not __\(model.program)_is \(quote($0.name))" }.joined(separator: "; and ")
    }

    private func line(_ option: OptionSpec, condition: String?) -> String {
        var parts = ["complete -c \(model.program)"]
        if let condition { parts.append("-n \(quote(condition))") }
        parts.append("-l \(option.name)")
        if let short = option.short { parts.append("-s \(short)") }
        if !option.isFlag { parts.append("-r " + (values(option.completion, option.allowed) ?? "")) }
        parts.append("-d \(quote(option.summary(language)))")
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func values(_ completion: Completion, _ allowed: [String]) -> String? {
        switch completion {
        case .none: nil
        case .file: "-F"
        case .folder: "-a '(__fish_complete_directories)'"
        case .values: "-a \(quote(allowed.joined(separator: " ")))"
        case .dynamic(let kind): "-a '(\(model.program) complete \(kind) 2>/dev/null)'"
        }
    }

    /// In single quotes, as fish reads them: only the quote and the backslash are special inside.
    private func quote(_ text: String) -> String {
        var quoted = "'"
        for character in text {
            if character == "'" || character == "\\" { quoted += "\\" }
            quoted.append(character)
        }
        return quoted + "'"
    }
}
