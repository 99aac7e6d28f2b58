/// An address that the log may name without giving it away.

import Mail

/// Shown as `***@example.org`; in full only at level `debug`.
public struct Masked: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    let text: String

    /// - Parameter address: a mail address; anything without `@` is masked whole.
    public init(_ address: String) { text = address }

    public init(_ address: Address) { text = address.text }

    public var description: String {
        guard let at = text.utf8.lastIndex(of: 0x40) else { return "***" }
        return "***" + text[at...]
    }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
