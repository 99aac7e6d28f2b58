/// Text from outside in a page: nothing in it is a tag, an entity or the end of an attribute.

import Texts

enum PageText {
    /// For text and for attributes in double quotes. What could turn the reading direction, and what a page must not
    /// hold, becomes visible as on the terminal; line breaks and tabs stay.
    static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isBreak = scalar == "\n" || scalar == "\t"
            if let written = scalar.htmlEntity ?? (isBreak ? nil : scalar.visibleEscape) {
                out.append(contentsOf: written.unicodeScalars)
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }
}
