/// From libcurl's result to what a person can do about it.
import CCurl
import Curl
import Texts

extension HTTPClient {
    /// What the last transfer failed of.
    func problem(_ result: CURLcode, _ method: HTTPMethod) -> ClientProblem {
        let said = errorText[0] == 0 ? library.text(of: result) : String(cString: errorText)
        let detail = Phrase(same: said.terminalSafe)
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: return .cannotResolve(base, detail)
        case CURLE_COULDNT_CONNECT: return .refused(base, detail)
        case CURLE_OPERATION_TIMEDOUT: return .timeout(base, detail, method)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            return .notTrusted(base, detail, trust(result))
        case CURLE_WRITE_ERROR where transfer.pointee.isTooLarge: return .tooLarge(base, limit: limits.body)
        // libcurl's word for an answer without a status line (HTTP/0.9).
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: return .notHTTP(base, detail)
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: return .outOfMemory
        default: return .dropped(base, detail, method)
        }
    }

    /// What to do about a certificate, by what OpenSSL says is wrong with it (X509_V_ERR_…).
    private func trust(_ result: CURLcode) -> Phrase {
        if result == CURLE_SSL_CACERT_BADFILE {
            return ca.map { Phrase(zh: "核对证书文件“\($0)”", en: "check the file of certificates \"\($0)\"") }
                ?? Phrase(
                    zh: "本机没有受信任机构的名单：apt install ca-certificates",
                    en: "install the authorities: apt install ca-certificates")
        }
        if result == CURLE_SSL_CONNECT_ERROR {
            return Phrase(
                zh: "核对端口，以及服务器是否提供 TLS 1.2 以上", en: "check the port, and that the server has TLS 1.2 or newer")
        }
        return switch library.get(handle, CURLINFO_SSL_VERIFYRESULT) {
        case 9: Phrase(zh: "证书尚未生效：核对本机时间", en: "its certificate is not valid yet: check this machine's clock")
        case 10: Phrase(zh: "证书已过期：请服务器管理员换证书", en: "its certificate has expired: have its operator renew it")
        case 2, 18, 19, 20, 21:
            Phrase(
                zh: "证书不是由受信任的机构签发：单位自建的机构，给出其证书文件",
                en: "its certificate is of no trusted authority: give the certificate file of your own authority")
        default:
            Phrase(zh: "证书不是发给这个主机名的：核对地址", en: "its certificate is for another host: check the address")
        }
    }
}

extension ClientProblem {
    fileprivate static func cannotResolve(_ base: ServerAddress, _ detail: Phrase) -> ClientProblem {
        ClientProblem(
            .cannotResolve, what: Phrase(zh: "找不到服务器 \(base)", en: "cannot find the server \(base)"), why: detail,
            remedy: Phrase(zh: "核对主机名和网络（DNS）", en: "check the host name and the network (DNS)"))
    }

    fileprivate static func refused(_ base: ServerAddress, _ detail: Phrase) -> ClientProblem {
        let remedy =
            if case .unix = base.way {
                Phrase(
                    zh: "核对套接字路径和权限，以及服务是否在运行",
                    en: "check the socket's path and permissions, and that the service is running")
            } else {
                Phrase(
                    zh: "核对主机名和端口，以及服务是否在运行", en: "check host and port, and that the service is running")
            }
        return ClientProblem(
            .refused, what: Phrase(zh: "无法连接服务器 \(base)", en: "cannot connect to the server \(base)"), why: detail,
            remedy: remedy)
    }

    fileprivate static func notTrusted(_ base: ServerAddress, _ detail: Phrase, _ remedy: Phrase) -> ClientProblem {
        ClientProblem(
            .notTrusted,
            what: Phrase(
                zh: "与服务器 \(base) 之间没有可信的加密连接，什么也没有发出",
                en: "no trusted connection to the server \(base), nothing was sent"),
            why: detail, remedy: remedy)
    }

    fileprivate static func timeout(_ base: ServerAddress, _ detail: Phrase, _ method: HTTPMethod) -> ClientProblem {
        ClientProblem(
            .timeout, what: Phrase(zh: "服务器 \(base) 没有及时答复", en: "the server \(base) did not answer in time"),
            why: detail,
            remedy: again(method))
    }

    fileprivate static func tooLarge(_ base: ServerAddress, limit: Int) -> ClientProblem {
        let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) B"
        return ClientProblem(
            .tooLarge,
            what: Phrase(
                zh: "服务器 \(base) 的答复超过上限 \(size)", en: "the answer of \(base) is larger than the limit of \(size)"),
            remedy: Phrase(zh: "核对地址是否正确，或缩小查询范围", en: "check the address, or ask for less"))
    }

    fileprivate static func notHTTP(_ base: ServerAddress, _ detail: Phrase) -> ClientProblem {
        ClientProblem(
            .notHTTP, what: Phrase(zh: "\(base) 的答复不是 HTTP", en: "what answers at \(base) does not speak HTTP"),
            why: detail, remedy: Phrase(zh: "核对端口", en: "check the port"))
    }

    fileprivate static func dropped(_ base: ServerAddress, _ detail: Phrase, _ method: HTTPMethod) -> ClientProblem {
        ClientProblem(
            .dropped, what: Phrase(zh: "与服务器 \(base) 的连接中断", en: "the connection to the server \(base) was lost"),
            why: detail, remedy: again(method))
    }

    /// What only reads may be asked again; of the rest nobody knows whether it was done.
    private static func again(_ method: HTTPMethod) -> Phrase {
        [.get, .head].contains(method)
            ? Phrase(zh: "稍后重试", en: "try again later")
            : Phrase(zh: "请求可能已被执行：先查看结果，再决定是否重试", en: "it may have been done: look before you try again")
    }
}
