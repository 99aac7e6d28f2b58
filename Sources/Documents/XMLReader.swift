/// The one owner of a libxml2 reader: gives elements and texts one by one; nothing raw leaves this file.
///
/// A document type declaration ends the reading: with it a few bytes could stand for gigabytes (entities), and neither
/// office documents nor what pdftotext writes has one. Nothing is fetched, from the network or from files.
import CXML
import Platform

struct XMLReader: ~Copyable {
    enum Event {
        /// By their local names. Every start has its end.
        case start(String)
        case end(String)
        case text(String)
    }

    /// Levels that a document may have; libxml2 has a limit of its own, 256 or 2048 by its version.
    static let depthLimit = 2000
    /// From here on libxml2's refusal is put down to depth: it reads a little ahead of what it tells.
    private static let deep = 150

    private let library: UnsafePointer<duban_xml>
    private let reader: duban_xml_reader
    /// What is read, for problems.
    private let part: String
    private let form: DocumentProblem.Form
    private let allowsType: Bool
    private var empty: String?
    private(set) var depth = 0

    private init(
        _ library: UnsafePointer<duban_xml>, _ reader: duban_xml_reader, part: String, form: DocumentProblem.Form,
        allowsType: Bool
    ) {
        self.library = library
        self.reader = reader
        self.part = part
        self.form = form
        self.allowsType = allowsType
    }

    deinit { library.pointee.free_reader(reader) }

    /// Reads XML; the reader lives as long as `body` runs.
    static func read<Value>(
        _ bytes: [UInt8], part: String, form: DocumentProblem.Form,
        _ body: (inout XMLReader) throws(DocumentProblem) -> Value
    ) throws(DocumentProblem) -> Value {
        _ = try MarkupGuard(bytes)
        let library = try SystemLibrary<duban_xml>.xml.get().table
        duban_xml_hush(library)
        let options = DUBAN_XML_NONET | DUBAN_XML_NOERROR | DUBAN_XML_NOWARNING
        return try bytes.withUnsafeBytes { buffer -> Result<Value, DocumentProblem> in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let opened = library.pointee.reader_for_memory(start, Int32(buffer.count), nil, nil, Int32(options))
            guard let opened else { return .failure(.damaged(form, part)) }
            var reader = XMLReader(library, opened, part: part, form: form, allowsType: false)
            do throws(DocumentProblem) { return .success(try body(&reader)) } catch { return .failure(error) }
        }.get()
    }

    /// Reads HTML in UTF-8, mended as libxml2 does; the reader lives as long as `body` runs.
    static func readHTML<Value>(
        _ bytes: [UInt8], _ body: (inout XMLReader) throws(DocumentProblem) -> Value
    ) throws(DocumentProblem) -> Value {
        let tags = try MarkupGuard(bytes).tags
        if tags > MarkupGuard.tagLimit { throw .tooManyTags(limit: MarkupGuard.tagLimit) }
        let library = try SystemLibrary<duban_xml>.xml.get().table
        duban_xml_hush(library)
        let options =
            DUBAN_XML_RECOVER | DUBAN_XML_NONET | DUBAN_XML_NOERROR
            | DUBAN_XML_NOWARNING
        let tree = bytes.withUnsafeBytes { buffer in
            library.pointee.html_read(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
                Int32(options))
        }
        guard let tree else { throw .tooDeep }
        defer { library.pointee.free_tree(tree) }
        guard let walker = library.pointee.reader_walker(tree) else { throw .tooDeep }
        var reader = XMLReader(library, walker, part: "", form: .zip, allowsType: true)
        return try body(&reader)
    }

    /// Nil at the end.
    mutating func next() throws(DocumentProblem) -> Event? {
        if let name = empty {
            empty = nil
            depth -= 1
            return .end(name)
        }
        while true {
            let code = library.pointee.read(reader)
            if code == 0 { return nil }
            guard code == 1 else {
                if depth >= Self.deep { throw .tooDeep }
                throw .damaged(form, part)
            }
            if let event = try event() { return event }
        }
    }

    private mutating func event() throws(DocumentProblem) -> Event? {
        switch Int(library.pointee.node_type(reader)) {
        case DUBAN_XML_ELEMENT:
            depth += 1
            if depth > Self.depthLimit { throw .tooDeep }
            let name = Self.string(library.pointee.local_name(reader))
            if library.pointee.is_empty(reader) == 1 { empty = name }
            return .start(name)
        case DUBAN_XML_END_ELEMENT:
            depth -= 1
            return .end(Self.string(library.pointee.local_name(reader)))
        case DUBAN_XML_TEXT, DUBAN_XML_CDATA, DUBAN_XML_WHITESPACE,
            DUBAN_XML_SIGNIFICANT_WHITESPACE:
            return .text(Self.string(library.pointee.value(reader)))
        case DUBAN_XML_DOCUMENT_TYPE:
            if !allowsType { throw .declaresType(part) }
            return nil
        default: return nil
        }
    }

    /// Of the element that just started, by its local name.
    func attribute(_ name: String) -> String? {
        defer { _ = library.pointee.to_element(reader) }
        while library.pointee.next_attribute(reader) == 1 {
            if Self.string(library.pointee.local_name(reader)) == name {
                return Self.string(library.pointee.value(reader))
            }
        }
        return nil
    }

    func number(_ name: String) -> Int? { attribute(name).flatMap { Int($0) } }

    /// Passes over the rest of the element that just started.
    mutating func skip() throws(DocumentProblem) {
        let outside = depth - 1
        while depth > outside, try next() != nil {}
    }

    /// Hands over what is inside the element that just started, up to its end.
    mutating func inside(_ body: (inout XMLReader, Event) throws(DocumentProblem) -> Void) throws(DocumentProblem) {
        let outside = depth - 1
        while let event = try next() {
            if depth == outside { return }
            try body(&self, event)
        }
    }

    /// All text inside the element that just started, without that of elements named here.
    mutating func text(without names: Set<String> = []) throws(DocumentProblem) -> String {
        var text = ""
        try inside { (reader, event) throws(DocumentProblem) in
            switch event {
            case .start(let name): if names.contains(name) { try reader.skip() }
            case .text(let part): text += part
            case .end: break
            }
        }
        return text
    }

    private static func string(_ text: UnsafePointer<UInt8>?) -> String { text.map { String(cString: $0) } ?? "" }
}
