/// Which role may do what to what: the whole table.

import Access
import Deadlines
import Testing

@Suite struct PermitTests {
    private static let own = AccessTarget.assignment(notice: "n", unit: "U", reviewers: ["R", "S"])
    private static let other = AccessTarget.assignment(notice: "m", unit: "V", reviewers: ["T"])

    /// Written out by hand, so that a changed table shows: what a role may do to its own.
    private static let allowed: [Role: Set<Action>] = [
        .coordinator: Set(Action.allCases).subtracting([.directMail, .maintain]),
        .auditor: [.seeTasks, .seeStory, .seeNotice, .seeFigures, .seeRoster, .seeMail],
        .reviewer: [.seeTasks, .seeStory, .seeNotice, .review],
        .unit: [
            .seeTasks, .seeStory, .seeNotice, .submit, .confirm, .acknowledge, .upload, .changeContact, .subscribe,
        ],
        .link: [.seeTasks, .seeStory, .submit, .confirm, .acknowledge],
    ]

    private static func permit(_ role: Role) -> Permit {
        let grant =
            switch role {
            case .coordinator, .auditor: Grant(role, notices: ["n"])
            case .reviewer: Grant(role, unit: "R")
            case .unit, .link: Grant(role, unit: "U")
            }
        return Permit(author: "x", grants: [grant])
    }

    @Test(arguments: Role.allCases, Action.allCases)
    func `each role may do what the table says to its own, and nothing to others`(role: Role, action: Action) {
        let permit = Self.permit(role)
        #expect(permit.allows(action, on: Self.own) == Self.allowed[role]?.contains(action))
        #expect(!permit.allows(action, on: Self.other))
        #expect(!permit.allows(action, on: .ledger))
    }

    @Test func `a grant over all notices reaches the ledger, one over some does not`() {
        let all = Permit(author: "x", grants: [Grant(.coordinator)])
        for action in Action.allCases {
            #expect(all.allows(action, on: .ledger))
            #expect(all.allows(action, on: Self.other))
        }
        let auditor = Permit(author: "x", grants: [Grant(.auditor)])
        #expect(auditor.allows(.seeMail, on: .ledger))
        #expect(!auditor.allows(.directMail, on: .ledger))
        #expect(all.notices(.seeFigures) == nil)
        #expect(Self.permit(.coordinator).notices(.seeFigures) == ["n"])
        #expect(Self.permit(.unit).notices(.seeFigures) == [])
    }

    @Test func `a second reviewer sees what will come to it`() {
        let permit = Permit(author: "x", grants: [Grant(.reviewer, unit: "S")])
        #expect(permit.allows(.review, on: Self.own))
        #expect(!permit.allows(.submit, on: Self.own))
    }

    @Test func `several grants add up`() {
        let permit = Permit(author: "x", grants: [Grant(.unit, unit: "U"), Grant(.reviewer, unit: "T")])
        #expect(permit.allows(.submit, on: Self.own))
        #expect(permit.allows(.review, on: Self.other))
        #expect(!permit.allows(.review, on: Self.own))
        #expect(permit.units(.unit) == ["U"])
    }

    @Test func `nobody may do anything`() {
        let nobody = Permit(author: "", grants: [])
        #expect(Action.allCases.allSatisfy { !nobody.allows($0, on: Self.own) && !nobody.mayEver($0) })
        #expect(nobody.denial(.submit).zh == "需要先登录")
    }
}
