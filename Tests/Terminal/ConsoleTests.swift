import Glibc
import Platform
import Terminal
import Testing
import Texts

@Test(arguments: [
    (ColorChoice.auto, Int?.some(80), [String: String](), true), (.auto, 80, ["NO_COLOR": "1"], false),
    (.auto, 80, ["NO_COLOR": ""], true), (.auto, 80, ["TERM": "dumb"], false), (.auto, nil, [:], false),
    (.always, nil, ["NO_COLOR": "1"], true), (.never, 80, [:], false),
])
func `colour is used on a terminal, unless NO_COLOR says otherwise`(
    choice: ColorChoice, width: Int?, variables: [String: String], expected: Bool
) {
    let console = Console.captured(width: width, color: choice, environment: .values(variables))
    console.print("x", .red)
    #expect(console.capturedOutput == (expected ? "\u{1B}[31mx\u{1B}[0m\n" : "x\n"))
}

@Test func `what is printed is made safe, line by line`() {
    let console = Console.captured()
    console.print("one\ntwo\u{1B}]0;title\u{7}")
    console.print([Cell("逾期", .red), " 3"])
    console.warn(Phrase(zh: "旧", en: "old\u{202E}"))
    console.note(Phrase(zh: "提示", en: "hint"))
    #expect(console.capturedOutput == "one\ntwo\\u{1B}]0;title\\u{7}\n逾期 3\n")
    #expect(console.capturedErrors == "warning: old\\u{202E}\nnote: hint\n")
}

@Test func `progress is drawn on a terminal only and leaves no trace`() {
    let plain = Console.captured()
    plain.progress(Phrase(zh: "装载", en: "loading"), done: 1, of: 2)
    #expect(plain.capturedErrors == "")
    let terminal = Console.captured(width: 80)
    terminal.progress(Phrase(zh: "装载", en: "loading"), done: 1, of: 4)
    terminal.progress(Phrase(zh: "装载", en: "loading"), done: 1, of: 4)
    terminal.print("done")
    #expect(terminal.capturedErrors == "\rloading 25%\u{1B}[K\r\u{1B}[K")
    #expect(terminal.capturedOutput == "done\n")
}

@Test(arguments: [("y", true), (" YES ", true), ("是", true), ("n", false), ("", false), ("maybe", false)])
func `only a clear yes is a yes`(answer: String, expected: Bool) throws {
    let console = Console.captured(answers: [answer])
    #expect(try console.confirm(Phrase(zh: "继续？", en: "go on?")) == expected)
    #expect(console.capturedErrors == "go on? [y/N] ")
}

@Test func `without a person nothing is confirmed`() {
    let console = Console.captured(language: .chinese)
    #expect {
        try console.confirm(Phrase(zh: "删除？", en: "remove?"))
    } throws: { error in
        (error as? Failure)?.exitCode == .refused && (error as? Failure)?.remedy?.zh == "确认无误后加上 --yes"
    }
}
