/// What goes wrong between this machine and a server, told as every other error.

import Client
import JSONTree
import Terminal
import Texts

extension Failure {
    init(_ problem: ClientProblem) {
        let code: ExitCode =
            switch problem.kind {
            case .address, .inClear, .request: .usage
            case .secretFile: .noPermission
            case .timeout: .tryAgain
            case .cannotResolve, .refused, .notTrusted, .tooLarge, .notHTTP, .dropped, .local: .unavailable
            }
        self.init(code, problem.what, why: problem.why, remedy: problem.remedy)
    }

    /// Another answer than that of a command: the server's own problem details (RFC 9457), in the language that was
    /// asked for.
    init(_ answer: HTTPAnswer, _ tree: JSONTree?, from server: ServerAddress) {
        guard let detail = tree?["detail"]?.string else {
            self.init(
                .unavailable,
                Phrase(
                    zh: "\(server) 的答复不是督办服务的（状态 \(answer.status)）",
                    en: "what answers at \(server) is no Duban server (status \(answer.status))"),
                remedy: Phrase(zh: "核对地址", en: "check the address"))
            return
        }
        let token = Phrase(
            zh: "核对令牌文件（--token-file）；令牌由 duban access 发放",
            en: "check the token's file (--token-file); `duban access` gives tokens")
        self.init(
            Self.exitCode(answer.status), Phrase(same: detail), why: tree?["why"]?.string.map { Phrase(same: $0) },
            remedy: answer.status == 401 ? token : tree?["remedy"]?.string.map { Phrase(same: $0) })
    }

    private static func exitCode(_ status: Int) -> ExitCode {
        switch status {
        case 401, 403: .noPermission
        case 409: .refused
        case 400, 413, 415, 422: .badData
        case 429, 503: .tryAgain
        default: .unavailable
        }
    }
}
