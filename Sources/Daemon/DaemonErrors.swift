/// Errors of the modules below in words, with the exit status they lead to.

import Ledger
import Mail
import Office
import Platform
import Terminal
import Texts

enum DaemonErrors {
    static func explain(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let problem as FileProblem: Failure(problem)
        case let problem as MailProblem: Failure(.badConfiguration, problem.what, remedy: problem.remedy)
        case let problem as Zones.Problem: Failure(.badConfiguration, problem.what, remedy: problem.remedy)
        case let problem as ShelfProblem: Failure(.badConfiguration, problem.what, remedy: problem.remedy)
        case let error as LedgerError:
            Failure(exitCode(error.kind), error.what, why: error.why, remedy: error.remedy)
        case let refusal as Refusal:
            Failure(
                refusal.kind == .badData ? .badData : .tryAgain, refusal.what, why: refusal.why, remedy: refusal.remedy)
        // Its type is named, its contents are not: they might hold an address or a secret.
        default:
            Failure(
                .internalError,
                Phrase(zh: "程序内部错误：\(type(of: error))", en: "an error inside the program: \(type(of: error))"))
        }
    }

    /// What another try may mend gets a status that `Supervisor` waits for: a lock, a full disk, a conflict.
    private static func exitCode(_ kind: LedgerError.Kind) -> ExitCode {
        switch kind {
        case .locked, .conflict: .tryAgain
        case .diskFull, .inputOutput: .inputOutput
        case .readOnly: .cannotCreate
        case .noPermission: .noPermission
        case .missing: .notFound
        case .unavailable, .outOfMemory: .unavailable
        case .notALedger, .newerThanProgram, .damaged, .unknownReference: .badData
        case .refused: .refused
        case .internalError: .internalError
        }
    }
}
