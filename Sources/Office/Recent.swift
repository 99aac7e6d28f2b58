/// What was read last, with what it came to: many notices share a calendar, and often a roster.

import Glibc
import Synchronization

final class Recent<Value: Sendable>: Sendable {
    private let kept = Mutex<[(name: String, text: String, value: Value)]>([])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// A large roster is one notice's own, and kept by nobody twice.
    static func isWorthKeeping(_ text: String) -> Bool { text.utf8.count < 100_000 }

    /// Byte for byte, where `==` would also take other bytes for the same letters.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        let isSame = one.utf8.withContiguousStorageIfAvailable { one in
            other.utf8.withContiguousStorageIfAvailable { other in
                guard let first = one.baseAddress, let second = other.baseAddress else { return one.isEmpty }
                return memcmp(first, second, one.count) == 0
            }
        }
        return isSame.flatMap { $0 } ?? one.utf8.elementsEqual(other.utf8)
    }

    /// The value of a text, byte for byte the same as one that was read before, or else made now.
    /// - Parameter name: what the value depends on besides, a file's name.
    func value(of text: String, named name: String = "", make: () throws -> Value) rethrows -> Value {
        let known = kept.withLock { kept in
            kept.first { $0.name == name && Self.isSame($0.text, text) }?.value
        }
        if let known { return known }
        let value = try make()
        kept.withLock { kept in
            if kept.count >= limit { kept.removeFirst() }
            kept.append((name, text, value))
        }
        return value
    }
}

/// The other way round: the text that was made last of a value. Values that share their storage compare at once.
final class Latest<Key: Equatable & Sendable>: Sendable {
    private let kept = Mutex<(key: Key, text: String)?>(nil)

    func text(of key: Key, make: () -> String) -> String {
        let known = kept.withLock { $0.flatMap { $0.key == key ? $0.text : nil } }
        if let known { return known }
        let text = make()
        kept.withLock { $0 = (key, text) }
        return text
    }
}
