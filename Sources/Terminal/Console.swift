/// Where a command prints to and asks; injected, so that tests read what a person would have seen.

import Glibc
import Platform
import Synchronization
import Texts

public final class Console: Sendable {
    struct State {
        var output: ByteSink
        var errors: ByteSink
        /// The progress line on the terminal now; empty when there is none.
        var progress = ""
        /// Lines that prompts are answered with, where they are not read from a terminal.
        var answers: [String]
        /// Of a remote console.
        var remote = Remote()
    }

    /// What a console for somebody elsewhere keeps besides what is printed.
    struct Remote {
        /// A prompt that had no answer.
        var question: String?
        /// Answers that were taken.
        var answered = 0
        /// Bytes printed to the output, to the errors, to the output … in turn.
        var order: [Int] = []
        /// What the last answer was given to; nil: not checked.
        var shown: String?

        mutating func count(_ bytes: Int, isError: Bool) {
            if order.isEmpty { order = [0] }
            if (order.count % 2 == 0) != isError { order.append(0) }
            order[order.count - 1] += bytes
        }
    }

    public let language: Language
    /// For drawings that go to the output.
    public let canvas: Canvas
    public let isOutputTerminal: Bool
    public let isErrorTerminal: Bool
    /// Whether a person can be asked.
    public let isInteractive: Bool
    /// Whether that person sits elsewhere: a question ends the run, which is begun anew with the answer.
    public let isRemote: Bool
    let state: Mutex<State>

    /// - Parameter descriptors: output and errors; nil keeps both in memory.
    init(
        canvas: Canvas, terminals: (output: Bool, errors: Bool, input: Bool), descriptors: (Int32, Int32)?,
        answers: [String], isRemote: Bool = false
    ) {
        language = canvas.language
        self.isRemote = isRemote
        self.canvas = canvas
        isOutputTerminal = terminals.output
        isErrorTerminal = terminals.errors
        isInteractive = terminals.input && terminals.errors
        state = Mutex(
            State(
                output: ByteSink(descriptor: descriptors?.0), errors: ByteSink(descriptor: descriptors?.1),
                answers: answers))
    }

    /// The process's own streams. Writing to a closed pipe becomes an error instead of a signal.
    public static func standard(
        language: Language, color: ColorChoice = .auto, environment: Environment = .process
    ) -> Console {
        signal(SIGPIPE, SIG_IGN)
        let terminals = (output: isatty(1) == 1, errors: isatty(2) == 1, input: isatty(0) == 1)
        let canvas = Canvas(
            language: language, width: terminals.output ? TerminalSize.columns(environment) : nil,
            hasColor: TerminalSize.hasColor(color, isTerminal: terminals.output, environment))
        return Console(canvas: canvas, terminals: terminals, descriptors: (1, 2), answers: [])
    }

    /// A console for tests, which keeps what is printed. With `answers` it acts as if a person sat there.
    public static func captured(
        language: Language = .english, width: Int? = nil, color: ColorChoice = .auto, answers: [String] = [],
        environment: Environment = .values([:])
    ) -> Console {
        let isTerminal = width != nil
        let canvas = Canvas(
            language: language, width: width,
            hasColor: TerminalSize.hasColor(color, isTerminal: isTerminal, environment))
        let asks = !answers.isEmpty
        return Console(
            canvas: canvas, terminals: (isTerminal, isTerminal || asks, asks), descriptors: nil, answers: answers)
    }

    /// A console for somebody elsewhere, which keeps what is printed.
    /// - Parameters:
    ///   - showsErrors: whether that one's error stream is a terminal.
    ///   - answers: to the questions in their order; nil: nobody can be asked.
    ///   - shown: the mark (`shown`) of what stood before the last question; if that reads otherwise now, it is asked
    ///     again. Nil: the answer holds whatever stands there.
    public static func remote(
        _ canvas: Canvas, showsErrors: Bool = false, answers: [String]? = nil, shown: String? = nil
    ) -> Console {
        let console = Console(
            canvas: canvas, terminals: (canvas.width != nil, showsErrors || answers != nil, answers != nil),
            descriptors: nil, answers: answers ?? [], isRemote: true)
        console.state.withLock { $0.remote.shown = shown }
        return console
    }

    /// The question that ended the run of a remote console, as it was asked.
    public var openQuestion: String? { state.withLock { $0.remote.question } }

    /// How many questions of a remote console were answered.
    public var answered: Int { state.withLock { $0.remote.answered } }

    /// Bytes that a remote console was given for the output, for the errors, for the output … in turn.
    public var order: [Int] { state.withLock { $0.remote.order } }

    /// A mark of all that was printed so far: tells one text from another, protects nothing.
    public var shown: String { state.withLock { Self.mark($0) } }

    static func mark(_ state: borrowing State) -> String {
        var mark = FNV1a()
        for bytes in [state.output.pending, state.errors.pending] {
            mark.mix(bytes)
            mark.mix(0xFF as UInt8)
        }
        return String(mark.hash, radix: 36)
    }

    /// What a captured console has been given so far.
    public var capturedOutput: String { state.withLock { String(decoding: $0.output.pending, as: UTF8.self) } }
    public var capturedBytes: [UInt8] { state.withLock { $0.output.pending } }
    public var capturedErrors: String { state.withLock { String(decoding: $0.errors.pending, as: UTF8.self) } }
}

// Printing.
extension Console {
    /// Text as it is, without a line break added: JSON, CSV, scripts, and drawings that are safe already.
    public func write(_ text: String) {
        state.withLock { state in
            clearProgress(&state)
            state.output.append(text)
            if isRemote { state.remote.count(text.utf8.count, isError: false) }
            if isOutputTerminal { state.output.flush() }
        }
    }

    /// As `write`, for text that is UTF-8 already.
    public func write(bytes: [UInt8]) {
        state.withLock { state in
            clearProgress(&state)
            state.output.append(bytes: bytes)
            if isRemote { state.remote.count(bytes.count, isError: false) }
            if isOutputTerminal { state.output.flush() }
        }
    }

    public func print(_ phrase: Phrase, _ style: Style = []) {
        print(phrase(language), style)
    }

    /// One or more lines; a line break is added. What could steer the terminal is made visible.
    public func print(_ text: String = "", _ style: Style = []) {
        write(safe(text, style, hasColor: canvas.hasColor))
    }

    /// One line made of pieces that look different.
    public func print(_ cells: [Cell]) {
        write(cells.map(canvas.show).joined() + "\n")
    }

    public func print(_ drawing: some Drawable) {
        write(drawing.draw(on: canvas))
    }

    /// A hint or remark beside the result: on the error stream, so that it never mixes with data.
    public func note(_ phrase: Phrase) {
        complain(label: Phrase(zh: "提示", en: "note"), style: [], phrase)
    }

    public func warn(_ phrase: Phrase) {
        complain(label: Phrase(zh: "警告", en: "warning"), style: .yellow, phrase)
    }

    /// The error with its reason and remedy, on the error stream.
    public func report(_ failure: Failure) {
        complain(label: Phrase(zh: "错误", en: "error"), style: .red, failure.what)
        if let why = failure.why {
            writeError(safe(Phrase(zh: "  原因：", en: "  why: ")(language) + why(language)))
        }
        if let remedy = failure.remedy {
            writeError(safe(Phrase(zh: "  处理：", en: "  remedy: ")(language) + remedy(language)))
        }
    }

    /// Text as it is on the error stream: diagnostics that are drawn already.
    public func writeError(_ text: String) {
        state.withLock { state in
            clearProgress(&state)
            // In the order in which they were printed, when both go to one place.
            state.output.flush()
            state.errors.append(text)
            if isRemote { state.remote.count(text.utf8.count, isError: true) }
            state.errors.flush()
        }
    }

    /// Sends on what is held back; the output is held in parts of 64 KiB unless it is a terminal.
    public func flush() {
        state.withLock { $0.output.flush() }
    }

    /// The output can no longer be written (the reader went away, the disk is full): a long listing may stop.
    public var isBroken: Bool { state.withLock { $0.output.failure != 0 } }

    private func complain(label: Phrase, style: Style, _ phrase: Phrase) {
        let head = label(language) + (language == .chinese ? "：" : ": ")
        let painted = canvas.hasColor && isErrorTerminal ? style.union(.bold).paint(head) : head
        writeError(painted + safe(phrase(language)))
    }

    private func safe(_ text: String, _ style: Style = [], hasColor: Bool = false) -> String {
        var result = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let shown = line.terminalSafe
            result += hasColor && !shown.isEmpty ? style.paint(shown) : shown
            result += "\n"
        }
        return result
    }

    /// Sends everything on and turns trouble with the output into the exit status.
    public func finish(_ code: ExitCode) -> ExitCode {
        endProgress()
        flush()
        let failure = state.withLock { $0.output.failure }
        if failure == 0 { return code }
        if failure == EPIPE { return code == .ok ? .brokenPipe : code }
        let reason =
            failure == ENOSPC || failure == EDQUOT
            ? Phrase(zh: "磁盘空间或配额已用完", en: "the disk or the quota is full")
            : Phrase(zh: "读写出错（代码 \(failure)）", en: "input/output error (code \(failure))")
        report(
            Failure(
                .inputOutput, Phrase(zh: "输出没有写完：", en: "the output is not complete: ") + reason,
                remedy: Phrase(
                    zh: "清出空间或换一个位置，再查一次；登记类命令已生效，不必重做",
                    en: "make room or use another place and ask again; a step that records has taken effect")))
        return code == .ok ? .inputOutput : code
    }
}
