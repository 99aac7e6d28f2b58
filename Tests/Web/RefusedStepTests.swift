/// Steps that are refused although the visitor may come in: too late, twice, back-dated, in another's name.

import Deadlines
import Ledger
import Synchronization
import TestSupport
import Testing
import Workflow

@Suite struct `steps that are refused` {
    private let place: Place

    init() throws { place = try Place() }

    private func decide(_ guest: Guest, _ word: String, _ tasks: [String], _ reason: String = "") throws -> WireAnswer {
        let ids = try tasks.map { ("assignment", try place.choice($0)) }
        return try place.post(guest, "/review", ids + [("do", word), ("reason", reason)])
    }

    @Test func `of two reviewers one decides, the other is told which one was taken`() throws {
        #expect(try place.post(.unit, place.task("forms") + "/report", [("do", "submitted")]).status == 303)
        #expect(try decide(.coordinator, "accept", ["plan"]).status == 303)
        let head = try place.head()
        let second = try decide(.reviewer, "return", ["plan"], "缺附件")
        #expect(second.status == 409)
        #expect(second.text.contains("未登记任何一项") && second.text.contains("第一馆") && second.text.contains("年度计划"))
        #expect(second.text.contains("缺附件"), "what was filled in is still there")
        #expect(try place.head() == head)
    }

    @Test func `of two that decide at the same moment one wins`() async throws {
        let port = place.port
        let (session, other) = (try #require(place.sessions[.reviewer]), try #require(place.sessions[.coordinator]))
        let plan = try place.choice("plan")
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for (session, word) in [(session, "accept"), (other, "return")] {
                group.addTask {
                    try await onOwnThread {
                        let body = FormBody.urlEncoded([
                            ("form-key", session.formKey), ("assignment", plan), ("do", word), ("reason", "缺附件"),
                        ])
                        return try Wire(port: port).ask(
                            "POST", "/review",
                            [("Cookie", "duban=\(session.token)"), ("Content-Type", FormBody.urlEncodedType)],
                            body: body
                        ).status
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [303, 409])
        #expect(try place.events("plan").count == 2, "the submission and one decision")
    }

    @Test func `several decisions are recorded together or not at all`() throws {
        let head = try place.head()
        let mixed = try decide(.reviewer, "accept", ["plan", "forms"])
        #expect(mixed.status == 409 && mixed.text.contains("填报报表"))
        #expect(try place.head() == head)
        for (word, tasks, reason) in [
            ("accept", [], ""), ("return", ["plan"], ""), ("return", ["plan"], " \n "), ("", ["plan"], "x"),
        ] {
            #expect(try decide(.reviewer, word, tasks, reason).status == 422, "\(word) \(tasks)")
        }
        #expect(try place.head() == head)
    }

    @Test func `a time that a form brings along counts for nothing`() throws {
        let fields = [
            ("do", "submitted"), ("at", "2025-03-04 09:00"), ("onBehalf", "1"), ("on-behalf", "1"),
            ("author", "unit:M3"),
        ]
        #expect(try place.post(.unit, place.task("forms") + "/report", fields).status == 303)
        let event = try #require(try place.events("forms").last)
        #expect(event.at == Town.now && event.recorded == Town.now && event.author == "unit:M1")
        guard case .submitted(let submission) = event.what else {
            Issue.record("\(event.what)")
            return
        }
        #expect(submission.onBehalf == nil)
    }

    @Test func `what is done is not done again, what is not asked for is not taken`() throws {
        let head = try place.head()
        #expect(try place.post(.unit, place.task("plan") + "/report", [("do", "submitted")]).status == 409)
        #expect(try place.post(.unit, place.task("forms") + "/report", [("do", "accepted")]).status == 422)
        #expect(try place.post(.unit, place.task("forms") + "/report").status == 422)
        #expect(try place.post(.unit, "/t/99999/report", [("do", "submitted")]).status == 404)
        #expect(try place.post(.unit, "/my/report", [("assignment", "99999"), ("do", "submitted")]).status == 404)
        #expect(try place.post(.coordinator, "/overview/mail", [("do", "redirect")]).status == 422)
        #expect(try place.head() == head)
    }

    @Test func `another unit's task is not told from one that is not there`() throws {
        let theirs = try place.get(.otherUnit, place.task("forms"))
        let nobodys = try place.get(.otherUnit, "/t/99999")
        #expect(theirs.status == 404 && nobodys.status == 404 && theirs.body == nobodys.body)
        for path in ["/t/0", "/t/-1", "/t/abc", "/t/99999999999999999999", "/t/1e3"] {
            #expect(try place.get(.coordinator, path).status == 404, "\(path)")
        }
    }

    @Test func `mail held by the page stays held until it is released`() throws {
        #expect(try place.post(.coordinator, "/overview/mail", [("do", "hold"), ("reason", "名录有误")]).status == 303)
        let held = try place.get(.coordinator, "/overview?done=hold").text
        #expect(held.contains("邮件已暂停") && held.contains("名录有误") && held.contains("value=\"release\""))
        #expect(try place.post(.coordinator, "/overview/mail", [("do", "release")]).status == 303)
        #expect(try place.get(.coordinator, "/overview").text.contains("邮件正常发送"))
    }
}
