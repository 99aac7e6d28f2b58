/// The answer of `duban remind`: letters with their lines and reasons, what is left out and why.

import Deadlines
import Engine
import Ledger
import Office
import Reminders
import Terminal
import Texts

struct RemindListing {
    private let engine: Engine
    private let forecast: Forecast
    private let digests: [Digest]
    private let suppressed: [(line: Line, why: Suppression)]
    private let deferred: [Line]
    private let zone: Zone
    private let names: RecipientNames
    private let withTexts: Bool

    init(
        engine: Engine, forecast: Forecast, filter: LineFilter, zone: Zone, names: RecipientNames, withTexts: Bool
    ) {
        self.engine = engine
        self.forecast = forecast
        digests = forecast.digests.compactMap { $0.keeping(filter.wants) }
        suppressed = forecast.suppressed.filter { filter.wants($0.line) }
        deferred = forecast.deferred.filter(filter.wants)
        self.zone = zone
        self.names = names
        self.withTexts = withTexts
    }

    // MARK: - For people

    func print(to console: Console) throws {
        printHead(console)
        if withTexts {
            if !digests.isEmpty { try MailDesk.noteUnsigned(in: engine.store, on: console) }
            try printLetters(console)
        } else if !digests.isEmpty {
            console.print(try table(console.language))
        }
        if !suppressed.isEmpty {
            console.print()
            console.print(try suppressedTable(console.language))
        }
        for (notice, why) in forecast.troubles.sorted(by: { $0.key < $1.key }) {
            console.warn(Phrase(same: notice + ": ") + why)
        }
        console.print(summary, .dim)
        console.print(Accounting(try engine.store.outboxCounts()).text, .dim)
    }

    private func printHead(_ console: Console) {
        let at = zone.minute(forecast.goes)
        if forecast.goes != forecast.at {
            console.note(
                Phrase(
                    zh: "\(zone.minute(forecast.at)) 不在工作时间，以下于 \(at) 发出",
                    en: "\(zone.minute(forecast.at)) is outside of working hours; this goes at \(at)"))
        }
        switch forecast.mode {
        case .normal: break
        case .hold:
            console.note(
                Phrase(
                    zh: "邮件暂缓：放行（duban mail release）后才发出",
                    en: "mail is held: it goes once it is released (duban mail release)"))
        case .redirect: console.note(Phrase(zh: "所有邮件改发到一个地址", en: "all mail is redirected to one address"))
        }
    }

    private var summary: Phrase {
        let lines = digests.reduce(0) { $0 + $1.lines.count }
        if digests.isEmpty, suppressed.isEmpty, deferred.isEmpty {
            return Phrase(
                zh: "\(zone.minute(forecast.goes)) 没有要发的", en: "nothing is owed at \(zone.minute(forecast.goes))")
        }
        var zh = "\(zone.minute(forecast.goes)) 会发 \(digests.count) 封，共 \(lines) 项"
        var en = "\(zone.minute(forecast.goes)): \(plural(digests.count, "letter")), \(plural(lines, "line"))"
        if !suppressed.isEmpty {
            zh += "；不发 \(suppressed.count) 项"
            en += "; \(suppressed.count) not sent"
        }
        if !deferred.isEmpty {
            zh += "；\(deferred.count) 项留到下一个工作日早上（当天的提醒已发）"
            en += "; \(deferred.count) left for the next morning (the day's digest has gone)"
        }
        return Phrase(zh: zh, en: en)
    }

    private func table(_ language: Language) throws -> Table {
        var table = Table(
            LineColumns.all(Phrase(zh: "任务编号", en: "number")) + [
                Table.Column(Phrase(zh: "通知", en: "notice"), minimum: 10, priority: 1, wraps: true)
            ])
        for digest in digests {
            let name = try names.name(digest.recipient.key)(language)
            table.section(Cell("\(name) · \(digest.kind.name(language))", .bold))
            for line in digest.lines {
                table.add(try cells(line, language) + [Cell(line.subject.assignment.notice, .dim)])
            }
        }
        return table
    }

    private func suppressedTable(_ language: Language) throws -> Table {
        var table = Table(
            LineColumns.all(Phrase(zh: "不发", en: "not sent")) + [
                Table.Column(Phrase(zh: "收件人", en: "to whom"), minimum: 10, priority: 1, wraps: true),
                Table.Column(Phrase(zh: "为何不发", en: "why not"), minimum: 10, wraps: true),
            ])
        for (line, why) in suppressed {
            let name = try names.name(line.target.recipient.key)(language)
            table.add(try cells(line, language) + [Cell(name), Cell(why.name(language), .yellow)])
        }
        return table
    }

    private func cells(_ line: Line, _ language: Language) throws -> [Cell] {
        let assignment = line.subject.assignment
        return [
            Cell("#\(assignment.id)", .dim), Cell(line.unit.name), Cell(try names.title(of: assignment, language)),
            Cell(line.subject.target.map { zone.shortDue($0) } ?? ""), Cell(line.owed.reason(language)),
        ]
    }

    private func printLetters(_ console: Console) throws {
        for digest in digests {
            let letter = try engine.compose(digest, at: forecast.goes)
            let name = try names.name(digest.recipient.key)(console.language)
            console.print(Phrase(zh: "── 收件人：\(name)", en: "── to: \(name)"), .bold)
            console.print(Phrase(zh: "   主题：\(letter.subject)", en: "   subject: \(letter.subject)"), .bold)
            console.print()
            console.print(letter.text)
        }
    }

    // MARK: - JSON

    func writeJSON(to console: Console) throws {
        let language = console.language
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("at", .int(Int(forecast.at.seconds)))
        writer.field("goes", .int(Int(forecast.goes.seconds)))
        writer.field("mode", .string(forecast.mode == .normal ? "release" : forecast.mode.name))
        writer.field("letters", .array(try digests.map { try json($0, language) }))
        writer.field(
            "suppressed",
            .array(
                suppressed.map { line, why in
                    .object(
                        fields(line, language) + [
                            ("recipient", .string(line.target.recipient.key)), ("why", .string(why.key)),
                        ])
                }))
        writer.field("deferred", .array(deferred.map { .object(fields($0, language)) }))
        // Apart: letters that were suppressed are counted there, too.
        writer.field("outbox", .object(Accounting(try engine.store.outboxCounts()).fields))
        console.write(writer.finish())
    }

    private func json(_ digest: Digest, _ language: Language) throws -> JSON {
        let letter = withTexts ? try engine.compose(digest, at: forecast.goes) : nil
        return .object([
            ("recipient", .string(digest.recipient.key)),
            ("recipientName", .string(try names.name(digest.recipient.key)(language))),
            ("kind", .string(digest.kind.rawValue)), ("notice", .optional(digest.notice)),
            ("lines", .array(digest.lines.map { .object(fields($0, language)) })),
            ("subject", .optional(letter?.subject)), ("text", .optional(letter?.text)),
        ])
    }

    private func fields(_ line: Line, _ language: Language) -> [(String, JSON)] {
        let assignment = line.subject.assignment
        return [
            ("assignment", .int(Int(assignment.id))), ("unit", .string(line.unit.code)),
            ("unitName", .string(line.unit.name)), ("notice", .string(assignment.notice)),
            ("task", .string(assignment.task)), ("stage", .string(line.owed.stage.key)),
            ("reason", .string(line.owed.reason(language))),
            ("due", .optional(line.subject.target.map { Int($0.seconds) })),
        ]
    }
}
