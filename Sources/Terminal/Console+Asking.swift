/// Progress and questions: for a person at a terminal.

import Texts

extension Console {
    /// Shows how far a long piece of work has come, on one line that is overwritten; nothing unless the error stream
    /// is a terminal. Cheap when the text has not changed.
    public func progress(_ what: Phrase, done: Int, of total: Int) {
        guard isErrorTerminal, !isRemote else { return }
        let percent = total > 0 ? min(100, done * 100 / total) : 100
        // A line that reached the last column would be wrapped, and could not be overwritten.
        let line = "\(what(language).terminalSafe) \(percent)%".truncated(toWidth: (canvas.width ?? 80) - 1)
        state.withLock { state in
            guard state.progress != line else { return }
            state.progress = line
            state.output.flush()
            state.errors.append("\r" + line + "\u{1B}[K")
            state.errors.flush()
        }
    }

    /// Takes the progress line away.
    public func endProgress() {
        state.withLock { clearProgress(&$0) }
    }

    /// Asks yes or no; anything but a clear yes is no.
    /// - Parameter yes: the command's `--yes`: then nobody is asked.
    /// - Throws: when nobody can be asked, with `--yes` as the remedy.
    public func confirm(_ question: Phrase, yes: Bool = false) throws(Failure) -> Bool {
        if yes { return true }
        guard isInteractive else {
            throw Failure(
                .refused,
                Phrase(zh: "需要确认：", en: "this needs to be confirmed: ") + question,
                why: Phrase(zh: "不是在终端上运行，无法询问", en: "this is not a terminal, so nobody can be asked"),
                remedy: Phrase(zh: "确认无误后加上 --yes", en: "add --yes if that is what you want"))
        }
        let prompt = question(language).terminalSafe + Phrase(zh: " [是/否] ", en: " [y/N] ")(language)
        writePrompt(prompt)
        if isRemote, mustAsk(prompt) {
            throw Failure(.refused, Phrase(zh: "需要确认：", en: "this needs to be confirmed: ") + question)
        }
        let answer = nextAnswer()?.lowercased() ?? ""
        return ["y", "yes", "是", "是的", "好", "确认"].contains(answer)
    }

    /// Whether the question has no answer yet, or one that was given to something else than what is shown now.
    private func mustAsk(_ prompt: String) -> Bool {
        state.withLock { state in
            let isLast = state.answers.count == 1
            let isStale = isLast && state.remote.shown.map { $0 != Self.mark(state) } ?? false
            guard state.answers.isEmpty || isStale else { return false }
            state.remote.question = prompt
            return true
        }
    }

    /// Waits for the answer to a question that was written already, as a server's is; nil at the end of the input.
    public func readAnswer() -> String? { nextAnswer() }

    private func writePrompt(_ text: String) {
        state.withLock { state in
            clearProgress(&state)
            state.output.flush()
            state.errors.append(text)
            if isRemote { state.remote.count(text.utf8.count, isError: true) }
            state.errors.flush()
        }
    }

    private func nextAnswer() -> String? {
        let prepared: String?? = state.withLock { state in
            guard state.errors.descriptor == nil else { return nil }
            state.remote.answered += 1
            return .some(state.answers.isEmpty ? nil : state.answers.removeFirst())
        }
        let line = prepared ?? readLine(strippingNewline: true)
        return line.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    func clearProgress(_ state: inout State) {
        guard !state.progress.isEmpty else { return }
        state.progress = ""
        state.errors.append("\r\u{1B}[K")
        state.errors.flush()
    }
}
