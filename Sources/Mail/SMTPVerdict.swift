// From libcurl's result and the server's replies to an outcome.
import CCurl
import Texts

/// libcurl's result codes say at which step a letter failed, the last reply says how:
/// - 8 before the body: the greeting was no 220; after the body: the final dot was refused;
/// - 9: EHLO and HELO refused; 64: no STARTTLS; 67: AUTH refused;
/// - 55 with a reply: MAIL, RCPT or DATA refused (4xx and 5xx alike);
/// - 55, 56 or 28 after the body without a reply to it: delivery unknown.
struct SMTPVerdict {
    let result: CURLcode
    /// libcurl's own words.
    let said: String
    let talk: Conversation
    let settings: SMTPSettings
    /// How the check of the server's certificate ended, in OpenSSL's numbers; 0: nothing was wrong with it.
    let certificate: Int
    /// Parts of addresses that a reply may repeat.
    let hidden: [String]

    var outcome: Outcome {
        if result == CURLE_OK { return .accepted(reply: reply) }
        if talk.isHandedOver { return afterHandOver }
        if isLetterStage, let code = talk.code { return refusal(code) }
        return .deferred(Deferral(cause, code: failureCode, step: step, text: trouble))
    }

    /// With STARTTLS EHLO is said once more inside.
    private var step: SMTPStep {
        talk.step(hellos: settings.encryption == .startTLS ? 2 : 1, hasLogin: settings.username != nil)
    }

    /// The body went out whole: a reply to the final dot decides, without one nobody knows.
    private var afterHandOver: Outcome {
        guard let code = talk.code, code >= 400 else {
            let why = detail
            return .unknown(
                reason: Phrase(
                    zh: "信件已全部交出，但没有收到服务器的回执（\(why.zh)）",
                    en: "the letter was handed over whole, but the server's answer never came (\(why.en))"))
        }
        return refusal(code)
    }

    /// MAIL, RCPT or DATA was answered.
    private var isLetterStage: Bool {
        result == CURLE_SEND_ERROR && (talk.code ?? 0) >= 400
    }

    /// A reply of 400 or more to a step that concerns this letter.
    private func refusal(_ code: Int) -> Outcome {
        let step = step
        if code < 500 { return .deferred(Deferral(.temporary, code: code, step: step, text: reply)) }
        if lacksLogin(code) { return .deferred(Deferral(.authentication, code: code, step: step, text: lackOfLogin)) }
        guard step == .mail else { return .refused(code: code, step: step, text: reply) }
        // RFC 1870: with MAIL the size is told, and 552 is about it.
        if code == 552 { return .refused(code: nil, step: step, text: tooLarge) }
        return .deferred(Deferral(.sender, code: code, step: step, text: refusedSender))
    }

    private var tooLarge: Phrase {
        let reply = reply
        return Phrase(
            zh: "信件超过邮件服务器允许的大小（552 \(reply.zh)）", en: "the letter is too large for the server (552 \(reply.en))")
    }

    private var refusedSender: Phrase {
        let reply = reply
        let code = talk.code ?? 0
        return Phrase(
            zh: "邮件服务器拒收本方发件人，与收件单位无关：请核对发件地址及其发信权限（\(code) \(reply.zh)）",
            en: "the server refuses our own sender, whoever the letter is for: "
                + "check the sender's address and its right to send (\(code) \(reply.en))")
    }

    /// 530 asks for AUTH (or STARTTLS). libcurl skips a login that the server does not offer, and the letter
    /// is then refused for a reason that is not its own.
    private func lacksLogin(_ code: Int) -> Bool {
        code == 530 || (settings.username != nil && !talk.offersLogin)
    }

    private var lackOfLogin: Phrase {
        let reply = reply
        return settings.username == nil
            ? Phrase(
                zh: "服务器要求登录：请设置用户名和密码（\(reply.zh)）",
                en: "the server wants a login: set user name and password (\(reply.en))")
            : Phrase(
                zh: "服务器没有提供登录，密码未发出：请核对端口和加密方式（\(reply.zh)）",
                en: "the server offers no login, the password was not sent: check port and encryption (\(reply.en))")
    }

    private var cause: Deferral.Cause {
        switch result {
        // 454 is the login service's own trouble, not a wrong password.
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: (talk.code ?? 500) < 500 ? .unreachable : .authentication
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_INVALIDCERTSTATUS:
            .security
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_ABORTED_BY_CALLBACK: .stopped
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING: failureCode == nil ? .dropped : .unreachable
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .local
        default: .unreachable
        }
    }

    /// The reply's code when it is what went wrong.
    private var failureCode: Int? {
        talk.code.flatMap { $0 >= 400 ? $0 : nil }
    }

    private var trouble: Phrase {
        let detail = self.detail
        let lead: Phrase =
            switch cause {
            case .authentication:
                Phrase(zh: "登录被拒绝，请核对用户名和密码", en: "login refused, check user name and password")
            case .security: securityTrouble
            case .timeout: Phrase(zh: "服务器没有及时答复", en: "the server did not answer in time")
            case .dropped: Phrase(zh: "信件交出之前连接中断", en: "the connection was lost before the letter was handed over")
            case .stopped: Phrase(zh: "程序停止，发送中断", en: "given up because the program is stopping")
            case .unreachable: Phrase(zh: "无法连接邮件服务器", en: "the mail server cannot be reached")
            case .local, .temporary, .sender: Phrase(zh: "发送失败", en: "sending failed")
            }
        return Phrase(zh: "\(lead.zh)（\(detail.zh)）", en: "\(lead.en) (\(detail.en))")
    }

    /// The server's own words when it refused something, else libcurl's; what it calls an abort was our stopping.
    private var detail: Phrase {
        if failureCode != nil { return Phrase(same: ServerReply.text(talk.reply, hiding: hidden)) }
        guard result == CURLE_ABORTED_BY_CALLBACK else {
            return Phrase(same: ServerReply.text(Array(said.utf8), hiding: hidden))
        }
        return Phrase(zh: "等不及答复，已放弃", en: "no answer in the time left")
    }

    private var securityTrouble: Phrase {
        switch certificate {
        case 9:
            Phrase(
                zh: "邮件服务器的证书尚未生效，请核对本机时间，或请服务器管理员换证书",
                en: "the mail server's certificate is not valid yet, check this machine's clock or have it replaced")
        case 10:
            Phrase(
                zh: "邮件服务器的证书已过期，请服务器管理员换证书；换好之前不发信",
                en: "the mail server's certificate has expired, have its operator renew it; nothing is sent before")
        case 2, 18, 19, 20, 21:
            Phrase(
                zh: "邮件服务器的证书不是由受信任的机构签发；单位自建的机构用 ca: 指明",
                en: "the mail server's certificate is of no trusted authority; name an authority of your own with ca:")
        default:
            Phrase(
                zh: "无法建立可信的加密连接，请核对证书、主机名和加密方式",
                en: "no trusted encrypted connection, check certificate, host name and encryption")
        }
    }

    private var reply: Phrase {
        let text = ServerReply.text(talk.reply, hiding: hidden)
        return text.isEmpty ? Phrase(zh: "服务器未说明原因", en: "the server gave no reason") : Phrase(same: text)
    }
}
