// Entry point.
// The benchmark: prints every figure of speed and memory with its settings, measured here and now.

import Glibc

let words = Array(CommandLine.arguments.dropFirst())
do {
    if words.first == "--job" {
        try Job.run(Array(words.dropFirst()))
    } else {
        let options = try BenchOptions(words)
        if options.wantsHelp {
            print(BenchOptions.help)
        } else if let seconds = options.fuzz {
            let fuzz = Fuzz(seconds: seconds, seed: options.seed, folder: options.folder ?? ".")
            if try !fuzz.run() { exit(1) }
        } else {
            try Bench(options).run()
        }
    }
} catch {
    print("duban-bench: \(error)")
    exit(1)
}
