/// The sections about other units: what waits for the recipient's review, what is overdue below it.

import Deadlines
import Notices
import Texts
import Workflow

extension Composer {
    func writeReviews(_ lines: [Line], _ others: [Remainder.Tally], isAlone: Bool, to pen: inout LetterPen) {
        let language = pen.language
        let count = lines.count + others.reduce(0) { $0 + $1.count }
        if !isAlone {
            pen.sectionHeading(
                Phrase(zh: "等待贵单位审核（\(count)项）", en: "Waiting for your review (\(count))")(language))
        }
        let head = [
            Phrase(zh: "报送单位", en: "Unit"), Phrase(zh: "任务", en: "Task"), Phrase(zh: "收到时间", en: "Received"),
            Phrase(zh: "已等待", en: "Waiting"),
        ]
        let rows = lines.prefix(Self.lineLimit).map { line in
            let words = words(line.subject.assignment.notice, language)
            guard let received = line.subject.received else { return [line.unit.name, title(of: line, language)] }
            let days = words.workingDays(since: received)
            return [
                line.unit.name, title(of: line, language),
                Phrase(zh: "\(words.happened(received))收到", en: "received \(words.happened(received))")(language),
                Phrase(zh: "已等待\(days)个工作日", en: "waiting \(plural(days, "working day"))")(language),
            ]
        }
        writeTable(head, Array(rows), rest: lines.dropFirst(Self.lineLimit), others, to: &pen)
        if isAlone { writeContacts(lines, to: &pen) }
    }

    func writeBelow(_ lines: [Line], _ others: [Remainder.Tally], to pen: inout LetterPen) {
        let count = lines.count + others.reduce(0) { $0 + $1.count }
        pen.sectionHeading(
            Phrase(zh: "所属单位逾期情况（\(count)项）", en: "Overdue in units below (\(count))")(pen.language))
        writeOverdue(lines, others, to: &pen)
    }

    /// Rows of unit, task, due and distance.
    func writeOverdue(_ lines: [Line], _ others: [Remainder.Tally], to pen: inout LetterPen) {
        let language = pen.language
        let head = [
            Phrase(zh: "单位", en: "Unit"), Phrase(zh: "任务", en: "Task"), Phrase(zh: "截止时间", en: "Due"),
            Phrase(zh: "逾期", en: "Overdue"), Phrase(zh: "电话", en: "Phone"),
        ]
        let rows = lines.prefix(Self.lineLimit).map { line in
            overdueRow(line, words(line.subject.assignment.notice, language))
        }
        writeTable(head, Array(rows), rest: lines.dropFirst(Self.lineLimit), others, to: &pen)
    }

    private func overdueRow(_ line: Line, _ words: DueWords) -> [String] {
        var row = [line.unit.name, title(of: line, words.language)]
        if let end = line.subject.target {
            row.append(words.moment(end)(words.language))
            row.append(words.distance(to: end).phrase(words.language))
        } else {
            row += ["", line.owed.reason(words.language)]
        }
        row.append(line.unit.phone.map { Phrase(zh: "电话\($0)", en: "phone \($0)")(words.language) } ?? "")
        return row
    }

    private func writeTable(
        _ head: [Phrase], _ rows: [[String]], rest: ArraySlice<Line>, _ others: [Remainder.Tally],
        to pen: inout LetterPen
    ) {
        let language = pen.language
        pen.table(head.map { $0(language) }, rows)
        let count = others.reduce(rest.count) { $0 + $1.count }
        guard count > 0 else { return }
        pen.paragraph(Phrase(zh: "另有\(count)项，按任务统计：", en: "\(count) more, counted by task:")(language))
        pen.table(
            [Phrase(zh: "任务", en: "Task")(language), Phrase(zh: "项数", en: "Number")(language)],
            counts(rest, others, language))
    }

    private func writeContacts(_ lines: [Line], to pen: inout LetterPen) {
        for notice in Self.inOrder(lines.map(\.subject.assignment.notice)) {
            book.text(notice, pen.language)?.writeContacts(to: &pen)
        }
    }
}
