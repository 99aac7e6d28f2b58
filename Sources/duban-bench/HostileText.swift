/// Texts made to be slow to read; a figure for each at two sizes.

struct HostileText: Sendable {
    let name: String
    /// How many pieces the smaller one has; the larger has twice as many.
    let count: Int
    let make: @Sendable (Int) -> String

    private init(_ name: String, _ count: Int = 100_000, _ make: @escaping @Sendable (Int) -> String) {
        self.name = name
        self.count = count
        self.make = make
    }

    /// One piece over and over.
    private init(_ name: String, of piece: String, _ count: Int = 100_000) {
        self.init(name, count) { String(repeating: piece, count: $0) }
    }

    static let all: [HostileText] = [
        HostileText("digits", of: "9"),
        // 36 bytes each: 1 MB.
        HostileText("one line without a mark", of: "各单位认真组织填报工作", 30_304),
        HostileText("dates in a row", of: "2024年3月5日"),
        HostileText("days in a row", of: "5日"),
        HostileText("months in a row", of: "第四季度3月", 50_000),
        HostileText("windows in a row", of: "3月5日至"),
        HostileText("opening brackets", of: "（"),
        HostileText("brackets in brackets") { String(repeating: "（", count: $0) + String(repeating: "）", count: $0) },
        HostileText("numbered headings") { count in
            // All of one length.
            (1...count).map { "\($0 % 900 + 100)、报送要求\n" }.joined()
        },
        HostileText("tabs of one row", of: "\t"),
        HostileText("rows of a table", of: "3月5日\t报送材料\n", 50_000),
        HostileText("rows with a name", of: "3月5日\t市统计局\t报送材料\n", 50_000),
        HostileText("a paragraph over a column", 50_000) { count in
            String(repeating: "各单位", count: count / 6) + "\t完成时限\n"
                + String(repeating: "报送材料\t3月5日\n", count: count / 20)
        },
        HostileText("times in one row", of: "3月5日\t", 50_000),
        HostileText("dates on lines of their own", of: "2024年3月5日前\n", 50_000),
        HostileText("sentences with a deadline", of: "请各单位于3月5日前报送材料。", 50_000),
        HostileText("runs of 各", of: "各"), HostileText("runs of 于", of: "于"), HostileText("runs of 《", of: "《"),
        HostileText("runs of 请", of: "请"), HostileText("runs of 局", of: "局"), HostileText("runs of 前", of: "前"),
        HostileText("runs of 、", of: "各局、"), HostileText("runs of 一", of: "一"),
        HostileText("a deadline and runs of a verb", 50_000) { "请于3月5日前" + String(repeating: "印发", count: $0) },
        HostileText("a deadline and runs of a body", 50_000) { "请于3月5日前" + String(repeating: "市统计局", count: $0) },
        HostileText("a deadline and runs of a list", 50_000) { "请于3月5日前" + String(repeating: "（名单", count: $0) },
        HostileText("blanks between digits", of: "1 "),
        HostileText("empty lines", of: "\n"),
        HostileText("blanks", of: "　", 1_000_000),
        HostileText("mailboxes", of: "a@example.org，", 50_000),
        HostileText("mailboxes, each another", 50_000) { count in
            (1...count).map { "a\($0)@example.org，" }.joined()
        },
        HostileText("annexes", of: "附件：1.报表\n", 50_000),
    ]
}
