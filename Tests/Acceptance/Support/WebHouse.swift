// The built daemon with its pages and a maildir, on a small notice around the present moment, and browsers that visit it.
import BrowserSupport
import FoundationEssentials
import Glibc
import JSONTree
import TestSupport

enum WebNotice {
    static let title = "关于报送年度材料的通知"

    /// Something late, something to report, to confirm and to seal.
    static var yaml: String {
        """
        notice: pages
        number: 验字〔2025〕2号
        title: \(title)
        issuer: 验收办公室
        issued: \(Shanghai.day(-20))
        contacts:
          - {office: 综合科, phone: 0000-0000001}
        tasks:
          late-list:
            title: 联络员名单
            kind: submission
            who: {kind: bureau}
            due: \(Shanghai.day(-2))
            review: parent
          summary:
            title: 年度工作总结
            kind: submission
            who: {kind: bureau}
            due: \(Shanghai.day(20))
            review: parent
          sheet:
            title: 盖章汇总表
            kind: sealedScan
            who: {kind: bureau}
            due: \(Shanghai.day(25))
            deliver:
              sheet: {title: 汇总表, format: scan, seal: stamp}
            review: parent
          directory:
            title: 核对名录
            kind: directoryCheck
            who: {kind: bureau}
            due: \(Shanghai.day(15))

        """
    }
}

final class WebHouse: Sendable {
    let box: Sandbox
    let daemon: Running
    let base: String
    /// Bound and never listened on, so that nobody else is given the daemon's port.
    private let reserved: Int32

    init() async throws {
        let data = try Sandbox()
        try data.file("Calendars/cn.yaml", SampleNotice.calendar)
        let box = try Sandbox(data: data.folder, keeping: data)
        self.box = box
        let (socket, port) = try Self.reserve()
        reserved = socket
        base = "http://127.0.0.1:\(port)"
        let notice = try box.file("pages.yaml", WebNotice.yaml)
        try box.file("pages.csv", SampleNotice.roster(units: 3))
        try await box.good("load", notice, "--yes")
        try await box.good("access", "grant", "协调", "--role", "coordinator", "--mail", "lead@example.org")
        try await box.good("mail", "release")
        try box.file(
            "duband.yaml",
            """
            store: \(box.store)
            data: \(box.data)
            language: zh
            mail:
              transport: maildir:\(box.folder)/mail
              from: {name: 督办, address: duban@example.org}
            coordinator: {name: 验收督办室, mail: [lead@example.org]}
            web:
              listen: ["127.0.0.1:\(port)"]
              url: \(base)
              limits: {requestsPerSecond: 0}
            tick: 3600

            """)
        daemon = try await box.daemon()
    }

    deinit { close(reserved) }

    /// A port that the system gives away no more. The daemon may bind it, too, since neither listens yet (SO_REUSEADDR).
    private static func reserve() throws -> (Int32, UInt16) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var (one, address) = (Int32(1), sockaddr_in())
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw Unprepared(description: "no port is left") }
        return (socket, UInt16(bigEndian: address.sin_port))
    }

    // MARK: - Letters

    /// The address in a letter to this mailbox that begins with `path`; waits for the letter.
    func link(_ path: String, to mailbox: String, besides known: Set<String> = []) async throws -> String {
        while true {
            for text in try letters(to: mailbox) {
                guard let start = text.ranges(of: base + path).first else { continue }
                let link = String(
                    text[start.lowerBound...].prefix { !$0.isWhitespace && $0.isASCII && $0 != ">" && $0 != ")" })
                if !known.contains(link) { return link }
            }
            try await daemon.says("event=sent")
        }
    }

    /// The texts of the letters that lie in the maildir.
    private func letters(to mailbox: String) throws -> [String] {
        try box.list("mail/new").compactMap { name in
            let bytes = try box.bytes("mail/new/\(name)")
            guard String(decoding: bytes, as: UTF8.self).contains(mailbox) else { return nil }
            return try JSONTree.parse(Array(try Servers.decode(bytes).utf8))["text"]?.string
        }
    }

    // MARK: - Visiting

    /// Signs in by mail, as a person does.
    func signIn(_ browser: Browser, _ mailbox: String) async throws {
        let known = Set(
            try letters(to: mailbox).flatMap { text in
                text.split(whereSeparator: \.isWhitespace).map(String.init).filter { $0.hasPrefix(base + "/sign-in/") }
            })
        try await browser.go(base + "/sign-in")
        try await browser.fill("#mail", mailbox)
        try await browser.click("main button")
        try await browser.wait("the answer") { try await browser.findAll("#mail").isEmpty }
        try await browser.go(try await link("/sign-in/", to: mailbox, besides: known))
        try await browser.click("main button")
        try await browser.wait("being signed in") { try await !browser.url.contains("/sign-in") }
    }

    /// The number of a unit's task that is not done yet.
    func assignment(_ unit: String, _ task: String) async throws -> String {
        let tasks = try JSONTree.parse(Array(try await box.good("tasks", "--unit", unit, "--json").utf8))
        let rows = tasks["tasks"]?.array ?? []
        guard let row = rows.first(where: { $0["task"]?.string == task }), let id = row["assignment"]?.int
        else { throw TimedOut(description: "no \(task) of \(unit) in \(tasks)") }
        return String(id)
    }

    /// What happened to a task, and by whom.
    func history(_ assignment: String) async throws -> String { try await box.good("why", assignment) }

    /// Ends the daemon, which has to end well.
    func leave() async throws {
        let ran = try await daemon.stopped()
        guard ran.code == 0 else { throw TimedOut(description: "duband ended with \(ran.code): \(ran.errors)") }
    }
}

extension Browser {
    /// Waits until the page has this text in its main part.
    func shows(_ text: String) async throws {
        try await wait("“\(text)”") { try await self.text("main").contains(text) }
    }
}
