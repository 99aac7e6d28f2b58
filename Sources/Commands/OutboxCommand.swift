/// `duban outbox`: what was sent, failed, is unknown, waits or was left out, and why.

import Deadlines
import Engine
import Ledger
import Office
import Platform
import Reminders
import Terminal
import Texts

enum OutboxCommand: Command {
    static var name: String { "outbox" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "发件箱：每封邮件的去向和原因", en: "what became of each letter, and why"),
            discussion: Phrase(
                zh: """
                    最近的在前。最后一行是总账：计划 = 已发 + 失败 + 不明 + 抑制 + 待发，不平则退出码为 1。不显示邮箱地址。

                    --json 输出 {letters: [{letter, state, kind, recipient, recipientName, notice, created, next, settled, \
                    attempts, code, redirected, reason}], counts, planned, sent, failed, unknown, suppressed, pending, balanced}；时间为 \
                    1970 年以来的秒数，reason 为代号或服务器的说明；counts 按台账中的状态（held、planned、sending 合为待发）计数。
                    """,
                en: """
                    The latest first. The last line is the account: planned = sent + failed + unknown + suppressed + pending; \
                    the exit status is 1 if that is not so. No addresses are shown.

                    --json prints {letters: [{letter, state, kind, recipient, recipientName, notice, created, next, settled, \
                    attempts, code, redirected, reason}], counts, planned, sent, failed, unknown, suppressed, pending, balanced}; \
                    times are seconds since 1970, the reason is a key or what the server said; counts are by the ledger's \
                    states, of which held, planned and sending make up pending.
                    """),
            options: [
                .value(
                    "state", Phrase(zh: "状态", en: "STATE"), Phrase(zh: "只看此状态的", en: "in this state"),
                    allowed: LetterStateWord.allCases.map(\.rawValue)),
                .value(
                    "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "只看给此单位的", en: "to this unit"), completion: .units),
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "只看专为此通知的", en: "about this notice alone"),
                    completion: .notices),
                .value(
                    "limit", Phrase(zh: "行数", en: "N"), Phrase(zh: "最多列出几行", en: "at most so many rows"),
                    defaultText: Phrase(same: "50")),
            ],
            refusedGlobals: ["as"],
            examples: [
                Example("duban outbox --state failed", Phrase(zh: "没有送达的", en: "what was refused")),
                Example("duban outbox --unit 渝中区", Phrase(zh: "给一个单位的邮件", en: "letters to one unit")),
            ],
            exitCodes: [.attention, .notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        return try store.read {
            let listing = try OutboxListing(arguments, store)
            if arguments.globals.json { try listing.writeJSON(to: console) } else { try listing.print(to: console) }
            return listing.accounting.isBalanced ? .ok : .attention
        }
    }
}

/// Letters of the outbox as a table or JSON.
private struct OutboxListing {
    let letters: [Ledger.Letter]
    let counts: OutboxCounts
    let accounting: Accounting
    let zone: Zone
    let names: RecipientNames

    init(_ arguments: ParsedArguments, _ store: LedgerStore) throws {
        let naming = arguments.globals.naming(store)
        let limit = try arguments.int("limit", in: 1...1_000_000) ?? 50
        let unit = try arguments.string("unit").map { Recipient.unit(try naming.unit($0).unit.code).key }
        let notice = try arguments.string("notice").map { try naming.notice($0).id }
        let states = arguments.choice("state", LetterStateWord.self).map { $0.states.map(Optional.some) } ?? [nil]
        let found = try states.flatMap { state in
            try store.letters(state: state, recipient: unit, notice: notice, limit: limit)
        }
        letters = Array(found.sorted { $0.id > $1.id }.prefix(limit))
        counts = try store.outboxCounts()
        accounting = Accounting(counts)
        zone = try Zones.usual(in: store)
        names = RecipientNames(store)
    }

    func print(to console: Console) throws {
        if letters.isEmpty {
            console.print(Phrase(zh: "没有符合条件的邮件", en: "there is no such letter"))
        } else {
            console.print(try table(console.language))
        }
        console.print(accounting.text, accounting.isBalanced ? .dim : .red)
    }

    private func table(_ language: Language) throws -> Table {
        var table = Table([
            Table.Column(Phrase(zh: "编号", en: "number"), .trailing), Table.Column(Phrase(zh: "时间", en: "when")),
            Table.Column(Phrase(zh: "收件人", en: "to whom"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "类别", en: "kind")), Table.Column(Phrase(zh: "状态", en: "state")),
            Table.Column(Phrase(zh: "次数", en: "tries"), .trailing, priority: 2),
            Table.Column(Phrase(zh: "通知", en: "notice"), minimum: 10, priority: 1, wraps: true),
            Table.Column(Phrase(zh: "说明", en: "reason"), minimum: 14, wraps: true),
        ])
        for letter in letters {
            let kind = DigestKind(rawValue: letter.kind)?.name ?? Phrase(same: letter.kind)
            table.add([
                Cell("#\(letter.id)", .dim), Cell(zone.minute(letter.moment)),
                Cell(try names.name(letter.recipient)(language)), Cell(kind(language)),
                Cell(letter.state.name(language), letter.state.style), Cell(letter.attempts),
                Cell(letter.notice ?? "", .dim), Cell(letter.explanation(zone)(language)),
            ])
        }
        return table
    }

    func writeJSON(to console: Console) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("letters")
        writer.value(.array(try letters.map { .object(try $0.fields(names, console.language)) }))
        let states = Ledger.Letter.State.allCases
        writer.field("counts", .object(states.map { ($0.rawValue, .int(counts[$0])) }))
        for (name, value) in accounting.fields { writer.field(name, value) }
        console.write(writer.finish())
    }
}

extension Ledger.Letter {
    /// When it was settled, or when it may go.
    var moment: Instant { settledAt ?? max(nextAttempt, created) }

    /// Why it is in its state; of one that was sent, nothing but that it went elsewhere.
    func explanation(_ zone: Zone) -> Phrase {
        let (code, isRedirected) = RedirectedCode.read(outcomeCode)
        var words = reason.map { LetterReason.phrase($0) } ?? Phrase(same: "")
        if state == .sent { words = isRedirected ? Phrase(zh: "已改发", en: "redirected") : Phrase(same: "") }
        if state == .planned, attempts > 0 {
            words = words + Phrase(zh: "；\(zone.minute(nextAttempt)) 再试", en: "; again at \(zone.minute(nextAttempt))")
        }
        guard let code, !words.zh.contains(code), Int(code) != nil, state != .sent else { return words }
        return words + Phrase(zh: "（\(code)）", en: " (\(code))")
    }

    func fields(_ names: RecipientNames, _ language: Language) throws -> [(String, JSON)] {
        let (code, isRedirected) = RedirectedCode.read(outcomeCode)
        return [
            ("letter", .int(Int(id))), ("state", .string(LetterStateWord(state).rawValue)), ("kind", .string(kind)),
            ("recipient", .string(recipient)), ("recipientName", .string(try names.name(recipient)(language))),
            ("notice", .optional(notice)), ("created", .int(Int(created.seconds))),
            ("next", .optional(state.isPending ? Int(nextAttempt.seconds) : nil)),
            ("settled", .optional(settledAt.map { Int($0.seconds) })), ("attempts", .int(attempts)),
            ("code", .optional(code)), ("redirected", .bool(isRedirected)), ("reason", .optional(reason)),
        ]
    }
}

extension Ledger.Letter.State {
    var style: Style {
        switch self {
        case .sent: .green
        case .failed, .unknown: .red
        case .held, .planned, .sending: .yellow
        case .suppressed: .dim
        }
    }
}
