import Notices
import Testing
import Texts

private let roster = Roster(units: [
    Unit(code: "P", name: "省科协", kind: "association", level: .province),
    Unit(code: "C1", name: "郑州科协", kind: "association", level: .city, parent: "P", region: "郑州"),
    Unit(code: "C2", name: "济源科协", kind: "association", level: .county, parent: "P", region: "济源"),
    Unit(
        code: "M1", name: "郑州科技馆", kind: "museum", level: .city, parent: "C1", region: "郑州", tags: ["open", "free2023"]),
    Unit(code: "M2", name: "济源科技馆", kind: "museum", parent: "C2", region: "济源", tags: ["open"]),
    Unit(code: "M3", name: "新馆", kind: "museum", parent: "C1", region: "郑州", tags: ["new"]),
    Unit(code: "S", name: "学会", kind: "society"),
])

private let choices: [(UnitSelector, String, String)] = [
    (.everyone, "P C1 C2 M1 M2 M3 S", "所有单位|all units"), (UnitSelector(), "", "没有单位|no unit"),
    (UnitSelector(kinds: ["museum"]), "M1 M2 M3", "类别为museum|of kind museum"),
    (UnitSelector(kinds: ["museum", "society"]), "M1 M2 M3 S", "类别为museum或society|of kind museum or society"),
    (
        UnitSelector(kinds: ["association"], levels: [.city, .county]), "C1 C2",
        "市级或县级、类别为association|city or county, of kind association"
    ),
    (UnitSelector(tags: ["open", "free2023"]), "M1", "标签有open和free2023|tagged open and free2023"),
    (UnitSelector(anyTags: ["new", "free2023"]), "M1 M3", "标签有new或free2023|tagged new or free2023"),
    (UnitSelector(kinds: ["museum"], withoutTags: ["new"]), "M1 M2", "类别为museum、无标签new|of kind museum, not tagged new"),
    (UnitSelector(withoutTags: ["new"]), "", "没有单位|no unit"), (UnitSelector(regions: ["济源"]), "C2 M2", "地区为济源|in 济源"),
    (UnitSelector(parents: ["C1"]), "M1 M3", "直属C1|directly below C1"),
    (UnitSelector(parents: ["郑州科协"]), "M1 M3", "直属郑州科协|directly below 郑州科协"),
    (UnitSelector(below: ["P"]), "C1 C2 M1 M2 M3", "隶属P|below P"),
    (UnitSelector(kinds: ["museum"], below: ["C2"]), "M2", "类别为museum、隶属C2|of kind museum, below C2"),
    (UnitSelector(units: ["S", "济源科技馆"]), "M2 S", "S、济源科技馆|S, 济源科技馆"),
    (
        UnitSelector(all: true, except: [UnitSelector(kinds: ["museum"]), UnitSelector(units: ["P"])]), "C1 C2 S",
        "所有单位，类别为museum除外，P除外|all units, except of kind museum, except P"
    ),
    (
        UnitSelector(anyOf: [UnitSelector(kinds: ["society"]), UnitSelector(levels: [.province])]), "P S",
        "（类别为society，或省级）|(of kind society, or provincial)"
    ),
    (
        UnitSelector(regions: ["郑州"], anyOf: [UnitSelector(tags: ["new"]), UnitSelector(levels: [.city])]), "C1 M1 M3",
        "地区为郑州、（标签有new，或市级）|in 郑州, (tagged new, or city)"
    ),
    (UnitSelector(kinds: ["bureau"]), "", "类别为bureau|of kind bureau"),
]

@Test(arguments: choices)
func `a selector chooses its units and says so`(selector: UnitSelector, codes: String, phrase: String) {
    #expect(selector.units(in: roster).map(\.code).joined(separator: " ") == codes)
    #expect(roster.units.filter { selector.matches($0, roster) } == selector.units(in: roster))
    #expect("\(selector.phrase.zh)|\(selector.phrase.en)" == phrase)
    #expect(selector.isEmpty == (phrase == "没有单位|no unit"))
}

@Test func `words that the roster does not know are found with the nearest one`() {
    let selector = UnitSelector(
        kinds: ["musuem", "society"], tags: ["free2024"], regions: ["郑洲"], parents: ["C9"], below: ["P"],
        units: ["济源科学馆"],
        except: [UnitSelector(anyTags: ["xxxxxx"])])
    let found = selector.unresolved(in: roster).map { "\($0.column.rawValue) \($0.word) \($0.closest ?? "-")" }
    #expect(
        found == [
            "kind musuem museum", "tags free2024 free2023", "region 郑洲 郑州", "code C9 C1", "code 济源科学馆 济源科技馆",
            "tags xxxxxx -",
        ])
}

@Test(arguments: [
    ("county", UnitLevel.county), ("District", .county), ("区县", .county), ("省级", .province), ("街道", .town),
    ("国家级", .nation), ("社区", .village),
])
func `levels are known by their usual words`(word: String, level: UnitLevel) {
    #expect(UnitLevel(word: word) == level)
}

@Test func `no word means two levels, and levels are in order`() {
    let words = UnitLevel.allCases.flatMap(\.words)
    #expect(Set(words).count == words.count)
    #expect(UnitLevel.allCases.sorted() == UnitLevel.allCases)
    #expect(UnitLevel.city < .county)
    #expect(UnitLevel(word: "星系") == nil)
}
