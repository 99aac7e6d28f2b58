// How letters leave: a run over a queue, outcomes handed back in groups.

/// A letter on its way, under the caller's own number.
public struct Posting: Sendable {
    public let id: Int64
    public let message: Message

    public init(id: Int64, message: Message) {
        self.id = id
        self.message = message
    }
}

/// The outcome of the posting `id`.
public struct Settled: Sendable, Hashable {
    public let id: Int64
    public let outcome: Outcome

    public init(id: Int64, outcome: Outcome) {
        self.id = id
        self.outcome = outcome
    }
}

/// Something that takes letters. It blocks: call it on a thread of its own, never on Swift's cooperative pool.
public protocol Transport: Sendable {
    /// Sends what `next` gives until it gives nothing, then returns. Both closures are called on the caller's
    /// thread, one at a time, so they may use a ledger that is not shared.
    ///
    /// - `next(room)` gives at most about `room` further letters (it is called again before they run out), or
    ///   none when there are no more. Commit that they are being sent before you return them.
    /// - `settled` receives outcomes in small groups and returns when they are recorded. Every letter that `next` gave
    ///   is settled exactly once, in no particular order. A letter whose outcome `settled` has not returned for is in
    ///   flight; of these there are never more than two for each connection (for a maildir: one).
    ///
    /// When a closure throws, letters in flight are finished, letters not begun are settled as deferred with cause
    /// `stopped`, `settled` is called once more with all of these, and the error is passed on. A group whose
    /// recording threw is not given again.
    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows

    /// From any thread: what is in flight is finished (or given up after a few seconds), everything else is
    /// settled as deferred with cause `stopped`, and `run` returns. It cannot be started again.
    func stop()
}

extension Transport {
    /// Sends one letter and waits for its outcome.
    public func send(_ message: Message) -> Outcome {
        var waiting = [Posting(id: 0, message: message)]
        var outcome: Outcome?
        run(
            next: { _ in
                defer { waiting = [] }
                return waiting
            },
            settled: { outcome = $0.first?.outcome ?? outcome })
        return outcome ?? .deferred(.stopped(attempted: false))
    }
}
