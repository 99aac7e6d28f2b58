/// The completion script for bash (4.0 and later), which needs no other package.

struct BashCompletion {
    let model: CompletionModel

    var script: String {
        let name = model.program
        return """
            # bash completion for \(name); made by "\(name) completions bash"

            # Offers the lines of standard input that begin with the word. Lines are never evaluated.
            _\(name)_offer() {
                local line
                while IFS= read -r line; do
                    if [[ $line == "$1"* ]]; then
                        if [[ $line == *[[:space:]\\'\\"\\\\\\$\\`\\&\\;\\(\\)\\<\\>\\|\\*\\?]* ]]; then printf -v line %q "$line"; fi
                        COMPREPLY+=("$line")
                    fi
                done
            }

            _\(name)_values() {
                local kind=$1 current=$2
                case $kind in
                    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
                    folder) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
                    values\\ *) _\(name)_offer "$current" < <(printf '%s\\n' ${kind#values }) ;;
                    dynamic\\ *) _\(name)_offer "$current" < <("${COMP_WORDS[0]}" complete "${kind#dynamic }" 2>/dev/null) ;;
                esac
            }

            _\(name)() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
                local word command='' options='' words='' kind='' argument=none i
                local -a plain=()
                COMPREPLY=()
                # bash splits --name=value at the sign.
                if [[ $current == '=' ]]; then
                    current=''
                elif [[ $previous == '=' ]]; then
                    previous=${COMP_WORDS[COMP_CWORD-2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    case $word in
                        \(model.spellingsWithValue.joined(separator: "|")))
                            if [[ ${COMP_WORDS[i+1]-} == '=' ]]; then ((i++)); fi
                            ((i++)) ;;
                        -*) ;;
                        *) plain+=("$word") ;;
                    esac
                done
                case "${plain[0]-} ${plain[1]-}" in
            \(cases)
                esac
            \(valueCases)
                if [[ -n $kind ]]; then
                    _\(name)_values "$kind" "$current"
                elif [[ $current == -* ]]; then
                    _\(name)_offer "$current" < <(printf '%s\\n' $options)
                else
                    if [[ -n $words ]]; then _\(name)_offer "$current" < <(printf '%s\\n' $words); fi
                    if [[ -n $command ]]; then _\(name)_values "$argument" "$current"; fi
                fi
            }

            complete -F _\(name) \(name)

            """
    }

    /// By the words so far: the command, its options, the words that may follow, what its argument is.
    private var cases: String {
        var lines: [String] = []
        let twoWords = model.specs.filter { $0.name.contains(" ") }
        for spec in twoWords { lines.append(entry(spec, pattern: model.quote(spec.name))) }
        for spec in model.specs where !spec.name.contains(" ") {
            lines.append(entry(spec, pattern: model.quote(spec.name + " ") + "*"))
        }
        for word in model.wordsWithSubcommands where !model.specs.contains(where: { $0.name == word }) {
            lines.append("        \(model.quote(word + " "))) words=\(model.quote(second(word))) ;;")
        }
        let first = model.firstWords.map(\.word).joined(separator: " ")
        let globals = model.globals.map { "--" + $0.name }.joined(separator: " ")
        lines.append("        ' ') words=\(model.quote(first)) options=\(model.quote(globals)) ;;")
        return lines.joined(separator: "\n")
    }

    private func entry(_ spec: CommandSpec, pattern: String) -> String {
        let options = model.options(spec).map { "--" + $0.name }.joined(separator: " ")
        var line = "        \(pattern)) command=\(model.quote(spec.name)) options=\(model.quote(options))"
        if let last = spec.arguments.last {
            line += " argument=\(model.quote(model.kind(last.completion, allowed: last.allowed)))"
        }
        let below = second(spec.name)
        if !below.isEmpty { line += "\n            if ((${#plain[@]} == 1)); then words=\(model.quote(below)); fi" }
        return line + " ;;"
    }

    private func second(_ word: String) -> String {
        model.secondWords(word).map(\.word).joined(separator: " ")
    }

    /// By the word before: what its value is.
    private var valueCases: String {
        var lines = ["    case \"$command:$previous\" in"]
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
        return (lines + ["    esac"]).joined(separator: "\n")
    }

    private func kind(_ option: OptionSpec) -> String {
        model.quote(model.kind(option.completion, allowed: option.allowed))
    }
}
