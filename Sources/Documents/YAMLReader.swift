/// YAML text → a tree of nodes that know their place, and everything that is wrong with the text.
import CYAML
import Texts

public enum YAMLReader {
    /// Bytes of UTF-8 that a file may have.
    public static let sizeLimit = 16 << 20
    /// Lists and mappings inside each other.
    public static let depthLimit = 64
    /// Values in one file.
    public static let nodeLimit = 1_000_000

    /// Reads one document.
    ///
    /// The node is nil when the text is empty or cannot be parsed. Where only something is refused that does not
    /// stop the parser (an anchor, a tag, a second document), the node is given besides the errors, so that a
    /// decoder can report its own problems in the same run. `text` is without byte order mark (see `TextDecoder`).
    public static func read(_ text: String, file: String) -> (node: Node?, diagnostics: [Diagnostic]) {
        var problems = YAMLProblems(file: file)
        guard text.utf8.count <= sizeLimit else {
            problems.tooLarge(bytes: text.utf8.count)
            return (nil, problems.found)
        }
        problems.scan(text)
        guard problems.found.isEmpty else { return (nil, problems.found) }
        guard let parser = YAMLParser(text) else {
            problems.outOfMemory()
            return (nil, problems.found)
        }
        var builder = YAMLTreeBuilder(parser: parser, problems: problems)
        do {
            let node = try builder.document()
            return (node, builder.problems.found)
        } catch {
            builder.problems.stopped(error, text: text)
            return (nil, builder.problems.found)
        }
    }
}

/// Why building the tree ended early.
enum YAMLStop: Error {
    case syntax(YAMLFailure)
    case tooDeep(Span)
    case tooMany(Span)
}

/// Puts libyaml's events together to a tree; its recursion ends at the depth limit.
struct YAMLTreeBuilder {
    let parser: YAMLParser
    var problems: YAMLProblems
    private var nodes = 0

    init(parser: YAMLParser, problems: YAMLProblems) {
        self.parser = parser
        self.problems = problems
    }

    private typealias Placed = (event: YAMLEvent, span: Span)

    /// The first document's root; nil when there is none.
    mutating func document() throws(YAMLStop) -> Node? {
        var root: Node?
        while true {
            let next = try step()
            switch next.event {
            case .streamEnd:
                if root == nil { problems.empty() }
                return root
            case .documentStart:
                guard root == nil else {
                    // What follows is another document: it is said and not looked at.
                    problems.severalDocuments(at: next.span)
                    return root
                }
                root = try node(from: try step(), depth: 1)
            default: break
            }
        }
    }

    private func step() throws(YAMLStop) -> Placed {
        do { return try parser.next() } catch { throw .syntax(error) }
    }

    private mutating func node(from start: Placed, depth: Int) throws(YAMLStop) -> Node {
        nodes += 1
        if nodes > YAMLReader.nodeLimit { throw .tooMany(start.span) }
        if depth > YAMLReader.depthLimit { throw .tooDeep(start.span) }
        switch start.event {
        case .alias(let name):
            problems.alias(name, at: start.span)
            return Node(.scalar("*" + name, plain: false), at: start.span)
        case .scalar(let scalar):
            check(anchor: scalar.anchor, tag: scalar.tag, at: start.span)
            return Node(.scalar(scalar.text, plain: scalar.plain), at: start.span)
        case .sequenceStart(let properties):
            check(anchor: properties.anchor, tag: properties.tag, at: start.span)
            return try sequence(from: start.span, properties, depth: depth)
        case .mappingStart(let properties):
            check(anchor: properties.anchor, tag: properties.tag, at: start.span)
            return try mapping(from: start.span, properties, depth: depth)
        default:
            // libyaml gives no other event where a value belongs.
            return Node(.scalar("", plain: true), at: start.span)
        }
    }

    private mutating func sequence(from start: Span, _ properties: YAMLProperties, depth: Int) throws(YAMLStop) -> Node
    {
        var items: [Node] = []
        while true {
            let next = try step()
            if case .sequenceEnd = next.event {
                let end = properties.isBlock ? items.last?.span.end : nil
                return Node(.sequence(items), at: Span(start: start.start, end: end ?? next.span.end))
            }
            items.append(try node(from: next, depth: depth + 1))
        }
    }

    private mutating func mapping(from start: Span, _ properties: YAMLProperties, depth: Int) throws(YAMLStop) -> Node {
        var entries: [Node.Entry] = []
        while true {
            let next = try step()
            if case .mappingEnd = next.event {
                let end = properties.isBlock ? entries.last?.value.span.end : nil
                return Node(.mapping(entries), at: Span(start: start.start, end: end ?? next.span.end))
            }
            let key = try node(from: next, depth: depth + 1)
            let value = try node(from: try step(), depth: depth + 1)
            switch key.value {
            case .scalar("<<", plain: true): problems.mergeKey(at: key.span)
            case .scalar: entries.append(Node.Entry(key: key, value: value))
            case .sequence, .mapping: problems.complexKey(at: key.span)
            }
        }
    }

    private mutating func check(anchor: String?, tag: String?, at span: Span) {
        if let anchor { problems.anchor(anchor, at: span) }
        if let tag { problems.tag(tag, at: span) }
    }
}
