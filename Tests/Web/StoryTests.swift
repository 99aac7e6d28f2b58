/// One assignment's page: the whole way to its figures, in the same words as `duban why`.

import TestSupport
import Testing
import Workflow

@testable import Office

@Suite struct `an assignment's story` {
    @Test func `each reading has its verdict and its reason, the official one is marked`() throws {
        let place = try Place()
        let text = PageParts(try place.get(.coordinator, place.task("essay")).text).text
        for words in ["缺盖章", "规则：2025-04-15", "口径", "一次通过", "首次按时报送", "用时", "历时"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(text.ranges(of: "★正式").count == 1, "one reading counts")
        #expect(text.ranges(of: "原期限、延期后").count == 3, "without an extension both dues come out alike")
    }

    @Test func `an extension that changes the verdict has a row of its own`() throws {
        let place = try Place()
        let id = try #require(place.town.ids["forms"])
        let (end, late) = (Town.moment("2025-04-18 00:00"), Town.moment("2025-04-15 10:00"))
        let office = try place.office()
        _ = try office.record([StepRequest(id, .extended(end: end, reason: "系统故障"), at: Town.now)], now: Town.now)
        _ = try office.record([StepRequest(id, .submitted(Submission()), at: late)], now: late)
        _ = try office.record([StepRequest(id, .accepted(level: 1), at: late)], now: late)
        place.clock.value = Town.moment("2025-04-20 10:00")
        try place.renew([.coordinator])
        let text = PageParts(try place.get(.coordinator, place.task("forms")).text).text
        #expect(text.contains("系统故障") && !text.contains("原期限、延期后"))
        #expect(text.ranges(of: "按时且通过 ★正式延期后按时").count == 1, "it counts as extended")
        #expect(text.ranges(of: "按时且通过原期限延期").count == 1, "and would have been late")
        #expect(place.failures.value == [])
    }
}
