/// The part `web` of the configuration file.

import HTTP
import Notices
import Texts

struct WebSettingsDecoder {
    private let problems: DecodingProblems
    private var reader: MappingReader
    private let folder: String

    init(_ node: Node, problems: DecodingProblems, folder: String) {
        self.problems = problems
        self.folder = folder
        reader = MappingReader(node, kind: Phrase(zh: "网页设置", en: "the web settings"), problems: problems)
    }

    mutating func settings() -> WebSettings {
        var settings = WebSettings()
        let listen = reader.texts("listen")
        if reader.has("listen") { settings.listen = listen.compactMap(address) }
        settings.url = url()
        settings.tls = tls()
        settings.proxies = reader.texts("proxies").compactMap(proxy)
        settings.limits = limits()
        settings.linkDays = reader.integer("linkDays", in: 1...366)?.value ?? settings.linkDays
        settings.uploadMiB = reader.integer("uploadMiB", in: 1...512)?.value ?? settings.uploadMiB
        reader.finish()
        check(settings, listen)
        return settings
    }

    private func address(_ text: Located<String>) -> ListenAddress? {
        if let address = ListenAddress(text.value) { return address }
        problems.error(
            "config-web-listen", at: text.span,
            what: Phrase(zh: "“\(text.value)”不是监听地址", en: "“\(text.value)” is no address to listen on"),
            remedy: Phrase(
                zh: "写成 127.0.0.1:8080、[::1]:8080 或 unix:/run/duban/web.sock",
                en: "write 127.0.0.1:8080, [::1]:8080 or unix:/run/duban/web.sock"))
        return nil
    }

    private func proxy(_ text: Located<String>) -> IPAddress? {
        if let address = IPAddress(text.value) { return address }
        problems.error(
            "config-web-proxy", at: text.span,
            what: Phrase(zh: "“\(text.value)”不是 IP 地址", en: "“\(text.value)” is no IP address"),
            remedy: Phrase(
                zh: "写反向代理连过来时用的地址，例如 127.0.0.1",
                en: "write the address that the proxy connects from, such as 127.0.0.1"))
        return nil
    }

    private mutating func url() -> String? {
        guard let text = reader.text("url") else { return nil }
        let value = text.value.hasSuffix("/") ? String(text.value.dropLast()) : text.value
        let rest =
            value.hasPrefix("https://") ? value.dropFirst(8) : value.hasPrefix("http://") ? value.dropFirst(7) : ""
        let isHost = rest.utf8.allSatisfy { byte in
            (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x2E || byte == 0x5B || byte == 0x5D
        }
        guard !rest.isEmpty, isHost else {
            problems.error(
                "config-web-url", at: text.span,
                what: Phrase(zh: "“url”应是网站地址，不带路径", en: "“url” should be a site's address without a path"),
                remedy: Phrase(zh: "例如 https://duban.example.org", en: "such as https://duban.example.org"))
            return nil
        }
        return value
    }

    private mutating func tls() -> WebSettings.TLS? {
        guard var inner = reader.mapping("tls", kind: Phrase(zh: "证书设置", en: "the certificate")) else { return nil }
        let certificate = inner.requiredText("certificate").flatMap { problems.path($0, "certificate", in: folder) }
        let key = inner.requiredText("key").flatMap { problems.path($0, "key", in: folder) }
        inner.finish()
        guard let certificate, let key else { return nil }
        return WebSettings.TLS(certificate: certificate, key: key)
    }

    private mutating func limits() -> ServerSettings.Limits {
        var limits = ServerSettings.Limits()
        guard var inner = reader.mapping("limits", kind: Phrase(zh: "限额", en: "the limits")) else { return limits }
        func set(_ place: inout Int, _ key: String, _ range: ClosedRange<Int>) {
            place = inner.integer(key, in: range)?.value ?? place
        }
        set(&limits.connections, "connections", 1...100_000)
        set(&limits.connectionsPerAddress, "connectionsPerAddress", 0...100_000)
        set(&limits.headSeconds, "headSeconds", 1...3600)
        set(&limits.requestSeconds, "requestSeconds", 1...3600)
        set(&limits.headBytes, "headBytes", 4096...1_048_576)
        if let rate = inner.integer("requestsPerSecond", in: 0...1_000_000) {
            limits.requestsPerSecond = Double(rate.value)
        }
        if let burst = inner.integer("burst", in: 1...1_000_000) { limits.burst = Double(burst.value) }
        inner.finish()
        return limits
    }

    /// Tokens, links and what units owe must not travel where others can read them.
    private func check(_ settings: WebSettings, _ listen: [Located<String>]) {
        guard settings.tls == nil else { return }
        for text in listen {
            guard let address = ListenAddress(text.value), !address.isLocal else { continue }
            problems.error(
                "config-web-in-the-clear", at: text.span,
                what: Phrase(zh: "\(address) 对外开放却没有加密", en: "\(address) is open to others and not encrypted"),
                remedy: Phrase(
                    zh: "设置 tls，或只在 127.0.0.1 上监听，由 nginx 等反向代理加密",
                    en: "set tls, or listen on 127.0.0.1 behind a reverse proxy that encrypts"))
        }
    }
}
