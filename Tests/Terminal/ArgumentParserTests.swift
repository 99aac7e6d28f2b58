import Terminal
import Testing
import Texts

/// A command line and what the sample command made of it.
struct Parsed: Sendable, CustomTestStringConvertible {
    let line: String
    let expected: String
    var testDescription: String { line }

    init(_ line: String, _ expected: String) {
        self.line = line
        self.expected = expected
    }

    var words: [String] { line.isEmpty ? [] : line.split(separator: " ").map(String.init) }
}

@Test(arguments: [
    Parsed("tasks", "units=[] overdue=false all=false|within=-1 notices=[] by=|store= json=false"),
    Parsed("todo -o", "units=[] overdue=true all=false|within=-1 notices=[] by=|store= json=false"),
    Parsed("tasks -oaw5", "units=[] overdue=true all=true|within=5 notices=[] by=|store= json=false"),
    Parsed("tasks -w 5 -w=7", "error"),
    Parsed("tasks -w=7", "units=[] overdue=false all=false|within=7 notices=[] by=|store= json=false"),
    Parsed(
        "tasks x --within=5 y -n a --notice b --notice=c",
        "units=[\"x\", \"y\"] overdue=false all=false|within=5 notices=[\"a\", \"b\", \"c\"] by=|store= json=false"),
    Parsed(
        "--store s tasks -- --overdue -w",
        "units=[\"--overdue\", \"-w\"] overdue=false all=false|within=-1 notices=[] by=|store=s json=false"),
    Parsed(
        "--json --store=a=b tasks - -5",
        "units=[\"-\", \"-5\"] overdue=false all=false|within=-1 notices=[] by=|store=a=b json=true"),
    Parsed("--overdue tasks -o", "units=[] overdue=true all=false|within=-1 notices=[] by=|store= json=false"),
    Parsed("tasks --notice=-x", "units=[] overdue=false all=false|within=-1 notices=[\"-x\"] by=|store= json=false"),
    Parsed("tasks --by kind", "units=[] overdue=false all=false|within=-1 notices=[] by=kind|store= json=false"),
])
func `options stand anywhere and in every GNU spelling`(_ sample: Parsed) {
    let result = Sample.run(sample.words)
    if sample.expected == "error" {
        #expect(result.code == .usage)
    } else {
        #expect(result.errors == "")
        #expect(result.output == sample.expected.split(separator: "|").map { $0 + "\n" }.joined())
    }
}

@Test(arguments: [
    Parsed("task", "there is no command \"task\"|did you mean \"sample tasks\"?"),
    Parsed("zzzzzz", "there is no command \"zzzzzz\"|\"sample help\" lists all commands"),
    Parsed("ledger", "\"ledger\" needs a subcommand|one of: ledger verify"),
    Parsed("ledger verfy", "there is no command \"ledger verfy\"|did you mean \"sample ledger verify\"?"),
    Parsed("units improt", "there is no command \"units improt\"|did you mean \"sample units import\"?"),
    Parsed("tasks --overdu", "\"sample tasks\" has no option --overdu|did you mean --overdue?"),
    Parsed("tasks --secrett", "\"sample tasks\" has no option --secrett|\"sample tasks --help\" lists all options"),
    Parsed("tasks -x", "\"sample tasks\" has no option -x|\"sample tasks --help\" lists all options"),
    Parsed("tasks -json", "\"sample tasks\" has no option -json|did you mean --json?"),
    Parsed("tasks --overdue=yes", "--overdue takes no value|write just --overdue"),
    Parsed(
        "tasks --within", "--within needs a value: DAYS|write --within DAYS, or --within=DAYS if it begins with \"-\""),
    Parsed("tasks -w -o", "-w needs a value: DAYS|write --within DAYS, or --within=DAYS if it begins with \"-\""),
    Parsed("tasks --within=", "the value of --within is empty|give a value, or leave --within out"),
    Parsed("tasks --within 5 --within 6", "--within is given twice|keep one of them"),
    Parsed("tasks --within 101", "cannot read \"101\" for \"within\"|it should be a whole number from 0 to 100"),
    Parsed("tasks --within 5wd", "cannot read \"5wd\" for \"within\"|it should be a whole number from 0 to 100"),
    Parsed("tasks --by unti", "--by cannot be \"unti\"|did you mean \"unit\"? one of: due, unit, kind"),
    Parsed("units import", "FILE is missing|usage: sample units import [OPTION…] FILE"),
    Parsed("units import a b", "\"b\" is one word too many|usage: sample units import [OPTION…] FILE"),
    Parsed("units import --json a", "--json means nothing for \"sample units import\"|leave --json out"),
    Parsed("complete unit", "KIND cannot be \"unit\"|did you mean \"units\"? one of: units, tasks"),
    Parsed("--jsno", "\"sample\" has no option --jsno|did you mean --json?"),
])
func `a wrong command line is refused with a remedy`(_ sample: Parsed) {
    let result = Sample.run(sample.words)
    let parts = sample.expected.split(separator: "|").map(String.init)
    #expect(result.code == .usage)
    #expect(result.output == "")
    #expect(result.errors == "error: \(parts[0])\n  remedy: \(parts[1])\n")
}

@Test func `an empty word is refused`() {
    let result = Sample.run(["units", "import", ""], .chinese)
    #expect(result.code == .usage)
    #expect(result.errors == "错误：文件是空的\n  处理：检查引号和变量\n")
}

@Test func `errors are told in the language asked for`() {
    let result = Sample.run(["tasks", "--overdu"], .chinese)
    #expect(result.errors == "错误：“sample tasks”没有 --overdu 这个选项\n  处理：是不是想写 --overdue？\n")
}

@Test func `what a command throws becomes its exit status`() {
    #expect(Sample.run(["units"]).code == .internalError)
    #expect(Sample.run(["ledger", "--store", "x", "verify"]).code == .attention)
    let refused = Sample.run(["units", "import", "r.csv"])
    #expect(refused.code == .refused)
    #expect(refused.errors.contains("remedy: add --yes"))
    #expect(Sample.run(["units", "import", "r.csv", "--yes"]).output == "imported r.csv\n")
}

@Test func `hostile words in an error cannot steer the terminal`() {
    let result = Sample.run(["\u{1B}[2J\u{202E}evil"])
    #expect(result.code == .usage)
    #expect(!result.errors.contains("\u{1B}"))
    #expect(result.errors.contains("\\u{1B}[2J\\u{202E}evil"))
}
