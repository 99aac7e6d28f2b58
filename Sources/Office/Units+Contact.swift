/// Where to reach a unit: changed alone, or together with a directory check that the unit confirmed.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// New contact data of one unit; what is nil stays.
public struct ContactUpdate: Sendable {
    public var unit: String
    public var mailboxes: [String]?
    public var phone: String?

    public init(unit: String, mailboxes: [String]? = nil, phone: String? = nil) {
        self.unit = unit
        self.mailboxes = mailboxes
        self.phone = phone
    }
}

extension Office {
    /// Records confirmations of directory checks, and the contact data that came with them, in one step.
    public func confirm(_ requests: [StepRequest], contacts: [ContactUpdate], now: Instant) throws -> Recording {
        try store.write { writer in
            for update in contacts { try require(.changeContact, on: .unit(update.unit)) }
            try require(requests, now: now)
            let now = try ledgerTime(now)
            var recording = Recording()
            for update in contacts { try take(update, now: now, by: writer, &recording) }
            try record(requests, now: now, by: writer, &recording)
            return recording
        }
    }

    private func take(
        _ update: ContactUpdate, now: Instant, by writer: LedgerWriter, _ recording: inout Recording
    ) throws {
        guard let stored = try store.unit(code: update.unit) else {
            throw Refusal.unknown(
                Phrase(zh: "单位", en: "unit"), update.unit, among: try store.units().map(\.unit.code),
                listedBy: "duban units")
        }
        for (index, address) in (update.mailboxes ?? []).enumerated() {
            guard let problem = Mailbox.problem(of: address) else { continue }
            throw Refusal(
                .badData,
                Phrase(
                    zh: "第 \(index + 1) 个邮箱不能用：\(problem.zh)", en: "mailbox \(index + 1) cannot be used: \(problem.en)"),
                remedy: Phrase(zh: "核对后重写 --mail", en: "check it and write --mail again"))
        }
        let unit = stored.unit.reached(at: update.mailboxes, update.phone)
        let digest = try writer.putContact(of: unit)
        var changed = event(.contactChanged(digest: digest), unit: unit.code, at: now, now: now)
        changed.seq = try writer.append(changed)
        recording.events.append(changed)
    }
}

extension Unit {
    /// The same unit with other contact data.
    fileprivate func reached(at mailboxes: [String]?, _ phone: String?) -> Unit {
        Unit(
            code: code, name: name, kind: kind, level: level, parent: parent, region: region, tags: tags,
            mailboxes: mailboxes ?? self.mailboxes, phone: phone ?? self.phone, creditCode: creditCode, joins: joins,
            leaves: leaves, formerNames: formerNames)
    }
}
