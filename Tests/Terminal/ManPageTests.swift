import Terminal
import Testing
import Texts

private func isRequest(_ line: Substring) -> Bool {
    ["TH", "SH", "SS", "PP", "TP", "nh", "ad"].contains { line.hasPrefix("." + $0) }
}

@Test(arguments: Language.allCases)
func `no line of text is taken for a request`(language: Language) {
    let page = ManPage.render(Sample.table, files: [(".hidden 'file'", Phrase(zh: ".点", en: "'quote\\"))], language)
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
        #expect(isRequest(line), "\(line)")
    }
    #expect(page.contains("\\fB.hidden \\(aqfile\\(aq\\fR"))
    #expect(page.contains(language == .chinese ? "\\&.\\:点" : "\\(aqquote\\e"))
    #expect(page.contains(".SH \"\(language == .chinese ? "命令" : "COMMANDS")\"\n"))
    #expect(page.contains("\\-\\-overdue"))
    #expect(page.contains("SAMPLE_STORE"))
    #expect(!page.contains("secret"))
}

@Test(.enabled(if: RanProgram.path("groff") != nil), arguments: Language.allCases)
func `groff formats the page without a warning`(language: Language) throws {
    let page = ManPage.render(Sample.table, language)
    let result = try RanProgram.shell(
        "groff -ww -man -Kutf8 -Tutf8 -rLL=60n -P-cbou page", files: ["page": page])
    #expect(!result.output.contains("warning"))
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains { $0.contains("--overdue") })
    #expect(lines.allSatisfy { displayWidth(of: $0) <= 62 })
}
