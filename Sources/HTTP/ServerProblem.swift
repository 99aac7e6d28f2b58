/// Why a server cannot start, in words.

import Texts

public struct ServerProblem: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The library is missing or too old.
        case library
        /// The address cannot be listened on.
        case address
        /// The certificate or its key cannot be used.
        case certificate
        /// The system has no threads, descriptors or memory left.
        case resources
    }

    public let kind: Kind
    public let what: Phrase
    public let why: Phrase?
    public let remedy: Phrase

    init(_ kind: Kind, _ what: Phrase, why: Phrase? = nil, remedy: Phrase) {
        self.kind = kind
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    static func noLibrary(_ why: String) -> ServerProblem {
        ServerProblem(
            .library, Phrase(zh: "无法加载网页服务库 libmicrohttpd（\(why)）", en: "cannot load libmicrohttpd (\(why))"),
            remedy: Phrase(
                zh: "请安装：apt install libmicrohttpd12，或去掉配置中的 web",
                en: "install it: apt install libmicrohttpd12, or leave `web` out of the configuration"))
    }

    static let noThreads = ServerProblem(
        .resources, Phrase(zh: "系统没有可用的线程", en: "the system has no threads left"),
        remedy: Phrase(zh: "提高服务的资源上限后重试", en: "raise the service's limits and start again"))

    static func cannotListen(_ address: ListenAddress, _ reason: String) -> ServerProblem {
        ServerProblem(
            .address, Phrase(zh: "无法在 \(address) 上监听", en: "cannot listen on \(address)"),
            why: Phrase(same: reason),
            remedy: Phrase(
                zh: "换一个地址或端口（web.listen），或停掉占用它的程序",
                en: "choose another address or port (web.listen), or stop the program that has it"))
    }

    static func cannotStart(_ address: ListenAddress, isSecure: Bool) -> ServerProblem {
        isSecure
            ? ServerProblem(
                .certificate,
                Phrase(zh: "无法用所给证书启动服务（\(address)）", en: "cannot serve \(address) with the certificate given"),
                remedy: Phrase(
                    zh: "检查 web.tls：证书链和私钥都是 PEM 格式，且彼此相符",
                    en: "check web.tls: both files are PEM, and the key belongs to the certificate"))
            : ServerProblem(
                .resources, Phrase(zh: "无法启动服务（\(address)）", en: "cannot start serving on \(address)"),
                remedy: Phrase(zh: "提高服务的资源上限后重试", en: "raise the service's limits and start again"))
    }
}
