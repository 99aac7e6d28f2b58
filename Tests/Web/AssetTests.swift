/// The stylesheet and what addresses of assets depend on.

import Testing

@testable import Web

@Suite struct AssetTests {
    @Test func `the style loads nothing from elsewhere and runs nothing`() {
        for word in ["url(", "@import", "expression", "javascript:", "http"] {
            #expect(!Stylesheet.text.contains(word))
        }
    }

    @Test func `braces of the style are balanced`() {
        var depth = 0
        for character in Stylesheet.text {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            #expect(depth >= 0)
        }
        #expect(depth == 0)
    }
}
