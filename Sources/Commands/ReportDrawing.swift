/// A report for people: the whole first, then the groups side by side, then who held up what.

import Deadlines
import Notices
import Office
import Terminal
import Texts
import Workflow

package struct ReportDrawing {
    let report: Report
    let unitNames: (String) -> String
    let console: Console

    var language: Language { console.language }
    static let chargesShown = 12

    func print() {
        if report.notices.isEmpty {
            console.print(Phrase(zh: "没有可统计的通知", en: "there is no notice to count"))
            return
        }
        for (index, notice) in report.notices.enumerated() {
            if index > 0 { console.print() }
            print(notice)
        }
        if let total = report.total { printTogether(total) }
    }

    private func print(_ notice: NoticeFigures) {
        printHead(notice)
        printCounts(notice.total)
        printLadder(notice)
        printFigures(notice.total)
        if let by = report.by { printGroups(notice, by) }
        printCharges(notice)
    }

    private func printHead(_ notice: NoticeFigures) {
        console.print(notice.title + (notice.number.map { "（\($0)）" } ?? ""), .bold)
        let asOf = notice.zone.asOf(report.asOf)
        let hash = report.head.hash.hex
        console.print(
            Phrase(
                zh: "截至 \(asOf)　通知第 \(notice.revision) 版　日历 \(notice.calendar)",
                en: "as of \(asOf), notice revision \(notice.revision), calendar \(notice.calendar)"))
        console.print(
            Phrase(zh: "台账末条 第 \(report.head.seq) 号　", en: "ledger head \(report.head.seq), ") + Phrase(same: hash),
            .dim)
        if report.includesNotDue {
            console.print(
                Phrase(zh: "未到期的也计入（--include-not-due）", en: "what is not due yet is counted, too (--include-not-due)"))
        }
        if notice.assessment == .none {
            console.print(
                Phrase(
                    zh: "通知声明数据不作为考核依据：不排名",
                    en: "the notice says that its data are no basis for assessment: nothing is ranked"),
                .yellow)
        }
    }

    // MARK: The whole

    private func printCounts(_ tally: Tally) {
        func item(_ verdict: Verdict) -> Phrase? {
            let count = tally[verdict]
            guard count > 0 else { return nil }
            return Phrase(zh: "\(verdict.name.zh) \(count)", en: "\(verdict.name.en) \(count)")
        }
        func list(_ items: [Phrase?]) -> Phrase {
            let items = items.compactMap(\.self)
            return Phrase(zh: items.map(\.zh).joined(separator: "　"), en: items.map(\.en).joined(separator: ", "))
        }
        var block = KeyValueList()
        block.add(
            Phrase(zh: "任务", en: "assignments"),
            Phrase(zh: "共 \(tally.total)，已到期 \(tally.due)", en: "\(tally.total) in all, \(tally.due) due"))
        block.add(Phrase(zh: "已到期的", en: "of those due"), list([.onTime, .late, .missing, .pending].map(item)))
        let apart = list([.notDue, .undated, .blocked, .notBegun, .exempt, .withdrawn].map(item))
        if !apart.zh.isEmpty { block.add(Phrase(zh: "不计入的", en: "left out"), apart) }
        let flags = list(
            Self.flags(tally).map { flag in
                flag.count > 0 ? flag.name + Phrase(same: " \(flag.count)") : nil
            })
        if !flags.zh.isEmpty { block.add(Phrase(zh: "其中", en: "among them"), flags) }
        console.print(block)
        console.print()
    }

    /// Marks that say how a number came about; those with a count of 0 are of no interest.
    package static func flags(_ tally: Tally) -> [(name: Phrase, count: Int)] {
        [
            (Phrase(zh: "延期", en: "extended"), tally.extended),
            (Phrase(zh: "到期后才延期", en: "extended after the due"), tally.extendedAfterDue),
            (Phrase(zh: "因前序而迟开始", en: "opened late"), tally.openedLate),
            (Phrase(zh: "重开（次）", en: "reopenings"), tally.reopens),
            (Phrase(zh: "补登", en: "back-dated"), tally.backdated),
            (Phrase(zh: "零报告", en: "nil returns"), tally.nilReturns),
            (Phrase(zh: "代报", en: "on behalf"), tally.onBehalf),
            (Phrase(zh: "前提已撤回", en: "stale"), tally.stale),
        ]
    }

    private func printLadder(_ notice: NoticeFigures) {
        var table = Table([
            Table.Column(Phrase(zh: "按时口径", en: "on time by")),
            Table.Column(Phrase(zh: "对原期限", en: "original due"), .trailing),
            Table.Column(Phrase(zh: "上下限", en: "bounds"), .trailing),
            Table.Column(Phrase(zh: "对延期后", en: "extended due"), .trailing),
            Table.Column(Phrase(zh: "上下限", en: "bounds"), .trailing),
            Table.Column(Phrase(zh: "怎样算按时", en: "what counts"), minimum: 24, wraps: true),
        ])
        for reading in OnTimeReading.allCases {
            let figure = Figure(reading)
            let isOfficial = reading == notice.official
            let mark = isOfficial ? Phrase(zh: "★正式", en: " ★official") : Phrase(same: "")
            var cells = [Cell((figure.name + mark)(language), isOfficial ? .bold : [])]
            for basis in DueBasis.allCases {
                let count = notice.total[reading, basis]
                cells.append(Cell("\(count.rate.percent) \(count.rate.fraction)", isOfficial ? .bold : []))
                cells.append(Cell(Self.bounds(count), .dim))
            }
            table.add(cells + [Cell(figure.formula(language), .dim)])
        }
        console.print(table)
        console.print()
    }

    /// The range that the undecided ones leave open; nothing when there are none.
    private static func bounds(_ count: Tally.Count) -> String {
        count.pending == 0 ? "" : "\(count.bounds.least.percent)–\(count.bounds.most.percent)"
    }

    private func printFigures(_ tally: Tally) {
        var table = Table([
            Table.Column(Phrase(zh: "指标", en: "figure")),
            Table.Column(Phrase(zh: "值", en: "value"), minimum: 24, wraps: true),
            Table.Column(Phrase(zh: "公式", en: "formula"), minimum: 24, wraps: true),
        ])
        for (figure, value) in Self.figures(tally) {
            table.add([Cell(figure.name(language)), Cell(value(language)), Cell(figure.formula(language), .dim)])
        }
        console.print(table)
    }

    /// Every figure with its value in words, besides the ladder of on-time readings.
    package static func figures(_ tally: Tally) -> [(Figure, Phrase)] {
        func ratio(_ ratio: Ratio) -> Phrase { Phrase(same: "\(ratio.percent) \(ratio.fraction)") }
        let completion =
            ratio(tally.completion)
            + Phrase(zh: "；含免报 ", en: "; with exempt ") + ratio(tally.completionWithExempt)
        return [
            (.completion, completion),
            (.lateness, spread(tally.lateDays, tally.lateWorking)),
            (.missing, spread(tally.missingDays, tally.missingWorking)),
            (.unitReturnRate, ratio(tally.unitReturnRate)), (.assignmentReturnRate, ratio(tally.assignmentReturnRate)),
            (.decisionReturnRate, ratio(tally.decisionReturnRate)),
            (.returnsPerAccepted, Phrase(same: tally.returnsPerAccepted?.text ?? "–")), (.clock, clock(tally)),
        ]
    }

    private static func spread(_ days: Distribution, _ working: Distribution) -> Phrase {
        guard days.count > 0, let median = days.median, let mean = days.mean, let p90 = days.p90,
            let max = days.maximum,
            let workMedian = working.median, let workMean = working.mean, let workP90 = working.p90,
            let workMax = working.maximum
        else { return Phrase(same: "–") }
        return Phrase(
            zh: "\(days.count) 项；日历日：中位 \(median)、平均 \(mean)、P90 \(p90)、最长 \(max)；"
                + "工作日：中位 \(workMedian)、平均 \(workMean)、P90 \(workP90)、最长 \(workMax)",
            en: "\(days.count); calendar days: median \(median), mean \(mean), p90 \(p90), max \(max); "
                + "working days: median \(workMedian), mean \(workMean), p90 \(workP90), max \(workMax)")
    }

    private static func clock(_ tally: Tally) -> Phrase {
        let count = Int64(tally.closedCount)
        guard count > 0 else { return Phrase(same: "–") }
        let clock = tally.clock
        func part(_ seconds: Int64) -> Phrase { TimeWords.length(seconds / count) }
        return Phrase(zh: "平均：单位 ", en: "mean: unit ") + part(clock.unit) + Phrase(zh: "、审核 ", en: ", reviewer ")
            + part(clock.reviewer) + Phrase(zh: "、办结后 ", en: ", closed ") + part(clock.closed)
            + Phrase(zh: "，历时 ", en: ", elapsed ") + part(clock.elapsed)
            + Phrase(zh: "（\(count) 项合计 ", en: " (\(count) in all ") + TimeWords.length(clock.elapsed)
            + Phrase(zh: "）", en: ")")
    }
}

extension Figure {
    package init(_ reading: OnTimeReading) {
        self =
            switch reading {
            case .firstPass: .firstPass
            case .acceptedSubmission: .acceptedSubmission
            case .firstSubmission: .firstSubmission
            }
    }
}
