/// Errors of the other modules in words, with their exit status.

import Office
import Platform
import Terminal
import Texts

enum ErrorTexts {
    /// An error that no module explains is a fault of the program: its type is named, its contents are not, because
    /// they might hold an address or a secret.
    static func explain(_ error: any Error) -> Failure {
        if let problem = error as? ShelfProblem { return Failure(problem) }
        return Failure(
            .internalError,
            Phrase(zh: "程序内部错误：\(type(of: error))", en: "an error inside the program: \(type(of: error))"),
            remedy: Phrase(
                zh: "请带上所用的命令报告此问题；台账中的数据未受影响", en: "please report it with the command used; the ledger is as it was"))
    }
}
