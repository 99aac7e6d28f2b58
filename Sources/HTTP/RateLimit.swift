/// How often one address may ask: a bucket of requests that refills steadily (token bucket).

import Synchronization

final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        /// Milliseconds on the steady clock.
        var at: Int
    }

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[IPAddress: Bucket]>([:])

    /// Buckets that have refilled are forgotten once there are so many.
    static let capacity = 20_000

    /// - Parameter perSecond: 0 for no limit.
    init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = max(1, burst)
    }

    /// Whether one more request is within the limit; if so, it counts.
    /// - Parameter now: milliseconds on the steady clock.
    func admits(_ client: IPAddress, now: Int) -> Bool {
        guard perSecond > 0 else { return true }
        let client = client.client
        return buckets.withLock { buckets in
            if buckets.count >= Self.capacity, buckets[client] == nil { forget(&buckets, now: now) }
            var bucket = buckets[client] ?? Bucket(tokens: burst, at: now)
            bucket.tokens = refilled(bucket, now: now)
            bucket.at = now
            let admits = bucket.tokens >= 1
            if admits { bucket.tokens -= 1 }
            buckets[client] = bucket
            return admits
        }
    }

    /// Clients kept in mind now.
    var count: Int { buckets.withLock { $0.count } }

    /// Whole seconds until a refused client may ask again, at least 1.
    var retryAfter: Int { max(1, Int((1 / max(perSecond, 0.001)).rounded(.up))) }

    private func refilled(_ bucket: Bucket, now: Int) -> Double {
        min(burst, bucket.tokens + Double(max(0, now - bucket.at)) / 1000 * perSecond)
    }

    private func forget(_ buckets: inout [IPAddress: Bucket], now: Int) {
        buckets = buckets.filter { refilled($0.value, now: now) < burst }
        // Under attack from very many addresses nothing can be told apart: begin anew rather than grow.
        if buckets.count >= Self.capacity { buckets.removeAll(keepingCapacity: true) }
    }
}
