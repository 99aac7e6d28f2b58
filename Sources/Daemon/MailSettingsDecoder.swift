/// The part `mail` of the configuration file.

import Mail
import Notices
import Texts

struct MailSettingsDecoder {
    private let problems: DecodingProblems
    private var reader: MappingReader
    private let folder: String
    /// The values as written, for the checks of one against another.
    private var texts: [String: Located<String>] = [:]
    private var hasPassword = false

    init(_ node: Node, problems: DecodingProblems, folder: String) {
        self.problems = problems
        self.folder = folder
        reader = MappingReader(node, kind: Phrase(zh: "邮件设置", en: "the mail settings"), problems: problems)
    }

    mutating func settings() -> MailSettings {
        var settings = MailSettings()
        let transport = reader.text("transport")
        settings.transport = transport.flatMap(parse)
        settings.from = mailbox("from")
        settings.replyTo = mailbox("replyTo")
        settings.startTLS = reader.choice("startTLS", MailSettings.StartTLS.self)?.value ?? settings.startTLS
        settings.ca = plainText("ca").map { DecodingProblems.absolute($0, in: folder) }
        settings.helo = plainText("helo")
        settings.username = plainText("username")
        settings.password = password()
        settings.connections = reader.integer("connections", in: 1...32)?.value ?? settings.connections
        settings.timeouts = timeouts()
        settings.retry = retry()
        reader.finish()
        // An address that is not understood leaves open what the other keys should be.
        if transport == nil || settings.transport != nil { check(settings, transport: transport?.span) }
        return settings
    }

    private mutating func plainText(_ key: String) -> String? {
        texts[key] = reader.text(key)
        return texts[key].flatMap { problems.plainText($0, key) }
    }

    private func parse(_ text: Located<String>) -> TransportURL? {
        switch TransportURL.parse(text.value) {
        case .success(.maildir(let path)): return .maildir(path: DecodingProblems.absolute(path, in: folder))
        case .success(let url): return url
        case .failure(let problem):
            problems.report(problem, at: text.span)
            return nil
        }
    }

    /// An address, or `{name: …, address: …}`.
    private mutating func mailbox(_ key: String) -> Mail.Mailbox? {
        guard let node = reader.node(key) else { return nil }
        guard case .mapping = node.value else {
            return problems.text(node, key).flatMap { problems.address($0) }.map { Mail.Mailbox($0) }
        }
        var inner = MappingReader(node, kind: Phrase(zh: "“\(key)”", en: "“\(key)”"), problems: problems)
        let name = inner.text("name").flatMap { problems.plainText($0, "name") }
        let address = inner.requiredText("address").flatMap { problems.address($0) }
        inner.finish()
        return address.map { Mail.Mailbox($0, name: name) }
    }

    private mutating func timeouts() -> MailSettings.Timeouts {
        var timeouts = MailSettings.Timeouts()
        let kind = Phrase(zh: "超时设置", en: "the timeouts")
        guard var inner = reader.mapping("timeouts", kind: kind) else { return timeouts }
        timeouts.connect = inner.integer("connect", in: 1...120)?.value ?? timeouts.connect
        timeouts.reply = inner.integer("reply", in: 1...600)?.value ?? timeouts.reply
        timeouts.letter = inner.integer("letter", in: 1...3600)?.value ?? timeouts.letter
        inner.finish()
        return timeouts
    }

    private mutating func retry() -> MailSettings.Retry {
        var retry = MailSettings.Retry()
        let kind = Phrase(zh: "重试设置", en: "the retries")
        guard var inner = reader.mapping("retry", kind: kind) else { return retry }
        let first = inner.integer("first", in: 1...86_400)
        let cap = inner.integer("cap", in: 1...604_800)
        retry.first = first?.value ?? retry.first
        retry.cap = cap?.value ?? max(retry.cap, retry.first)
        retry.tries = inner.integer("tries", in: 1...100)?.value ?? retry.tries
        inner.finish()
        if retry.cap < retry.first, let span = (cap ?? first)?.span {
            problems.error(
                "config-retry-cap", at: span,
                what: Phrase(
                    zh: "重试间隔上限（\(retry.cap) 秒）小于首次间隔（\(retry.first) 秒）",
                    en: "the longest wait (\(retry.cap) s) is shorter than the first (\(retry.first) s)"),
                remedy: Phrase(zh: "cap 不应小于 first", en: "make cap no less than first"))
        }
        return retry
    }
}

// The password: where it is kept, never what it is.
extension MailSettingsDecoder {
    private mutating func password() -> SecretSource? {
        guard let node = reader.node("password") else { return nil }
        hasPassword = true
        guard case .mapping = node.value else {
            problems.error(
                "config-password-written", at: reader.keySpan("password"),
                what: Phrase(zh: "密码不能直接写在配置文件里", en: "the password itself does not belong in the configuration"),
                why: Phrase(
                    zh: "配置文件会被备份、转发，凡能读它的人都会看到密码",
                    en: "configurations are copied and shared, and everybody who reads one would know it"),
                remedy: Phrase(
                    zh: "写作 password: {file: 路径}、{env: 变量名} 或 {credential: 凭据名}，并更换这个密码",
                    en: "write password: {file: PATH}, {env: NAME} or {credential: NAME}, and change this password"))
            return nil
        }
        var inner = MappingReader(node, kind: Phrase(zh: "“password”", en: "“password”"), problems: problems)
        let file = inner.text("file").flatMap { problems.path($0, "file", in: folder) }.map(SecretSource.file)
        let variable = inner.text("env").flatMap(variableName).map(SecretSource.environment)
        let credential = inner.text("credential").flatMap(credentialName).map(SecretSource.credential)
        let written = ["file", "env", "credential"].filter { inner.has($0) }
        inner.finish()
        if written.count != 1 {
            problems.error(
                "config-password-source", at: reader.keySpan("password"),
                what: written.isEmpty
                    ? Phrase(zh: "“password”没有说明密码在哪里", en: "“password” does not say where the password is")
                    : Phrase(zh: "“password”写了几个来源", en: "“password” names several places"),
                remedy: Phrase(zh: "在 file、env、credential 中写一个", en: "write one of file, env, credential"))
        }
        return file ?? variable ?? credential
    }

    private func variableName(_ text: Located<String>) -> String? {
        let isName = text.value.utf8.allSatisfy {
            ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_")
        }
        if isName, !text.value.isEmpty { return text.value }
        badName("env", text)
        return nil
    }

    /// A file name: it must not lead out of the credentials' folder.
    private func credentialName(_ text: Located<String>) -> String? {
        let isName = text.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
        if isName, !["", ".", ".."].contains(text.value) { return text.value }
        badName("credential", text)
        return nil
    }

    private func badName(_ key: String, _ text: Located<String>) {
        problems.error(
            "config-bad-name", at: text.span,
            what: Phrase(zh: "“\(key)”的值不是一个名称", en: "the value of “\(key)” is no name"),
            remedy: key == "env"
                ? Phrase(zh: "写环境变量名，例如 DUBAN_PASSWORD", en: "write a variable's name, such as DUBAN_PASSWORD")
                : Phrase(zh: "写凭据名，例如 smtp-password", en: "write a credential's name, such as smtp-password"))
    }
}

// What must fit together.
extension MailSettingsDecoder {
    private func check(_ settings: MailSettings, transport: Span?) {
        guard let url = settings.transport, case let server? = url.smtpSettings else {
            warnOfUnusedKeys()
            return
        }
        if settings.from == nil, !reader.has("from") {
            problems.error(
                "config-no-sender", at: transport, what: Phrase(zh: "没有写发件人“from”", en: "the sender “from” is missing"),
                why: Phrase(zh: "邮件服务器要求真实的发件地址", en: "a mail server wants a real sender"),
                remedy: Phrase(zh: "补上 from: {name: …, address: …}", en: "add from: {name: …, address: …}"))
        }
        if case .smtps = url, let span = reader.keySpan("startTLS") {
            unused(
                "startTLS", at: span,
                why: Phrase(zh: "smtps:// 从一开始就加密", en: "smtps:// is encrypted from the first byte"))
        }
        checkNames(settings, server)
        checkCredentials(settings, server)
    }

    private func checkNames(_ settings: MailSettings, _ server: SMTPSettings) {
        guard let helo = settings.helo else { return }
        var trial = server
        trial.heloName = helo
        do throws(MailProblem) { try trial.check() } catch { problems.report(error, at: texts["helo"]?.span) }
    }

    private func checkCredentials(_ settings: MailSettings, _ server: SMTPSettings) {
        guard (texts["username"] != nil) == hasPassword else {
            let key = hasPassword ? "password" : "username"
            problems.error(
                "config-half-credentials", at: reader.keySpan(key),
                what: Phrase(zh: "用户名与密码只写了一个", en: "only one of user name and password is given"),
                remedy: Phrase(zh: "两者都写，或都不写", en: "give both or neither"))
            return
        }
        guard let username = settings.username else { return }
        var trial = server
        if settings.startTLS == .off, trial.encryption == .startTLS { trial.encryption = .none }
        trial.username = username
        trial.password = Secret("-")
        do throws(MailProblem) { try trial.check() } catch { problems.report(error, at: reader.keySpan("username")) }
    }

    /// A maildir has no use for what concerns a server.
    private func warnOfUnusedKeys() {
        for key in ["startTLS", "ca", "helo", "username", "password", "connections", "timeouts"] {
            guard let span = reader.keySpan(key) else { continue }
            unused(
                key, at: span, why: Phrase(zh: "信件写入 maildir，不连接服务器", en: "letters go into a maildir, not to a server"))
        }
    }

    private func unused(_ key: String, at span: Span, why: Phrase) {
        problems.warning(
            "config-unused", at: span, what: Phrase(zh: "“\(key)”在这里不起作用", en: "“\(key)” has no effect here"), why: why,
            remedy: Phrase(zh: "删去，或核对“transport”", en: "leave it out, or check “transport”"))
    }
}
