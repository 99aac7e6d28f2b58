import CJansson
import Platform
import Terminal
import TestSupport
import Testing

// What JSON becomes, what is refused and where, and what damaged text does.
@testable import JSONTree

private func parse(_ text: String) throws -> JSONTree { try JSONTree.parse(Array(text.utf8)) }

private func problem(_ bytes: [UInt8]) -> JSONProblem? {
    do {
        _ = try JSONTree.parse(bytes)
        return nil
    } catch {
        return error
    }
}

private func problem(_ text: String) -> JSONProblem? { problem(Array(text.utf8)) }

@Test func `every kind of value is read and asked for`() throws {
    let tree = try parse(
        #"{"z":null,"a":[true,false],"n":-12,"big":9223372036854775807,"d":1.5e3,"s":"督办\n\ud83d\ude00\/","o":{}}"#)
    #expect(tree.members?.map(\.key) == ["z", "a", "n", "big", "d", "s", "o"], "in the order they were written in")
    #expect(tree["z"]?.isNull == true)
    #expect(tree["a"]?.array?.map(\.bool) == [true, false])
    #expect(tree["n"]?.int == -12 && tree["n"]?.double == -12)
    #expect(tree["big"]?.int == .max)
    #expect(tree["d"]?.double == 1500 && tree["d"]?.int == nil)
    #expect(tree["s"]?.string == "督办\n😀/")
    #expect(tree["o"]?.members?.isEmpty == true)
    #expect(tree["none"] == nil && tree["n"]?["x"] == nil && tree["n"]?.string == nil)
}

@Test(arguments: [
    ("null", JSONTree.null), (" 1 ", .int(1)), ("\"\"", .string("")), ("-0", .int(0)), ("1e2", .double(100)),
    ("-9223372036854775808", .int(.min)), ("0.1", .double(0.1)), ("1e-400", .double(0)),
    ("1.7976931348623157e308", .double(.greatestFiniteMagnitude)), ("\t[\r\n]\n", .array([])),
])
func `a bare value is a text, too`(text: String, value: JSONTree) throws {
    #expect(try parse(text) == value)
}

@Test(arguments: [
    ("", JSONProblem.Kind.endsEarly), ("  \n", .endsEarly), ("[1,", .endsEarly), ("{\"a\":1", .endsEarly),
    ("\"abc", .endsEarly), ("[1] 2", .goesOn), ("[1]]", .goesOn), ("nul", .syntax), ("[1,]", .syntax),
    ("{a:1}", .syntax), ("{'a':1}", .syntax), ("{“a”:1}", .syntax), ("[01]", .syntax), ("[+1]", .syntax),
    ("[.5]", .syntax), ("[1.]", .syntax), ("[NaN]", .syntax), ("[Infinity]", .syntax), ("\"\t\"", .syntax),
    ("\"\\x\"", .syntax), ("\"\\ud800\"", .syntax), ("\"\\udc00\"", .syntax), ("\"\\ud800\\u0041\"", .syntax),
    ("\"\\u12\"", .syntax), ("// c\n1", .syntax), ("\u{FEFF}1", .syntax), ("\"a\\u0000b\"", .null),
    ("{\"a\\u0000b\":1}", .null), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey), ("9223372036854775808", .numberTooLarge),
    ("-9223372036854775809", .numberTooLarge), ("1e400", .numberTooLarge), ("-1e400", .numberTooLarge), ("\0", .null),
    ("[1]\0", .null), ("\"a\0b\"", .null),
])
func `what is no JSON is refused for its own reason`(text: String, kind: JSONProblem.Kind) {
    #expect(problem(text)?.kind == kind)
}

@Test(
    arguments: [
        [0xFF], [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
        [0x22, 0xB6, 0xBD, 0xB0, 0xEC, 0x22], [0x22, 0xE7, 0x9D],
    ] as [[UInt8]])
func `what is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(problem(bytes)?.kind == .notUTF8)
}

@Test func `a problem has its place, its words and a remedy`() throws {
    let found = try #require(problem("{\n  \"督办\": 1,\n  \"督办\": 2\n}"))
    #expect(found.line == 3 && found.column == 6)
    #expect(found.phrase.zh == "第 3 行第 6 列：同一个对象中有重复的键；每个键只写一次")
    #expect(found.phrase.en == "line 3, column 6: an object has a key twice; write each key once")
    let secret = try #require(problem("{\"token\": geheim}"))
    #expect(!secret.phrase.en.contains("geheim"), "the text itself is not repeated")
    #expect(problem("")?.place == .init(line: 1, column: 1))
}

@Test func `depth is bounded, whatever else is wrong`() throws {
    let limit = JSONTree.depthLimit
    func nested(_ depth: Int) -> String {
        String(repeating: "{\"a\":[", count: depth / 2) + String(repeating: "]}", count: depth / 2)
    }
    #expect(try parse(nested(limit)).members?.count == 1)
    #expect(problem(nested(limit + 2))?.kind == .tooDeep)
    #expect(problem("\n" + String(repeating: "[", count: 100_000))?.place == .init(line: 2, column: limit + 1))
    #expect(problem("[\"" + String(repeating: "[", count: 100) + "\\\"[\"]") == nil, "brackets in a string are text")
    #expect(problem(String(repeating: "[", count: limit))?.kind == .endsEarly)
}

@Test func `size is bounded`() throws {
    #expect(try JSONTree.parse(Array("[123]".utf8), sizeLimit: 5).array?.count == 1)
    let found = #expect(throws: JSONProblem.self) { try JSONTree.parse(Array("[1234]".utf8), sizeLimit: 5) }
    #expect(found?.kind == .tooLarge && found?.place == nil)
    #expect(found?.phrase.en == "the JSON text is larger than the limit of 5 B; split it into several")
    let million = "[" + Array(repeating: "1", count: 500_000).joined(separator: ",") + "]"
    #expect(try parse(million).array?.count == 500_000)
}

@Test func `a missing library is said with what to install`() {
    guard case .failure(let problem) = SystemLibrary<duban_jansson>.open(["libjansson-that-is-not-there.so"]) else {
        return #expect(Bool(false), "opened")
    }
    #expect(problem.kind == .noLibrary && problem.phrase.en.contains("apt install libjansson4"))
}

@Test func `text cut at any byte is refused, and nothing else happens`() {
    let whole = Array(#"{"a":[1,-2.5e3,"督\u529e\ud83d\ude00"],"b":{"c":null,"d":true}}"#.utf8)
    #expect(problem(whole) == nil)
    for end in whole.indices {
        let kind = problem(Array(whole[..<end]))?.kind
        #expect(kind != nil && kind != .goesOn, "cut at \(end)")
    }
}

@Test func `random trees survive being written and read`() throws {
    var random = SplitMix64(1)
    for round in 0..<300 {
        let (written, tree) = randomTree(&random, depth: 4)
        let text = JSONWriter.document(written, brokenLevels: round % 3)
        #expect(try parse(text) == tree)
    }
}

@Test func `damaged text never does more than fail`() throws {
    var random = SplitMix64(2)
    var refused = 0
    for _ in 0..<5000 {
        var bytes = Array(JSONWriter.document(randomTree(&random, depth: 3).written).utf8)
        for _ in 0...Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
            }
        }
        guard let found = problem(bytes) else { continue }
        refused += 1
        #expect((found.line ?? 0) <= bytes.count { $0 == 0x0A } + 1)
    }
    #expect(refused > 1000)
}

/// A value as it is written, and what it is to be read as.
private func randomTree(_ random: inout SplitMix64, depth: Int) -> (written: JSON, tree: JSONTree) {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return (.null, .null)
    case 1: return (.bool(true), .bool(true))
    case 2:
        let number = Int(truncatingIfNeeded: random.next())
        return (.int(number), .int(Int64(number)))
    case 3:
        let number = Double(Int.random(in: -1000...1000, using: &random)) / 8
        return (.double(number, places: 3), .double(number))
    case 4:
        let text = randomText(&random)
        return (.string(text), .string(text))
    case 5:
        let parts = (0..<Int.random(in: 0..<4, using: &random)).map { _ in randomTree(&random, depth: depth - 1) }
        return (.array(parts.map(\.written)), .array(parts.map(\.tree)))
    default:
        let parts = (0..<Int.random(in: 0..<4, using: &random)).map {
            ("\($0)" + randomText(&random), randomTree(&random, depth: depth - 1))
        }
        return (.object(parts.map { ($0, $1.written) }), .object(parts.map { ($0, $1.tree) }))
    }
}

private func randomText(_ random: inout SplitMix64) -> String {
    let letters = Array("ab\"\\/\n\t\u{1}\u{7F}\u{E9}督办\u{2028}\u{FEFF}\u{FFFF}😀".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<8, using: &random) { text.append(letters.randomElement(using: &random) ?? "a") }
    return String(text)
}
