/// Why a text is no JSON that we read: what, where, and what to do about it.
import CJansson
import Texts

/// Its texts never repeat what stands in the text: that may be a secret.
public struct JSONProblem: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case notUTF8
        /// The text stops before its value is complete; an empty text, too.
        case endsEarly
        /// Something follows the value.
        case goesOn
        case syntax
        case null
        case duplicateKey
        case numberTooLarge
        case tooDeep
        case tooLarge
        case outOfMemory
        /// libjansson is not installed.
        case noLibrary
    }

    public let kind: Kind
    /// The last character that was read; nil where the place says nothing.
    public let place: Position?
    /// What is wrong, without the place.
    public let what: Phrase
    public let remedy: Phrase

    /// From 1; nil where the place says nothing.
    public var line: Int? { place?.line }
    /// In Unicode scalars, from 1; nil where the place says nothing.
    public var column: Int? { place?.column }

    /// Place, what and remedy in one sentence.
    public var phrase: Phrase {
        let told = Phrase(zh: "\(what.zh)；\(remedy.zh)", en: "\(what.en); \(remedy.en)")
        guard let place else { return told }
        return Phrase(
            zh: "第 \(place.line) 行第 \(place.column) 列：", en: "line \(place.line), column \(place.column): ") + told
    }

    private init(_ kind: Kind, place: Position?, _ texts: (what: Phrase, remedy: Phrase)) {
        (self.kind, self.place, what, remedy) = (kind, place, texts.what, texts.remedy)
    }

    init(_ kind: Kind, at place: Position?) {
        self.init(kind, place: place, Self.texts(kind))
    }

    /// What libjansson says; its columns count characters, from 0 at the start of a line.
    init(_ fault: json_error_t) {
        let place = Position(line: max(1, Int(fault.line)), column: max(1, Int(fault.column)))
        self.init(Self.kind(fault), at: place)
    }

    static func tooLarge(limit: Int) -> JSONProblem {
        let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) B"
        return JSONProblem(
            .tooLarge, place: nil,
            (
                Phrase(zh: "JSON 文本超过上限 \(size)", en: "the JSON text is larger than the limit of \(size)"),
                Phrase(zh: "把它拆分成几份", en: "split it into several")
            ))
    }

    static func noLibrary(_ why: String) -> JSONProblem {
        JSONProblem(
            .noLibrary, place: nil,
            (
                Phrase(zh: "无法加载 JSON 库 libjansson（\(why)）", en: "cannot load libjansson (\(why))"),
                Phrase(zh: "请安装：apt install libjansson4", en: "install it: apt install libjansson4")
            ))
    }
}

extension JSONProblem {
    private static func kind(_ fault: json_error_t) -> Kind {
        let code = withUnsafePointer(to: fault) { UInt32(duban_jansson_fault($0)) }
        return switch code {
        case json_error_invalid_utf8.rawValue: .notUTF8
        case json_error_premature_end_of_input.rawValue: .endsEarly
        case json_error_end_of_input_expected.rawValue: .goesOn
        case json_error_null_character.rawValue, json_error_null_byte_in_key.rawValue: .null
        case json_error_duplicate_key.rawValue: .duplicateKey
        case json_error_numeric_overflow.rawValue: .numberTooLarge
        case json_error_stack_overflow.rawValue: .tooDeep
        case json_error_out_of_memory.rawValue: .outOfMemory
        default: .syntax
        }
    }

    private static func texts(_ kind: Kind) -> (what: Phrase, remedy: Phrase) {
        switch kind {
        case .notUTF8:
            (
                Phrase(zh: "JSON 文本不是 UTF-8 编码", en: "the JSON text is not UTF-8"),
                Phrase(zh: "另存为 UTF-8", en: "save it as UTF-8")
            )
        case .endsEarly:
            (
                Phrase(zh: "JSON 文本不完整", en: "the JSON text ends too early"),
                Phrase(zh: "核对括号和引号是否成对，文件是否传完", en: "check that brackets and quotes are closed and that it came whole")
            )
        case .goesOn:
            (
                Phrase(zh: "JSON 值之后还有内容", en: "something follows the JSON value"),
                Phrase(zh: "只保留一个值", en: "leave one value only")
            )
        case .null:
            (
                Phrase(zh: "JSON 文本中有空字符（\\u0000）", en: "the JSON text has a NUL in it (\\u0000)"),
                Phrase(zh: "删去它", en: "take it out")
            )
        default: fewTexts(kind)
        }
    }

    private static func fewTexts(_ kind: Kind) -> (what: Phrase, remedy: Phrase) {
        switch kind {
        case .duplicateKey:
            (
                Phrase(zh: "同一个对象中有重复的键", en: "an object has a key twice"),
                Phrase(zh: "每个键只写一次", en: "write each key once")
            )
        case .numberTooLarge:
            (
                Phrase(zh: "数字过大", en: "the number is too large"),
                Phrase(
                    zh: "整数不超过 64 位，小数不超过双精度；更长的写成字符串",
                    en: "whole numbers take 64 bits, others a double; write a longer one as a string")
            )
        case .tooDeep:
            (
                Phrase(
                    zh: "JSON 嵌套超过 \(JSONTree.depthLimit) 层",
                    en: "the JSON is nested deeper than \(JSONTree.depthLimit) levels"),
                Phrase(zh: "减少嵌套", en: "nest it less")
            )
        case .outOfMemory:
            (
                Phrase(zh: "内存不足，无法读取 JSON", en: "out of memory while reading JSON"),
                Phrase(zh: "释放内存后重试", en: "free some memory and try again")
            )
        default:
            (
                Phrase(zh: "这里不是合法的 JSON", en: "this is not JSON"),
                Phrase(
                    zh: "核对引号、逗号和冒号（用半角，末项后无逗号）及字符串中的转义",
                    en: "check quotes, commas, colons (none after the last element) and escapes in strings")
            )
        }
    }
}
