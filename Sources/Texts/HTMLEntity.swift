/// What keeps text from outside from being read as markup.

extension Unicode.Scalar {
    /// How this scalar is written in a page, as text or within an attribute's quotes; nil for an ordinary one.
    public var htmlEntity: String? {
        switch self {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: nil
        }
    }
}
