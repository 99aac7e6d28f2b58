/// Calendar addresses: made, looked at, ended.

import Deadlines
import Ledger
import Office
import TestSupport
import Testing

@Suite struct `calendar addresses` {
    private let place: Place

    init() throws { place = try Place() }

    /// Makes an address by the page and gives its path.
    private func make(_ guest: Guest, _ fields: [(String, String)]) throws -> String {
        let page = try place.post(guest, "/calendar", fields)
        #expect(page.status == 200)
        let start = try #require(page.text.ranges(of: "http://duban.example.org/c/").first)
        return "/c/" + String(page.text[start.upperBound...].prefix { $0 != "<" })
    }

    @Test func `a unit's has its own deadlines`() throws {
        let feed = try place.get("/c/\(place.town.unitFeed).ics")
        #expect(feed.status == 200 && feed["content-type"]?.hasPrefix("text/calendar") == true)
        #expect(feed.text.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.text.contains("填报报表"))
        #expect(!feed.text.contains("第三馆"))
        #expect(feed["content-disposition"] == "inline; filename=\"duban.ics\"")
    }

    @Test func `it is asked again cheaply until something changes`() throws {
        let address = "/c/\(place.town.unitFeed).ics"
        let tag = try #require(try place.get(address)["etag"])
        let same = try place.get(address, [("If-None-Match", tag)])
        #expect(same.status == 304 && same.body.isEmpty && same["etag"] == tag)
        #expect(try place.get(address, [("If-None-Match", "\"other\"")]).status == 200)
        #expect(try place.post(.unit, place.task("forms") + "/report", [("do", "submitted")]).status == 303)
        let changed = try place.get(address, [("If-None-Match", tag)])
        #expect(changed.status == 200 && changed["etag"] != tag)
    }

    @Test func `a new one ends the unit's old one`() throws {
        let old = "/c/\(place.town.unitFeed).ics"
        let new = try make(.unit, [("unit", "M1")])
        #expect(new != old)
        #expect(try place.get(new).status == 200)
        #expect(try place.get(old).status == 404)
    }

    @Test func `a notice's has everybody's, and ends with the account`() throws {
        let address = try make(.coordinator, [("notice", "test")])
        let feed = try place.get(address)
        #expect(feed.status == 200 && feed.text.contains("关于报送报表的通知"))
        #expect(try place.get(address).status == 200)
        try place.office().revoke(account: "协调", now: Town.now)
        #expect(try place.get(address).status == 404)
    }

    @Test func `a forged one, a session or a link open no calendar`() throws {
        let feed = place.town.unitFeed
        for token in [
            String(feed.dropLast()) + "A", feed + "A", "dbn_", "", "x", place.town.auditorToken,
            place.sessions[.unit]?.token ?? "-",
            place.town.links[.linkOfUnit] ?? "-",
        ] where token != feed {
            #expect(try place.get("/c/\(token).ics").status == 404, "\(token)")
        }
        #expect(try place.get("/c/\(feed)").status == 404, "without its ending")
        #expect(try place.get("/c/\(feed).ics?x=y").status == 200)
    }

    @Test func `a calendar's address opens nothing else`() throws {
        let feed = place.town.unitFeed
        #expect(try place.get("/my", [("Cookie", "duban=\(feed)")]).status == 401)
        #expect(try place.get("/l/\(feed)").status == 404)
        #expect(try place.post("/sign-in/\(feed)").status == 403)
    }
}
