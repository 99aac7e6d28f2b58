/// A value of a YAML document together with the place where it stands.
///
/// The reader (module Documents) makes these trees; decoders in pure modules read them, so that
/// every decoded value knows its line and column.
public struct Node: Sendable {
    public enum Value: Sendable {
        /// `plain` is true for an unquoted scalar: only those may mean null, a Boolean or a number.
        case scalar(String, plain: Bool)
        case sequence([Node])
        /// In the order of the file. Keys may repeat: the decoder reports them.
        case mapping([Entry])
    }

    public struct Entry: Sendable {
        public let key: Node
        public let value: Node
        public init(key: Node, value: Node) {
            self.key = key
            self.value = value
        }
    }

    public let value: Value
    public let span: Span

    public init(_ value: Value, at span: Span) {
        self.value = value
        self.span = span
    }
}
