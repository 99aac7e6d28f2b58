/// The completion script for zsh.

import Texts

struct ZshCompletion {
    let model: CompletionModel
    let language: Language

    var script: String {
        let name = model.program
        return """
            #compdef \(name)
            # zsh completion for \(name); made by "\(name) completions zsh"

            _\(name)_values() {
                case $1 in
                    file) _files ;;
                    folder) _files -/ ;;
                    values\\ *) compadd -- ${=1#values } ;;
                    dynamic\\ *) compadd -- ${(f)"$(${(Q)words[1]} complete ${1#dynamic } 2>/dev/null)"} ;;
                    *) _message '' ;;
                esac
            }

            _\(name)() {
                local word command='' kind='' argument=none previous=${words[CURRENT-1]}
                local -a plain options subcommands
                local -i i
                if [[ ${words[CURRENT]} == --*=* ]]; then
                    previous=${words[CURRENT]%%=*}
                    compset -P '*='
                fi
                for ((i = 2; i < CURRENT; i++)); do
                    word=${words[i]}
                    case $word in
                        \(model.spellingsWithValue.joined(separator: "|"))) ((i++)) ;;
                        -*) ;;
                        *) plain+=("$word") ;;
                    esac
                done
                case "${plain[1]} ${plain[2]}" in
            \(cases)
                esac
                case "$command:$previous" in
            \(valueCases)
                esac
                if [[ -n $kind ]]; then
                    _\(name)_values "$kind"
                elif [[ ${words[CURRENT]} == -* ]]; then
                    _describe -o option options
                else
                    if ((${#subcommands})); then _describe command subcommands; fi
                    if [[ -n $command ]]; then _\(name)_values "$argument"; fi
                fi
            }

            if [[ $funcstack[1] == _\(name) ]]; then _\(name) "$@"; else compdef _\(name) \(name); fi

            """
    }

    private var cases: String {
        var lines: [String] = []
        for spec in model.specs where spec.name.contains(" ") {
            lines += entry(spec, pattern: model.quote(spec.name))
        }
        for spec in model.specs where !spec.name.contains(" ") {
            lines += entry(spec, pattern: model.quote(spec.name + " ") + "*")
        }
        for word in model.wordsWithSubcommands where !model.specs.contains(where: { $0.name == word }) {
            lines.append("        \(model.quote(word + " "))) subcommands=(\(described(model.secondWords(word)))) ;;")
        }
        lines.append("        ' ')")
        lines.append("            subcommands=(\(described(model.firstWords)))")
        lines.append("            options=(\(described(model.globals.map { ("--" + $0.name, $0.summary) }))) ;;")
        return lines.joined(separator: "\n")
    }

    private func entry(_ spec: CommandSpec, pattern: String) -> [String] {
        let options = model.options(spec).map { ("--" + $0.name, $0.summary) }
        var lines = ["        \(pattern))", "            command=\(model.quote(spec.name))"]
        if let last = spec.arguments.last {
            lines.append("            argument=\(model.quote(model.kind(last.completion, allowed: last.allowed)))")
        }
        let below = model.secondWords(spec.name)
        if !below.isEmpty {
            lines.append("            if ((${#plain} == 1)); then subcommands=(\(described(below))); fi")
        }
        return lines + ["            options=(\(described(options))) ;;"]
    }

    /// `'word:what it does' …`
    private func described(_ rows: [(String, Phrase)]) -> String {
        rows.map { word, summary in model.quote(word + ":" + summary(language)) }.joined(separator: " ")
    }

    private var valueCases: String {
        var lines: [String] = []
        for spec in model.specs {
            for option in spec.options where !option.isFlag && !option.isHidden {
                let patterns = model.spellings(option).map { model.quote("\(spec.name):\($0)") }
                lines.append("        \(patterns.joined(separator: "|"))) kind=\(kind(option)) ;;")
            }
        }
        for option in model.globals where !option.isFlag {
            let patterns = model.spellings(option).map { "*" + model.quote(":" + $0) }
            lines.append("        \(patterns.joined(separator: "|"))) kind=\(kind(option)) ;;")
        }
        return lines.joined(separator: "\n")
    }

    private func kind(_ option: OptionSpec) -> String {
        model.quote(model.kind(option.completion, allowed: option.allowed))
    }
}
