import Deadlines
import Documents
import Notices
import Testing
import Texts

func reading(_ csv: String) throws -> RosterReading {
    RosterReader.read(try #require(CSVReader.read(csv, file: "名录.csv").sheet))
}

@Test func `a full row in Chinese becomes a unit`() throws {
    let found = try reading(
        """
        重庆市学会名录,,,
        序号,单位代码,单位名称,类别,级别,上级,地区,标签（多个用分号）,邮箱*,电话,统一社会信用代码,加入日期,退出日期,曾用名,备注
        1,CQ,重庆市科协,association,省级,,重庆,,office@example.org,023-12345678,,,,,
        2,CQ01,渝中区科协,区县科协,区县,重庆市科协,渝中,试点；2024、重点|x,a@example.org；b@example.org,,91350100m000100y43,2025/1/1,2025年12月31日,渝中科协,
        """)
    #expect(found.diagnostics.isEmpty)
    #expect(
        found.roster.units.last
            == Unit(
                code: "CQ01", name: "渝中区科协", kind: "区县科协", level: .county, parent: "CQ", region: "渝中",
                tags: ["试点", "2024", "重点", "x"], mailboxes: ["a@example.org", "b@example.org"],
                creditCode: try CreditCode("91350100M000100Y43"), joins: Day(iso: "2025-01-01"),
                leaves: Day(iso: "2025-12-31"), formerNames: ["渝中科协"]))
    #expect(found.roster.unit("渝中科协")?.code == "CQ01")
    #expect(found.roster.unit(creditCode: "91350100m000100y43")?.code == "CQ01")
    #expect(found.place(of: "CQ01")?.start.line == 4)
}

@Test func `English headers do as well, and a roster is written and read back the same`() throws {
    let first = try reading(
        "Code,Name,kind,level,parent,Region,tags,E-mail,phone,credit code,joins,leaves,former names\n"
            + "A,甲,k,city,,r,t;u,x@example.org;y@example.org,010-1,91350100M000100Y43,2025-01-01,2026-01-01,旧\nB,乙,,,A,,,z@example.org\n"
    )
    #expect(first.diagnostics.isEmpty)
    let again = try reading(CSVWriter().document(first.roster.rows))
    #expect(again.diagnostics.isEmpty)
    #expect(again.roster.units == first.roster.units)
}

private let faulty: [(String, String)] = [
    ("编码,名称\n", "warning|error 1:1 no-units 名录里只有表头，没有单位|the roster has a header and no unit"),
    ("名称,邮箱\n甲,a@example.org\n", "error 1:1 missing-column 缺少“编码”列|the column \"code\" is missing"),
    ("编码，名称\nA，甲\n", "error 1:1 missing-column 缺少“编码”列|the column \"code\" is missing"),
    (
        "code,name,编码,mail\nA,甲,B,a@example.org\n",
        "error 1:11 repeated-column “编码”列出现了两次|the column \"code\" appears twice"
    ),
    ("code,name,mial\nA,甲,x\n", "warning 1:11 unknown-column 不认识“mial”列，未读入|unknown column \"mial\"; it was not read"),
    ("code,name,联系人\nA,甲,x\n", "warning 1:11 unknown-column 不认识“联系人”列，未读入|unknown column \"联系人\"; it was not read"),
    ("code,name\n,甲\nB,乙\n", "error 2:1 missing-value 没有填“编码”|\"code\" is empty"),
    ("code,name,kind\nA,,k\nB,乙\n", "error 2:3 missing-value 没有填“名称”|\"name\" is empty"),
    ("code,name\nA,甲\nA,乙\n", "error 3:1 duplicate-code 编码“A”重复|the code \"A\" is used twice"),
    ("code,name\nA,甲\nB,甲\n", "warning 3:3 duplicate-name 名称“甲”重复|the name \"甲\" is used twice"),
    (
        "code,name\nA,\"甲\n馆\"\n",
        "error 2:4 hidden-character “名称”里有换行或不可见字符|\"name\" holds a line break or an invisible character"
    ),
    (
        "code,name\nA,甲\u{202E}馆\n",
        "error 2:3 hidden-character “名称”里有换行或不可见字符|\"name\" holds a line break or an invisible character"
    ),
    ("code,name,级别\nA,甲,县及\n", "error 2:5 unknown-level 不认识级别“县及”|unknown level \"县及\""),
    (
        "code,name,joins\nA,甲,2025-02-30\n",
        "error 2:5 bad-date “加入日期”“2025-02-30”不是日期|\"2025-02-30\" in \"joins\" is no date"
    ),
    (
        "code,name,joins,leaves\nA,甲,2025-02-03,2025-02-02\n",
        "error 2:16 leaves-before-joining 退出日期 2025-02-02 早于加入日期 2025-02-03|the unit leaves on 2025-02-02, before it joins on 2025-02-03"
    ),
    ("code,name,parent\nA,甲,C\nBB,乙,A\n", "error 2:5 unknown-parent 上级“C”不在名录里|the parent \"C\" is not in the roster"),
    (
        "code,name,parent\nA,甲,C\nB,乙,A\nC,丙,B\nD,丁,A\n",
        "error 2:5 parent-circle 上下级关系成了圈：A → C → B → A|the parents form a circle: A → C → B → A"
    ),
    ("code,name,parent\nA,甲,甲\n", "error 2:5 parent-circle 上下级关系成了圈：A → A|the parents form a circle: A → A"),
    ("code,name,信用代码\nA,甲,91350100M000100Y4X\n", "error 2:5 bad-credit-code 统一社会信用代码有误|the credit code is wrong"),
    (
        "code,name,phone\nA,甲,+86 138-0000-0000\n",
        "warning 2:5 mobile-number 电话像是手机号|the telephone looks like a mobile number"
    ),
    ("code,name,mail\nA,甲\n", "warning 2:4 no-mailbox 没有邮箱|the unit has no mailbox"),
    ("code,name,mail\nA,甲,办公室\n", "error 2:5 bad-mailbox 邮箱写法不对|the mailbox is not well formed"),
    (
        "code,name,mail\nA,甲,a@example.org;b@@example.org\n",
        "error 2:5 bad-mailbox 第 2 个邮箱写法不对|mailbox 2 is not well formed"
    ),
    (
        "code,name,mail\nA,甲,\"a@example.org\nBcc: b@example.org\"\n",
        "error 2:6 bad-mailbox 邮箱写法不对|the mailbox is not well formed"
    ),
    (
        "code,name,mail\nA,甲,a@example.org;A@example.org\n",
        "warning 2:5 repeated-mailbox 第 2 个邮箱与前面的重复|mailbox 2 repeats an earlier one"
    ),
    ("code,name,mail\nA,甲,\(mailboxes(11))\n", "warning 2:5 many-mailboxes 有 11 个邮箱|11 mailboxes for one unit"),
    (
        "code,name,mail\nA,甲,\(mailboxes(101))\n",
        "error 2:5 too-many-mailboxes 有 101 个邮箱，最多 100 个|101 mailboxes for one unit; at most 100"
    ),
]

private func mailboxes(_ count: Int) -> String { (1...count).map { "m\($0)@example.org" }.joined(separator: ";") }

@Test(arguments: faulty)
func `each problem of a roster is said at its cell`(csv: String, expected: String) throws {
    let diagnostics = try reading(csv).diagnostics
    let found = try #require(diagnostics.first)
    let place = found.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
    let said = "\(found.severity.rawValue) \(place) \(found.code) \(found.what.zh)|\(found.what.en)"
    #expect(said == (expected.hasPrefix("warning|") ? String(expected.dropFirst(8)) : expected))
    #expect(diagnostics.allSatisfy { $0.file == "名录.csv" && $0.remedy != nil })
    #expect(
        !diagnostics.contains { $0.what.zh.contains("@") || $0.what.en.contains("@") || $0.what.zh.contains("138") })
}

@Test func `all problems of a roster are said at once, in order, with the remedy under the cell`() throws {
    let csv = "编码,名称,级别,上级,邮箱\nA01,渝中区科协,县及,A0,a@example.org\nA02,渝北区科协,县级,A01,\n"
    let drawn = DiagnosticRenderer(language: .chinese)
        .render(try reading(csv).diagnostics, sources: [SourceFile(name: "名录.csv", text: csv)])
    #expect(
        drawn == """
            名录.csv:2:11: 错误：不认识级别“县及” [unknown-level]
              原因：是否想写“县级”？
              处理：写“国家级、省级、市级、县级、乡镇级、村级”之一。
                2 | A01,渝中区科协,县及,A0,a@example.org
                  |                ^~~~

            名录.csv:2:14: 错误：上级“A0”不在名录里 [unknown-parent]
              原因：是否想写“A01”？
              处理：填上级单位的编码，或把上级单位加进名录。
                2 | A01,渝中区科协,县及,A0,a@example.org
                  |                     ^~

            名录.csv:3:17: 警告：没有邮箱 [no-mailbox]
              原因：提醒发不到这个单位，只能列入电话催办单。
              处理：补上单位邮箱。
                3 | A02,渝北区科协,县级,A01,
                  |                        ^
            """)
}

@Test func `an empty sheet is said to be empty`() throws {
    #expect(try reading("\n\n").diagnostics.map(\.code) == ["empty-file"])
}

private let addresses: [(String, Bool)] = [
    ("office@example.org", true), ("a.b+c@x-y.example.org", true), ("o'neil_1@example.org", true),
    ("a@xn--fiqs8s.example", true), ("a@b", false),
    ("a@", false), ("@example.org", false), ("a b@example.org", false), ("a..b@example.org", false),
    (".a@example.org", false), ("a@-x.org", false),
    ("a@example.123", false), ("a@example.org\r\nBcc: x@example.org", false), ("a＠example.org", false),
    ("科协@example.org", false), ("a@科协.中国", false),
    ("<a@example.org>", false), ("a@example.org.", false), (String(repeating: "a", count: 65) + "@example.org", false),
    ("a,b@example.org", false), ("a@[127.0.0.1]", false),
    // Where a quick look must not be fooled.
    (".a@example.org", false), ("a.@example.org", false), ("a..b@example.org", false), ("-a-@example.org", true),
    ("a_b@example.org", true), ("a@exa_mple.org", false), ("a@-example.org", false), ("a@example-.org", false),
    ("a@example.org-", false), ("a@example.o1", true), ("a@example.1o", true), ("a@b@example.org", false),
    ("@example.org", false), ("a@", false), ("a@.org", false), ("a@example", false),
    (String(repeating: "a", count: 64) + "@example.org", true),
    ("a@" + String(repeating: "b", count: 63) + ".org", true),
    ("a@" + String(repeating: "b", count: 64) + ".org", false),
    ("a@" + String(repeating: "bbb.", count: 62) + "orgs", true),
    ("a@" + String(repeating: "bbb.", count: 62) + "orgss", false),
]

@Test(arguments: addresses)
func `only plain addresses are taken, and the reason never repeats one`(address: String, good: Bool) {
    let problem = Mailbox.problem(of: address)
    #expect((problem == nil) == good)
    #expect(problem?.zh.contains(address) != true && problem?.en.contains(address) != true)
}

@Test(arguments: [
    ("馆", "馆"), (" 馆 ", "馆"), ("\u{3000}馆", "馆"), ("馆\u{A0}", "馆"), ("a b", "a b"), ("㐀馆", "㐀馆"), ("𠮷馆", "𠮷馆"),
    ("é馆", "é馆"), ("\"馆\"", "馆"), ("（馆）", "（馆）"),
])
func `a name is taken without the blanks around it`(written: String, name: String) throws {
    let found = try reading("code,name\nA,\(written)\n")
    #expect(found.diagnostics.isEmpty && found.roster.unit(code: "A")?.name == name)
    #expect(found.roster.unit(named: name)?.code == "A")
}

@Test(arguments: [
    ("13800000000", true), ("+86 138 0000 0000", true), ("0086-13800000000", true), ("010-12345678", false),
    ("023-12345678-801", false), ("12345", false),
    ("010-12345678 / 13900000000", true), ("１３８００００００００", true), ("02312345678", false), ("", false),
])
func `mobile numbers are told from office telephones`(text: String, isMobile: Bool) {
    #expect(PhoneNumber.looksMobile(text) == isMobile)
}

@Test func `chains end at unknown parents and circles`() {
    let roster = Roster(units: [
        Unit(code: "A", name: "甲", parent: "C"), Unit(code: "B", name: "乙", parent: "A"),
        Unit(code: "C", name: "丙", parent: "B"),
        Unit(code: "D", name: "丁", parent: "A"), Unit(code: "E", name: "戊", parent: "?"), Unit(code: "A", name: "重"),
    ])
    #expect(roster.units.count == 5)
    #expect(roster.unit(code: "D").map(roster.ancestors)?.map(\.code) == ["A", "C", "B"])
    #expect(roster.unit(code: "E").map(roster.ancestors)?.isEmpty == true)
    #expect(roster.descendants(of: "A").map(\.code) == ["B", "C", "D"])
    #expect(roster.children(of: "A").map(\.code) == ["B", "D"])
    #expect(roster.closest(to: "戌") == nil && roster.unit("戊")?.code == "E")
}

@Test func `a unit is responsible from its first to its last day`() throws {
    let unit = Unit(code: "A", name: "甲", joins: Day(iso: "2025-01-10"), leaves: Day(iso: "2025-01-12"))
    let days = try ["2025-01-09", "2025-01-10", "2025-01-12", "2025-01-13"].map { try #require(Day(iso: $0)) }
    #expect(days.map(unit.isActive(on:)) == [false, true, true, false])
    #expect(Unit(code: "B", name: "乙").isActive(on: days[0]))
}
