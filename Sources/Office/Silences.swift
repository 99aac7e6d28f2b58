/// Muting letters and ending it: both are events, with author, reason and expiry.

import Access
import Deadlines
import Ledger
import Reminders
import Texts
import Workflow

extension Office {
    /// Mutes letters of a scope until a moment. Returns the number of the event, by which it is ended.
    public func silence(
        _ scope: Reminders.Silence.Scope, until: Instant, reason: String, now: Instant
    ) throws -> Int64 {
        guard until > now else {
            throw Refusal(
                .refused, Phrase(zh: "静默的终点已经过去", en: "the silence would end in the past"),
                remedy: Phrase(zh: "--until 写将来的日期", en: "give --until a day to come"))
        }
        try require(.steer, on: scope.target)
        return try store.write { writer in
            let now = try ledgerTime(now)
            let (notice, unit): (String?, String?) =
                switch scope {
                case .all: (nil, nil)
                case .unit(let code): (nil, code)
                case .notice(let id), .task(let id, _): (id, nil)
                }
            return try writer.append(
                event(
                    .silenced(until: until, scope: scope.text, reason: reason), notice: notice, unit: unit, at: now,
                    now: now))
        }
    }

    /// Ends a silence before its time. Returns the number of the event.
    public func endSilence(_ seq: Int64, reason: String, now: Instant) throws -> Int64 {
        try store.write { writer in
            let now = try ledgerTime(now)
            let all = try store.silences(at: now, includingPast: true)
            guard let silence = all.first(where: { $0.event == seq }) else {
                throw Refusal(
                    .notFound, Phrase(zh: "没有第 \(seq) 号静默", en: "there is no silence \(seq)"),
                    remedy: Phrase(zh: "用 duban silence --list 查看", en: "see duban silence --list"))
            }
            try require(.steer, on: Reminders.Silence.Scope(text: silence.scope)?.target ?? .ledger)
            guard silence.endedBy == nil, silence.until > now else {
                throw Refusal(
                    .refused, Phrase(zh: "第 \(seq) 号静默已经结束", en: "silence \(seq) has ended already"))
            }
            return try writer.append(event(.unsilenced(event: seq, reason: reason), at: now, now: now))
        }
    }
}

extension Reminders.Silence.Scope {
    /// Muting a unit mutes it in every notice.
    public var target: AccessTarget {
        switch self {
        case .all, .unit: .ledger
        case .notice(let id), .task(let id, _): .notice(id)
        }
    }
}
