/// The reader that every decoder stands on.

import Deadlines
import Documents
import Notices
import Testing
import Texts

/// Reads a mapping with `read`, finishes it and returns the codes of its problems.
private func codes(_ text: String, _ read: (inout MappingReader) -> Void) throws -> [String] {
    let node = try #require(YAMLReader.read(text, file: "x.yaml").node)
    let problems = DecodingProblems(file: "x.yaml")
    var reader = MappingReader(node, kind: Phrase(zh: "任务", en: "a task"), problems: problems)
    read(&reader)
    reader.finish()
    return problems.inOrder.map(\.code)
}

private enum Size: String, CaseIterable { case small, large }

@Test func `typed values are read with their places`() throws {
    let text =
        "name: 甲\nn: 7\non: true\nday: 2025-04-11\nsize: large\ntitle: {zh: 子, en: E}\nlist: [a, b]\nnil: null\nq: '7'\n"
    let found = try codes(text) { reader in
        #expect(reader.requiredText("name")?.value == "甲")
        #expect(reader.integer("n", in: 0...9)?.value == 7)
        #expect(reader.flag("on")?.value == true)
        #expect(reader.day("day")?.value.iso == "2025-04-11")
        #expect(reader.choice("size", Size.self)?.value == .large)
        #expect(reader.phrase("title")?.value == Phrase(zh: "子", en: "E"))
        #expect(reader.texts("list").map(\.value) == ["a", "b"])
        #expect(reader.texts("name").map(\.value) == ["甲"])
        #expect(reader.text("nil") == nil && reader.has("nil"))
        #expect(reader.text("q")?.value == "7")
        #expect(reader.text("q")?.span.start == Position(line: 9, column: 4))
    }
    #expect(found.isEmpty)
}

@Test(arguments: [
    ("n: '7'\n", "wrong-type"), ("n: 70\n", "out-of-range"), ("n: many\n", "wrong-type"), ("on: yes\n", "wrong-type"),
    ("size: larg\n", "unknown-value"), ("nmae: x\n", "unknown-key"), ("due: someday\n", "due-unknown-word"),
    ("due: [a]\n", "wrong-type"), ("- x\n", "wrong-type"), ("name: [x]\n", "wrong-type"),
])
func `a wrong value is reported once`(text: String, code: String) throws {
    let found = try codes(text) { reader in
        _ = reader.integer("n", in: 0...9)
        _ = reader.flag("on")
        _ = reader.choice("size", Size.self)
        _ = reader.text("name")
        if let node = reader.node("due") { _ = reader.problems.dueRule(node, "due") }
    }
    #expect(found == [code])
}

@Test func `an unknown key is answered with the nearest one that is not there yet`() throws {
    let node = try #require(YAMLReader.read("title: a\ntitel: b\nduu: c\n", file: "x").node)
    let problems = DecodingProblems(file: "x")
    var reader = MappingReader(node, kind: Phrase(same: "x"), problems: problems)
    _ = (reader.text("title"), reader.text("due"))
    reader.finish()
    #expect(problems.diagnostics.map { $0.remedy?.en } == ["Its keys: title, due.", "Did you mean “due”?"])
}

@Test func `a large mapping finds its keys and its repetitions`() throws {
    let lines = (0..<40).map { "k\($0): \($0)" } + ["k3: again", "k39: again"]
    let found = try codes(lines.joined(separator: "\n")) { reader in
        let entries = reader.allEntries()
        #expect(entries.count == 40)
        #expect(reader.integer("k39", in: 0...99)?.value == 39)
    }
    #expect(found == ["duplicate-key", "duplicate-key"])
}
