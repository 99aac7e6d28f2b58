import Documents
import Testing
import Texts

/// A tree as one line: scalars with their places.
private func shown(_ node: Node) -> String {
    let place = "\(node.span.start.line):\(node.span.start.column)-\(node.span.end.line):\(node.span.end.column)"
    return switch node.value {
    case .scalar(let text, let plain): (plain ? text : "'\(text)'") + "@" + place
    case .sequence(let items): "[" + items.map(shown).joined(separator: " ") + "]@" + place
    case .mapping(let entries):
        "{" + entries.map { shown($0.key) + "=" + shown($0.value) }.joined(separator: " ") + "}@" + place
    }
}

@Test(arguments: [
    ("标题: 通知\n期限: 2025-04-11\n", "{标题@1:1-1:3=通知@1:5-1:7 期限@2:1-2:3=2025-04-11@2:5-2:15}@1:1-2:15"),
    ("- 甲\n- 'b'\n", "[甲@1:3-1:4 'b'@2:3-2:6]@1:1-2:6"),
    (
        "空:\n后: {a: [1, \"二\"]}\n",
        "{空@1:1-1:2=@1:3-1:3 后@2:1-2:2={a@2:5-2:6=[1@2:9-2:10 '二'@2:12-2:15]@2:8-2:16}@2:4-2:17}@1:1-2:17"
    ),
    ("a: 1\r\nb: 2\r\n", "{a@1:1-1:2=1@1:4-1:5 b@2:1-2:2=2@2:4-2:5}@1:1-2:5"),
    ("a: 1\na: 2", "{a@1:1-1:2=1@1:4-1:5 a@2:1-2:2=2@2:4-2:5}@1:1-2:5"),
    ("说明: |\n  一\n  二\n次: x\n", "{说明@1:1-1:3='一\n二\n'@1:5-4:1 次@4:1-4:2=x@4:4-4:5}@1:1-4:5"),
    ("---\n只有一个值\n...\n", "只有一个值@2:1-2:6"),
    ("[]", "[]@1:1-1:3"),
])
func `every value knows its place`(text: String, tree: String) throws {
    let (node, diagnostics) = YAMLReader.read(text, file: "n.yaml")
    #expect(diagnostics.isEmpty)
    #expect(shown(try #require(node)) == tree)
}

/// The file, whether a tree is given all the same, and what is said about it in both languages.
@Test(arguments: [
    ("a:\n\tb: 2\n\tc: 3\n", false, "2:1 tab-indentation 缩进里有制表符（Tab）|a tab in the indentation"),
    ("a: 1\n\tb: 2\n", false, "2:1 tab-indentation 缩进里有制表符（Tab）|a tab in the indentation"),
    ("题目: \"没有闭合\nb: 2\n", false, "1:5 unclosed-quote 引号没有闭合|the quote is not closed"),
    ("a: 'x\n", false, "1:4 unclosed-quote 引号没有闭合|the quote is not closed"),
    (
        "a: [1, 2\nb: 3\n", false,
        "1:4 unclosed-bracket “[”没有配对的“]”，或各项之间缺逗号|\"[\" lacks its \"]\", or a comma is missing between items"
    ),
    (
        "a: {x: 1\n", false,
        "1:4 unclosed-bracket “{”没有配对的“}”，或各项之间缺逗号|\"{\" lacks its \"}\", or a comma is missing between items"
    ),
    ("a: b: c\n", false, "1:5 unexpected-colon 这里不能再出现“:”|a second \":\" cannot stand here"),
    ("名称：馆\n级别: 市\n", false, "1:1 missing-colon 键的后面缺“:”|a key lacks its \":\""),
    ("甲: 1\n名称：馆\n乙: 2\n", false, "2:1 missing-colon 键的后面缺“:”|a key lacks its \":\""),
    ("a: @x\n", false, "1:4 bad-start 值不能以“@”开头|a value cannot begin with \"@\""),
    (
        "a:\n   b: 1\n  c: 2\n", false,
        "3:3 bad-indentation 缩进不一致，或这一行不成“键: 值”|the indentation does not fit, or this is no \"key: value\""
    ),
    (
        "a: 1\n b: 2\n", false,
        "2:3 bad-indentation 缩进不一致，或这一行不成“键: 值”|the indentation does not fit, or this is no \"key: value\""
    ),
    ("a: \"甲\" 乙\n", false, "1:8 text-after-quote 右引号之后还有文字|text after the closing quote"),
    ("a: [b]]\n", false, "1:7 stray-bracket 多出一个“]”|a \"]\" too many"),
    ("a: - b\n", false, "1:4 list-on-key-line 列表不能写在键的同一行|a list cannot begin on its key's line"),
    ("a: \"\\q\"\n", false, "1:5 bad-escape 双引号里的“\\”写法不对|a \"\\\" sequence in double quotes is wrong"),
    ("a: |x\n  t\n", false, "1:5 bad-block-text “|”或“>”引出的多行文字写法不对|the text after \"|\" or \">\" is not well formed"),
    (
        "%FOO\n---\na: 1\n", false,
        "1:5 yaml-syntax YAML 语法错误（while scanning a directive, found unknown directive name）|YAML syntax error (while scanning a directive, found unknown directive name)"
    ),
    ("a: *x\n", true, "1:4 yaml-alias 不支持引用“*x”|the alias \"*x\" is not supported"),
    ("a: &x 1\n", true, "1:4 yaml-anchor 不支持锚点“&x”|the anchor \"&x\" is not supported"),
    ("a: !!int 1\n", true, "1:4 yaml-tag 不支持类型标签“!!int”|the tag \"!!int\" is not supported"),
    ("<<: {a: 1}\n", true, "1:1 yaml-merge 不支持合并键“<<”|the merge key \"<<\" is not supported"),
    ("? [a]\n: 1\n", true, "1:3 yaml-key 键必须是一个词|a key must be a single word"),
    ("a: 1\n---\nb: 2\n", true, "2:1 several-documents “---”之后又起一份文档|a second document begins after \"---\""),
    ("a\u{7}: 1\n", false, "1:2 control-character 不可见的控制字符 U+0007|invisible control character U+0007"),
    ("一: \u{0}\n", false, "1:4 control-character 不可见的控制字符 U+0000|invisible control character U+0000"),
    ("a: 1\r\nb:\u{2028}\n", false, "2:3 control-character 不可见的控制字符 U+2028|invisible control character U+2028"),
    ("# 只有注释\n", false, "- empty-file 文件里没有内容|the file holds nothing"),
    ("", false, "- empty-file 文件里没有内容|the file holds nothing"),
])
func `each syntax problem is said at its place`(text: String, hasTree: Bool, expected: String) throws {
    let (node, diagnostics) = YAMLReader.read(text, file: "n.yaml")
    let first = try #require(diagnostics.first)
    let place = first.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
    #expect("\(place) \(first.code) \(first.what.zh)|\(first.what.en)" == expected)
    #expect(diagnostics.count == 1 && first.severity == .error)
    #expect((node != nil) == hasTree)
    #expect(first.code == "empty-file" || first.remedy != nil)
}

@Test func `all problems that do not stop the parser are said at once`() {
    let text = "甲: &a 1\n乙: *a\n丙: !!str x\n<<: {b: 1}\n"
    let (node, diagnostics) = YAMLReader.read(text, file: "n.yaml")
    #expect(diagnostics.map(\.code) == ["yaml-anchor", "yaml-alias", "yaml-tag", "yaml-merge"])
    #expect(node != nil)
}

@Test func `the rest is said to be unread after a syntax error`() {
    let text = "标题: 关于开展 2024 年度统计工作的通知\n级别: \"市级\n期限: 2025-04-11\n"
    let (_, diagnostics) = YAMLReader.read(text, file: "通知.yaml")
    let drawn = DiagnosticRenderer(language: .chinese).render(
        diagnostics, sources: [SourceFile(name: "通知.yaml", text: text)])
    #expect(
        drawn == """
            通知.yaml:2:5: 错误：引号没有闭合 [unclosed-quote]
              原因：从这里开始的引号直到第 4 行都没有配对。此处以后的内容没有检查。
              处理：补上右引号；文字里本来就有引号时，外面换用另一种引号。
                2 | 级别: "市级
                  |       ^
            """)
}

@Test func `other tab-indented lines are counted`() throws {
    let (_, diagnostics) = YAMLReader.read("a:\n\tb: 2\n\tc: 3\n\td: 3\n", file: "n.yaml")
    #expect(
        diagnostics.first?.why?(.english) == "YAML shows levels by spaces; a tab has no width that all agree on. "
            + "2 more lines are indented by tabs. What follows this place was not checked.")
}

@Test func `depth, number of values and size have limits`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(YAMLReader.read(deep, file: "n").diagnostics.map(\.code) == ["too-deep"])
    let fits = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(YAMLReader.read(fits, file: "n").diagnostics.isEmpty)
    let many = "[" + String(repeating: "1,", count: 1_000_001) + "]"
    #expect(YAMLReader.read(many, file: "n").diagnostics.map(\.code) == ["too-many-values"])
    let large = String(repeating: "# 注释注释注释注释\n", count: 700_000)
    #expect(YAMLReader.read(large, file: "n").diagnostics.map(\.code) == ["file-too-large"])
    let binary = String(repeating: "\u{1}", count: 1000)
    #expect(YAMLReader.read(binary, file: "n").diagnostics.count == 21)
}
