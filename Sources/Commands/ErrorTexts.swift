/// Errors of the other modules in words, with their exit status.

import Deadlines
import Documents
import Office
import Platform
import Terminal
import Texts

enum ErrorTexts {
    static func explain(_ error: any Error) -> Failure {
        switch error {
        case let error as DiagnosticError: explain(error.diagnostic)
        case let error as TextProblem: Failure(.usage, error.what, why: error.why, remedy: error.remedy)
        case let error as Zones.Problem: Failure(.badConfiguration, error.what, remedy: error.remedy)
        case let error as ShelfProblem: Failure(error)
        case let error as Refusal: explain(error)
        default: unexplained(error)
        }
    }

    private static func explain(_ refusal: Refusal) -> Failure {
        let code: ExitCode =
            switch refusal.kind {
            case .notFound: .notFound
            case .refused: .refused
            case .badData: .badData
            case .tryAgain: .tryAgain
            }
        return Failure(code, refusal.what, why: refusal.why, remedy: refusal.remedy)
    }

    /// One problem of a file, with its place in front.
    private static func explain(_ diagnostic: Diagnostic) -> Failure {
        var place = diagnostic.file
        if let start = diagnostic.span?.start { place += ":\(start.line):\(start.column)" }
        return Failure(
            .badData, Phrase(same: place + ": ") + diagnostic.what, why: diagnostic.why, remedy: diagnostic.remedy)
    }

    /// An error that no module explains is a fault of the program: its type is named, its contents are not, because
    /// they might hold an address or a secret.
    private static func unexplained(_ error: any Error) -> Failure {
        Failure(
            .internalError,
            Phrase(zh: "程序内部错误：\(type(of: error))", en: "an error inside the program: \(type(of: error))"),
            remedy: Phrase(zh: "请连同所用的命令一起报告", en: "please report it together with the command used"))
    }
}
