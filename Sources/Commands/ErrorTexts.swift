/// Errors of the other modules in words, with their exit status.

import Daemon
import Deadlines
import Documents
import Ledger
import Office
import Platform
import Terminal
import Texts
import Workflow

package enum ErrorTexts {
    package static func explain(_ error: any Error) -> Failure {
        switch error {
        case let error as DiagnosticError: explain(error.diagnostic)
        case let error as TextProblem: Failure(.usage, error.what, why: error.why, remedy: error.remedy)
        case let error as Zones.Problem: Failure(.badConfiguration, error.what, remedy: error.remedy)
        case let error as ShelfProblem: Failure(error)
        case let error as Refusal: Failure(error)
        case let error as LedgerError: explain(error)
        case let error as StepsRefused: explain(error)
        default: unexplained(error)
        }
    }

    private static func explain(_ error: LedgerError) -> Failure {
        let failure = Failure(error)
        // A fault of the program itself: what the library said is the only reason there is.
        guard failure.exitCode == .internalError, failure.why == nil, !error.detail.isEmpty else { return failure }
        return Failure(failure.exitCode, failure.what, why: Phrase(same: error.detail), remedy: failure.remedy)
    }

    /// Each impossible step with its reason and what is possible instead; nothing was recorded.
    private static func explain(_ error: StepsRefused) -> Failure {
        guard error.faults.count > 1 || error.faults.isEmpty else {
            let fault = error.faults[0]
            return Failure(.refused, head(fault) + fault.what, remedy: fault.remedy)
        }
        let lines = error.faults.map { fault in
            let remedy = fault.remedy.map { Phrase(zh: "（\($0.zh)）", en: " (\($0.en))") } ?? Phrase(same: "")
            return head(fault) + fault.what + remedy
        }
        return Failure(.refused, several(lines))
    }

    private static func head(_ fault: StepFault) -> Phrase {
        Phrase(
            zh: "#\(fault.assignment.id) \(fault.unitName)“\(fault.taskTitle)”：",
            en: "#\(fault.assignment.id) \(fault.unitName), “\(fault.taskTitle)”: ")
    }

    /// Several reasons why nothing was recorded, one a line.
    static func several(_ lines: [Phrase]) -> Phrase {
        Phrase(
            zh: "有 \(lines.count) 项不能登记，全部未登记：" + lines.map { "\n  " + $0.zh }.joined(),
            en: "\(lines.count) cannot be recorded, so nothing was:" + lines.map { "\n  " + $0.en }.joined())
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
