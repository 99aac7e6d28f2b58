/// Row numbers of notices, tasks, units and review chains by their words, for one writing step.

import Texts

struct NameCache {
    var notices: [String: Int64] = [:]
    var tasks: [TaskName: Int64] = [:]
    var units: [String: Int64] = [:]
    var chains: [[String]: Chain] = [:]

    struct TaskName: Hashable {
        let notice: Int64
        let task: String
    }

    /// Reviewers by level, as row numbers.
    struct Chain {
        let ref: Int64
        let reviewers: [Int64]
    }
}

extension LedgerWriter {
    func ref(notice id: String) throws(LedgerError) -> Int64 {
        if let known = names.notices[id] { return known }
        let found = try database.first(.notices, "one") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
        guard let found else { throw .unknown(store.path, Phrase(zh: "通知“\(id)”", en: "notice “\(id)”")) }
        names.notices[id] = found
        return found
    }

    func ref(task id: String, of notice: Int64) throws(LedgerError) -> Int64 {
        let key = NameCache.TaskName(notice: notice, task: id)
        if let known = names.tasks[key] { return known }
        let found = try database.first(.notices, "task_ref") { statement in
            statement.bind(1, notice)
            statement.bind(2, id)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
        guard let found else { throw .unknown(store.path, Phrase(zh: "任务“\(id)”", en: "task “\(id)”")) }
        names.tasks[key] = found
        return found
    }

    /// Units that were read before this step began, with nothing recorded in between: they are not looked up again.
    public func know(_ units: [StoredUnit]) {
        names.units.reserveCapacity(units.count)
        for unit in units { names.units[unit.unit.code] = unit.ref }
    }

    func ref(unit code: String) throws(LedgerError) -> Int64 {
        if let known = names.units[code] { return known }
        let found = try database.first(.units, "ref") {
            $0.bind(1, code)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
        guard let found else { throw .unknown(store.path, Phrase(zh: "单位“\(code)”", en: "unit “\(code)”")) }
        names.units[code] = found
        return found
    }

    /// The chain of these reviewers, made when it is new; nil when nobody reviews.
    func chain(of reviewers: [String]) throws(LedgerError) -> NameCache.Chain? {
        if reviewers.isEmpty { return nil }
        if let known = names.chains[reviewers] { return known }
        var refs: [Int64] = []
        for code in reviewers { refs.append(try ref(unit: code)) }
        let codes = reviewers.joined(separator: ListText.separator)
        let stored = try database.first(.reviews, "chain_find") {
            $0.bind(1, codes)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
        let ref: Int64 = if let stored { stored } else { try addChain(codes, refs) }
        let made = NameCache.Chain(ref: ref, reviewers: refs)
        names.chains[reviewers] = made
        return made
    }

    private func addChain(_ codes: String, _ refs: [Int64]) throws(LedgerError) -> Int64 {
        let ref = try database.first(.reviews, "chain_add") {
            $0.bind(1, codes)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
        guard let ref else { throw .damaged(store.path, Phrase(zh: "无法登记审核链", en: "a review chain was not kept")) }
        for (index, reviewer) in refs.enumerated() {
            try database.run(.reviews, "chain_level_add") { statement in
                statement.bind(1, ref)
                statement.bind(2, index + 1)
                statement.bind(3, reviewer)
            }
        }
        return ref
    }
}

/// Lists kept in one column: joined by line feeds, which no element contains.
enum ListText {
    static let separator = "\n"

    static func join(_ items: [String]) -> String {
        items.count > 1 ? items.joined(separator: separator) : items.first ?? ""
    }

    /// By bytes: this is read for every row.
    static func split(_ text: String) -> [String] {
        if text.isEmpty { return [] }
        return text.utf8.contains(0x0A) ? text.utf8.split(separator: 0x0A).map { String(Substring($0)) } : [text]
    }
}
