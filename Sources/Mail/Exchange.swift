// Where a run's letters wait for a connection and their outcomes wait to be recorded.
import Platform

/// Between the caller's thread, which adds letters and collects outcomes, and the workers, which take letters
/// and finish them.
///
/// Letters that were taken and whose outcome is not recorded yet are in flight: for each connection one on its way and
/// one that was answered, at most. So many a program that is killed may send twice. When the server is out of reach the
/// exchange stops offering letters: a thousand of them against a wrong password would lock the account.
/// `@unchecked Sendable`: every variable is read and written only inside `monitor.locked`.
final class Exchange: @unchecked Sendable {
    /// What the caller gets when something is worth its attention.
    struct Harvest {
        var settled: [Settled] = []
        /// Letters that may be added; 0 when there are enough or none are wanted.
        var room = 0
        /// Letters added and not collected yet, beyond those in `settled`.
        var outstanding = 0
        /// A letter has met a working server: more connections are worth opening.
        var proven = false
    }

    /// Letters in flight for each connection. With one, every letter would wait for the one before it to be recorded: half
    /// as many again changes between threads, a tenth fewer letters.
    private static let perConnection = 2
    /// Milliseconds an outcome may wait for company.
    private static let patience = 2
    /// Troubles in a row after which the server counts as out of reach.
    private static let enough = 3

    /// Letters in flight at most.
    private let limit: Int
    /// Letters that wait at most, so that nobody waits for one.
    private let capacity: Int
    /// Outcomes worth waking the caller for, so that it records them together while the others are on their way.
    private let group: Int
    private let monitor = Monitor(conditions: 2)
    private var work: Monitor.Condition { monitor.condition(0) }
    private var news: Monitor.Condition { monitor.condition(1) }

    private var queue: [Posting] = []
    private var head = 0
    private var done: [Settled] = []
    /// Taken and not finished.
    private var taken = 0
    /// Finished, and with the caller to be recorded.
    private var recording = 0
    private var workers = 0
    private var closed = false
    private var proven = false
    private var provenIsTold = false
    private var troubles = 0
    /// Set once: why nothing more is offered.
    private var barrier: Deferral?

    init(connections: Int) {
        limit = Self.perConnection * connections
        capacity = 4 * connections
        group = connections
    }

    private var queued: Int { queue.count - head }
    /// What waits here for an outcome.
    private var unsettled: Int { queued + taken }

    // MARK: the caller's side

    func add(_ postings: [Posting]) {
        monitor.locked {
            if let barrier {
                settle(postings[...], barrier)
            } else {
                queue.removeFirst(head)
                head = 0
                queue.append(contentsOf: postings)
                monitor.broadcast(work)
            }
        }
    }

    /// The outcomes that `wait` gave are recorded: as many letters may go on their way.
    func recorded() {
        monitor.locked {
            for _ in 0..<min(recording, limit) { monitor.signal(work) }
            recording = 0
        }
    }

    /// Waits until there are outcomes to record, letters are running out (when `refill`), or all is done.
    func wait(refill: Bool) -> Harvest {
        monitor.locked {
            var deadline: Int?
            while !worthWaking(refill) {
                if done.isEmpty {
                    monitor.wait(for: news)
                } else {
                    let until = deadline ?? Monotonic.milliseconds + Self.patience
                    deadline = until
                    if !monitor.wait(for: news, until: until) { break }
                }
            }
            var harvest = Harvest(settled: done, outstanding: unsettled, proven: proven)
            if refill, queued <= capacity / 2, barrier == nil { harvest.room = capacity - queued }
            recording = done.count
            done = []
            provenIsTold = proven
            return harvest
        }
    }

    private func worthWaking(_ refill: Bool) -> Bool {
        done.count >= group || unsettled == 0 || proven != provenIsTold
            || (refill && barrier == nil && queued <= capacity / 2)
    }

    /// Offers nothing more; what waits is settled with `reason`, what is in flight goes on.
    func bar(_ reason: Deferral) {
        monitor.locked { raise(reason) }
    }

    /// Lets the workers leave once nothing waits.
    func close() {
        monitor.locked {
            closed = true
            monitor.broadcast(work)
        }
    }

    // MARK: the workers' side

    func enter() {
        monitor.locked { workers += 1 }
    }

    /// A worker that could not connect at all hands its letter back and leaves, since others are being served:
    /// many servers allow a client only so many connections. False when it has to settle the letter itself.
    func leave(handingBack posting: Posting) -> Bool {
        monitor.locked {
            guard proven, workers > 1, barrier == nil else { return false }
            workers -= 1
            taken -= 1
            queue.insert(posting, at: head)
            monitor.signal(work)
            return true
        }
    }

    /// The next letter; waits for one, and until an outcome of those in flight is recorded. Nil when the worker may
    /// leave.
    func take() -> Posting? {
        monitor.locked {
            while head == queue.count || taken + done.count + recording >= limit {
                if closed, head == queue.count { return nil }
                monitor.wait(for: work)
            }
            let posting = queue[head]
            head += 1
            taken += 1
            if queued == capacity / 2 { monitor.signal(news) }
            return posting
        }
    }

    func finish(_ settled: Settled) {
        monitor.locked {
            taken -= 1
            done.append(settled)
            judge(settled.outcome)
            if done.count == 1 || done.count == group || unsettled == 0 { monitor.signal(news) }
        }
    }

    /// Learns from an outcome whether the server is worth further letters.
    private func judge(_ outcome: Outcome) {
        guard case .deferred(let deferral) = outcome, deferral.concernsEveryLetter else {
            troubles = 0
            if !proven {
                proven = true
                monitor.signal(news)
            }
            return
        }
        troubles += 1
        if deferral.needsPerson || troubles >= Self.enough { raise(deferral.withoutAttempt()) }
    }

    private func raise(_ reason: Deferral) {
        guard barrier == nil else { return }
        barrier = reason
        settle(queue[head...], reason)
        queue.removeAll()
        head = 0
    }

    private func settle(_ postings: ArraySlice<Posting>, _ reason: Deferral) {
        done.append(contentsOf: postings.map { Settled(id: $0.id, outcome: .deferred(reason)) })
        monitor.signal(news)
    }
}
