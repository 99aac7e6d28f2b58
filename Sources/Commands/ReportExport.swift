/// A report for other programs: JSON and CSV with the same names for the same figures.

import Deadlines
import Documents
import Notices
import Office
import Terminal
import Texts
import Workflow

struct ReportExport {
    private let report: Report
    private let zone: Zone

    init(_ report: Report, _ zone: Zone) {
        self.report = report
        self.zone = zone
    }

    /// Part by part, so that a large table is never in memory as a whole.
    func writeCSV(to console: Console) {
        let head = CSVBuffer()
        for key in Self.rowKeys + ReportCell.keys { head.add(key) }
        head.endRow()
        console.write(bytes: head.bytes)
        for notice in report.notices { console.write(bytes: rows(of: notice).bytes) }
        guard let total = report.total else { return }
        let last = CSVBuffer()
        for text in ["", "notices", "", "", ""] { last.add(text) }
        add(total, at: moment(in: zone), to: last)
        console.write(bytes: last.bytes)
    }

    /// What stands before the figures.
    private static let rowKeys = ["notice", "by", "key", "name", "rank", "asOf", "headSeq", "headHash"]

    private func rows(of notice: NoticeFigures) -> CSVBuffer {
        // Said once for each notice, not for each row.
        let moment = moment(in: notice.zone)
        let buffer = CSVBuffer()
        for text in [notice.id, "total", "", notice.title, ""] { buffer.add(text) }
        add(notice.total, at: moment, to: buffer)
        let by = report.by?.rawValue ?? ""
        for group in notice.groups {
            buffer.add(notice.id)
            buffer.add(by)
            buffer.add(group.key ?? "")
            buffer.add(group.name ?? "")
            if let rank = group.rank { buffer.add(rank) } else { buffer.addEmpty() }
            add(group.tally, at: moment, to: buffer)
        }
        return buffer
    }

    private func moment(in zone: Zone) -> CSVBuffer {
        let cells = CSVBuffer()
        cells.add(zone.iso(report.asOf))
        cells.add(Int(report.head.seq))
        cells.add(report.head.hash.hex)
        return cells
    }

    private func add(_ tally: Tally, at moment: CSVBuffer, to buffer: CSVBuffer) {
        buffer.add(cellsOf: moment)
        tally.add(to: buffer)
        buffer.endRow()
    }

    var json: String {
        JSONWriter.document(
            .object([
                ("asOf", .string(zone.iso(report.asOf))),
                ("head", .object([("seq", .int(Int(report.head.seq))), ("hash", .string(report.head.hash.hex))])),
                ("by", .optional(report.by?.rawValue)), ("includeNotDue", .bool(report.includesNotDue)),
                ("notices", .array(report.notices.map(json))), ("total", total), ("formulas", formulas),
            ]), brokenLevels: 4)
    }

    private func json(_ notice: NoticeFigures) -> JSON {
        .object([
            ("notice", .string(notice.id)), ("title", .string(notice.title)), ("number", .optional(notice.number)),
            ("revision", .int(notice.revision)), ("calendar", .string(notice.calendar)),
            ("official", .string(notice.official.rawValue)), ("assessment", .string(notice.assessment.rawValue)),
            ("figures", figures(notice.total)),
            (
                "groups",
                .array(
                    notice.groups.map { group in
                        .object([
                            ("key", .optional(group.key)), ("name", .optional(group.name)),
                            ("rank", .optional(group.rank)),
                            ("figures", figures(group.tally)),
                        ])
                    })
            ),
            (
                "charges",
                .array(
                    notice.charges.map { charge in
                        .object([
                            ("task", .string(charge.task)), ("waitsFor", .optional(charge.anchor?.text)),
                            ("holders", .array(charge.holders.map { .string($0) })), ("count", .int(charge.count)),
                        ])
                    })
            ),
        ])
    }

    /// Null for a single notice.
    private var total: JSON {
        guard let total = report.total else { return .null }
        return .object([("notices", .int(report.notices.count)), ("figures", figures(total))])
    }

    private func figures(_ tally: Tally) -> JSON {
        .object(tally.cells.map { ($0.key, Self.value($0.value)) })
    }

    private static func value(_ value: Fixed?) -> JSON {
        guard let value else { return .null }
        return value.places == 0 ? .int(value.digits) : .double(value.value, places: value.places)
    }

    private var formulas: JSON {
        .object(
            Figure.allCases.map { figure in
                (figure.rawValue, .object([("zh", .string(figure.formula.zh)), ("en", .string(figure.formula.en))]))
            })
    }
}
