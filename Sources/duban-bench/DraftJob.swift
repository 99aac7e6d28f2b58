/// The drafting figure's jobs in processes of their own.

import Drafting
import Glibc

enum DraftJob {
    static let all: [String: @Sendable ([String]) throws -> Void] = [
        "draft": corpus, "draft-hostile": hostile, "draft-fuzz": FuzzJob.run, "draft-check": FuzzJob.check,
    ]

    /// Megabytes of the corpus.
    private static func corpus(_ words: [String]) throws {
        guard let megabytes = words.first.flatMap({ Int($0) }) else { throw BenchProblem("--job draft MEGABYTES") }
        let text = try DraftCorpus.text(bytes: megabytes * 1_000_000)
        Job.say("bytes", Int64(text.utf8.count))
        var draft: Draft?
        Job.say("draft", Clock.time { draft = DraftReader.read(text) })
        Job.say("deadlines", Int64(draft?.deadlines.count ?? 0))
    }

    private static func hostile(_ words: [String]) throws {
        guard words.count == 2, let place = Int(words[0]), HostileText.all.indices.contains(place),
            let count = Int(words[1])
        else { throw BenchProblem("--job draft-hostile PLACE COUNT") }
        let text = HostileText.all[place].make(count)
        limitProcessorTime(to: hostileLimit)
        let begin = Clock.processor
        let draft = DraftReader.read(text)
        Job.say("draft", Clock.processor - begin)
        Job.say("found", Int64(draft.deadlines.count + draft.others.count))
        limitProcessorTime(to: 0)
    }

    /// Nanoseconds after which a hostile text is given up.
    static let hostileLimit: Int64 = 30_000_000_000

    /// Ends this process with SIGPROF when it has used so many nanoseconds more; 0 takes the limit away.
    static func limitProcessorTime(to nanoseconds: Int64) {
        var timer = itimerval()
        timer.it_value = timeval(
            tv_sec: Int(nanoseconds / 1_000_000_000), tv_usec: Int(nanoseconds % 1_000_000_000 / 1000))
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    /// How a child ends that used more than it may.
    static let outOfTime = 128 + SIGPROF
}
