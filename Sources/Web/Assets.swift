/// The style and the icon: the only files besides the pages. Their addresses hold their digests, so they are kept for ever.

import HTTP
import Ledger
import Texts

enum Assets {
    static let stylePath = "/assets/style-\(mark(Stylesheet.text)).css"
    static let iconPath = "/assets/icon-\(mark(icon)).svg"

    static var routes: [Route] {
        [
            Route("GET", "/assets/{name}", .open) { call in
                let name = call.part("name")
                if "/assets/" + name == stylePath { return kept("text/css; charset=utf-8", Stylesheet.text) }
                if "/assets/" + name == iconPath { return kept("image/svg+xml", icon) }
                throw Problem(404)
            },
            Route("GET", "/favicon.ico", .open) { _ in
                var response = Response(302)
                response.set("Location", iconPath)
                return response
            },
            Route("GET", "/robots.txt", .open) { _ in
                Response(200, "text/plain; charset=utf-8", text: "User-agent: *\nDisallow: /\n")
            },
        ]
    }

    private static func kept(_ type: String, _ text: String) -> Response {
        Response(200, type, text: text).with("Cache-Control", "public, max-age=31536000, immutable")
    }

    private static func mark(_ text: String) -> String {
        String(FNV1a(text.utf8).hash, radix: 36)
    }

    /// A page with a tick.
    private static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9b1c1c"/>\
        <path d="M8 17l5 5 11-12" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" \
        stroke-linejoin="round"/></svg>
        """
}
