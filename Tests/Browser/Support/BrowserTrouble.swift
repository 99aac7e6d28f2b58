/// What a test's browser could not do, or what this machine lacks for it.

public struct BrowserTrouble: Error, CustomStringConvertible {
    public let description: String
    /// The WebDriver standard's own word for it, such as `no such element`.
    public let code: String?

    public init(_ description: String, code: String? = nil) {
        self.description = description
        self.code = code
    }

    /// The page has changed since it was looked at, or is not there yet: looking again may help.
    var isPassing: Bool {
        ["no such element", "stale element reference", "element not interactable", "element click intercepted"]
            .contains(code)
    }
}
