/// Problems of calendars, notices and rosters as failures with their exit status.

import Office
import Platform
import Terminal
import Texts

extension Failure {
    init(_ problem: ShelfProblem) {
        switch problem {
        case .file(let problem): self.init(problem)
        case .faulty: self.init(.badData, problem.what, remedy: problem.remedy)
        case .unknownCalendar, .unknownNotice, .noRoster: self.init(.notFound, problem.what, remedy: problem.remedy)
        case .unknownZone: self.init(.unavailable, problem.what, remedy: problem.remedy)
        }
    }
}

extension GlobalOptions {
    /// The calendars and notices of `--data`, or of where the program finds them.
    func shelf() throws(FileProblem) -> Shelf { Shelf(try data()) }
}
