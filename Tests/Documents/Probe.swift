import Testing
import Texts
import Documents
@Test func probe() {
    let files = [
        "a: 1\n\tb: 2\n", "a:\n\tb: 2\n\tc: 3\n\td: 3\n", "a:\n  - x\n \t- y\n", "题目: \"没有闭合\nb: 2\n", "a: [1, 2\nb: 3\n", "a: {x: 1\n", "a: b: c\n", "名称\n值: 1\n",
        "a: @x\n", "a: `x`\n", "a: %x\n", "a:\n   b: 1\n  c: 2\n", "a: 1\n b: 2\n", "- a\nb: 1\n", "a: \"x\" y\n", "a: \"\\q\"\n", "a: |x\n  t\n", "a: 'x\n", "a: *x\n", "a: &x 1\n", "a: !!str 1\n", "<<: {a: 1}\n",
        "? [a]\n: 1\n", "{a: b}: c\n", "a: 1\n---\nb: 2\n", "a\u{7}: 1\n", "", "# x\n", "a: b\u{2028}c\n", "%FOO\n---\na: 1\n", "%YAML 3.0\n---\na", "a: !x!y z\n", String(repeating: "[", count: 100), "名称：张\n甲: 1\n", "a: - b\n", "a:\n- b\n c: 1\n", "key: [a, b]]\n", "a: }\n", "a: ,\n", "a: \"x\u{0}y\"\n", "截止 2025\n另: 1\n", "a: 1\n...\nb\n", "a: |\n\tx\n", "a: >\n   x\n  y\n","- - - a\n", "a: ''b\n", "!<tag:x> a", "a: [b: c, d]\n", "a:b\nc: d\n",
    ]
    for text in files {
        let (node, diagnostics) = YAMLReader.read(text, file: "n.yaml")
        print("=====", text.debugDescription, node == nil ? "nil" : "node")
        print(DiagnosticRenderer(language: .english).render(diagnostics, sources: [SourceFile(name: "n.yaml", text: text)]))
    }
}
