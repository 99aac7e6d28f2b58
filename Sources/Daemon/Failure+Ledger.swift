/// Errors of ledger and office with the exit status that they lead to.

import Ledger
import Office
import Terminal

extension Failure {
    public init(_ error: LedgerError) {
        let code: ExitCode =
            switch error.kind {
            case .missing, .unknownReference: .notFound
            case .notALedger, .newerThanProgram, .damaged: .badData
            case .locked, .conflict: .tryAgain
            case .readOnly, .noPermission: .noPermission
            case .diskFull, .inputOutput: .inputOutput
            case .refused: .refused
            case .outOfMemory, .unavailable: .unavailable
            case .internalError: .internalError
            }
        self.init(code, error.what, why: error.why, remedy: error.remedy)
    }

    public init(_ refusal: Refusal) {
        let code: ExitCode =
            switch refusal.kind {
            case .notFound: .notFound
            case .refused: .refused
            case .badData: .badData
            case .tryAgain: .tryAgain
            case .denied: .noPermission
            }
        self.init(code, refusal.what, why: refusal.why, remedy: refusal.remedy)
    }
}
