/// Walks the whole ledger and names what is not as it was recorded.

import Texts
import Workflow

extension LedgerStore {
    /// Recomputes every hash and looks at everything the chain vouches for. Reads one moment of the ledger.
    /// - Parameter head: a head printed earlier, in hexadecimal, 12 digits or more: it has to be in the chain.
    /// - Throws: only when the check itself is not possible; what it finds is in the result.
    public func verify(head: String? = nil) throws(LedgerError) -> Verification {
        try rethrowing {
            try read {
                var verifier = try Verifier(self, head: head)
                return try verifier.run()
            }
        }
    }
}

/// One run.
struct Verifier {
    private static let most = 20

    private let store: LedgerStore
    private let wanted: String?
    private var hasher: ChainHasher
    private var problems: [Verification.Problem] = []
    private var isWantedSeen = false

    init(_ store: LedgerStore, head: String?) throws(LedgerError) {
        self.store = store
        wanted = head?.lowercased()
        do {
            hasher = try ChainHasher()
        } catch {
            throw .hashing(store.path, error)
        }
    }

    mutating func run() throws(LedgerError) -> Verification {
        let end = try walk()
        if let wanted, !isWantedSeen {
            add(
                .headUnknown, end.seq,
                Phrase(
                    zh: "链上没有 \(wanted)：末尾的事件被截去，或整条链被重新计算过",
                    en: "\(wanted) is not in the chain: events were cut off its end, or all hashes were made anew"))
        }
        try checkDocuments()
        try checkContacts()
        try checkDefinitions()
        try checkReferences()
        try checkFile()
        return Verification(events: end.seq, head: end, problems: problems)
    }

    private mutating func add(_ kind: Verification.Problem.Kind, _ event: Int64?, _ what: Phrase) {
        if problems.count < Verifier.most {
            problems.append(Verification.Problem(kind: kind, event: event, what: what))
        }
    }

    private func isWanted(_ hash: [UInt8]) -> Bool {
        guard let wanted, wanted.utf8.count >= 12, let digest = SHA256.Digest(hash) else { return false }
        return digest.hex.hasPrefix(wanted)
    }
}

// MARK: - The chain

extension Verifier {
    /// Follows the chain from its beginning; after a break it goes on from what is stored, so that each break is named.
    private mutating func walk() throws(LedgerError) -> Head {
        var previous = Head.zero
        var last: Int64 = 0
        let statement = try store.database.statement(.verify, "events")
        defer { statement.reset() }
        while try statement.step() {
            let row = EventRow(statement)
            let stored = statement.blob(12)
            let isSound = hasher.link(after: previous, row).bytes == stored
            if row.seq != last + 1 { addGap(after: last, before: row.seq) }
            if !isSound, row.seq == last + 1 { try addBreak(at: row, after: previous, stored: stored) }
            try checkPersonal(row, statement)
            if Event(row) == nil {
                add(.altered, row.seq, Phrase(zh: "第 \(row.seq) 号事件的内容无法解读", en: "event \(row.seq) cannot be read"))
            }
            if isWanted(stored) { isWantedSeen = true }
            previous = stored
            last = row.seq
        }
        guard let hash = SHA256.Digest(previous) else { throw store.damagedState }
        return Head(seq: last, hash: hash)
    }

    private mutating func addGap(after last: Int64, before next: Int64) {
        let range = next - last == 2 ? "\(last + 1)" : "\(last + 1)–\(next - 1)"
        add(.dropped, last + 1, Phrase(zh: "第 \(range) 号事件缺失", en: "event \(range) is missing"))
    }

    /// The hash does not fit. Which of the three: the contents of another event stand here; an event was taken out and
    /// the rest numbered anew; or the contents were altered.
    private mutating func addBreak(at row: EventRow, after previous: [UInt8], stored: [UInt8]) throws(LedgerError) {
        if let elsewhere = try place(of: row.seq, after: previous) {
            add(
                .reordered, row.seq,
                Phrase(
                    zh: "第 \(row.seq) 号事件被调换：原来的内容现在在第 \(elsewhere) 号",
                    en: "event \(row.seq) was reordered: what stood there is event \(elsewhere) now"))
        } else if try isNumberedAnew(after: row.seq, stored: stored) {
            add(
                .dropped, row.seq,
                Phrase(
                    zh: "原第 \(row.seq) 号事件被删除，其后的事件被重新编号",
                    en: "what was event \(row.seq) was dropped, and those after it were numbered anew"))
        } else {
            add(
                .altered, row.seq,
                Phrase(zh: "第 \(row.seq) 号事件（\(row.kind)）被改动", en: "event \(row.seq) (\(row.kind)) was altered"))
        }
    }

    /// Where the event is now that stood at `seq`: its hash was made from that number and the hash before.
    private mutating func place(of seq: Int64, after previous: [UInt8]) throws(LedgerError) -> Int64? {
        let statement = try Statement(
            store.database, sql: SQLTopic.verify.text["events"] ?? "", name: "verify.events")
        while try statement.step() {
            var row = EventRow(statement)
            guard row.seq > seq else { continue }
            let found = row.seq
            row.seq = seq
            if hasher.link(after: previous, row).bytes == statement.blob(12) { return found }
        }
        return nil
    }

    /// The next event is sound if its number were one higher: one before it is missing.
    private mutating func isNumberedAnew(after seq: Int64, stored: [UInt8]) throws(LedgerError) -> Bool {
        let next = try store.database.first(.verify, "event") {
            $0.bind(1, seq + 1)
        } _: { (row) throws(LedgerError) in
            (EventRow(row), row.blob(12))
        }
        guard let (found, hash) = next else { return false }
        var row = found
        row.seq += 1
        return hasher.link(after: stored, row).bytes == hash
    }

    private mutating func checkPersonal(_ row: EventRow, _ statement: Statement) throws(LedgerError) {
        guard let personal = statement.textOrNil(13) else { return }
        guard hasher.digest(personal.utf8).bytes != row.personalDigest else { return }
        add(
            .personal, row.seq,
            Phrase(zh: "第 \(row.seq) 号事件的个人信息被改动", en: "what is personal in event \(row.seq) was altered"))
    }
}

// MARK: - What the chain vouches for

extension Verifier {
    private mutating func checkDocuments() throws(LedgerError) {
        var found: [Phrase] = []
        try store.database.each(.verify, "documents") { (row) throws(LedgerError) in
            let digest = row.text(0)
            if hasher.digest(row.text(1).utf8).hex != digest {
                found.append(Phrase(zh: "文档 \(digest.prefix(12)) 被改动", en: "document \(digest.prefix(12)) was altered"))
            }
        }
        for what in found { add(.document, nil, what) }
        let missing = try store.database.all(.verify, "documents_missing") { (row) throws(LedgerError) in
            (row.int64(0), row.text(1))
        }
        for (seq, digest) in missing {
            add(
                .document, seq,
                Phrase(
                    zh: "第 \(seq) 号事件所指的文档 \(digest.prefix(12)) 缺失",
                    en: "document \(digest.prefix(12)), named by event \(seq), is missing"))
        }
    }

    private mutating func checkContacts() throws(LedgerError) {
        var recorded: [String: String] = [:]
        try store.database.each(.verify, "contacts_recorded") { (row) throws(LedgerError) in
            recorded[row.text(0)] = Fields(text: row.text(1))?["digest"]
        }
        var found: [Phrase] = []
        try store.database.each(.verify, "contacts") { (row) throws(LedgerError) in
            let code = row.text(0)
            let digest = hasher.contactDigest(
                salt: row.text(3), code: code, mailboxes: row.text(1), phone: row.textOrNil(2))
            if digest != row.text(4) || recorded[code].map({ $0 != digest }) == true {
                found.append(Phrase(zh: "单位 \(code) 的联系方式被改动", en: "the contact of unit \(code) was altered"))
            }
        }
        for what in found { add(.contact, nil, what) }
    }

    /// One pass over all definitions, plan by plan, each in the order of its numbers.
    private mutating func checkDefinitions() throws(LedgerError) {
        var plans: [Int64: Fields] = [:]
        try store.database.each(.verify, "planned") { (row) throws(LedgerError) in
            plans[row.int64(0)] = Fields(text: row.text(1)) ?? Fields()
        }
        let made = try definitions()
        for (seq, count, digest) in made {
            guard let fields = plans.removeValue(forKey: seq) else {
                addUnplanned(seq, count)
                continue
            }
            if fields["digest"] != digest || fields.int("count") != count { addDefinitions(seq, fields, count) }
        }
        for (seq, fields) in plans.sorted(by: { $0.key < $1.key }) { addDefinitions(seq, fields, 0) }
    }

    private mutating func addDefinitions(_ seq: Int64, _ fields: Fields, _ count: Int64) {
        let then = fields["count"] ?? "?"
        add(
            .definitions, seq,
            Phrase(
                zh: "第 \(seq) 号事件生成的任务（\(then) 项，现有 \(count) 项）的定义被改动",
                en: "the definitions of assignments made by event \(seq) (\(then), now \(count)) were altered"))
    }

    private mutating func addUnplanned(_ seq: Int64, _ count: Int64) {
        add(
            .definitions, seq,
            Phrase(
                zh: "\(count) 项任务自称由第 \(seq) 号事件生成，但该事件并未生成任务",
                en: "\(count) assignments claim to be made by event \(seq), which made none"))
    }

    /// For each plan its event, how many definitions there are, and the digest over them.
    private func definitions() throws(LedgerError) -> [(seq: Int64, count: Int64, digest: String)] {
        var out: [(seq: Int64, count: Int64, digest: String)] = []
        let running = try SHA256.forLedger(store.path)
        var canonical = Canonical()
        try store.database.each(.verify, "definitions") { (row) throws(LedgerError) in
            let madeBy = row.int64(12)
            if out.last?.seq != madeBy {
                if !out.isEmpty { out[out.count - 1].digest = running.end().hex }
                running.begin()
                out.append((madeBy, 0, ""))
            }
            out[out.count - 1].count += 1
            if row.isNull(13) {
                let assignment = Assignment(definition: row)
                canonical.removeAll()
                assignment.writeDefinition(to: &canonical, id: assignment.id)
                running.add(canonical.bytes)
            } else {
                running.add(row.blob(13))
            }
        }
        if !out.isEmpty { out[out.count - 1].digest = running.end().hex }
        return out
    }

    private mutating func checkReferences() throws(LedgerError) {
        let broken = try store.database.all(.verify, "foreign") { (row) throws(LedgerError) in (row.text(0), row.int(1))
        }
        for (table, count) in broken {
            add(
                .reference, nil,
                Phrase(
                    zh: "表 \(table) 中有 \(count) 行指向不存在的记录", en: "\(count) rows of \(table) refer to what is not there"))
        }
    }

    private mutating func checkFile() throws(LedgerError) {
        let said = try store.database.all(.verify, "integrity") { (row) throws(LedgerError) in row.text(0) }
        for line in said where line != "ok" {
            add(.file, nil, Phrase(zh: "数据库文件：\(line)", en: "the database file: \(line)"))
        }
    }
}
