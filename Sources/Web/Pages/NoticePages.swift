/// Notices: the list, and one notice with its dates on a line and its units against its tasks.

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

enum NoticePages {
    static var routes: [Route] {
        [
            Route("GET", "/notices", .session, list),
            Route("GET", "/n/{notice}", .session, lane: .slow, show),
        ]
    }

    private static func list(_ call: Call) throws -> Response {
        try call.read { office in
            let almanac = try call.site.almanac.page(office.store)
            let allowed = call.permit.notices(.seeNotice)
            let notices = almanac.notices.filter { allowed?.contains($0.id) ?? true }
            guard allowed == nil || allowed?.isEmpty == false else { throw Problem(403) }
            let page = call.page(Phrase(zh: "通知", en: "Notices"), here: "/notices")
            return page.response { html in
                html.element("h1", text: page.say(page.title))
                if notices.isEmpty {
                    html.element("p", text: page.say(Phrase(zh: "还没有加载通知。", en: "No notice is loaded yet.")))
                }
                html.element("ul", .class("cards")) { html in
                    for notice in notices {
                        html.element("li", .class("card")) { html in
                            html.element("h2") { html in
                                html.element("a", .href("/n/\(notice.id.percentEncoded)"), text: notice.title)
                            }
                            let facts = [notice.number, notice.issuer].compactMap { $0 }.joined(separator: "　")
                            html.element("p", .class("of"), text: facts)
                            if notice.state == .withdrawn {
                                html.element("p", text: page.say(Phrase(zh: "已撤销", en: "withdrawn")))
                            }
                        }
                    }
                }
            }
        }
    }

    private static func show(_ call: Call) throws -> Response {
        try call.read { office in
            let id = call.part("notice")
            guard call.permit.allows(.seeNotice, on: .notice(id)), let stored = try office.store.notice(id) else {
                throw Problem(404)
            }
            return try NoticeView(stored, call, office).response()
        }
    }
}

struct NoticeView {
    private let stored: StoredNotice
    private let notice: Notice
    private let clock: NoticeClock
    private let call: Call
    private let matrix: Matrix
    /// Of each due: tasks, and how many assignments are in each state.
    private let dates: [(due: Instant, task: String, counts: [State: Int])]
    private let filter: MatrixFilter

    init(_ stored: StoredNotice, _ call: Call, _ office: Office) throws {
        let almanac = try call.site.almanac.page(office.store)
        guard let notice = almanac.definitions[stored.id], let clock = almanac.clocks[stored.id] else {
            throw Problem(404)
        }
        self.stored = stored
        self.notice = notice
        self.clock = clock
        self.call = call
        filter = MatrixFilter(call)
        let roster = try Dossier(stored.id, in: office.store).roster
        var matrix = Matrix(roster, now: call.now)
        var dates: [String: (due: Instant, task: String, counts: [State: Int])] = [:]
        try office.store.forEachAssignment(.notice(stored.id)) { row in
            matrix.add(row)
            guard let due = row.status.effectiveDue ?? row.status.due else { return }
            let key = "\(due.seconds)/\(row.assignment.task)"
            dates[key, default: (due, row.assignment.task, [:])].counts[row.status.state, default: 0] += 1
        }
        self.matrix = matrix
        self.dates = dates.values.sorted { ($0.due, $0.task) < ($1.due, $1.task) }
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    func response() -> Response {
        let page = call.page(Phrase(same: stored.title), here: "/notices")
        return page.response { html in
            html.element("h1", text: stored.title)
            html.element(
                "p", .class("muted"),
                text: [stored.number, stored.issuer, notice.issued?.iso].compactMap { $0 }.joined(separator: "　"))
            writeDates(&html)
            writeMatrix(&html)
        }
    }

    // MARK: - The line of dates

    private func writeDates(_ html: inout HTML) {
        html.element("h2", text: say(Phrase(zh: "时间线", en: "Dates")))
        let today = clock.zone.day(of: call.now)
        var isTodayTold = false
        html.element("ol", .class("line")) { html in
            for entry in dates {
                let day = clock.zone.lastDay(before: entry.due)
                if !isTodayTold, day > today {
                    isTodayTold = true
                    writeToday(today, &html)
                }
                html.element("li", day < today ? .class("past") : nil) { html in
                    html.element("strong", text: say(clock.zone.due(entry.due)))
                    html.text("　\(title(entry.task))")
                    for state in State.allCases {
                        guard let count = entry.counts[state] else { continue }
                        html.text("　")
                        html.element(
                            "span", .class("muted nowrap"), text: "\(state.sign) \(say(state.name)) \(count)")
                    }
                }
            }
            if !isTodayTold { writeToday(today, &html) }
        }
    }

    private func writeToday(_ today: Day, _ html: inout HTML) {
        html.element(
            "li", .class("today"), text: say(Phrase(zh: "今天 \(today.iso)", en: "today, \(today.iso)")))
    }

    private func title(_ task: String) -> String { notice.tasks.first { $0.id == task }?.title ?? task }

    // MARK: - Units × tasks

    private func writeMatrix(_ html: inout HTML) {
        html.element("h2", text: say(Phrase(zh: "各单位进度", en: "Units and tasks")))
        filter.write(notice, path: "/n/\(stored.id.percentEncoded)", &html)
        let units = matrix.units(filter)
        let shown = units.dropFirst((filter.page - 1) * Matrix.perPage).prefix(Matrix.perPage)
        html.element("ul", .class("legend")) { html in
            for state in State.allCases {
                html.element("li", text: "\(state.sign) \(say(state.name))")
            }
            html.element("li", text: "! " + say(Phrase(zh: "逾期", en: "late")))
        }
        let tasks = notice.tasks.filter { matrix.tasks.contains($0.id) && (filter.task == nil || filter.task == $0.id) }
        html.element(
            "div", .class("scroll"), .named("tabindex", "0"), .named("role", "region"),
            .named("aria-label", say(Phrase(zh: "各单位进度表", en: "Progress of the units")))
        ) { html in
            html.element("table", .class("matrix")) { html in
                html.element(
                    "caption",
                    text: say(Phrase(zh: "符合条件的单位 \(units.count) 个", en: "\(plural(units.count, "unit")) found")))
                html.columns([say(Phrase(zh: "单位", en: "Unit"))] + tasks.map(\.title))
                html.element("tbody") { html in
                    for unit in shown { writeRow(unit, tasks, &html) }
                }
            }
        }
        filter.writePages(of: units.count, path: "/n/\(stored.id.percentEncoded)", &html)
    }

    private func writeRow(_ unit: Unit, _ tasks: [Task], _ html: inout HTML) {
        html.line()
        html.element("tr") { html in
            html.element("th", .named("scope", "row"), text: unit.name)
            for task in tasks {
                html.element("td") { html in
                    for cell in matrix.cells(unit.code, task.id) {
                        html.element(
                            "a", .class(cell.look), .href("/t/\(cell.id)"),
                            .named("aria-label", "\(unit.name) · \(task.title)：\(say(cell.name))"), text: cell.sign)
                    }
                }
            }
        }
    }
}
