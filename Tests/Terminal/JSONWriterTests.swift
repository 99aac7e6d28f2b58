import Terminal
import Testing

@Test func `rows of a listing are one line each`() {
    let document = JSON.object([
        ("rows", .array([.object([("a", .int(1)), ("b", .array([.null, .bool(true)]))]), .object([])])),
        ("empty", .array([])),
        ("rate", .double(2.0 / 3, places: 4)),
    ])
    #expect(
        JSONWriter.document(document) == """
            {
              "rows": [
                {"a": 1, "b": [null, true]},
                {}
              ],
              "empty": [],
              "rate": 0.6667
            }

            """)
}

@Test func `a long array can be taken in parts`() {
    var writer = JSONWriter()
    var text = ""
    writer.beginObject()
    writer.key("rows")
    writer.beginArray()
    for number in 1...3 {
        writer.value(.object([("n", .int(number))]))
        text += writer.take()
    }
    writer.end()
    writer.field("total", .int(3))
    text += writer.finish()
    let whole = JSON.object([
        ("rows", .array((1...3).map { .object([("n", .int($0))]) })), ("total", .int(3)),
    ])
    #expect(text == JSONWriter.document(whole))
}

@Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t\u{8}\u{0}", #""\n\r\t\u0008\u0000""#), ("文号〔2025〕", #""文号〔2025〕""#),
    ("\u{2028}\u{202E}\u{7F}", #""\u2028\u202e\u007f""#), ("😀", "\"😀\""), ("\u{E0001}", #""\udb40\udc01""#),
    ("/", "\"/\""),
])
func `strings are escaped`(text: String, expected: String) {
    #expect(JSONWriter.document(.string(text)) == expected + "\n")
}

@Test(arguments: [
    (0.5, 0, "1"), (-0.5, 0, "-1"), (0.125, 2, "0.13"), (-0.001, 2, "0.00"), (1234.5, 3, "1234.500"), (0, 4, "0.0000"),
    (1, 0, "1"), (1e300, 2, "1e+300"), (.nan, 2, "null"), (-.infinity, 2, "null"), (0.05, 1, "0.1"),
])
func `numbers have fixed decimals`(number: Double, places: Int, expected: String) {
    #expect(JSONWriter.fixed(number, places: places) == expected)
}
