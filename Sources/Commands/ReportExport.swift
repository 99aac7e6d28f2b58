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

    var csv: String {
        let columns = ReportCell.keys
        let writer = CSVWriter()
        var text = ""
        writer.append(["notice", "by", "key", "name", "rank", "asOf", "headSeq", "headHash"] + columns, to: &text)
        for notice in report.notices {
            // Said once for each notice, not for each row.
            let moment = [notice.zone.iso(report.asOf), String(report.head.seq), report.head.hash.hex]
            let total = row(notice, by: "total", key: nil, name: notice.title, rank: nil, moment, notice.total)
            writer.append(total, to: &text)
            for group in notice.groups {
                let by = report.by?.rawValue ?? ""
                writer.append(
                    row(notice, by: by, key: group.key, name: group.name, rank: group.rank, moment, group.tally),
                    to: &text)
            }
        }
        return text
    }

    private func row(
        _ notice: NoticeFigures, by: String, key: String?, name: String?, rank: Int?, _ moment: [String], _ tally: Tally
    ) -> [String] {
        [notice.id, by, key ?? "", name ?? "", rank.map { String($0) } ?? ""] + moment
            + tally.values(official: notice.official).map(ReportCell.text)
    }

    var json: String {
        JSONWriter.document(
            .object([
                ("asOf", .string(zone.iso(report.asOf))),
                ("head", .object([("seq", .int(Int(report.head.seq))), ("hash", .string(report.head.hash.hex))])),
                ("by", .optional(report.by?.rawValue)), ("includeNotDue", .bool(report.includesNotDue)),
                ("notices", .array(report.notices.map(json))), ("formulas", formulas),
            ]), brokenLevels: 4)
    }

    private func json(_ notice: NoticeFigures) -> JSON {
        .object([
            ("notice", .string(notice.id)), ("title", .string(notice.title)), ("number", .optional(notice.number)),
            ("revision", .int(notice.revision)), ("calendar", .string(notice.calendar)),
            ("official", .string(notice.official.rawValue)), ("assessment", .string(notice.assessment.rawValue)),
            ("figures", figures(notice.total, notice.official)),
            (
                "groups",
                .array(
                    notice.groups.map { group in
                        .object([
                            ("key", .optional(group.key)), ("name", .optional(group.name)),
                            ("rank", .optional(group.rank)),
                            ("figures", figures(group.tally, notice.official)),
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

    private func figures(_ tally: Tally, _ official: OnTimeReading) -> JSON {
        .object(tally.cells(official: official).map { ($0.key, Self.value($0)) })
    }

    private static func value(_ cell: ReportCell) -> JSON {
        switch cell.value {
        case .count(let count): .int(count)
        case .percent, .number:
            Double(cell.text).map { .double($0, places: cell.text.contains(".") ? decimals(cell) : 0) } ?? .null
        }
    }

    private static func decimals(_ cell: ReportCell) -> Int {
        cell.text.split(separator: ".").last?.count ?? 0
    }

    private var formulas: JSON {
        .object(
            Figure.allCases.map { figure in
                (figure.rawValue, .object([("zh", .string(figure.formula.zh)), ("en", .string(figure.formula.en))]))
            })
    }
}
