/// The details in a notice file's keys; what the format has no key for goes to `notes:` and to comments.

import Deadlines
import Texts

extension DraftNotice {
    // MARK: - The notice

    /// Where the value of a key was read.
    func line(_ key: String) -> String { draft.lines[key].map { "  # 第\($0)行" } ?? "" }

    func basisLines() -> [String] {
        let basis = draft.parts.basis
        guard !basis.isEmpty else { return [] }
        return ["basis:"] + basis.map { "  - \(Self.quoted($0.text))  # \(Self.place($0))" }
    }

    func contactLines() -> [String] {
        let contacts = draft.parts.contacts
        guard contacts.isEmpty else {
            return ["contacts:"]
                + contacts.map { contact in
                    var fields = ["office: \(Self.quoted(contact.office))"]
                    if let phone = contact.phone { fields.append("phone: \(Self.quoted(phone))") }
                    if let mail = contact.mail { fields.append("mail: \(Self.quoted(mail))") }
                    if let about = contact.about { fields.append("about: \(Self.quoted(about))") }
                    return "  - {\(fields.joined(separator: ", "))}  # 第\(contact.position.line)行"
                }
        }
        guard let mail = draft.emails.first else { return [] }
        return ["contacts:", "  - {office: \(Self.quoted(draft.issuers.first ?? "发文单位")), mail: \(Self.quoted(mail))}"]
    }

    /// The ways that deliverables refer to; what else is printed stands below as a comment.
    func channelLines() -> [String] {
        let used = ways.all.filter { ways.used.contains($0.id) }
        let others = ways.all.filter { !ways.used.contains($0.id) }
        return (used.isEmpty ? [] : ["channels:"]) + used.map { "  " + channelLine($0) }
            + (others.isEmpty ? [] : ["# 原文还有这些地址，没有材料明确要报送到此："]) + others.map { "#   " + channelLine($0) }
    }

    private func channelLine(_ way: DraftWays.Way) -> String {
        let address = way.address.map { ", address: \(Self.quoted($0))" } ?? ""
        let place = way.position.map { "  # 第\($0.line)行" } ?? ""
        return "\(way.id): {kind: \(way.kind), title: \(Self.quoted(way.title))\(address)}\(place)"
    }

    func consequenceLines() -> [String] {
        let consequences = draft.parts.consequences
        guard !consequences.isEmpty else { return [] }
        return ["consequences:"] + consequences.map { "  - \(Self.quoted($0.text))  # 第\($0.position.line)行" }
    }

    /// - Parameter closes: the last day, where rules that recur need one.
    func inferredLines(_ closes: Day?) -> [String] {
        var lines: [String] = []
        if draft.isIssueInferred { lines.append("  issued: 原文没有落款日期，取发布或印发日期") }
        if closes != nil { lines.append("  closes: 原文未写截止，取所及各期限的最后一年年末") }
        return lines.isEmpty ? [] : ["inferred:"] + lines
    }

    /// The format has no key for annexes.
    func annexLines() -> [String] {
        let annexes = draft.parts.annexes
        guard !annexes.isEmpty else { return [] }
        return ["", "# 附件："] + annexes.map { "#   第\($0.position.line)行 \(Self.comment($0.text))" }
    }

    /// A task that asks for 报表 without naming them: those of the notice's table, with who fills each in.
    func formNotes(_ deadline: DraftDeadline) -> [String] {
        guard deadline.kind == .submission || deadline.kind == .sealedScan,
            deadline.detail.deliverables.contains(where: { $0.title == "报表" || $0.title == "统计报表" })
        else { return [] }
        return draft.parts.forms.map { form in
            let name = [form.code, form.title].compactMap(\.self).joined(separator: " ")
            return "报表：\(name)\(form.who.map { "，由\($0)填报" } ?? "")，第\(form.position.line)行"
        }
    }

    // MARK: - A task

    /// `deliver`, `quota` and `nil` of a task.
    func detailLines(_ detail: DraftDetail) -> [String] {
        var lines: [String] = []
        if !detail.deliverables.isEmpty {
            lines.append("    deliver:")
            for (index, one) in detail.deliverables.enumerated() {
                lines += deliverableLines(one, index + 1, detail)
            }
        }
        // A quantity that completes the task; a limit is a condition.
        if let quota = detail.quota, let least = quota.least {
            lines.append(
                "    quota: {count: \(least), unit: \(Self.quoted(quota.unit))}  # \(Self.place(quota.quote))")
        }
        if let report = detail.nilReport { lines.append("    nil: true  # \(Self.place(report))") }
        return lines
    }

    private func deliverableLines(
        _ one: DraftDeliverable, _ number: Int, _ detail: DraftDetail
    ) -> [String] {
        var fields = ["title: \(Self.quoted(one.title))"]
        if !one.formats.isEmpty { fields.append("format: [\(one.formats.map(\.rawValue).joined(separator: ", "))]") }
        if let seal = one.seal { fields.append("seal: \(seal.rawValue)") }
        if let copies = one.copies, copies > 1 { fields.append("count: \(copies)") }
        if detail.deliverables.count == 1, let name = detail.fileName, Self.isFileName(name.text) {
            fields.append("name: \(Self.quoted(name.text))")
        }
        if let way = ways.way(of: one, detail) { fields.append("channel: \(way.id)") }
        let place = "第\(one.position.line)行" + (one.isGeneral ? "，全文统一的材料要求" : "")
        return ["      item-\(number): {\(fields.joined(separator: ", "))}  # \(place)"]
    }

    /// The marks that no file name holds, and braces, which are the format's own.
    private static func isFileName(_ name: String) -> Bool {
        !name.contains { "/\\:*?\"<>|{}".contains($0) }
    }

    /// What a task says that has no key.
    func detailNotes(_ detail: DraftDetail) -> [String] {
        var notes: [String] = []
        for channel in detail.channels {
            let way = ways[channel].map { ways.used.contains($0.id) ? "（\($0.id)）" : "" } ?? ""
            let place = channel.isGeneral ? "原文未专门写明" : "第\(channel.position.line)行"
            notes.append("报送渠道：\(channel.name)\(way)，\(place)")
        }
        if let name = detail.fileName, detail.deliverables.count != 1 || !Self.isFileName(name.text) {
            notes.append("文件命名：\(name.text)，第\(name.position.line)行")
        }
        if let subject = detail.mailSubject { notes.append("邮件主题：\(subject.text)，第\(subject.position.line)行") }
        if let quota = detail.quota, quota.least == nil {
            notes.append("数量要求：\(quota.quote.text)，第\(quota.quote.position.line)行")
        }
        if let after = detail.after { notes.append("先后：\(after.text)，第\(after.position.line)行") }
        if let consequence = detail.consequence {
            notes.append("逾期：\(consequence.text)，第\(consequence.position.line)行")
        }
        return notes
    }

    private static func place(_ text: DraftText) -> String { "第\(text.position.line)行：\(comment(text.text))" }
}
