/// What the benchmark was asked for.

struct BenchOptions {
    var wantsHelp = false
    /// Names of figures; empty: all.
    var filters: [String] = []
    /// Counted runs of each command, after one that is not counted.
    var runs = 7
    /// Where ledgers are made; nil: a new folder under /tmp, removed at the end.
    var folder: String?
    /// A Python with numpy, APScheduler and SQLAlchemy.
    var python = "python3"
    /// A Python with JioNLP and Recognizers-Text.
    var nlpPython = "python3"
    /// The bare libcurl client, if there is one.
    var curlmail: String?
    /// Seconds for which damaged notices are read instead of measuring.
    var fuzz: Int?
    /// What the damage follows from.
    var seed: UInt64 = 1

    static var help: String {
        """
        usage: duban-bench [FIGURE…] [--runs N] [--folder FOLDER] [--python PYTHON] [--nlp-python PYTHON]
                           [--curlmail PROGRAM]
               duban-bench --fuzz SECONDS [--seed N] [--folder FOLDER]

        Measures and prints min / median / max and, where a peer is installed, the ratio taken run by run in turn.
        Every figure is measured when it is printed. Ledgers are made by loading generated notices as `duban load` does.

        With --fuzz it reads damaged notices made of the tests' corpus, each checked against what holds of every draft;
        a text that fails is written to a file, and the program ends with 1.

        figures: \(Bench.figures.map(\.name).joined(separator: " "))

          --runs N           counted runs of each command (7)
          --folder FOLDER    keep the ledgers there and use those that are there already; failing texts go there too
          --python PYTHON    a Python with numpy, APScheduler and SQLAlchemy (python3)
          --nlp-python PYTHON  a Python with jionlp and recognizers-text-suite (python3)
          --curlmail PROGRAM a bare libcurl client: PROGRAM URL COUNT threads CONNECTIONS FILE
          --fuzz SECONDS     for how long damaged notices are read
          --seed N           another N, other damage (1); the same N, the same texts
        """
    }

    init(_ words: [String]) throws {
        var rest = words[...]
        func value(of name: String) throws -> String {
            guard let value = rest.popFirst() else { throw BenchProblem("\(name) needs a value") }
            return value
        }
        while let word = rest.popFirst() {
            switch word {
            case "-h", "--help": wantsHelp = true
            case "--runs":
                guard let count = Int(try value(of: word)), (1...1000).contains(count) else {
                    throw BenchProblem("--runs needs a number from 1 to 1000")
                }
                runs = count
            case "--folder": folder = try value(of: word)
            case "--python": python = try value(of: word)
            case "--nlp-python": nlpPython = try value(of: word)
            case "--curlmail": curlmail = try value(of: word)
            case "--fuzz":
                guard let seconds = Int(try value(of: word)), (1...86_400).contains(seconds) else {
                    throw BenchProblem("--fuzz needs seconds from 1 to 86400")
                }
                fuzz = seconds
            case "--seed":
                guard let number = UInt64(try value(of: word)) else { throw BenchProblem("--seed needs a number") }
                seed = number
            default:
                guard Bench.figures.contains(where: { $0.name == word }) else {
                    throw BenchProblem("there is no figure “\(word)”; duban-bench --help lists them")
                }
                filters.append(word)
            }
        }
    }
}

/// What stopped the benchmark.
struct BenchProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
