/// A page that cannot be broken by what is put into it: text is always escaped, markup comes only from this file.

import Texts

struct HTML: Sendable, Equatable {
    private(set) var source = ""

    /// A piece of markup. Only this file can make one.
    struct Markup: Sendable {
        fileprivate let source: String
        fileprivate init(_ source: String) { self.source = source }
    }

    mutating func reserve(_ bytes: Int) { source.reserveCapacity(bytes) }

    mutating func mark(_ markup: Markup) { source += markup.source }

    mutating func append(_ other: HTML) { source += other.source }

    mutating func text(_ text: String) {
        guard Self.hasSpecial(text) else {
            source += text
            return
        }
        for scalar in text.unicodeScalars {
            if let entity = scalar.htmlEntity { source += entity } else { source.unicodeScalars.append(scalar) }
        }
    }

    /// A link when the address is one of the web or of mail, else just the text.
    mutating func link(_ address: String) {
        let isWeb = address.hasPrefix("https://") || address.hasPrefix("http://")
        let isMail = !isWeb && address.contains("@") && !address.contains(where: { $0 == ":" || $0 == " " })
        guard isWeb || isMail else { return text(address) }
        source += "<a href=\""
        if isMail { source += "mailto:" }
        text(address)
        source += "\">"
        text(address)
        source += "</a>"
    }

    /// `<html lang="zh-CN">` and what comes before the letter's text.
    mutating func begin(title: String, language: String) {
        source += "<!DOCTYPE html>\n<html lang=\""
        text(language)
        source += """
            "><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark"><title>
            """
        text(title)
        source += """
            </title></head>
            <body style="margin:0;padding:16px;font:16px/1.6 sans-serif">\
            <div style="max-width:42em;margin:0 auto;overflow-wrap:anywhere">

            """
    }

    /// Whether one of `& < > " '` is in the text. Without a way out before the end, so that it looks at many bytes at
    /// once: every word of every letter passes here.
    private static func hasSpecial(_ text: String) -> Bool {
        let bytes = text.utf8.span
        var found = false
        for index in bytes.indices {
            let byte = bytes[index]
            found = (byte == 0x26) || found
            found = (byte == 0x3C) || found
            found = (byte == 0x3E) || found
            found = (byte == 0x22) || found
            found = (byte == 0x27) || found
        }
        return found
    }
}

/// The markup of letters: colours only where they read on white and on black, lines in a grey that shows on both.
extension HTML.Markup {
    static let end = Self("</div></body></html>\n")
    static let breakLine = Self("<br>")

    static let paragraph = Self("<p style=\"margin:0 0 12px\">")
    static let paragraphEnd = Self("</p>\n")
    static let small = Self("<p style=\"margin:16px 0 0;border-top:1px solid #888;padding-top:8px;font-size:13px\">")

    static let notice = Self("<h2 style=\"margin:20px 0 4px;font-size:18px;line-height:1.4\">")
    static let noticeEnd = Self("</h2>\n")
    static let section = Self("<h2 style=\"margin:24px 0 4px;font-size:17px\">")
    static let task = Self("<h3 style=\"margin:16px 0 4px;font-size:16px\">")
    static let taskEnd = Self("</h3>\n")

    // Alignment by attributes: shorter than styles on every cell, and every mail program knows them.
    static let table = Self("<table style=\"width:100%;border-collapse:collapse;border-top:1px solid #888\">\n")
    static let tableEnd = Self("</table>\n")
    static let row = Self("<tr valign=\"top\">")
    static let rowEnd = Self("</tr>\n")
    static let head = Self(
        "<th scope=\"row\" align=\"left\" width=\"88\" style=\"font-weight:normal;padding:2px 8px 2px 0\">")
    static let headEnd = Self("</th>")
    static let columnHead = Self("<th scope=\"col\" align=\"left\" style=\"padding:2px 8px 2px 0\">")
    static let cell = Self("<td style=\"padding:2px 8px 2px 0\">")
    static let cellEnd = Self("</td>")

    static let list = Self("<ol style=\"margin:0;padding-left:1.5em\">")
    static let listEnd = Self("</ol>")
    static let item = Self("<li>")
    static let itemEnd = Self("</li>")
    static let strongEnd = Self("</strong>")
    static let urgent = Self("<strong style=\"color:#d4351c\">")
    static let code = Self("<code>")
    static let codeEnd = Self("</code>")
}
