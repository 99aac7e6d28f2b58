/// A small ledger with two notices, four units and everybody who may come to its pages; each test gets a copy.

import Access
import Deadlines
import Documents
import Glibc
import HTTP
import Ledger
import Notices
import Platform
import TestSupport
import Testing
import Workflow

@testable import Office
@testable import Web

/// Whoever comes to the pages.
enum Guest: String, CaseIterable, Sendable {
    case nobody, linkOfUnit, linkOfOther, unit, otherUnit, reviewer, otherReviewer, auditor, otherAuditor, coordinator
    case otherCoordinator

    /// The account that is signed in; units sign in by themselves.
    var account: (name: String, grant: Grant)? {
        switch self {
        case .reviewer: ("审核", Grant(.reviewer, unit: "P"))
        case .otherReviewer: ("审核二", Grant(.reviewer, unit: "Q"))
        case .auditor: ("审计", Grant(.auditor))
        case .otherAuditor: ("审计二", Grant(.auditor, notices: ["other"]))
        case .coordinator: ("协调", Grant(.coordinator))
        case .otherCoordinator: ("协调二", Grant(.coordinator, notices: ["other"]))
        case .nobody, .linkOfUnit, .linkOfOther, .unit, .otherUnit: nil
        }
    }

    var unitCode: String? {
        switch self {
        case .linkOfUnit, .unit: "M1"
        case .linkOfOther, .otherUnit: "M3"
        default: nil
        }
    }
}

struct Session: Sendable {
    let token: String
    let formKey: String
}

/// The words that stand on the pages; tests put hostile ones here.
struct TownWords: Sendable {
    var unit = "第一馆"
    var task = "填报报表"
    var notice = "关于报送报表的通知"
    var reason = "缺盖章"
    var note = "已寄出"
    var file = "扫描件.pdf"
}

/// `@unchecked Sendable`: filled before it is handed out, and never changed.
final class Town: @unchecked Sendable {
    private let folder: TemporaryFolder
    private(set) var sessions: [Guest: Session] = [:]
    private(set) var links: [Guest: String] = [:]
    private(set) var forged = ""
    /// Assignments of M1 by their tasks.
    private(set) var ids: [String: AssignmentID] = [:]
    private(set) var digest = ""
    /// What a reviewer's page has for the plan of M1.
    private(set) var planSeen = ""
    /// Tokens of programs.
    private(set) var auditorToken = ""
    private(set) var unitFeed = ""
    let notice: String

    /// The usual one, made once.
    static let usual = Result { try Town() }

    /// When it was loaded; when the pages look at it.
    static let loaded = moment("2025-03-03 09:00")
    static let now = moment("2025-03-10 10:00")
    static let pdf = Array("%PDF-1.4\n%sealed scan\n%%EOF\n".utf8)

    static let china = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)

    static func moment(_ text: String) -> Instant {
        guard case .success(let found) = china.parse(text) else { preconditionFailure("“\(text)” is no time") }
        return found.instant
    }

    var store: String { folder.path + "/ledger.db" }
    var path: String { folder.path }

    /// - Parameters:
    ///   - other: the second notice.
    ///   - more: museums besides the three, `M4` and on; every second one has a mailbox.
    init(_ words: TownWords = TownWords(), other: String = Town.otherNotice, more: Int = 0) throws {
        folder = try TemporaryFolder()
        notice = Self.notice(words)
        let store = try LedgerStore(folder.path + "/ledger.db", .create)
        let office = Office(store, author: "test", source: .cli)
        let others = (0..<more).map { index in
            "M\(4 + index),\(4 + index)号馆,museum,county,P,\(index % 2 == 0 ? "" : "m\(4 + index)@example.org"),0000-1\n"
        }
        let roster = Self.roster(words) + others.joined()
        for text in [notice, other] {
            let input = try Self.input(text, roster: roster)
            _ = try office.apply(try office.propose(input, now: Self.loaded), reason: "test", now: Self.loaded)
        }
        try invite(office)
        try live(office, words)
    }

    private func invite(_ office: Office) throws {
        let key = try office.store.write { try $0.accessKey() }
        let expires = Self.now.adding(seconds: 30 * 86_400)
        for guest in Guest.allCases {
            switch guest {
            case .nobody: break
            case .linkOfUnit, .linkOfOther:
                links[guest] = try AccessLink(unit: guest.unitCode ?? "", expires: expires)
                    .text { try SHA256.mac($0, key: key).bytes }
            default: sessions[guest] = try signedIn(guest, office)
            }
        }
        forged = (links[.linkOfUnit] ?? "").dropLast(6) + "AAAAAA"
        auditorToken = try office.makeToken(for: "审计", label: "", expires: nil, now: Self.loaded).text
        unitFeed = try office.makeFeed(unit: "M1", now: Self.loaded).text
    }

    private func signedIn(_ guest: Guest, _ office: Office) throws -> Session {
        if let account = guest.account {
            _ = try office.grant(
                account.name, account.grant, mail: "\(guest.rawValue)@example.org".lowercased(), now: Self.loaded)
        }
        let token = try office.store.write { writer in
            try office.add(
                .session, account: guest.account?.name, units: guest.unitCode.map { [$0] } ?? [], label: "",
                expires: Self.now.adding(seconds: 12 * 3600), now: Self.now, by: writer)
        }
        return Session(token: token.text, formKey: try office.store.formKey(of: token.stored.digest))
    }

    /// What has happened: a submission that waits for review, one that was returned, a scan that came in.
    private func live(_ office: Office, _ words: TownWords) throws {
        for row in try office.store.assignments(.unitInNotice("M1", notice: "test")) {
            ids[row.assignment.task] = row.id
        }
        let at = Self.moment("2025-03-05 09:00")
        func step(_ task: String, _ what: What) throws {
            _ = try office.record([StepRequest(try #require(ids[task]), what, at: at)], now: at)
        }
        try step("plan", .submitted(Submission(note: words.note)))
        planSeen = "\(try #require(ids["plan"])).1.\(at.seconds)"
        try step("essay", .submitted(Submission()))
        try step("essay", .returned(level: 1, reason: words.reason))
        let delivered = try office.deliver(
            Self.pdf, name: words.file, for: try #require(ids["scan"]), item: "sheet", now: at)
        if case .delivered(let delivery)? = delivered.events.first?.what { digest = delivery.digest }
    }

    static func input(_ text: String, roster: String?) throws -> LoadInput {
        let node = try #require(YAMLReader.read(text, file: "notice.yaml").node)
        let (decoded, problems) = NoticeFile.decode(node, file: "notice.yaml")
        try #require(problems.filter { $0.severity == .error } == [])
        let sheet = try roster.map { try #require(CSVReader.read($0, file: "roster.csv").sheet) }
        let calendar = try #require(Checkout.text(Checkout.root + "/Calendars/cn.yaml"))
        let days = try #require(YAMLReader.read(calendar, file: "cn.yaml").node)
        return LoadInput(
            notice: try #require(decoded).notice, text: text, roster: sheet.map { RosterReader.read($0).roster },
            calendar: try #require(CalendarFile.decode(days, file: "cn.yaml").calendar))
    }
}

extension Town {
    /// In double quotes for YAML.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    static func notice(_ words: TownWords) -> String {
        """
        notice: test
        title: \(quoted(words.notice))
        issuer: 省科协
        issued: 2025-03-03
        calendar: cn
        closes: 2025-06-30
        tasks:
          forms: {kind: submission, title: \(quoted(words.task)), who: {kind: museum}, due: 2025-04-11, review: parent}
          plan: {kind: submission, title: 年度计划, who: {kind: museum}, due: 2025-04-14, review: parent}
          essay: {kind: submission, title: 工作总结, who: {kind: museum}, due: 2025-04-15, review: parent}
          scan:
            kind: sealedScan
            title: 盖章汇总表
            who: {kind: museum}
            due: 2025-04-16
            deliver:
              sheet: {title: 汇总表, format: scan, seal: stamp}
            review: parent
          check: {kind: directoryCheck, title: 核对名录, who: {kind: museum}, due: 2025-03-20}

        """
    }

    static let otherNotice = otherNotice()

    /// One list to be handed in.
    static func otherNotice(who: String = "{kind: museum}", review: String = "parent") -> String {
        """
        notice: other
        title: 另一份通知
        issuer: 省科协
        issued: 2025-03-03
        calendar: cn
        closes: 2025-06-30
        tasks:
          list: {kind: submission, title: 联络员名单, who: \(who), due: 2025-04-18, review: \(review)}

        """
    }

    static func roster(_ words: TownWords = TownWords()) -> String {
        """
        code,name,kind,level,parent,mail,phone
        P,省科协,association,province,,p@example.org,0000-1
        Q,市科协,association,city,,q@example.org,0000-5
        M1,"\(words.unit.replacing("\"", with: "\"\""))",museum,county,P,m1@example.org,0000-2
        M2,第二馆,museum,county,P,,0000-3
        M3,第三馆,museum,county,Q,m3@example.org,0000-4

        """
    }
}
