/// Several measurements of one thing: printed as min / median / max.

struct Spread {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    /// Nanoseconds as milliseconds.
    init(nanoseconds values: [Int64]) { self.init(values.map { Double($0) / 1e6 }) }

    var min: Double { sorted.first ?? 0 }
    var max: Double { sorted.last ?? 0 }

    var median: Double {
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// `1.23 / 1.30 / 1.52`.
    var text: String { "\(Self.short(min)) / \(Self.short(median)) / \(Self.short(max))" }

    /// Three significant digits.
    static func short(_ value: Double) -> String {
        let magnitude = value.magnitude
        let places = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : magnitude >= 0.1 ? 3 : 4
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (value * scale).rounded()
        guard places > 0 else { return String(Int(rounded)) }
        let digits = String(Int(rounded.magnitude))
        let padded = String(repeating: "0", count: Swift.max(0, places + 1 - digits.count)) + digits
        return (rounded < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }
}

/// Commands that are timed in turn, so that the machine's drift falls on all alike.
struct Turns {
    var names: [String] = []
    var walls: [[Int64]] = []
    var peaks: [[Int]] = []

    /// - Parameters:
    ///   - runs: counted runs of each, after one that is not counted.
    ///   - each: what is done before every run of a command, by the command's place.
    init(
        _ commands: [(name: String, words: [String], environment: [String: String])], runs: Int,
        before each: (Int) throws -> Void = { _ in }
    ) throws {
        names = commands.map(\.name)
        walls = commands.map { _ in [] }
        peaks = commands.map { _ in [] }
        for run in 0...runs {
            for (place, command) in commands.enumerated() {
                try each(place)
                let child = try Child.succeed(command.words, environment: command.environment)
                guard run > 0 else { continue }
                walls[place].append(child.wall)
                peaks[place].append(child.peak)
            }
        }
    }

    /// The first command's time over another's, pair by pair.
    func ratio(over place: Int) -> Spread {
        Spread(zip(walls[0], walls[place]).map { Double($0) / Double($1) })
    }

    func print() {
        for (place, name) in names.enumerated() {
            Swift.print("  \(name): ms \(Spread(nanoseconds: walls[place]).text)", terminator: "")
            let peak = peaks[place].max() ?? 0
            Swift.print(", peak \(Spread.short(Double(peak) / 1024)) MiB", terminator: "")
            Swift.print(place == 0 ? "" : ", ratio ours/its \(ratio(over: place).text)")
        }
    }
}
