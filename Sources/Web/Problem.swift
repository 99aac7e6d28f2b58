/// What went wrong, as a page for people and as problem details (RFC 9457) for programs.

import Access
import Commands
import HTTP
import Ledger
import Markup
import Office
import Terminal
import Texts

struct Problem: Error, Sendable {
    enum Reason: Sendable {
        case foreignForm, staleForm
    }

    let status: UInt32
    let what: Phrase
    var why: Phrase?
    var remedy: Phrase?
    /// What is wrong with which part of the request.
    var errors: [Fault] = []

    /// One thing that is wrong.
    struct Fault: Sendable, Hashable {
        /// A member of the body, as a JSON pointer (RFC 6901).
        var pointer: String?
        /// A key of the query.
        var parameter: String?
        let detail: Phrase
    }

    init(_ status: UInt32, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        self.status = status
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    /// What the status itself says.
    init(_ status: UInt32) {
        self.init(status, what: Self.title(status), remedy: Self.remedy(status))
    }

    init(_ status: UInt32, link fault: AccessLink.Fault) {
        switch fault {
        case .expired:
            self.init(
                status, what: Phrase(zh: "这个链接已过期", en: "This link has expired"),
                remedy: Phrase(zh: "用最近一封提醒里的链接，或用邮箱登录", en: "Use the link in the latest reminder, or sign in by mail.")
            )
        case .forged:
            self.init(
                status, what: Phrase(zh: "这个链接无效", en: "This link is not valid"),
                remedy: Phrase(
                    zh: "链接可能被邮件程序截断；请完整复制，或用邮箱登录",
                    en: "A mail program may have cut it off: copy all of it, or sign in by mail."))
        }
    }

    init(_ status: UInt32, _ reason: Reason) {
        switch reason {
        case .foreignForm:
            self.init(
                status, what: Phrase(zh: "表单不是从本站提交的", en: "This form was not sent from this site"),
                remedy: Phrase(zh: "回到本站的页面再提交", en: "Go back to the page and send it from there."))
        case .staleForm:
            self.init(
                status, what: Phrase(zh: "表单已失效", en: "This form is no longer valid"),
                remedy: Phrase(zh: "刷新页面后重新提交", en: "Reload the page and send it again."))
        }
    }

    /// An error of the use cases below.
    init(_ error: any Error) {
        let failure = Program.failure(error)
        // Of a ledger that cannot be used a visitor learns neither where it lies nor why.
        if Self.isOutage(error) {
            self.init(failure.exitCode == .tryAgain ? 503 : 500)
            return
        }
        self.init(
            Self.isConflict(error) ? 409 : Self.status(failure.exitCode), what: failure.what, why: failure.why,
            remedy: failure.remedy)
    }

    /// The ledger itself cannot be used.
    static func isOutage(_ error: any Error) -> Bool {
        if let error = error as? LedgerError { error.kind != .conflict } else { false }
    }

    /// Somebody else was first: asking again in a moment changes nothing, looking again does.
    private static func isConflict(_ error: any Error) -> Bool {
        error is LedgerError || (error as? Refusal)?.kind == .tryAgain
    }

    func with(errors: [Fault]) -> Problem {
        var copy = self
        copy.errors = errors
        return copy
    }

    private static func status(_ code: ExitCode) -> UInt32 {
        switch code {
        case .refused, .attention: 409
        case .usage, .badData: 422
        case .notFound: 404
        case .noPermission: 403
        case .tryAgain: 503
        case .ok, .unavailable, .internalError, .cannotCreate, .inputOutput, .badConfiguration, .brokenPipe: 500
        }
    }

    static func title(_ status: UInt32) -> Phrase {
        switch status {
        case 400: Phrase(zh: "请求写法有误", en: "The request cannot be read")
        case 401: Phrase(zh: "请先登录", en: "Sign in first")
        case 403: Phrase(zh: "没有权限", en: "You may not do this")
        case 404: Phrase(zh: "没有这个页面", en: "There is nothing here")
        case 405: Phrase(zh: "不能这样请求这个地址", en: "This address takes no such request")
        case 406: Phrase(zh: "没有这种格式", en: "There is no such format here")
        case 409: Phrase(zh: "现在不能这样做", en: "This is not possible now")
        case 410: Phrase(zh: "已失效", en: "This is gone")
        case 413: Phrase(zh: "内容太大", en: "This is too large")
        case 415: Phrase(zh: "不支持这种格式", en: "This format is not taken")
        case 422: Phrase(zh: "内容有误", en: "Something in it is wrong")
        case 429: Phrase(zh: "请求太频繁", en: "Too many requests")
        case 501: Phrase(zh: "不支持这种请求方法", en: "This method is not known")
        case 503: Phrase(zh: "暂时忙，请稍后再试", en: "Busy for the moment; try again")
        default: Phrase(zh: "程序内部错误", en: "An error inside the program")
        }
    }

    private static func remedy(_ status: UInt32) -> Phrase? {
        switch status {
        case 401: Phrase(zh: "用登记在名录里的邮箱登录", en: "Sign in with the mailbox in the roster.")
        case 404: Phrase(zh: "核对地址，或回到首页", en: "Check the address, or go to the first page.")
        case 413: Phrase(zh: "压缩或拆分后再上传", en: "Make it smaller, or send it in parts.")
        case 429: Phrase(zh: "稍等片刻再试", en: "Wait a moment and try again.")
        case 500: Phrase(zh: "请告诉协调人刚才做了什么", en: "Tell the coordinator what you were doing.")
        default: nil
        }
    }
}

extension Problem {
    /// JSON for programs, a page for people.
    func response(_ head: Request.Head) -> Response {
        let isAPI = head.path.first == "api"
        var response =
            isAPI
            ? Response(status, "application/problem+json", text: json(head.language))
            : Response(status, "text/html; charset=utf-8", ProblemPage(self, head).html.bytes)
        if status == 401, isAPI { response.set("WWW-Authenticate", "Bearer realm=\"duban\"") }
        response.set("Content-Language", head.language == .chinese ? "zh-CN" : "en")
        return response
    }

    /// `title` says what the status says, `detail` what was wrong this time.
    private func json(_ language: Language) -> String {
        var fields: [(String, JSON)] = [
            ("type", .string("about:blank")), ("title", .string(Self.title(status)(language))),
            ("status", .int(Int(status))), ("detail", .string(what(language))),
        ]
        if let why { fields.append(("why", .string(why(language)))) }
        if let remedy { fields.append(("remedy", .string(remedy(language)))) }
        if !errors.isEmpty { fields.append(("errors", .array(errors.map { $0.json(language) }))) }
        return JSONWriter.document(.object(fields))
    }
}

extension Problem.Fault {
    fileprivate func json(_ language: Language) -> JSON {
        var fields: [(String, JSON)] = []
        if let pointer { fields.append(("pointer", .string(pointer))) }
        if let parameter { fields.append(("parameter", .string(parameter))) }
        return .object(fields + [("detail", .string(detail(language)))])
    }
}
