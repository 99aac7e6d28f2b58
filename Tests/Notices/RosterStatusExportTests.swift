import Deadlines
import Documents
import Notices
import Testing
import Texts

private let shanghai = Zone(identifier: "Asia/Shanghai", initialOffset: 28_800)

private let mappingText = """
    source: 统计系统
    columns:
      code: 单位代码
      name: 填报单位
      task: 报表
      state: 报表状态
      time: 更新时间
      submitted: 上报时间
      reason: 退回原因
    states:
      submitted: [待审核, 已上报]
      accepted: 已完成
      returned: 已退回
      nil: 零报告
      none: [未填报, 填报中]
    tasks:
      基层表: forms
    """

private func mapping(_ text: String = mappingText) throws -> StatusMapping {
    let node = try #require(YAMLReader.read(text, file: "m.yaml").node)
    let (mapping, diagnostics) = StatusMapping.decode(node, file: "m.yaml")
    #expect(diagnostics.isEmpty)
    return try #require(mapping)
}

private func roster() throws -> Roster {
    Roster(units: [
        Unit(code: "A1", name: "渝中区科协", creditCode: try CreditCode("91350100M000100Y43")),
        Unit(code: "A2", name: "渝北区科协", formerNames: ["江北县科协"]),
    ])
}

private let header = "单位代码,填报单位,报表,报表状态,更新时间,上报时间,退回原因\n"

private func read(_ rows: String) throws -> (records: [StatusRecord], diagnostics: [Diagnostic]) {
    let sheet = try #require(CSVReader.read(header + rows, file: "状态.csv").sheet)
    return StatusExport.read(sheet, try mapping(), roster: try roster(), zone: shanghai)
}

@Test func `units are found by code, credit code, name and former name, their times kept`() throws {
    let (records, diagnostics) = try read(
        """
        A1,,基层表,已完成,2025-04-12 09:00:01,2025-04-11 16:03:22,
        91350100M000100Y43,,KX02,待审核,2025/4/11 16:03,,
        ,渝北区科协,基层表,已退回,2025年4月11日 16时3分,2025-04-10T08:00,数据有误
        ,江北县科协,KX02,填报中,,,
        A2,,KX03,零报告,2025-04-11 16：03,,
        """)
    #expect(diagnostics.isEmpty)
    let said = records.map { record in
        "\(record.unit) \(record.task) \(record.state.rawValue) "
            + record.steps.map { "\($0.state.rawValue)@\(shanghai.iso($0.at))" }.joined(separator: " ")
            + (record.reason ?? "")
    }
    #expect(
        said == [
            "A1 forms accepted submitted@2025-04-11T16:03:22+08:00 accepted@2025-04-12T09:00:01+08:00",
            "A1 KX02 submitted submitted@2025-04-11T16:03:00+08:00",
            "A2 forms returned submitted@2025-04-10T08:00:00+08:00 returned@2025-04-11T16:03:00+08:00数据有误",
            "A2 KX02 none ",
            "A2 KX03 nil nil@2025-04-11T16:03:00+08:00",
        ])
    #expect(records[0].span.start.line == 2)
}

private let faulty: [(String, Int, String)] = [
    (",渝中区科学,基层表,已完成,2025-04-12 09:00,,", 0, "error 2:2 unknown-unit 名录里没有“渝中区科学”|\"渝中区科学\" is not in the roster"),
    ("A9,,基层表,已完成,2025-04-12 09:00,,", 0, "error 2:1 unknown-unit 名录里没有“A9”|\"A9\" is not in the roster"),
    (
        "A1,渝北区科协,基层表,已完成,2025-04-12 09:00,,", 0,
        "error 2:1 contradicting-unit 代码“A1”和名称“渝北区科协”不是同一个单位|the code \"A1\" and the name \"渝北区科协\" belong to different units"
    ),
    (",,基层表,已完成,2025-04-12 09:00,,", 0, "error 2:1 missing-value 没有填单位|the row names no unit"),
    ("A1,,,已完成,2025-04-12 09:00,,", 0, "error 2:5 missing-value 没有填任务|the row names no task"),
    ("A1,,基层表,,2025-04-12 09:00,,", 0, "error 2:9 missing-value 没有填状态|the row has no state"),
    (
        "A1,,基层表,已完程,2025-04-12 09:00,,", 0,
        "error 2:9 unknown-state 对照表里没有状态“已完程”|the mapping does not know the state \"已完程\""
    ),
    ("A1,,基层表,已完成,2025-02-30 09:00,,", 0, "error 2:13 bad-time “2025-02-30 09:00”不是时间|\"2025-02-30 09:00\" is no time"),
    ("A1,,基层表,已完成,2025-04-12 24:00,,", 0, "error 2:13 bad-time “2025-04-12 24:00”不是时间|\"2025-04-12 24:00\" is no time"),
    ("A1,,基层表,已完成,,2025-04-12 09:00,", 0, "error 2:9 missing-time “已通过”没有时间|\"accepted\" has no time"),
    (
        "A1,,基层表,已完成,2025-04-12,,", 1,
        "warning 2:13 day-only “2025-04-12”只有日期没有时刻|\"2025-04-12\" is a day without a time"
    ),
    (
        "A1,,基层表,已完成,2025-04-12 09:00,2025-04-13 09:00,", 0,
        "error 2:1 times-out-of-order 状态是“已通过”，但“已提交”的时间更晚|the state is \"accepted\", yet \"submitted\" has a later time"
    ),
    (
        "A1,,基层表,已完成,2025-04-12 09:00,,\n,渝中区科协,forms,已完成,2025/04/12 9:00,,", 1,
        "warning 3:1 repeated-row 与第 2 行内容相同|the row says the same as line 2"
    ),
]

@Test(arguments: faulty)
func `each bad row is said and left out, the rest is kept`(rows: String, records: Int, expected: String) throws {
    let (found, diagnostics) = try read(rows + "\nA2,,基层表,未填报,,,\n")
    let first = try #require(diagnostics.first)
    let place = first.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
    #expect("\(first.severity.rawValue) \(place) \(first.code) \(first.what.zh)|\(first.what.en)" == expected)
    #expect(diagnostics.count == 1)
    #expect(found.count == records + 1)
}

@Test func `a missing column is said with the nearest one`() throws {
    let sheet = try #require(CSVReader.read("填报单位,报表状况\n甲,已完成\n", file: "x").sheet)
    let diagnostics = StatusExport.read(sheet, try mapping(), roster: try roster(), zone: shanghai).diagnostics
    #expect(diagnostics.map(\.code).allSatisfy { $0 == "missing-column" } && diagnostics.count == 6)
    #expect(diagnostics.contains { $0.what.zh == "导出表里没有“报表状态”列" && $0.why?.zh == "表里有“报表状况”。" })
}

private let badMappings: [(String, [String])] = [
    ("source: x\n", ["missing-key", "missing-key"]),
    ("columns: {state: s, name: n, time: t}\nstates: {}\n", ["missing-key", "missing-key"]),
    ("source: x\ntask: t\ncolumns: {state: s}\nstates: {}\n", ["missing-key", "missing-key"]),
    ("source: x\ntask: t\ncolumns: {state: s, nmae: n, code: c, time: t}\nstates: {}\n", ["unknown-key"]),
    (
        "source: x\ntask: t\ncolumns: {state: s, name: n, time: t}\nstates: {accepted: 好, returned: [好]}\n",
        ["ambiguous-state"]
    ),
    ("source: x\ntask: t\ntimes: monthYear\ncolumns: {state: s, name: n, time: t}\nstates: {}\n", ["unknown-value"]),
]

@Test(arguments: badMappings)
func `a wrong mapping is refused with all its problems`(text: String, codes: [String]) throws {
    let node = try #require(YAMLReader.read(text, file: "m.yaml").node)
    let (mapping, diagnostics) = StatusMapping.decode(node, file: "m.yaml")
    #expect(mapping == nil)
    #expect(diagnostics.map(\.code) == codes)
}

private let times: [(String, TimeOrder, String?)] = [
    ("2025-04-11 16:03:22", .yearMonthDay, "2025-04-11 57802"), ("2025/4/11 16:03", .yearMonthDay, "2025-04-11 57780"),
    ("2025年4月11日 16时3分", .yearMonthDay, "2025-04-11 57780"), ("2025年4月11日16时", .yearMonthDay, "2025-04-11 57600"),
    ("2025年04月11日 16点03分22秒", .yearMonthDay, "2025-04-11 57802"), ("2025.4.11", .yearMonthDay, "2025-04-11 -"),
    ("２０２５－０４－１１　１６：０３", .yearMonthDay, "2025-04-11 57780"),
    ("2025-04-11T16:03:22.123", .yearMonthDay, "2025-04-11 57802"),
    ("11/4/2025 16:03", .dayMonthYear, "2025-04-11 57780"), ("4/11/2025", .monthDayYear, "2025-04-11 -"),
    ("2025-04/11", .yearMonthDay, nil), ("2025-04-11 16:03Z", .yearMonthDay, nil),
    ("2025-04-11 16:03+08:00", .yearMonthDay, nil), ("2025-04-11 16", .yearMonthDay, nil),
    ("2025-04-1116:03", .yearMonthDay, nil), ("25-04-11", .yearMonthDay, nil), ("2025-02-29", .yearMonthDay, nil),
    ("2025-04-11 16:60", .yearMonthDay, nil), ("11/4/2025", .yearMonthDay, nil),
    ("2025年4月11", .yearMonthDay, nil), ("", .yearMonthDay, nil), ("今天", .yearMonthDay, nil),
    ("45758.67", .yearMonthDay, nil),
]

@Test(arguments: times)
func `usual ways to write a time are read exactly`(text: String, order: TimeOrder, expected: String?) {
    let said = WrittenTime(text, order: order).map { "\($0.day.iso) \($0.second.map(String.init) ?? "-")" }
    #expect(said == expected)
}
