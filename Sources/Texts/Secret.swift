/// A password or token that cannot be printed by accident.

/// Holds a secret text. Interpolating, dumping or logging it shows `•••`.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    public var isEmpty: Bool { text.isEmpty }

    /// The secret itself, for the library that needs it and nothing else.
    package func reveal() -> String { text }
}
