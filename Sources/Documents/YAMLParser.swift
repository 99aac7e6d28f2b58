/// The one owner of a libyaml parser: gives events one by one as Swift values; nothing raw leaves this file.
import CYAML
import Texts

/// What libyaml found next.
enum YAMLEvent {
    case documentStart
    case alias(String)
    case scalar(YAMLScalar)
    case sequenceStart(YAMLProperties)
    case sequenceEnd
    case mappingStart(YAMLProperties)
    case mappingEnd
    case streamEnd
    /// Stream start and document end, which say nothing about the content.
    case other
}

/// What may stand before a value: `&anchor` and `!tag`; `isBlock` tells indented collections from `[…]` and `{…}`.
struct YAMLProperties {
    let anchor: String?
    let tag: String?
    let isBlock: Bool
}

struct YAMLScalar {
    let text: String
    let plain: Bool
    let anchor: String?
    let tag: String?
}

/// Where and why libyaml stopped; places count lines and columns from 1, columns in Unicode scalars.
struct YAMLFailure: Error {
    /// libyaml's own words, e.g. `did not find expected key`.
    let problem: String
    let at: Position
    /// e.g. `while parsing a block mapping`.
    let context: String?
    let contextAt: Position?
}

final class YAMLParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Nil when there is no memory for a parser.
    init?(_ text: String) {
        parser = .allocate(capacity: 1)
        input = .allocate(capacity: text.utf8.count)
        _ = input.initialize(from: text.utf8)
        guard yaml_parser_initialize(parser) == 1 else {
            // deinit does not run: nothing but the memory is there to give back.
            parser.deallocate()
            input.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event and its place.
    func next() throws(YAMLFailure) -> (event: YAMLEvent, span: Span) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        return (converted(event), Span(start: position(event.start_mark), end: position(event.end_mark)))
    }

    private func converted(_ event: yaml_event_t) -> YAMLEvent {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_ALIAS_EVENT: return .alias(string(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                YAMLScalar(
                    text: String(decoding: bytes, as: UTF8.self), plain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                    anchor: string(scalar.anchor), tag: string(scalar.tag)))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return .sequenceStart(
                YAMLProperties(
                    anchor: string(start.anchor), tag: string(start.tag),
                    isBlock: start.style == YAML_BLOCK_SEQUENCE_STYLE))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return .mappingStart(
                YAMLProperties(
                    anchor: string(start.anchor), tag: string(start.tag),
                    isBlock: start.style == YAML_BLOCK_MAPPING_STYLE))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_STREAM_END_EVENT: return .streamEnd
        default: return .other
        }
    }

    private func failure() -> YAMLFailure {
        let state = parser.pointee
        return YAMLFailure(
            problem: state.problem.map { String(cString: $0) } ?? "out of memory",
            at: position(state.problem_mark),
            context: state.context.map { String(cString: $0) },
            contextAt: state.context == nil ? nil : position(state.context_mark))
    }

    private func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func position(_ mark: yaml_mark_t) -> Position {
        Position(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
