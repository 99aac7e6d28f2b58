/// The diagnostics of YAML text: what is refused before and while it is parsed.
import Texts

struct YAMLProblems {
    let file: String
    private(set) var found: [Diagnostic] = []
    /// Of one kind of problem no more than this many are listed.
    private static let listed = 20

    init(file: String) {
        self.file = file
    }

    mutating func add(
        _ code: String, at span: Span?, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil
    ) {
        found.append(Diagnostic(.error, code, file: file, at: span, what: what, why: why, remedy: remedy))
    }

    // MARK: Before parsing

    /// Characters that no notice needs and that hide what a file says.
    ///
    /// Line separators of Unicode are among them: libyaml ends a line there and editors do not, so that every
    /// line number after one would be wrong.
    mutating func scan(_ text: String) {
        var line = 1
        var column = 0
        var wasReturn = false
        var hits = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value == 0x0A || value == 0x0D {
                if !(value == 0x0A && wasReturn) { line += 1 }
                wasReturn = value == 0x0D
                column = 0
                continue
            }
            wasReturn = false
            column += 1
            guard isRefused(value) else { continue }
            hits += 1
            if hits <= Self.listed { character(scalar, at: Self.span(line, column)) }
        }
        if hits > Self.listed { more(hits - Self.listed) }
    }

    private func isRefused(_ value: UInt32) -> Bool {
        if value < 0x7F { return value < 0x20 && value != 0x09 }
        return value < 0xA0 || value == 0x2028 || value == 0x2029 || value == 0xFEFF || value & 0xFFFE == 0xFFFE
    }

    private mutating func character(_ scalar: Unicode.Scalar, at span: Span) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        add(
            "control-character", at: span,
            what: Phrase(zh: "不可见的控制字符 \(name)", en: "invisible control character \(name)"),
            why: Phrase(
                zh: "这类字符看不见，却会改变文字的含义或行号；YAML 文件里不允许出现。",
                en:
                    "Such characters cannot be seen, yet change what a text means or its line numbers; YAML refuses them."
            ),
            remedy: Phrase(zh: "删去这个字符。", en: "Delete the character."))
    }

    private mutating func more(_ count: Int) {
        add(
            "control-character", at: nil,
            what: Phrase(zh: "另有 \(count) 处控制字符", en: "\(count) more control characters"),
            why: Phrase(zh: "这可能不是文本文件。", en: "This may not be a text file."),
            remedy: Phrase(zh: "确认文件无误，另存为 UTF-8 文本。", en: "Check the file and save it as UTF-8 text."))
    }

    mutating func tooLarge(bytes: Int) {
        add(
            "file-too-large", at: nil,
            what: Phrase(
                zh: "文件过大（\(bytes >> 20) MB，上限 \(YAMLReader.sizeLimit >> 20) MB）",
                en: "the file is too large (\(bytes >> 20) MB; at most \(YAMLReader.sizeLimit >> 20) MB)"),
            remedy: Phrase(zh: "确认没有选错文件，或拆成几个文件。", en: "Check that it is the right file, or split it."))
    }

    mutating func outOfMemory() {
        add("out-of-memory", at: nil, what: Phrase(zh: "内存不足，无法读取", en: "not enough memory to read the file"))
    }

    // MARK: While parsing

    mutating func empty() {
        add(
            "empty-file", at: nil, what: Phrase(zh: "文件里没有内容", en: "the file holds nothing"),
            remedy: Phrase(zh: "确认没有选错文件。", en: "Check that it is the right file."))
    }

    mutating func severalDocuments(at span: Span) {
        add(
            "several-documents", at: span,
            what: Phrase(zh: "“---”之后又起一份文档", en: "a second document begins after \"---\""),
            why: Phrase(zh: "一个文件只放一份文档，其后的内容没有检查。", en: "A file holds one document; what follows was not checked."),
            remedy: Phrase(zh: "把后面的内容移到另一个文件。", en: "Move what follows to a file of its own."))
    }

    private static let writtenOut = Phrase(
        zh: "每个值都要写在它生效的地方，读的人才能一眼看清。", en: "Each value is written where it counts, so that a reader sees it there.")

    mutating func alias(_ name: String, at span: Span) {
        add(
            "yaml-alias", at: span,
            what: Phrase(zh: "不支持引用“*\(name)”", en: "the alias \"*\(name)\" is not supported"), why: Self.writtenOut,
            remedy: Phrase(
                zh: "把要引用的内容照写一遍；如果本意是文字，请加引号。",
                en: "Write the value out again; if it is meant as text, put it in quotes."))
    }

    mutating func anchor(_ name: String, at span: Span) {
        add(
            "yaml-anchor", at: span,
            what: Phrase(zh: "不支持锚点“&\(name)”", en: "the anchor \"&\(name)\" is not supported"), why: Self.writtenOut,
            remedy: Phrase(
                zh: "删去“&\(name)”；如果本意是文字，请加引号。",
                en: "Delete \"&\(name)\"; if it is meant as text, put it in quotes."))
    }

    mutating func tag(_ name: String, at span: Span) {
        let shown = name.hasPrefix("tag:yaml.org,2002:") ? "!!" + name.dropFirst("tag:yaml.org,2002:".count) : name
        add(
            "yaml-tag", at: span,
            what: Phrase(zh: "不支持类型标签“\(shown)”", en: "the tag \"\(shown)\" is not supported"),
            remedy: Phrase(
                zh: "删去“\(shown)”；如果本意是文字，请加引号。",
                en: "Delete \"\(shown)\"; if it is meant as text, put it in quotes."))
    }

    mutating func mergeKey(at span: Span) {
        add(
            "yaml-merge", at: span, what: Phrase(zh: "不支持合并键“<<”", en: "the merge key \"<<\" is not supported"),
            why: Self.writtenOut, remedy: Phrase(zh: "把要合并的各项照写一遍。", en: "Write the merged entries out."))
    }

    mutating func complexKey(at span: Span) {
        add(
            "yaml-key", at: span, what: Phrase(zh: "键必须是一个词", en: "a key must be a single word"),
            why: Phrase(zh: "这里的键是一个列表或一组键值。", en: "This key is a list or a mapping."),
            remedy: Phrase(
                zh: "如果本意是文字，请给整个值加引号，例如 \"{…}\"。",
                en: "If it is meant as text, put the whole value in quotes, as in \"{…}\"."))
    }

    static func span(_ line: Int, _ column: Int) -> Span {
        Span(start: Position(line: line, column: column), end: Position(line: line, column: column + 1))
    }
}
