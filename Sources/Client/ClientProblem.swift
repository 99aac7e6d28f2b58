/// Why a server could not be asked: what, why, and what to do about it.
import Curl
import Texts

/// Its texts never contain a token.
public struct ClientProblem: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The server's address is not understood.
        case address
        /// It would go over the network in clear.
        case inClear
        case secretFile
        /// The request itself cannot be sent as it is.
        case request
        case cannotResolve
        /// Nobody listens there.
        case refused
        /// No TLS, or a certificate that is not trusted.
        case notTrusted
        case timeout
        case tooLarge
        case notHTTP
        /// The connection was lost; nobody knows what the server has done.
        case dropped
        /// This machine: no libcurl, no memory.
        case local
    }

    public let kind: Kind
    public let what: Phrase
    public let why: Phrase?
    public let remedy: Phrase

    public init(_ kind: Kind, what: Phrase, why: Phrase? = nil, remedy: Phrase) {
        self.kind = kind
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    init(_ unopened: CurlUnopened) {
        self.init(.local, what: unopened.what, remedy: unopened.remedy)
    }

    /// What, why and remedy in one sentence.
    public var phrase: Phrase {
        let why = why.map { Phrase(zh: "（\($0.zh)）", en: " (\($0.en))") } ?? Phrase(same: "")
        return Phrase(zh: "\(what.zh)\(why.zh)；\(remedy.zh)", en: "\(what.en)\(why.en); \(remedy.en)")
    }
}

extension ClientProblem {
    static let addressForms = "https://duban.example.org, http://127.0.0.1:8080, unix:/run/duban/web.sock"

    static var addressForm: ClientProblem {
        ClientProblem(
            .address, what: Phrase(zh: "看不懂的服务器地址", en: "the server's address is not understood"),
            remedy: Phrase(zh: "可写：\(addressForms)", en: "write one of: \(addressForms)"))
    }

    static var addressCredentials: ClientProblem {
        ClientProblem(
            .address, what: Phrase(zh: "服务器地址中不能写用户名和密码", en: "the server's address takes no user name and password"),
            remedy: Phrase(zh: "把令牌写在单独的文件里", en: "keep the token in a file of its own"))
    }

    static var socketPath: ClientProblem {
        ClientProblem(
            .address, what: Phrase(zh: "套接字要写绝对路径", en: "a socket needs its absolute path"),
            remedy: Phrase(zh: "例如 unix:/run/duban/web.sock", en: "for example unix:/run/duban/web.sock"))
    }

    static var socketPathTooLong: ClientProblem {
        let limit = ServerAddress.socketPathLimit
        return ClientProblem(
            .address,
            what: Phrase(zh: "套接字路径超过 \(limit) 字节", en: "the socket's path is longer than \(limit) bytes"),
            remedy: Phrase(zh: "系统不接受更长的路径，换一个短些的", en: "the system takes no longer one; use a shorter one"))
    }

    static func inClear(_ address: ServerAddress) -> ClientProblem {
        ClientProblem(
            .inClear,
            what: Phrase(zh: "不以明文连接其他机器：\(address)", en: "no connection in clear to another machine: \(address)"),
            why: Phrase(zh: "途中的人能读到令牌和全部内容", en: "everybody on the way could read the token and all else"),
            remedy: Phrase(
                zh: "改用 https://，或在服务器本机上用 unix: 或 http://127.0.0.1",
                en: "use https://, or unix: or http://127.0.0.1 on the server itself"))
    }

    static var badToken: ClientProblem {
        ClientProblem(
            .request, what: Phrase(zh: "令牌含空格或非 ASCII 字符，无法发送", en: "the token has blanks or letters beyond ASCII"),
            remedy: Phrase(zh: "核对令牌文件，只写令牌本身", en: "check the token file: just the token"))
    }

    static var badRequest: ClientProblem {
        ClientProblem(
            .request, what: Phrase(zh: "请求的路径或字段含不能发送的字符", en: "the request's path or a field cannot be sent"),
            remedy: Phrase(zh: "这是程序的错误，请报告", en: "this is a fault of the program, please report it"))
    }

    static var outOfMemory: ClientProblem {
        ClientProblem(
            .local, what: Phrase(zh: "libcurl 无法建立连接对象", en: "libcurl cannot set a connection up"),
            remedy: Phrase(
                zh: "请检查内存，并确认 libcurl 支持 HTTP 与 TLS", en: "check the memory, and that libcurl has HTTP and TLS"))
    }
}
