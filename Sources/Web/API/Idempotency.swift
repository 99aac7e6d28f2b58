/// `Idempotency-Key`: a write that was carried out is answered again, and not done again, when the same request comes
/// again.

import Deadlines
import HTTP
import Ledger
import Synchronization
import Texts

/// The key of a request that carries one.
struct IdempotencyKey: Sendable {
    let text: String

    /// Nil when there is none.
    init?(_ call: Call) throws {
        guard let text = call.head.header("idempotency-key") else { return nil }
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                400, what: Phrase(zh: "Idempotency-Key 不能用", en: "this Idempotency-Key cannot be used"),
                remedy: Phrase(zh: "1–255 个可见的 ASCII 字符", en: "1 to 255 visible ASCII characters"))
        }
        self.text = text
    }
}

struct Idempotency {
    /// Keeps the key in the very step that records something, so that no crash comes between the two.
    typealias Claim = (LedgerWriter) throws -> Void

    private let key: IdempotencyKey
    private let call: Call
    private let digest: SHA256.Digest
    private var who: String { call.permit.author }

    /// Seconds that an answer is kept.
    private static let keeping: Int64 = 86_400
    /// Stands for an answer that is not known yet, or that a crash has lost.
    private static let unknown = 0

    init(_ key: IdempotencyKey, _ call: Call) throws {
        self.key = key
        self.call = call
        let hasher = try SHA256()
        hasher.begin()
        let query = call.head.query.map { "\($0.name)=\($0.value)" }
        for part in [call.head.method] + call.head.path + query { hasher.add(Array(part.utf8) + [0]) }
        hasher.add(call.request.body)
        digest = hasher.end()
    }

    func response(_ run: (@escaping Claim) throws -> [UInt8]) throws -> Response {
        guard call.site.busyKeys.begin(who, key.text) else { throw Problem(409, busy: ()) }
        defer { call.site.busyKeys.end(who, key.text) }
        if let kept = try call.site.pool.read({ try $0.answer(to: key.text, of: who) }) { return try replay(kept) }
        let isClaimed = Mutex(false)
        let body = try run { writer in
            // A command may record in several steps: the first one keeps the key.
            guard !isClaimed.withLock({ $0 }) else { return }
            try writer.keep(
                KeptAnswer(digest: digest, status: Self.unknown, body: ""), to: key.text, of: who, at: call.now)
            isClaimed.withLock { $0 = true }
        }
        try keep(body, isClaimed: isClaimed.withLock { $0 })
        return EndpointAnswer.json(200, body)
    }

    private func keep(_ body: [UInt8], isClaimed: Bool) throws {
        let answer = KeptAnswer(digest: digest, status: 200, body: String(decoding: body, as: UTF8.self))
        try call.site.pool.write { store in
            try store.write { writer in
                if isClaimed {
                    try writer.complete(answer, to: key.text, of: who)
                } else {
                    try writer.keep(answer, to: key.text, of: who, at: call.now)
                }
                try writer.forgetAnswers(before: call.now.adding(seconds: -Self.keeping))
            }
        }
    }

    private func replay(_ kept: KeptAnswer) throws -> Response {
        guard kept.digest == digest else {
            throw Problem(
                422,
                what: Phrase(
                    zh: "这个 Idempotency-Key 已用于另一个请求", en: "this Idempotency-Key was used for another request"),
                remedy: Phrase(zh: "换一个新的键", en: "make a new key"))
        }
        guard kept.status != Self.unknown else {
            throw Problem(
                409, what: Phrase(zh: "这个请求已经执行，但答复没有留下", en: "this request was carried out, but its answer was lost"),
                remedy: Phrase(zh: "查询现在的状态，不要重做", en: "look at how things stand; do not send it anew"))
        }
        return EndpointAnswer.json(UInt32(kept.status), Array(kept.body.utf8)).with("Idempotency-Replayed", "true")
    }
}

/// The keys of requests that are being carried out: the same one coming in meanwhile is told to wait.
final class BusyKeys: Sendable {
    private let keys = Mutex<Set<[String]>>([])

    func begin(_ who: String, _ key: String) -> Bool { keys.withLock { $0.insert([who, key]).inserted } }

    func end(_ who: String, _ key: String) { _ = keys.withLock { $0.remove([who, key]) } }
}

extension Problem {
    fileprivate init(_ status: UInt32, busy: Void) {
        self.init(
            status,
            what: Phrase(
                zh: "同一个 Idempotency-Key 的请求正在执行", en: "a request with this Idempotency-Key is being carried out"),
            remedy: Phrase(zh: "稍后重试", en: "try again in a moment"))
    }
}
