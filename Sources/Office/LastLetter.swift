/// The last letter that was planned about an assignment, as the reminder schedule asks for it.

import Ledger
import Reminders
import Workflow

enum LastLetter {
    static func planned(for id: AssignmentID, in store: LedgerStore) throws -> Planned? {
        var last: Planned?
        var lastLetter: Int64 = -1
        for told in try store.told(about: id) where told.letter > lastLetter {
            guard let stage = Stage(key: told.owed.stage), let letter = try store.letter(told.letter) else { continue }
            last = Planned(stage: stage, version: DueVersion(number: told.owed.dueVersion), at: letter.created)
            lastLetter = told.letter
        }
        return last
    }
}
