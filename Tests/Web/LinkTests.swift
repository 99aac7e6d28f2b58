/// Reminder links: what they open, and when they open nothing.

import Access
import Deadlines
import Ledger
import TestSupport
import Testing
import Workflow

@testable import Office

@Suite struct `reminder links` {
    private let place: Place
    private let link: String

    init() throws {
        place = try Place()
        link = try #require(place.town.links[.linkOfUnit])
    }

    private func report(_ link: String, _ task: String = "forms", _ word: String = "submitted") throws -> WireAnswer {
        try place.post(.nobody, "/l/\(link)/report", [("assignment", String(place.town.ids[task] ?? 0)), ("do", word)])
    }

    @Test func `two clicks report a task, and reloading reports nothing twice`() throws {
        let page = try place.get("/l/\(link)")
        #expect(page.status == 200 && page.text.contains("第一馆的任务") && page.text.contains("填报报表"))
        let done = try report(link)
        #expect(done.status == 303)
        let shown = try place.get(try #require(done["location"]))
        #expect(shown.text.contains("已登记报送"))
        let head = try place.head()
        for _ in 0..<2 { #expect(try place.get(try #require(done["location"])).status == 200) }
        #expect(try place.head() == head)
        let event = try #require(try place.events("forms").last)
        #expect(event.author == "link:M1" && event.source == .web && event.at == Town.now)
        let again = try report(link)
        #expect(again.status == 409, "the button pressed twice")
        #expect(try place.head() == head)
    }

    @Test func `a forged link opens nothing`() throws {
        let parts = link.split(separator: ".").map(String.init)
        let other = try #require(place.town.links[.linkOfOther]).split(separator: ".").map(String.init)
        let before = try place.bytes()
        let forged = [
            place.town.forged, "x", "....", "1...", link + "A", String(link.dropLast()),
            "2." + parts[1...].joined(separator: "."),
            // Another unit's name, a later end, under this mark.
            [parts[0], other[1], parts[2], parts[3]].joined(separator: "."),
            [parts[0], parts[1], parts[2] + "0", parts[3]].joined(separator: "."),
            parts[0...2].joined(separator: ".") + ".", link.uppercased(), link + "=",
            String(repeating: "A", count: 3000),
        ]
        for text in forged {
            #expect(try place.get("/l/\(text)").status == 404, "\(text)")
            #expect(try report(text).status == 404, "\(text)")
        }
        #expect(try place.bytes() == before)
    }

    @Test func `an expired link says so`() throws {
        place.clock.value = Town.now.adding(seconds: 30 * 86_400 - 1)
        #expect(try place.get("/l/\(link)").status == 200)
        place.clock.value = Town.now.adding(seconds: 30 * 86_400)
        let page = try place.get("/l/\(link)")
        #expect(page.status == 410 && page.text.contains("这个链接已过期") && page.text.contains("href=\"/sign-in\""))
        let before = try place.bytes()
        #expect(try report(link).status == 410)
        #expect(try place.bytes() == before)
    }

    @Test func `all links end when the key is made anew`() throws {
        try place.office().voidLinks()
        #expect(try place.get("/l/\(link)").status == 404)
        #expect(try report(link).status == 404)
        #expect(try place.events("forms").isEmpty)
    }

    @Test func `the link of a unit that left the roster opens nothing`() throws {
        let office = try place.office()
        let roster = Town.roster().split(separator: "\n").filter { !$0.hasPrefix("M1,") }.joined(separator: "\n") + "\n"
        let left = try #require(try Town.input(Town.otherNotice, roster: roster).roster)
        _ = try office.apply(try office.propose(units: left), removed: .withdraw, reason: "撤并", now: Town.now)
        try #require(try office.store.unit(code: "M1")?.isRemoved == true)
        let before = try place.bytes()
        #expect(try place.get("/l/\(link)").status == 404)
        #expect(try report(link).status == 404)
        // Nor do its session and its calendar.
        #expect(try place.get(.unit, "/my").status == 401)
        #expect(try place.get("/c/\(place.town.unitFeed).ics").status == 404)
        #expect(try place.bytes() == before)
    }

    @Test func `after its notice was withdrawn a link shows nothing to do and reports nothing`() throws {
        _ = try place.office().withdrawNotice("test", reason: "发错", now: Town.now)
        let head = try place.head()
        let page = try place.get("/l/\(link)")
        #expect(page.status == 200 && !page.text.contains("填报报表"), "what was withdrawn is not to be done")
        #expect(page.text.contains("联络员名单"), "the other notice's task is")
        let late = try report(link)
        #expect(late.status == 409 && late.text.contains("撤"), "it is said why")
        #expect(try place.head() == head)
        let story = try place.get(.unit, place.task("forms"))
        #expect(story.status == 200 && story.text.contains("发错"))
        let feed = try place.get("/c/\(place.town.unitFeed).ics").text
        #expect(!feed.contains("SUMMARY:截止：填报报表"), "nor does its calendar ask for it")
        #expect(place.failures.value == [])
    }

    @Test func `a link reports its own unit's tasks alone, and does no more than report`() throws {
        let other = try #require(place.town.links[.linkOfOther])
        let before = try place.bytes()
        let theirs = try report(other)
        #expect(theirs.status == 404)
        // The number of a task of another unit is not told from one that is not there.
        let missing = try place.post(.nobody, "/l/\(other)/report", [("assignment", "99999"), ("do", "submitted")])
        #expect(missing.status == 404 && missing.body == theirs.body)
        for number in ["0", "-1", "x", "", "99999999999999999999"] {
            #expect(
                try place.post(.nobody, "/l/\(link)/report", [("assignment", number), ("do", "submitted")]).status
                    == 404)
        }
        for word in ["accepted", "", "extended", "withdrawn", "uploaded", "contact"] {
            #expect(try report(link, "forms", word).status == 422, "\(word)")
        }
        // It is no session: neither page nor form of one opens by it.
        for path in ["/my", place.task("forms"), "/calendar", "/review"] {
            #expect(try place.get(.linkOfUnit, path).status == 401)
        }
        #expect(try place.bytes() == before)
    }

    @Test func `its page holds no address that could be followed by others`() throws {
        let page = try place.get("/l/\(link)")
        #expect(page["referrer-policy"] == "same-origin" && page["cache-control"] == "no-store")
        #expect(!page.text.contains("lang=en\""), "no switch of language that would put the link into another address")
        #expect(page.text.contains("name=\"robots\" content=\"noindex\""))
    }
}
