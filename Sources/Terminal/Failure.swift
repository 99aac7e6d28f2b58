/// An error as it is told to a person, with the exit status it leads to.

import Platform
import Texts

public struct Failure: Error, Sendable, Hashable {
    public let exitCode: ExitCode
    public let what: Phrase
    public let why: Phrase?
    public let remedy: Phrase?

    public init(_ exitCode: ExitCode, _ what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        self.exitCode = exitCode
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    /// A mistake in the command line.
    public static func usage(_ what: Phrase, remedy: Phrase? = nil) -> Failure {
        Failure(.usage, what, remedy: remedy)
    }

    public init(_ problem: FileProblem) {
        self.init(Self.exitCode(problem.kind), problem.what, remedy: problem.remedy)
    }

    private static func exitCode(_ kind: FileProblem.Kind) -> ExitCode {
        switch kind {
        case .notFound, .isFolder, .notFolder: .notFound
        case .noPermission: .noPermission
        case .tooLarge: .badData
        case .full, .inputOutput: .inputOutput
        case .readOnly: .cannotCreate
        }
    }
}
