// A small notice around the present moment, a calendar that always works, and the daemon's configuration.
import FoundationEssentials
import Glibc
import TestSupport

/// Days and moments by the clock of Asia/Shanghai, counted from now.
enum Shanghai {
    /// `2025-04-11`, so many days from today.
    static func day(_ offset: Int) -> String { written("%Y-%m-%d", offset) }

    /// 周一 … 周日.
    static func weekday(_ offset: Int) -> String {
        let names = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"]
        return names[Int(written("%w", offset)) ?? 0]
    }

    private static func written(_ format: String, _ offset: Int) -> String {
        var moment = time(nil) + 8 * 3600 + offset * 86400
        var parts = tm()
        gmtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, format, &parts)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

enum SampleNotice {
    static let title = "关于报送年度工作总结的通知"

    /// Every unit hands in a summary, reviewed by its parent, and a list that nobody reviews.
    static var yaml: String {
        """
        notice: sample
        number: 验字〔2025〕1号
        title: \(title)
        issuer: 验收办公室
        issued: \(Shanghai.day(-5))
        contacts:
          - {office: 综合科, phone: 0000-0000001}
        channels:
          box: {kind: mailbox, title: 邮箱, address: box@example.org}
        tasks:
          summary:
            title: 年度工作总结
            kind: submission
            who: {kind: bureau}
            due: \(Shanghai.day(40))
            deliver:
              text: {title: 工作总结, format: word, name: "{unit}年度工作总结", channel: box}
            review: parent
          contact-list:
            title: 联络员名单
            kind: submission
            who: {kind: bureau}
            due: \(Shanghai.day(41))

        """
    }

    static let header = "code,name,kind,level,parent,region,tags,mail,phone,creditCode,joins,leaves\n"

    /// The reviewing office BOSS and the units U1, U2, … below it, with the mailboxes u1@example.org, …
    static func roster(units: Int) -> String {
        header + "BOSS,验收办公室,office,city,,,,boss@example.org,,,,\n"
            + (1...units).map { "U\($0),\($0)号单位,bureau,county,BOSS,,,u\($0)@example.org,0000-0000002,,,\n" }.joined()
    }

    /// Works every day around the clock, so that a test does not depend on the hour it runs at.
    static let calendar = """
        calendar: cn
        title: every day
        rest: []
        hours: 00:00-24:00

        """
}

extension Sandbox {
    /// A sandbox whose calendar always works, with the sample notice loaded and its letters released.
    static func withSample(units: Int, released: Bool = true, language: String = "en_US.UTF-8") async throws -> Sandbox
    {
        let data = try Sandbox()
        try data.file("Calendars/cn.yaml", SampleNotice.calendar)
        let box = try Sandbox(data: data.folder, language: language, keeping: data)
        let notice = try box.file("sample.yaml", SampleNotice.yaml)
        try box.file("sample.csv", SampleNotice.roster(units: units))
        try await box.good("load", notice)
        if released { try await box.good("mail", "release") }
        return box
    }

    /// Runs `duban`, which has to succeed, and gives its output.
    @discardableResult
    func good(_ words: String...) async throws -> String {
        let ran = try await duban(words)
        guard ran.code == 0 else {
            throw Unprepared(description: "duban \(words.joined(separator: " ")) ended with \(ran.code): \(ran.errors)")
        }
        return ran.output
    }

    /// Writes the daemon's configuration for a server and gives its path.
    @discardableResult
    func configure(
        _ office: PostOffice, from: String = "duban@example.org", password: String = RealServer.password,
        secured: Bool = true, authority: Bool = true, mail: String = "", port: Int? = nil, connections: Int = 2
    ) throws -> String {
        let secret = try file("password", password + "\n")
        chmod(secret, 0o600)
        let security =
            secured
            ? "  username: office\n  password: {file: \(secret)}\n" + (authority ? "  ca: \(office.authority)\n" : "")
            : "  startTLS: off\n"
        return try file(
            "duband.yaml",
            """
            store: \(store)
            data: \(data)
            language: en
            mail:
              transport: smtp://127.0.0.1:\(port ?? office.port)
              from: {name: 督办, address: \(from)}
              connections: \(connections)
            \(security)\(mail)
            coordinator: {name: 验收督办室, mail: [coordinator@example.org]}
            tick: 3600

            """)
    }

    /// Starts `duband` with the configuration; returns once it is at work.
    func daemon(_ words: [String] = [], variables: [String: String] = [:]) async throws -> Running {
        let program = try Programs.path("duband")
        let daemon = try start([program, "--config", folder + "/duband.yaml"] + words, variables: variables)
        try await daemon.says("event=started")
        return daemon
    }

    /// The account of all letters: planned, sent, failed, unknown, suppressed, pending, held.
    func account() async throws -> [String: Int] {
        guard case .object(let members) = try await duban("mail", "--json").json() else { return [:] }
        return members.compactMapValues(\.int)
    }
}

extension Running {
    /// The next line of its log with `text` in it.
    @discardableResult
    func says(_ text: String) async throws -> String {
        try await onOwnThread { [self] in try line(with: text) }
    }

    /// Its end.
    func ended() async throws -> Ran {
        try await onOwnThread { [self] in try finish() }
    }

    /// Asks it to stop and waits until it has.
    func stopped() async throws -> Ran {
        signal(SIGTERM)
        return try await ended()
    }
}
