/// The coordinator's digest: what is long overdue, who cannot be reached, whom to call, the ledger's head.

import Deadlines
import Notices
import Texts
import Workflow

extension Composer {
    /// - Parameters:
    ///   - head: the hash of the ledger's last event, so that a cut or recomputed chain can be found.
    ///   - accounting: what became of the letters so far.
    public func coordinatorLetter(_ digest: Digest, head: String? = nil, accounting: Accounting? = nil) -> Letter {
        let language = book.language
        let overdue = digest.lines.filter(\.target.isEscalated)
        let overdueCount = overdue.count + digest.remainder.count(.overdue)
        let unreached = Unreachable.list(digest.lines, digest.remainder)
        var pen = LetterPen(language, reserving: min(digest.lines.count, Self.lineLimit))
        let subject = mark(coordinatorSubject(overdueCount, unreached.count)(language), language)
        open(&pen, subject: subject, to: name(of: .coordinator, language))
        if overdueCount > 0 {
            pen.sectionHeading(
                Phrase(zh: "多次催办仍未完成（\(overdueCount)项）", en: "Overdue after several reminders (\(overdueCount))")(
                    language))
            writeOverdue(overdue, digest.remainder.tallies(.overdue), to: &pen)
        }
        if !unreached.isEmpty { writeUnreached(unreached, to: &pen) }
        writeCalls(digest.lines, digest.remainder, to: &pen)
        if let accounting { pen.paragraph(accounting.text(language)) }
        if let head {
            pen.paragraph(Phrase(zh: "台账末端校验值：", en: "Head of the ledger:")(language))
            pen.verbatim(head)
        }
        return close(&pen, subject: subject)
    }

    private func coordinatorSubject(_ overdue: Int, _ unreached: Int) -> Phrase {
        var zh: [String] = []
        var en: [String] = []
        if overdue > 0 {
            zh.append("\(overdue)项久拖未办")
            en.append("\(plural(overdue, "task")) long overdue")
        }
        if unreached > 0 {
            zh.append("\(unreached)家单位无法送达")
            en.append("\(plural(unreached, "unit")) not reached")
        }
        return Phrase(zh: "[督办] \(zh.joined(separator: "，"))", en: "[Duban] \(en.joined(separator: ", "))")
    }

    private func writeUnreached(_ list: [Unreachable], to pen: inout LetterPen) {
        let language = pen.language
        pen.sectionHeading(Phrase(zh: "邮件无法送达（\(list.count)家）", en: "Not reached by mail (\(list.count))")(language))
        let head = [
            Phrase(zh: "单位", en: "Unit"), Phrase(zh: "原因", en: "Why"), Phrase(zh: "涉及任务", en: "Tasks"),
            Phrase(zh: "电话", en: "Phone"),
        ]
        let rows = list.prefix(Self.lineLimit).map { one -> [String] in
            let phone = book.roster.unit(code: one.unit)?.phone
            return [
                book.name(one.unit), one.why.name(language),
                Phrase(zh: "涉及\(one.count)项任务", en: plural(one.count, "task"))(language),
                phone.map { Phrase(zh: "电话\($0)", en: "phone \($0)")(language) } ?? "",
            ]
        }
        pen.table(head.map { $0(language) }, Array(rows))
        let rest = list.count - rows.count
        if rest > 0 { pen.paragraph(Phrase(zh: "另有\(rest)家。", en: "\(rest) more.")(language)) }
        pen.paragraph(
            Phrase(
                zh: "请补正名录中的邮箱后重新导入；在此之前请电话通知。",
                en: "Please correct their mailboxes in the roster and import it again; until then, call them.")(
                    language))
    }

    private func writeCalls(_ lines: [Line], _ remainder: Remainder, to pen: inout LetterPen) {
        let language = pen.language
        let list = CallList(
            lines.map { CallList.Case($0.subject, unit: $0.unit, unreached: $0.target.unreached?.why) }, book: book,
            at: now, language: language)
        guard !list.entries.isEmpty else { return }
        let count = remainder.outstanding.union(list.entries.map(\.unit)).count
        pen.sectionHeading(Phrase(zh: "电话催办（\(count)家）", en: "Call list (\(count))")(language))
        let shown = list.entries.prefix(Self.lineLimit)
        for (index, entry) in shown.enumerated() {
            pen.beginTask(index + 1, entry.name + (entry.phone.map { " \($0)" } ?? ""))
            if entry.chases > 0 {
                pen.field(
                    Phrase(zh: "已经催办", en: "Called"), Phrase(zh: "\(entry.chases)次", en: "\(entry.chases)×")(language))
            }
            pen.field(Phrase(zh: "可发消息", en: "To paste"), entry.message)
            pen.endTask()
        }
        let rest = count - shown.count
        guard rest > 0 else { return }
        pen.paragraph(
            Phrase(zh: "另有\(rest)家，见 duban call-list。", en: "\(rest) more: see duban call-list.")(language))
    }
}
