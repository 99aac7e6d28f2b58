/// Finding notices, units and tasks by what people call them: a code, a name, or a part of it that is enough.

import Ledger
import Notices
import Texts

/// Looks words up in the ledger. Nothing is guessed: a word that fits several is refused, and they are named.
public struct Naming {
    let store: LedgerStore
    private let sight: Sight

    /// - Parameter sight: names are looked up among what it shows.
    public init(_ sight: Sight) {
        store = sight.store
        self.sight = sight
    }

    /// Those that can be named.
    public func notices() throws -> [StoredNotice] { try sight.notices() }

    /// By id, number (文号) or title; else by a part that only one notice has.
    public func notice(_ word: String) throws -> StoredNotice {
        let all = try sight.notices()
        return try Candidates(
            noun: Phrase(zh: "通知", en: "notice"), values: all,
            keys: { [$0.id, $0.title] + ($0.number.map { [$0] } ?? []) }, name: { "\($0.id) \($0.title)" }
        ).one(word)
    }

    /// By code, name or former name; else by a part that only one unit in the roster has.
    public func unit(_ word: String) throws -> StoredUnit {
        if let found = try store.unit(code: word), try sight.shows(unit: word) { return found }
        let all = try sight.units()
        let candidates = Candidates(
            noun: Phrase(zh: "单位", en: "unit"), values: all.filter { !$0.isRemoved },
            keys: { [$0.unit.code, $0.unit.name] + $0.unit.formerNames }, name: { "\($0.unit.name)（\($0.unit.code)）" },
            listedBy: "duban units")
        do {
            return try candidates.one(word)
        } catch {
            // One that left the roster is still known by its full name.
            guard let gone = all.first(where: { $0.isRemoved && $0.unit.name == word }) else { throw error }
            return gone
        }
    }

    /// By key or title among the tasks of these notices; else by a part that only one of them has.
    public func task(_ word: String, in notices: [StoredNotice]) throws -> FoundTask {
        try tasks(in: notices).one(word)
    }

    func tasks(in notices: [StoredNotice]) throws -> Candidates<FoundTask> {
        let all = try notices.flatMap { notice in
            try store.tasks(ofNotice: notice.id).filter { !$0.isDropped }.map { FoundTask(notice: notice, task: $0) }
        }
        return FoundTask.candidates(all)
    }
}

/// A task with the notice that it belongs to.
public struct FoundTask: Sendable {
    public let notice: StoredNotice
    public let task: StoredTask

    static func candidates(_ tasks: [FoundTask]) -> Candidates<FoundTask> {
        let isAlone = Set(tasks.map(\.notice.id)).count <= 1
        return Candidates(
            noun: Phrase(zh: "任务", en: "task"), values: tasks, keys: { [$0.task.id, $0.task.title] },
            name: { isAlone ? "\($0.task.id) \($0.task.title)" : "\($0.notice.id): \($0.task.id) \($0.task.title)" })
    }
}

/// What a word could mean: exactly, then without regard to case, then as a part.
struct Candidates<Value> {
    let noun: Phrase
    let values: [Value]
    let keys: (Value) -> [String]
    /// How a candidate is listed when several fit.
    let name: (Value) -> String
    /// The command that lists them.
    var listedBy: String?

    func one(_ word: String) throws -> Value {
        let found = fitting(word)
        if let only = found.first, found.count == 1 { return only }
        if found.isEmpty { throw Refusal.unknown(noun, word, among: values.flatMap(keys), listedBy: listedBy) }
        throw ambiguous(word, found)
    }

    /// All that fit at the first stage at which any does.
    func fitting(_ word: String) -> [Value] {
        let exact = values.filter { keys($0).contains(word) }
        if !exact.isEmpty { return exact }
        let wanted = word.lowercased()
        guard !wanted.isEmpty else { return [] }
        let same = values.filter { keys($0).contains { $0.lowercased() == wanted } }
        if !same.isEmpty { return same }
        return values.filter { keys($0).contains { $0.lowercased().contains(wanted) } }
    }

    func ambiguous(_ word: String, _ found: [Value]) -> Refusal {
        let shown = found.prefix(8).map(name)
        let more = found.count - shown.count
        return Refusal(
            .notFound,
            Phrase(
                zh: "“\(word)”可以指 \(found.count) 个\(noun.zh)",
                en: "“\(word)” could be any of \(found.count) \(noun.en)s"),
            why: Phrase(
                zh: shown.joined(separator: "；") + (more > 0 ? "；另有 \(more) 个" : ""),
                en: shown.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")),
            remedy: Phrase(zh: "写全名称，或写编码", en: "write more of the name, or the code"))
    }
}
