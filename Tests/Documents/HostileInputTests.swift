import Documents
import TestSupport
import Testing
import Texts

private let yaml = Array(
    """
    # 通知
    number: 科协办〔2024〕1号
    tasks:
      - code: forms
        who: {kind: museum, tag: [free, "open"]}
        due: '2024-01-31'
        text: |
          一行
          又一行
      - &a code: x
        after: *a
        note: !!str >-
          折叠
    """.utf8)

private let csv = Array("sep=;\r\n编码;名称;邮箱\r\nA1;\"渝中;\"\"区\"\"\r\n协会\";a@example.org\r\n\r\nA2;;\r\n".utf8)

private let spice: [[UInt8]] = [
    [0x22], [0x27], [0x0A], [0x0D], [0x09], [0x3A, 0x20], [0x2D, 0x20], [0x5B], [0x7D], [0x26, 0x61], [0x2A, 0x61],
    [0x21, 0x21], [0x7C, 0x0A], [0xEF, 0xBB, 0xBF],
    [0xFF, 0xFE], [0x00], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xF0, 0x9F], [0x81, 0x30], [0x2D, 0x2D, 0x2D, 0x0A],
    [0x3F, 0x20], [0x25], [0x5C, 0x75], [0x3B], [0x2C],
]

private func mutated(_ bytes: [UInt8], _ dice: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
        let place = Int.random(in: 0...bytes.count, using: &dice)
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: bytes.insert(contentsOf: spice.randomElement(using: &dice) ?? [], at: place)
        case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 2 where place < bytes.count:
            bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &dice)))
        case 3: bytes.insert(contentsOf: bytes.prefix(Int.random(in: 0...40, using: &dice)), at: place)
        default:
            bytes.insert(
                contentsOf: [UInt8](repeating: spice.randomElement(using: &dice)?[0] ?? 0, count: 70), at: place)
        }
    }
    return bytes
}

/// Every place lies in the text, and everything found can be drawn in both languages.
private func check(_ diagnostics: [Diagnostic], _ text: String, seed: UInt64) {
    let source = SourceFile(name: "x", text: text)
    for diagnostic in diagnostics {
        if let span = diagnostic.span {
            #expect((1...source.lineCount).contains(span.start.line), "seed \(seed)")
            #expect(span.start.column >= 1 && span.start <= span.end, "seed \(seed)")
        }
        for language in Language.allCases {
            let drawn = DiagnosticRenderer(language: language).render(diagnostic, source: source)
            #expect(!drawn.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "seed \(seed)")
        }
    }
}

private func spans(_ node: Node) -> [Span] {
    switch node.value {
    case .scalar: [node.span]
    case .sequence(let items): [node.span] + items.flatMap(spans)
    case .mapping(let entries): [node.span] + entries.flatMap { spans($0.key) + spans($0.value) }
    }
}

@Test(arguments: 0..<UInt64(8))
func `mutated YAML gives a tree or an error`(part: UInt64) {
    for seed in (part * 500)..<(part * 500 + 500) {
        var dice = SplitMix64(seed)
        let bytes = mutated(yaml, &dice)
        guard case .success(let decoded) = TextDecoder.decode(bytes, file: "x") else { continue }
        let (node, diagnostics) = YAMLReader.read(decoded.text, file: "x")
        #expect(node != nil || diagnostics.hasErrors, "seed \(seed)")
        check(diagnostics, decoded.text, seed: seed)
        if let node { #expect(spans(node).allSatisfy { $0.start <= $0.end && $0.start.line >= 1 }, "seed \(seed)") }
    }
}

@Test(arguments: 0..<UInt64(8))
func `mutated CSV gives rows or an error`(part: UInt64) {
    for seed in (part * 500)..<(part * 500 + 500) {
        var dice = SplitMix64(seed ^ 0xC5)
        let bytes = mutated(csv, &dice)
        let (sheet, diagnostics) = CSVReader.read(bytes, file: "x")
        #expect(sheet != nil || diagnostics.hasErrors, "seed \(seed)")
        guard case .success(let decoded) = TextDecoder.decode(bytes, file: "x") else { continue }
        check(diagnostics, decoded.text, seed: seed)
        for row in sheet?.rows ?? [] {
            #expect(row.count > 0 && row.cells.contains { !$0.text.isEmpty }, "seed \(seed)")
            #expect(row.cells.allSatisfy { $0.span.start <= $0.span.end }, "seed \(seed)")
        }
    }
}

@Test func `large hostile texts take linear time`() {
    // Each of these would take minutes under anything quadratic.
    let quotes = [UInt8](repeating: 0x22, count: 1_000_001)
    #expect(CSVReader.read(quotes, file: "x").sheet != nil)
    let delimiters = [UInt8](repeating: 0x2C, count: 1_000_000)
    #expect(CSVReader.read(delimiters, file: "x").sheet?.rowCount == 0)
    let keys = String(repeating: "a: b\n", count: 100_000)
    #expect(YAMLReader.read(keys, file: "x").node != nil)
    let plain = "a: " + String(repeating: "一", count: 500_000)
    #expect(YAMLReader.read(plain, file: "x").node != nil)
}
