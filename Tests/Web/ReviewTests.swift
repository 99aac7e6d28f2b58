/// The queue of reviewers: on two levels, and when what lies there has changed since the page was shown.

import Deadlines
import Ledger
import TestSupport
import Testing
import Workflow

@testable import Office

@Suite struct `reviewing` {
    /// M3's list goes to Q first, then to P.
    private static let twoLevels = Result {
        try Town(other: Town.otherNotice(who: "{units: [M3]}", review: "[parent, {unit: {units: [P]}}]"))
    }

    private func list(at place: Place) throws -> AssignmentID {
        try #require(try place.office().store.assignments(.unitInNotice("M3", notice: "other")).first?.id)
    }

    private func decide(
        _ place: Place, _ guest: Guest, _ word: String, _ choice: String, _ reason: String = ""
    ) throws -> WireAnswer {
        try place.post(guest, "/review", [("assignment", choice), ("do", word), ("reason", reason)])
    }

    private func queue(_ place: Place, _ guest: Guest) throws -> String { try place.get(guest, "/review").text }

    @Test func `what the first level lets pass lies with the second, and is done when that accepts`() throws {
        let place = try Place(Self.twoLevels.get())
        let id = try list(at: place)
        #expect(try place.post(.otherUnit, "/t/\(id)/report", [("do", "submitted")]).status == 303)
        #expect(try queue(place, .otherReviewer).contains("联络员名单"))
        #expect(try !queue(place, .reviewer).contains("联络员名单"), "it is not the second level's turn")
        let first = try place.choice(id)
        let early = try decide(place, .reviewer, "accept", first)
        #expect(early.status == 403 && early.text.contains("第 1 级"))

        #expect(try decide(place, .otherReviewer, "accept", first).status == 303)
        #expect(try !queue(place, .otherReviewer).contains("联络员名单"))
        #expect(try queue(place, .reviewer).contains("value=\"\(id).2."))
        #expect(try place.get(.otherUnit, "/my").text.contains("待审核（省科协）"), "with whom it lies now")
        #expect(try decide(place, .reviewer, "accept", place.choice(id)).status == 303)
        #expect(try queue(place, .reviewer).contains("没有待审核") || !queue(place, .reviewer).contains("联络员名单"))
        let status = try #require(try place.office().store.assignment(id)).status
        #expect(status.state == .accepted && status.reviews == 2)
        #expect(place.failures.value == [])
    }

    @Test func `what the second level returns begins anew at the first, with the reason`() throws {
        let place = try Place(Self.twoLevels.get())
        let id = try list(at: place)
        _ = try place.post(.otherUnit, "/t/\(id)/report", [("do", "submitted")])
        _ = try decide(place, .otherReviewer, "accept", place.choice(id))
        #expect(try decide(place, .reviewer, "return", place.choice(id), "缺两个号码").status == 303)
        #expect(try place.get(.otherUnit, "/my").text.contains("缺两个号码"))
        place.clock.value = Town.moment("2025-03-11 10:00")
        try place.renew([.otherUnit, .otherReviewer])
        #expect(try place.post(.otherUnit, "/t/\(id)/report", [("do", "submitted")]).status == 303)
        #expect(try queue(place, .otherReviewer).contains("value=\"\(id).1."))
    }

    @Test func `a page that was shown before another decision decides nothing`() throws {
        let place = try Place(Self.twoLevels.get())
        let id = try list(at: place)
        _ = try place.post(.otherUnit, "/t/\(id)/report", [("do", "submitted")])
        let seen = try place.choice(id)
        #expect(try decide(place, .coordinator, "accept", seen).status == 303)
        let head = try place.head()
        // Pressed a second time: a coordinator may decide on every level, and would have on the next.
        let again = try decide(place, .coordinator, "accept", seen)
        #expect(again.status == 409)
        #expect(again.text.contains("第三馆 · 联络员名单") && again.text.contains("第 2 级"))
        let late = try decide(place, .otherReviewer, "return", seen, "缺附件")
        #expect(late.status == 409 && late.text.contains("缺附件"), "what was filled in is still there")
        #expect(try place.head() == head)
    }

    @Test func `what was handed in anew has to be looked at first`() throws {
        let place = try Place()
        let seen = try place.choice("plan")
        place.clock.value = Town.moment("2025-03-11 10:00")
        try place.renew([.unit, .reviewer])
        let replaced = try place.post(.unit, place.task("plan") + "/report", [("do", "submitted"), ("replaces", "1")])
        #expect(replaced.status == 303)
        let head = try place.head()
        let late = try decide(place, .reviewer, "accept", seen)
        #expect(late.status == 409 && late.text.contains("单位又报送了一次"))
        #expect(try place.head() == head)
        #expect(try decide(place, .reviewer, "accept", place.choice("plan")).status == 303)
    }

    @Test func `what is no choice of a page is not there`() throws {
        let place = try Place()
        let head = try place.head()
        let id = try #require(place.town.ids["plan"])
        let tails = ["", ".1", ".1.x", ".x.1", ".1.1.1", "..1"]
        for text in ["", "x", "-1.1.1", ".1.1"] + tails.map({ "\(id)\($0)" }) {
            #expect(try decide(place, .reviewer, "accept", text).status == 404, "\(text)")
        }
        #expect(try place.head() == head)
        #expect(place.failures.value == [])
    }
}
