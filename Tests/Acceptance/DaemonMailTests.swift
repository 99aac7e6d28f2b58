// The daemon and a real mail server: letters are held, released, redirected; they arrive whole and say what they should.
import TestSupport
import Testing

@Suite struct `letters of the daemon` {
    @Test func `nothing leaves before mail is released, and then everything does`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 3, released: false)
        try box.configure(office)
        let daemon = try await box.daemon()
        try await daemon.says("event=planned")
        #expect(try await box.account()["held"] == 3)
        try await box.good("mail", "test", "office@example.org")
        let test = try await office.letter()
        #expect(test.recipient == "office@example.org")
        try await box.good("mail", "release")
        let letters = try await office.letters(3)
        #expect(Set(letters.map(\.recipient)) == ["u1@example.org", "u2@example.org", "u3@example.org"])
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `a letter tells a unit everything, in Chinese that Python reads without a defect`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 2)
        try box.configure(office)
        let daemon = try await box.daemon()
        let letters = try await office.letters(2)
        for (index, letter) in letters.sorted(by: { $0.recipient ?? "" < $1.recipient ?? "" }).enumerated() {
            let unit = "\(index + 1)号单位"
            #expect(letter.recipient == "u\(index + 1)@example.org")
            #expect(letter.to?.contains("u\(index + 1)@example.org") == true)
            #expect(letter.recipients == 1)
            #expect(letter.encrypted == true && letter.login == true)
            #expect(letter.ascii == true)
            #expect(letter.defects == [])
            #expect(letter.automatic == "auto-generated")
            #expect(letter.subject?.contains(SampleNotice.title) == true)
            for part in [
                unit, SampleNotice.title, "验字〔2025〕1号", "验收办公室", "年度工作总结", "联络员名单", "Word",
                "\(unit)年度工作总结", "box@example.org", "零报告", "综合科 0000-0000001", "还剩40个工作日",
                "\(Shanghai.day(40))（\(Shanghai.weekday(40))）", "\(Shanghai.day(41))（\(Shanghai.weekday(41))）",
            ] {
                #expect(letter.text?.contains(part) == true, "\(part)")
                if part != "验收办公室" { #expect(letter.html?.contains(part) == true, "\(part)") }
            }
        }
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `what another process records is noticed and told, in its order`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office)
        let daemon = try await box.daemon()
        _ = try await office.letter()
        try await box.good("submit", "U1", "summary")
        try await box.good("return", "U1", "summary", "--reason", "缺少盖章扫描件")
        // The daemon's own round is an hour away: only the change of the ledger can have woken it.
        let returned = try await office.letter(to: "u1@example.org")
        #expect(returned.subject?.contains("退回") == true)
        #expect(returned.text?.contains("缺少盖章扫描件") == true)
        try await box.good("submit", "U1", "summary")
        try await box.good("accept", "U1", "summary")
        let accepted = try await office.letter(to: "u1@example.org")
        #expect(accepted.subject?.contains("审核通过") == true)
        #expect(accepted.text?.contains("年度工作总结") == true)
        #expect(try await daemon.stopped().code == 0)
        #expect(Set(office.happened.compactMap(\.id)).count == 3)
    }

    @Test func `redirected letters all go to one address`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 3, released: false)
        try await box.good("mail", "redirect", "trial@example.org")
        try box.configure(office)
        let daemon = try await box.daemon()
        let letters = try await office.letters(3)
        #expect(letters.allSatisfy { $0.recipient == "trial@example.org" })
        #expect(letters.allSatisfy { $0.text?.contains("号单位") == true })
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `a unit with 40 mailboxes gets a letter in each; more than 100 are taken for a distribution list`()
        async throws
    {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        let mailboxes = (1...40).map { "box\($0)@example.org" }
        let load = { (mailboxes: [String]) in
            let unit = "U2,多邮箱单位,bureau,county,BOSS,,,\(mailboxes.joined(separator: ";")),,,,\n"
            try box.file("sample.csv", SampleNotice.roster(units: 1) + unit)
            return try await box.duban("load", "sample.yaml", "--yes")
        }
        let refused = try await load((1...101).map { "box\($0)@example.org" })
        #expect(refused.code == 65, "\(refused.errors)")
        for part in ["sample.csv:4:", "101 mailboxes", "at most 100", "remedy: Use one group mailbox"] {
            #expect(refused.errors.contains(part), "\(part): \(refused.errors)")
        }
        let loaded = try await load(mailboxes)
        #expect(loaded.code == 0 && loaded.errors.contains("warning: 40 mailboxes"), "\(loaded.errors)")
        try box.configure(office)
        let daemon = try await box.daemon()
        let letters = try await office.letters(41)
        #expect(Set(letters.compactMap(\.recipient)) == Set(mailboxes + ["u1@example.org"]))
        #expect(Set(letters.compactMap(\.id)).count == 41)
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `line breaks in names and subjects end up in no header`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        let hostile = SampleNotice.yaml.replacing("title: 年度工作总结", with: #"title: "年度\r\nBcc: everyone@example.org""#)
        let notice = try box.file("sample.yaml", hostile)
        #expect(try await box.duban("load", notice, "--yes").code == 65)
        try box.file(
            "sample.yaml", SampleNotice.yaml)
        try box.file(
            "sample.csv",
            SampleNotice.roster(units: 1)
                + "U2,\"二号\r\nBcc: everyone@example.org\",bureau,county,BOSS,,,u2@example.org,,,,\n")
        let roster = try await box.duban("load", notice, "--yes")
        try box.configure(office)
        let daemon = try await box.daemon()
        let letters = try await office.letters(roster.code == 0 ? 2 : 1)
        #expect(letters.allSatisfy { $0.recipients == 1 && $0.defects == [] && $0.to?.contains("everyone") == false })
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `the log names no address`() async throws {
        let office = try await PostOffice()
        try await office.order("refuse u1@example.org")
        let box = try await Sandbox.withSample(units: 3)
        try box.configure(office)
        let daemon = try await box.daemon()
        try await daemon.says("event=sent")
        let ran = try await daemon.stopped()
        #expect(ran.code == 0)
        #expect(ran.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("time=") && $0.contains(" level=") })
        // Of a mailbox the server's name alone may be shown.
        let log = ran.errors.replacing("to=***@example.org", with: "")
        for secret in ["@", "u1", RealServer.password] { #expect(!log.contains(secret), "\(log)") }
    }
}
