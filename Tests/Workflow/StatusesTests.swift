// Statuses that many assignments share.
import Deadlines
import Testing

@testable import Workflow

@Suite struct StatusesTests {
    private func status(_ state: State, _ seconds: Int64 = 0) -> Status {
        var status = Status()
        status.state = state
        status.openedAt = Instant(seconds: seconds)
        return status
    }

    @Test func `a shared status is that of the other as it was when it was shared`() {
        var statuses = Statuses()
        statuses[1] = status(.open)
        statuses.share(2, as: 1)
        statuses[1] = status(.accepted)
        #expect(statuses[1] == status(.accepted) && statuses[2] == status(.open))
        #expect(statuses[3] == nil)
        statuses.share(2, as: 3)
        #expect(statuses[2] == nil)
        statuses[1] = nil
        #expect(statuses[1] == nil)
    }

    @Test func `statuses are the same that are kept once, or twice and equal`() {
        var statuses = Statuses()
        statuses[1] = status(.open)
        statuses.share(2, as: 1)
        statuses[3] = status(.open)
        statuses[4] = status(.open, 1)
        #expect(statuses.areSame(1, 2) && statuses.areSame(2, 3) && !statuses.areSame(3, 4))
        #expect(!statuses.areSame(1, 9) && statuses.areSame(8, 9))
    }
}
