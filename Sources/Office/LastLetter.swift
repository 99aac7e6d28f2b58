/// The last letter that was planned about an assignment, as the reminder schedule asks for it.

import Ledger
import Reminders
import Workflow

public enum LastLetter {
    public static func planned(for id: AssignmentID, in store: LedgerStore) throws -> Planned? {
        guard let told = try store.lastTold(about: id), let stage = Stage(key: told.stage) else { return nil }
        return Planned(stage: stage, version: DueVersion(number: told.dueVersion), at: told.at)
    }
}
