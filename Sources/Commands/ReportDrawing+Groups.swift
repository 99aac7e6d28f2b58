/// The tables of a report: the groups of a notice side by side, several notices together, who held up what.

import Notices
import Office
import Terminal
import Texts
import Workflow

extension ReportDrawing {
    // MARK: Groups

    func printGroups(_ notice: NoticeFigures, _ by: ReportQuery.Grouping) {
        console.print()
        let isRanked = notice.assessment == .basis
        var table = Table(Self.columns(by.title, isRanked: isRanked))
        for group in notice.groups {
            table.add(cells(name(of: group), group.tally, rank: group.rank, isRanked: isRanked))
        }
        table.rule()
        table.add(cells(Self.totalName(language), notice.total, rank: nil, isRanked: isRanked), style: .bold)
        console.print(table)
        if isRanked {
            console.print(
                Phrase(
                    zh: "名次按正式口径、延期后期限；括号内为 95% 置信区间（Wilson）；已有定论的不足 5 项不排名。",
                    en:
                        "ranked by the official reading against the extended due; in brackets the 95 % interval (Wilson); "
                        + "groups with fewer than 5 decided are not ranked."), .dim)
        }
    }

    private static let totalName = Phrase(zh: "合计", en: "total")

    private func name(of group: FigureGroup) -> String {
        let level = report.by == .level ? group.key.flatMap { UnitLevel(rawValue: $0)?.name(language) } : nil
        return level ?? group.name ?? group.key ?? Phrase(zh: "（未注明）", en: "(not stated)")(language)
    }

    private static func columns(_ title: Phrase, isRanked: Bool) -> [Table.Column] {
        var columns = [
            Table.Column(title, minimum: 12, maximum: 40, wraps: true),
            Table.Column(Phrase(zh: "任务", en: "all"), .trailing, priority: 6),
            Table.Column(Phrase(zh: "到期", en: "due"), .trailing),
        ]
        if isRanked { columns.append(Table.Column(Phrase(zh: "名次", en: "rank"), .trailing)) }
        return columns + [
            Table.Column(Phrase(zh: "按时率", en: "on time"), .trailing)
        ]
            + (isRanked ? [Table.Column(Phrase(zh: "区间", en: "interval"), .trailing, priority: 4)] : []) + [
                Table.Column(Phrase(zh: "完成率", en: "completed"), .trailing),
                Table.Column(Phrase(zh: "延期", en: "late"), .trailing, priority: 1),
                Table.Column(Phrase(zh: "未报", en: "missing"), .trailing, priority: 1),
                Table.Column(Phrase(zh: "待审", en: "pending"), .trailing, priority: 3),
                Table.Column(Phrase(zh: "阻塞", en: "blocked"), .trailing, priority: 5),
                Table.Column(Phrase(zh: "延期工作日", en: "wd late"), .trailing, priority: 2),
                Table.Column(Phrase(zh: "退回率", en: "returned"), .trailing, priority: 1),
            ]
    }

    private func cells(_ name: String, _ tally: Tally, rank: Int?, isRanked: Bool) -> [Cell] {
        let official = tally.official
        func count(_ verdict: Verdict) -> Cell {
            Cell(tally[verdict], verdict == .missing && tally[verdict] > 0 ? .red : [])
        }
        var cells = [Cell(name), Cell(tally.total), Cell(tally.due)]
        if isRanked { cells.append(Cell(rank.map { String($0) } ?? "–")) }
        return cells + [
            Cell(official.rate.percent)
        ] + (isRanked ? [Cell(official.decided >= 5 ? interval(official.rate) : "", .dim)] : []) + [
            Cell(tally.completion.percent), count(.late), count(.missing), count(.pending), count(.blocked),
            Cell(tally.lateWorking.median?.text ?? ""), Cell(tally.assignmentReturnRate.percent),
        ]
    }

    private func interval(_ rate: Ratio) -> String {
        guard let wilson = rate.wilson else { return "" }
        return "[\(Int((wilson.lowerBound * 100).rounded()))–\(Int((wilson.upperBound * 100).rounded()))%]"
    }

    // MARK: Several notices

    /// One row for each notice, each by its own official reading, and all of them added up.
    func printTogether(_ total: Tally) {
        console.print()
        console.print(
            Phrase(zh: "\(report.notices.count) 份通知合计", en: "\(report.notices.count) notices together"), .bold)
        var table = Table(Self.columns(Phrase(zh: "通知", en: "notice"), isRanked: false))
        for notice in report.notices { table.add(cells(notice.title, notice.total, rank: nil, isRanked: false)) }
        table.rule()
        table.add(cells(Self.totalName(language), total, rank: nil, isRanked: false), style: .bold)
        console.print(table)
        let (onTime, completed) = (total.official.rate.fraction, total.completion.fraction)
        console.print(
            Phrase(
                zh: "合计的比率是各通知分子之和 ÷ 分母之和（按时 \(onTime)，完成 \(completed)），不是比率的平均；按时各依本通知的正式口径、"
                    + "延期后期限。",
                en:
                    "The rates of the total are sums of numerators over sums of denominators (on time \(onTime), completed "
                    + "\(completed)), not means of rates; on time is by each notice's official reading, extended due."),
            .dim)
    }

    // MARK: Who held it up

    func printCharges(_ notice: NoticeFigures) {
        guard !notice.charges.isEmpty else { return }
        console.print()
        console.print(
            Phrase(
                zh: "到期时仍被阻塞的，不计入单位的任何比率，记在前序环节名下：", en: "still blocked at its due, in no rate of the unit, charged to:"
            ),
            .bold)
        for charge in notice.charges.prefix(Self.chargesShown) {
            let holders = charge.holders.prefix(4).map(unitNames)
            let more = charge.holders.count - holders.count
            let who =
                holders.isEmpty
                ? Phrase(zh: "尚未发生", en: "not happened yet")
                : Phrase(
                    zh: holders.joined(separator: "、") + (more > 0 ? "等 \(charge.holders.count) 家" : ""),
                    en: holders.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
            let on = charge.anchor?.phrase() ?? Phrase(zh: "自己的开始日", en: "its opening day")
            console.print(
                Phrase(
                    zh: "  \(charge.task) \(charge.count) 项，等待\(on.zh)：\(who.zh)",
                    en: "  \(charge.task): \(charge.count), until \(on.en): \(who.en)"))
        }
        let more = notice.charges.count - Self.chargesShown
        if more > 0 {
            console.print(
                Phrase(zh: "  另有 \(more) 行（--json 列出全部）", en: "  and \(more) lines more (all with --json)"), .dim)
        }
    }
}

extension ReportQuery.Grouping {
    package var title: Phrase {
        switch self {
        case .unit: Phrase(zh: "单位", en: "unit")
        case .kind: Phrase(zh: "类别", en: "kind")
        case .parent: Phrase(zh: "上级单位", en: "parent")
        case .task: Phrase(zh: "任务", en: "task")
        case .level: Phrase(zh: "级别", en: "level")
        case .region: Phrase(zh: "地区", en: "region")
        }
    }
}
