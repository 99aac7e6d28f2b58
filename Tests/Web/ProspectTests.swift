/// Lists that look at every assignment are worked out once a minute where there are very many.

import Deadlines
import Reminders
import TestSupport
import Testing
import Texts

@testable import Web

@Suite struct `what lies ahead` {
    private func prospect(at now: Instant) -> Prospect {
        Prospect(at: now, goes: now, letters: 1, suppressed: 0, firstLetters: [], calls: 0, firstCalls: [])
    }

    private func at(_ seconds: Int64) -> Instant { Town.now.adding(seconds: seconds) }

    @Test func `few assignments are looked at every time`() {
        let prospects = Prospects(crowd: 100, seconds: 60)
        for second in [0, 0, 1] as [Int64] {
            let found = prospects.prospect(.chinese, outstanding: 99, now: at(second)) { prospect(at: at(second)) }
            #expect(found.at == at(second))
        }
        var count = 0
        for _ in 0..<3 {
            _ = prospects.prospect(.chinese, outstanding: 99, now: at(0)) {
                count += 1
                return prospect(at: at(0))
            }
        }
        #expect(count == 3)
    }

    @Test(arguments: [(0, false), (59, false), (60, true), (-1, true)] as [(Int64, Bool)])
    func `very many are looked at once a minute, whichever way the clock goes`(later: Int64, isNew: Bool) {
        let prospects = Prospects(crowd: 100, seconds: 60)
        _ = prospects.prospect(.chinese, outstanding: 100, now: at(0)) { prospect(at: at(0)) }
        let found = prospects.prospect(.chinese, outstanding: 5_000, now: at(later)) { prospect(at: at(later)) }
        #expect(found.at == at(isNew ? later : 0))
    }

    @Test func `each language has its own, and a failure is not kept`() {
        struct Broken: Error {}
        let prospects = Prospects(crowd: 1, seconds: 60)
        #expect(throws: Broken.self) {
            try prospects.prospect(.chinese, outstanding: 1, now: at(0)) { throw Broken() }
        }
        let zh = prospects.prospect(.chinese, outstanding: 1, now: at(1)) { prospect(at: at(1)) }
        let en = prospects.prospect(.english, outstanding: 1, now: at(2)) { prospect(at: at(2)) }
        #expect(zh.at == at(1) && en.at == at(2))
    }
}
