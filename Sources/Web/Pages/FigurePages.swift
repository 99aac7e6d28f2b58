/// The figures: on time, late, returned, by unit above, task, kind or unit; each with its formula.

import Access
import Commands
import Deadlines
import HTTP
import Ledger
import Markup
import Notices
import Office
import Texts
import Workflow

enum FigurePages {
    static var routes: [Route] {
        [Route("GET", "/figures", .session, lane: .slow, show)]
    }

    private static func show(_ call: Call) throws -> Response {
        try call.read { office in
            let allowed = call.permit.notices(.seeFigures)
            guard allowed == nil || allowed?.isEmpty == false else { throw Problem(403) }
            let known = try office.store.notices().filter { allowed?.contains($0.id) ?? true }
            let chosen = call.query("notice").map { [$0] } ?? (allowed == nil ? [] : known.map(\.id))
            let by = call.query("by").flatMap(ReportQuery.Grouping.init)
            let report = try office.report(ReportQuery(notices: chosen, by: by, asOf: call.now, namesHolders: false))
            return FigureView(report, known, call).response()
        }
    }
}

struct FigureView {
    private let report: Report
    private let known: [StoredNotice]
    private let call: Call

    /// Groups of one notice on the page; all of them are in the CSV of `duban report`.
    private static let most = 500

    init(_ report: Report, _ known: [StoredNotice], _ call: Call) {
        self.report = report
        self.known = known
        self.call = call
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    func response() -> Response {
        let page = call.page(Phrase(zh: "统计", en: "Figures"), here: "/figures")
        return page.response { html in
            html.element("h1", text: say(page.title))
            writeChoice(&html)
            for notice in report.notices { write(notice, &html) }
            if report.notices.isEmpty {
                html.element("p", text: say(Phrase(zh: "没有可统计的通知。", en: "There is no notice to count.")))
            }
        }
    }

    private func writeChoice(_ html: inout HTML) {
        html.element("form", .named("method", "get"), .action("/figures"), .class("row")) { html in
            html.labelled(say(Phrase(zh: "通知", en: "Notice")), id: "notice") { html in
                html.element("select", .named("name", "notice"), .id("notice")) { html in
                    html.element("option", .named("value", ""), text: say(Phrase(zh: "全部", en: "all")))
                    for notice in known {
                        html.element(
                            "option", .named("value", notice.id), .flag("selected", notice.id == call.query("notice")),
                            text: notice.title)
                    }
                }
            }
            html.labelled(say(Phrase(zh: "分组", en: "By")), id: "by") { html in
                html.element("select", .named("name", "by"), .id("by")) { html in
                    html.element("option", .named("value", ""), text: say(Phrase(zh: "不分组", en: "not grouped")))
                    for by in ReportQuery.Grouping.allCases {
                        html.element(
                            "option", .named("value", by.rawValue), .flag("selected", by == report.by),
                            text: say(by.title))
                    }
                }
            }
            html.element("button", .class("second"), text: say(Phrase(zh: "统计", en: "Count")))
        }
    }

    private func write(_ notice: NoticeFigures, _ html: inout HTML) {
        html.element("h2", text: notice.title)
        html.element(
            "p", .class("muted"),
            text: say(
                Phrase(
                    zh:
                        "截至 \(notice.zone.asOf(report.asOf))　通知第 \(notice.revision) 版　日历 \(notice.calendar)　台账末条 \(report.head.seq) · \(report.head.hash.hex.prefix(16))…",
                    en:
                        "as of \(notice.zone.asOf(report.asOf)), notice revision \(notice.revision), calendar \(notice.calendar), ledger head \(report.head.seq) · \(report.head.hash.hex.prefix(16))…"
                )))
        if notice.assessment == .none {
            html.element(
                "p", .class("notice-box"),
                text: say(
                    Phrase(
                        zh: "通知声明数据不作为考核依据：不排名。",
                        en: "The notice says that its data are no basis for assessment: nothing is ranked.")))
        }
        writeTiles(notice.total, &html)
        writeLadder(notice, &html)
        writeFigures(notice.total, &html)
        if let by = report.by { writeGroups(notice, by, &html) }
    }

    private func writeTiles(_ tally: Tally, _ html: inout HTML) {
        let tiles: [(String, Phrase)] = [
            (tally.official.rate.percent, Figure.onTime.name), (tally.completion.percent, Figure.completion.name),
            (tally.assignmentReturnRate.percent, Figure.assignmentReturnRate.name),
            (String(tally[.late]), Verdict.late.name), (String(tally[.missing]), Verdict.missing.name),
            (String(tally[.pending]), Verdict.pending.name),
        ]
        html.element("ul", .class("tiles")) { html in
            for (value, name) in tiles {
                html.element("li") { html in
                    html.element("b", text: value)
                    html.text(say(name))
                }
            }
        }
    }

    private func head(_ titles: [(Phrase, Bool)], _ html: inout HTML) {
        html.columns(titles.map { (say($0.0), $0.1) })
    }

    private func writeLadder(_ notice: NoticeFigures, _ html: inout HTML) {
        html.element("div", .class("scroll")) { html in
            html.element("table", .class("stack")) { html in
                head(
                    [
                        (Phrase(zh: "按时口径", en: "On time by"), false), (Phrase(zh: "对原期限", en: "Original due"), true),
                        (Phrase(zh: "对延期后", en: "Extended due"), true), (Phrase(zh: "怎样算按时", en: "What counts"), false),
                    ], &html)
                html.element("tbody") { html in
                    for reading in OnTimeReading.allCases {
                        let figure = Figure(reading)
                        let mark = reading == notice.official ? Phrase(zh: " ★正式", en: " ★ official") : Phrase(same: "")
                        html.element("tr") { html in
                            html.element("th", .named("scope", "row"), text: say(figure.name + mark))
                            for basis in DueBasis.allCases {
                                let rate = notice.total[reading, basis].rate
                                let label =
                                    basis == .original
                                    ? Phrase(zh: "对原期限", en: "Original due") : Phrase(zh: "对延期后", en: "Extended due")
                                html.element(
                                    "td", .class("number"), .named("data-label", say(label)),
                                    text: "\(rate.percent)　\(rate.fraction)")
                            }
                            html.element("td", .class("formula"), text: say(figure.formula))
                        }
                    }
                }
            }
        }
    }

    private func writeFigures(_ tally: Tally, _ html: inout HTML) {
        html.element("div", .class("scroll")) { html in
            html.element("table", .class("stack")) { html in
                head(
                    [
                        (Phrase(zh: "指标", en: "Figure"), false), (Phrase(zh: "值", en: "Value"), false),
                        (Phrase(zh: "公式", en: "Formula"), false),
                    ], &html)
                html.element("tbody") { html in
                    for (figure, value) in ReportDrawing.figures(tally) {
                        html.element("tr") { html in
                            html.element("th", .named("scope", "row"), text: say(figure.name))
                            html.element("td", text: say(value))
                            html.element("td", .class("formula"), text: say(figure.formula))
                        }
                    }
                }
            }
        }
        let flags = ReportDrawing.flags(tally).filter { $0.count > 0 }
        guard !flags.isEmpty else { return }
        html.element(
            "p", .class("muted"),
            text: say(Phrase(zh: "其中：", en: "Among them: "))
                + flags.map { "\(say($0.name)) \($0.count)" }.joined(separator: "　"))
    }

    private func writeGroups(_ notice: NoticeFigures, _ by: ReportQuery.Grouping, _ html: inout HTML) {
        let isRanked = notice.assessment == .basis
        html.element("div", .class("scroll")) { html in
            html.element("table") { html in
                head(
                    [(by.title, false)]
                        + [
                            Phrase(zh: "任务", en: "All"), Phrase(zh: "到期", en: "Due"), Phrase(zh: "名次", en: "Rank"),
                            Phrase(zh: "按时率", en: "On time"), Phrase(zh: "完成率", en: "Completed"),
                            Phrase(zh: "延期", en: "Late"), Phrase(zh: "未报", en: "Missing"),
                            Phrase(zh: "待审", en: "Pending"),
                            Phrase(zh: "退回率", en: "Returned"),
                        ].map { ($0, true) }, &html)
                html.element("tbody") { html in
                    for group in notice.groups.prefix(Self.most) { row(group, by, isRanked, &html) }
                }
            }
        }
        if notice.groups.count > Self.most {
            html.element(
                "p", .class("muted"),
                text: say(
                    Phrase(
                        zh: "只显示前 \(Self.most) 组，全部见 duban report --format csv。",
                        en: "The first \(Self.most) groups; all of them with duban report --format csv.")))
        }
        if isRanked {
            html.element(
                "p", .class("muted"),
                text: say(
                    Phrase(zh: "已有定论的不足 5 项不排名。", en: "Groups with fewer than 5 decided are not ranked.")))
        }
    }

    private func row(_ group: FigureGroup, _ by: ReportQuery.Grouping, _ isRanked: Bool, _ html: inout HTML) {
        let tally = group.tally
        let level = by == .level ? group.key.flatMap { UnitLevel(rawValue: $0)?.name(call.language) } : nil
        let name = level ?? group.name ?? group.key ?? say(Phrase(zh: "（未注明）", en: "(not stated)"))
        let cells = [
            String(tally.total), String(tally.due), isRanked ? group.rank.map { String($0) } ?? "–" : "–",
            tally.official.rate.percent, tally.completion.percent, String(tally[.late]), String(tally[.missing]),
            String(tally[.pending]), tally.assignmentReturnRate.percent,
        ]
        html.element("tr") { html in
            html.element("th", .named("scope", "row"), text: name)
            for cell in cells { html.element("td", .class("number"), text: cell) }
        }
    }
}
