/// Extractors of Chinese dates on the corpus, beside ours: what each finds, and what a notice takes it.

import Deadlines
import Drafting

enum DraftPeers {
    private struct Peer {
        let name: String
        let package: String
        let module: String
        let code: String
    }

    static func measure(_ bench: Bench) throws {
        let notices = try DraftCorpus.notices()
        let count = "\(notices.count) notices with \(notices.reduce(0) { $0 + $1.dated.count }) dated deadlines"
        print("  \(count) (each place and day once):")
        show("ours", notices.map { DraftReader.read($0.text).dates(in: $0.text) }, notices)
        for peer in peers { try measure(peer, bench, notices) }
    }

    private static func measure(_ peer: Peer, _ bench: Bench, _ notices: [CorpusNotice]) throws {
        guard (try? Child.succeed([bench.options.nlpPython, "-c", "import \(peer.module)"])) != nil else {
            return print("  \(peer.name): not installed for \(bench.options.nlpPython), no ratio")
        }
        let list = notices.map { "\($0.path)\t\($0.issued)\n" }.joined()
        let script = try bench.write(common + peer.code + main, "dates-\(peer.package).py")
        let words = [bench.options.nlpPython, script, try bench.write(list, "notices.txt"), peer.package]
        var last: Answers?
        var theirs: [Double] = []
        var mine: [Double] = []
        var ratios: [Double] = []
        var sums: [Double] = []
        // Its import takes seconds: at most three rounds.
        for _ in 0..<min(bench.options.runs, 3) {
            let answers = Answers(try Child.succeed(words, keepsOutput: true).output, notices.count)
            let ours = times(notices)
            theirs += answers.times
            mine += ours
            ratios += zip(answers.times, ours).map { $0 / $1 }
            sums.append(answers.times.reduce(0, +) / ours.reduce(0, +))
            last = answers
        }
        guard let last else { return }
        show("\(peer.name) \(last.version)", last.found.map { ($0, $0) }, notices)
        print(
            "    ms per notice \(Spread(theirs).text), ours \(Spread(mine).text), ratio its/ours \(Spread(ratios).text)"
        )
        print("    all notices, ratio its/ours \(Spread(sums).text)")
    }

    private static func show(
        _ name: String, _ found: [(deadlines: [FoundDate], all: [FoundDate])], _ notices: [CorpusNotice]
    ) {
        var deadlines = DraftScore()
        var dates = DraftScore()
        for (notice, found) in zip(notices, found) {
            deadlines.addDeadlines(found.deadlines, of: notice)
            dates.addDates(found.all, of: notice)
        }
        print("  \(name)\n    deadlines: \(deadlines.text)\n    dates at all: \(dates.text)")
    }

    /// Milliseconds for each notice, after a pass that is not counted.
    private static func times(_ notices: [CorpusNotice]) -> [Double] {
        var times: [Double] = []
        for _ in 0..<2 {
            times = notices.map { notice in Double(Clock.time { _ = DraftReader.read(notice.text) }) / 1e6 }
        }
        return times
    }

    /// What a script printed: `version V`, `found NOTICE START END DAY`, `time NOTICE NANOSECONDS`.
    private struct Answers {
        var version = ""
        var found: [[FoundDate]]
        var times: [Double]

        init(_ output: String, _ count: Int) {
            found = Array(repeating: [], count: count)
            times = Array(repeating: 0, count: count)
            for line in output.split(separator: "\n") {
                let words = line.split(separator: " ")
                let numbers = words.dropFirst().map { Int($0) ?? 0 }
                switch words.first {
                case "version" where words.count == 2: version = String(words[1])
                case "found" where words.count == 5 && numbers[1] < numbers[2]:
                    found[numbers[0]].append(
                        FoundDate(range: numbers[1]..<numbers[2], day: Day(iso: words[4])))
                case "time" where words.count == 3: times[numbers[0]] = Double(numbers[1]) / 1e6
                default: break
                }
            }
        }
    }

    // MARK: - Their scripts

    // None is made for whole documents: each gets a notice line by line, and the day of issue as its present.
    private static let common = """
        import datetime as dt, logging, re, sys, time, warnings
        from importlib.metadata import version
        warnings.filterwarnings("ignore")
        logging.disable(logging.CRITICAL)
        def lines(text):
            at = 0
            for line in text.split("\\n"):
                if line.strip():
                    yield at, line
                at += len(line) + 1

        """

    private static let main = """
        notices = [row.rstrip("\\n").split("\\t") for row in open(sys.argv[1], encoding="utf-8")]
        notices = [(open(path, encoding="utf-8", newline="").read(), dt.date.fromisoformat(day)) for path, day in notices]
        print("version", version(sys.argv[2]))
        for text, now in notices:
            dates(text, now)
        for number, (text, now) in enumerate(notices):
            begin = time.perf_counter_ns()
            found = dates(text, now)
            print("time", number, time.perf_counter_ns() - begin)
            for start, end, day in found:
                print("found", number, start, end, day or "-")

        """

    private static let peers = [
        Peer(
            name: "JioNLP", package: "jionlp", module: "jionlp",
            code: """
                import jionlp
                def dates(text, now):
                    base = dict(year=now.year, month=now.month, day=now.day)
                    found = []
                    for at, line in lines(text):
                        for e in jionlp.ner.extract_time(line, time_base=base, with_parsing=True):
                            value = e["detail"]["time"]
                            last = value[1] if isinstance(value, list) else None
                            isday = isinstance(last, str) and re.match(r"\\d{4}-\\d\\d-\\d\\d", last)
                            start, end = e["offset"]
                            found.append((at + start, at + end, last[:10] if isday else None))
                    return found

                """),
        Peer(
            name: "Recognizers-Text", package: "recognizers-text-suite", module: "recognizers_date_time",
            code: """
                from recognizers_date_time import recognize_datetime
                from recognizers_text import Culture
                def dates(text, now):
                    reference = dt.datetime.combine(now, dt.time())
                    found = []
                    for at, line in lines(text):
                        for e in recognize_datetime(line, Culture.Chinese, reference=reference):
                            value = (e.resolution or {}).get("values", [{}])[-1]
                            try:
                                day = dt.date.fromisoformat((value.get("value") or value.get("end") or "")[:10])
                                # The end of its ranges of days does not belong to them.
                                day -= dt.timedelta(value["type"] == "daterange")
                            except (ValueError, OverflowError):
                                day = None
                            found.append((at + e.start, at + e.end + 1, day))
                    return found

                """),
    ]
}
