/// A notice's units against its tasks, and what of it is looked at.

import Commands
import Deadlines
import HTTP
import Ledger
import Markup
import Notices
import Texts
import Workflow

struct Matrix {
    struct Cell {
        let id: AssignmentID
        let state: State
        let isLate: Bool

        var sign: String { isLate ? "!\(state.sign)" : state.sign }
        var name: Phrase { isLate ? Phrase(zh: "逾期，", en: "late, ") + state.name : state.name }
        var look: StaticString {
            if isLate { return "cell late" }
            return switch state {
            case .accepted: "cell accepted"
            case .submitted: "cell submitted"
            case .returned: "cell returned"
            case .open: "cell open"
            case .waiting, .exempt, .withdrawn: "cell waiting"
            }
        }
    }

    /// Units on one page.
    static let perPage = 100

    private let roster: Roster
    private let now: Instant
    private var rows: [String: [String: [Cell]]] = [:]
    private(set) var tasks: Set<String> = []

    init(_ roster: Roster, now: Instant) {
        self.roster = roster
        self.now = now
    }

    mutating func add(_ row: StoredAssignment) {
        let status = row.status
        let deadline = status.state == .returned ? max(status.correctionDue, status.extendedDue) : status.extendedDue
        let isLate = (status.state == .open || status.state == .returned) && deadline.map { $0 <= now } ?? false
        rows[row.assignment.unit, default: [:]][row.assignment.task, default: []].append(
            Cell(id: row.id, state: status.state, isLate: isLate))
        tasks.insert(row.assignment.task)
    }

    func cells(_ unit: String, _ task: String) -> [Cell] { rows[unit]?[task] ?? [] }

    /// In the roster's order.
    func units(_ filter: MatrixFilter) -> [Unit] {
        roster.units.filter { unit in
            guard let tasks = rows[unit.code] else { return false }
            if let region = filter.region, unit.region != region { return false }
            if let word = filter.word?.lowercased(),
                !unit.name.lowercased().contains(word), !unit.code.lowercased().contains(word)
            {
                return false
            }
            guard filter.state != nil || filter.task != nil else { return true }
            let cells = filter.task.map { tasks[$0] ?? [] } ?? tasks.values.flatMap { $0 }
            return cells.contains { filter.wants($0) }
        }
    }

    private func max(_ first: Instant?, _ second: Instant?) -> Instant? {
        guard let first, let second else { return first ?? second }
        return Swift.max(first, second)
    }
}

/// What of the matrix is looked at, as the address says.
struct MatrixFilter {
    let word: String?
    let region: String?
    let task: String?
    /// A state, or `late`.
    let state: String?
    /// From 1.
    let page: Int
    private let language: Language

    init(_ call: Call) {
        word = call.query("q")
        region = call.query("region")
        task = call.query("task")
        state = call.query("state")
        page = max(1, min(10_000, call.query("page").flatMap { Int($0) } ?? 1))
        language = call.language
    }

    func wants(_ cell: Matrix.Cell) -> Bool {
        guard let state else { return true }
        return state == "late" ? cell.isLate : cell.state.rawValue == state
    }

    private func say(_ phrase: Phrase) -> String { phrase(language) }

    /// The form that changes it; it only looks, so it needs no key.
    func write(_ notice: Notice, path: String, _ html: inout HTML) {
        html.element("form", .named("method", "get"), .action(path), .class("row")) { html in
            html.labelled(say(Phrase(zh: "单位", en: "Unit")), id: "q") { html in
                html.void("input", .named("type", "search"), .named("name", "q"), .id("q"), .named("value", word ?? ""))
            }
            choice("task", Phrase(zh: "任务", en: "Task"), notice.tasks.map { ($0.id, $0.title) }, task, &html)
            let states =
                [("late", say(Phrase(zh: "逾期", en: "late")))] + State.allCases.map { ($0.rawValue, say($0.name)) }
            choice("state", Phrase(zh: "状态", en: "State"), states, state, &html)
            html.element("button", .class("second"), text: say(Phrase(zh: "筛选", en: "Filter")))
        }
    }

    private func choice(
        _ name: String, _ title: Phrase, _ options: [(String, String)], _ chosen: String?, _ html: inout HTML
    ) {
        html.labelled(say(title), id: name) { html in
            html.element("select", .named("name", name), .id(name)) { html in
                html.element("option", .named("value", ""), text: say(Phrase(zh: "全部", en: "all")))
                for (value, text) in options {
                    html.element(
                        "option", .named("value", value), .flag("selected", value == chosen), text: text)
                }
            }
        }
    }

    func writePages(of count: Int, path: String, _ html: inout HTML) {
        guard count > Matrix.perPage else { return }
        let last = (count + Matrix.perPage - 1) / Matrix.perPage
        html.element("nav", .class("pages"), .named("aria-label", say(Phrase(zh: "翻页", en: "Pages")))) { html in
            if page > 1 {
                html.element("a", .href(address(path, page - 1)), text: say(Phrase(zh: "上一页", en: "Previous")))
            }
            html.element("span", text: say(Phrase(zh: "第 \(page) / \(last) 页", en: "page \(page) of \(last)")))
            if page < last {
                html.element("a", .href(address(path, page + 1)), text: say(Phrase(zh: "下一页", en: "Next")))
            }
        }
    }

    private func address(_ path: String, _ page: Int) -> String {
        let parts = [("q", word), ("region", region), ("task", task), ("state", state), ("page", String(page))]
        let query = parts.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }
        return path + "?" + query.joined(separator: "&")
    }
}
