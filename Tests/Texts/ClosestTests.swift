import Testing
import Texts

private let commands = [
    "load", "units", "tasks", "submit", "return", "accept", "report", "remind", "workdays", "calendar",
]
private let units = ["重庆市渝中区科学技术协会", "重庆市渝北区科学技术协会", "重庆科技馆", "天津市教育委员会", "济源市科协"]

@Test(arguments: [
    ("sumbit", "submit"), ("taks", "tasks"), ("Report", "report"), ("retrun", "return"), ("lod", "load"),
    ("calender", "calendar"),
    ("work", "workdays"), ("unit", "units"),
])
func `a slip of the keyboard finds its command`(typed: String, meant: String) {
    #expect(closest(to: typed, among: commands) == meant)
}

@Test(arguments: [
    ("重庆科枝馆", "重庆科技馆"), ("渝中区科协", "重庆市渝中区科学技术协会"), ("渝北区", "重庆市渝北区科学技术协会"), ("天津市教委会", "天津市教育委员会"), ("济源科协", "济源市科协"),
])
func `a Chinese name is found by a wrong character, a part or its abbreviation`(typed: String, meant: String) {
    #expect(closest(to: typed, among: units) == meant)
}

@Test(arguments: ["", "x", "demolish", "北京", "馆"])
func `nothing near enough is nothing`(typed: String) {
    #expect(closest(to: typed, among: commands + units) == nil)
}

@Test func `of equally near words the first is taken, and long ones are harmless`() {
    #expect(closest(to: "bat", among: ["cat", "hat", "mat"]) == "cat")
    #expect(closest(to: String(repeating: "a", count: 5000), among: units) == nil)
    #expect(closest(to: "abc", among: [String(repeating: "abc", count: 5000)]) == nil)
    #expect(didYouMean("taks", among: commands)?(.english) == "Did you mean \"tasks\"?")
}
