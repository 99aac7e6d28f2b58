/// The texts that were read last, with what they came to: many notices share a calendar, and often a roster.

import Synchronization

final class Recent<Value: Sendable>: Sendable {
    private let kept = Mutex<[(text: String, value: Value)]>([])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The value of a text, byte for byte the same as one that was read before, or else made now.
    func value(of text: String, make: () throws -> Value) rethrows -> Value {
        let known = kept.withLock { kept in kept.first { $0.text.utf8.elementsEqual(text.utf8) }?.value }
        if let known { return known }
        let value = try make()
        kept.withLock { kept in
            if kept.count >= limit { kept.removeFirst() }
            kept.append((text, value))
        }
        return value
    }
}
