/// Figures against the task list that everybody has: listing, loading, recording, as whole processes.

import Glibc
import Platform

enum TaskFigures {
    static let large = Shape(100, 5, 100)
    static let small = Shape(1, 1, 10)

    typealias Command = (name: String, words: [String], environment: [String: String])

    // MARK: - Listing

    static func tasks(_ bench: Bench) throws {
        for (shape, notice, project) in [(large, "bench-0002", "N002"), (small, "bench-0000", "N000")] {
            let path = try bench.ledger(shape, announced: false)
            print("  \(shape.assignments) assignments, those of one notice: \(shape.tasks * shape.units) lines")
            var commands: [Command] = [
                ("duban tasks", [bench.duban, "tasks", "--store", path, "--notice", notice, "--lang", "zh"], [:])
            ]
            if bench.peer("sqlite3") != nil {
                commands.append(("sqlite3", ["sqlite3", path, question(notice)], [:]))
            }
            if bench.peer("task") != nil {
                let home = try warrior(bench, shape)
                commands.append(("task list", ["task", "project:\(project)", "list"], ["TASKRC": home]))
            }
            for command in commands {
                let variables = command.environment.map { "\($0.key)=\($0.value) " }.joined()
                let words = command.words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
                print("  $ \(variables)\(words.joined(separator: " "))")
            }
            try Turns(commands, runs: bench.options.runs).print()
        }
    }

    /// The outstanding tasks of a notice, nearest first, with the words that the list shows.
    private static func question(_ notice: String) -> String {
        """
        SELECT a.id, t.title, u.name, a.state, datetime(a.deadline, 'unixepoch', '+8 hours'), a.returns FROM assignment a \
        JOIN task t ON t.n = a.task JOIN unit u ON u.n = a.unit \
        WHERE a.notice = (SELECT n FROM notice WHERE id = '\(notice)') \
        AND (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned') \
        ORDER BY a.deadline NULLS LAST, a.id
        """
    }

    // MARK: - Loading

    static func load(_ bench: Bench) throws {
        let ledger = BenchLedger(folder: bench.folder, shape: large)
        _ = try bench.runJob("files", large)
        var commands: [Command] = [
            ("duban (100 notices × 500, each its own durable step)", bench.job("load", large), [:])
        ]
        var data = ""
        if bench.peer("task") != nil {
            let home = try warrior(bench, large)
            data = "\(bench.folder)/task-\(large.name)"
            commands.append(("task import", ["task", "import", "\(data).json"], ["TASKRC": home + ".import"]))
            try Files.write(configuration("\(data).import"), to: home + ".import")
        }
        let turns = try Turns(commands, runs: bench.options.runs) { place in
            if place == 0 { return ledger.remove() }
            try Child.succeed(["rm", "-rf", "\(data).import"])
            try Files.makeFolder("\(data).import")
        }
        turns.print()
        ledger.remove()
        let wide = Shape(1, 5, 10_000)
        let one = BenchLedger(folder: bench.folder, shape: wide)
        _ = try bench.runJob("files", wide)
        let command: Command = ("duban (1 notice × 50,000, one step)", bench.job("load", wide), [:])
        try Turns([command], runs: bench.options.runs) { _ in one.remove() }.print()
        one.remove()
    }

    // MARK: - Recording

    static func submit(_ bench: Bench) throws {
        let shape = large
        let path = try bench.ledger(shape, announced: true)
        let output = try bench.runJob("submit", shape, ["21"])
        let times = Array(Job.values(output, "submit").dropFirst())
        print("  in one process, notices of 500, step by step: ms \(Spread(nanoseconds: times).text)")
        var commands: [Command] = [("duban (open, record one, commit)", bench.job("submit", shape, ["1"]), [:])]
        var home = ""
        let data = "\(bench.folder)/task-\(shape.name)"
        if bench.peer("task") != nil {
            home = try warrior(bench, shape)
            commands.append(("task 3 done", ["task", "3", "done"], ["TASKRC": home]))
            try Child.succeed(["rm", "-rf", "\(data).saved"])
            try Child.succeed(["cp", "-r", data, "\(data).saved"])
        }
        let kept = "\(path).announced"
        try Turns(commands, runs: bench.options.runs) { place in
            if place == 0 { return try bench.copy(kept, to: path) }
            try Child.succeed(["rm", "-rf", data])
            try Child.succeed(["cp", "-r", "\(data).saved", data])
        }.print()
        let wide = Shape(1, 1, 50_000)
        _ = try bench.ledger(wide, announced: true)
        let all = Array(Job.values(try bench.runJob("submit", wide, ["21"]), "submit").dropFirst())
        print("  in one process, one notice of 50,000, step by step: ms \(Spread(nanoseconds: all).text)")
    }

    // MARK: - taskwarrior

    private static func configuration(_ data: String) -> String {
        "data.location=\(data)\nconfirmation=off\nverbose=nothing\nhooks=off\n"
    }

    /// As many tasks over as many projects, a few for each; returns the configuration file.
    private static func warrior(_ bench: Bench, _ shape: Shape) throws -> String {
        let data = "\(bench.folder)/task-\(shape.name)"
        let home = "\(data).rc"
        if Files.isFolder(data) { return home }
        try Files.write(configuration(data), to: home)
        try Files.makeFolder(data)
        // In a process of its own: this one stays small, because the peak of a child counts from it.
        _ = try bench.runJob("warrior", shape)
        try Child.succeed(["task", "import", "\(data).json"], environment: ["TASKRC": home])
        return home
    }

    /// The tasks as a file for `task import`.
    static func writeWarrior(_ folder: String, _ shape: Shape) throws {
        let data = "\(folder)/task-\(shape.name)"
        var state: UInt64 = 1
        func random(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        var lines: [String] = []
        for number in 0..<shape.assignments {
            let month = 1 + random(9)
            let day = 1 + random(28)
            let tail = String(number + 1_000_000)
            let project = String(1000 + number % shape.notices).dropFirst()
            lines.append(
                """
                {"uuid":"00000000-0000-4000-8000-00000\(tail)","description":"名录核查 任务\(number)",\
                "project":"N\(project)","tags":["unit\(number % 50)"],"status":"pending","entry":"20250101T000000Z",\
                "due":"20270\(month)\(day < 10 ? "0" : "")\(day)T080000Z"}
                """)
        }
        try Files.write("[\n" + lines.joined(separator: ",\n") + "\n]\n", to: "\(data).json")
    }
}
