/// The answer of `duban tasks`: one question to the ledger, days left by each notice's calendar.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

struct TaskListing {
    let query: TaskQuery
    let now: Instant
    let rows: [TaskRow]
    let clocks: [String: NoticeClock]
    let zone: Zone
    private let isOneUnit: Bool
    /// Where the list goes on; nil at its end.
    let next: ListPlace?

    init(_ arguments: ParsedArguments, _ store: LedgerStore) throws {
        let sight = arguments.globals.sight(store)
        let naming = Naming(sight)
        let notice = try arguments.string("notice").map { try naming.notice($0) }
        let chosen = try notice.map { [$0] } ?? naming.notices()
        let clocks = try arguments.globals.clocks(of: chosen, in: store)
        zone = try Zones.named(chosen.first?.zone ?? Shelf.usualZone)
        now = try arguments.globals.now(in: zone)
        var query = TaskQuery(
            notice: notice?.id, kind: arguments.choice("kind"), state: arguments.choice("state"),
            limit: try arguments.int("limit", in: 1...1_000_000_000) ?? .max)
        query.unit = try arguments.string("unit").map { try naming.unit($0).unit.code }
        query.reviewer = try arguments.string("reviewer").map { try naming.unit($0).unit.code }
        if let word = arguments.string("task") { query.task = try naming.task(word, in: chosen).task.id }
        let distance = try arguments.value(
            "within", expected: Phrase(zh: "5wd（工作日）或 10d（日）", en: "5wd (working days) or 10d (days)"),
            Distance.init(text:))
        query.deadlineBefore = arguments.flag("overdue") ? now.adding(seconds: 1) : nil
        let place = try Self.place(arguments)
        // One more than is asked for tells whether there is more.
        var asked = query
        if query.limit < .max { asked.limit += 1 + (place?.passed ?? 0) }
        asked.after = place?.row
        let found =
            arguments.flag("overdue")
            ? try Self.overdue(asked, now: now, in: sight)
            : try Self.rows(asked, within: distance, now: now, clocks, in: sight)
        let rest = found.dropFirst(place?.passed ?? 0)
        rows = Array(rest.prefix(query.limit))
        next = rest.count > query.limit ? ListPlace(after: rows, passed: place?.passed, of: query) : nil
        isOneUnit = query.unit != nil
        self.query = query
        self.clocks = clocks
    }

    /// A question that is settled already, with the clocks of all notices.
    init(_ globals: GlobalOptions, _ query: TaskQuery, _ store: LedgerStore) throws {
        let sight = globals.sight(store)
        let notices = try sight.notices()
        clocks = try globals.clocks(of: notices, in: store)
        zone = try Zones.named(notices.first?.zone ?? Shelf.usualZone)
        now = try globals.now(in: zone)
        rows = try sight.tasks(query)
        next = nil
        isOneUnit = query.unit != nil
        self.query = query
    }

    /// How far "within" reaches depends on each notice's calendar: the ledger is asked up to the farthest, and what
    /// lies beyond its own is left out.
    private static func rows(
        _ query: TaskQuery, within distance: Distance?, now: Instant, _ clocks: [String: NoticeClock],
        in sight: Sight
    ) throws -> [TaskRow] {
        guard let distance else { return try sight.tasks(query) }
        let ends = clocks.mapValues { distance.end(from: now, $0.calendar, $0.zone) }
        var query = query
        query.deadlineBefore = ends.values.max().map { $0.adding(seconds: 1) } ?? now
        let limit = query.limit
        if Set(ends.values).count > 1 { query.limit = .max }
        let found = try sight.tasks(query).filter { row in
            guard let deadline = row.deadline, let end = ends[row.notice] else { return false }
            return deadline <= end
        }
        return Array(found.prefix(limit))
    }

    private static func overdue(_ query: TaskQuery, now: Instant, in sight: Sight) throws -> [TaskRow] {
        var query = query
        let limit = query.limit
        query.limit = .max
        return Array(try sight.tasks(query).filter { $0.isOverdue(at: now) }.prefix(limit))
    }

    private static func place(_ arguments: ParsedArguments) throws(Failure) -> ListPlace? {
        try arguments.value(
            "after", expected: Phrase(zh: "上一次输出的 next", en: "the `next` of an earlier answer"), ListPlace.init)
    }

    func daysLeft(_ row: TaskRow) -> DaysLeft? {
        guard let deadline = row.deadline, let clock = clocks[row.notice] else { return nil }
        return DaysLeft(until: deadline, now: now, calendar: clock.calendar, zone: clock.zone)
    }
}

extension TaskRow {
    /// Its unit is late with it. What was handed in waits for others.
    package func isOverdue(at now: Instant) -> Bool {
        guard let deadline, deadline <= now else { return false }
        return state == .open || state == .returned || state == .waiting
    }
}

// MARK: - For people

extension TaskListing {
    func print(to console: Console) throws {
        guard !rows.isEmpty else { return console.print(nothing) }
        console.print(table(console.language))
        console.print(summary, .dim)
    }

    private var nothing: Phrase {
        clocks.isEmpty
            ? Phrase(zh: "台账里还没有通知；用 duban load 加载", en: "the ledger has no notice yet; `duban load` loads one")
            : Phrase(zh: "没有符合条件的任务", en: "there is no such task")
    }

    private func table(_ language: Language) -> Table {
        let hasNotices = Set(rows.map(\.notice)).count > 1
        let hasSections = query.reviewer == nil && 2 * Set(rows.map(\.deadline)).count <= rows.count
        var columns = [Table.Column(Phrase(zh: "编号", en: "number"), .trailing)]
        if !hasSections {
            columns.append(Table.Column(Phrase(zh: "截止", en: "due")))
            columns.append(Table.Column(Phrase(zh: "剩余", en: "left"), priority: 2))
        }
        if !isOneUnit { columns.append(Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 12, wraps: true)) }
        columns.append(Table.Column(Phrase(zh: "任务", en: "task"), minimum: 16, wraps: true))
        columns.append(Table.Column(Phrase(zh: "状态", en: "state"), minimum: 10, wraps: true))
        if hasNotices {
            columns.append(Table.Column(Phrase(zh: "通知", en: "notice"), minimum: 12, priority: 1, wraps: true))
        }
        var table = Table(columns)
        table.reserve(rows.count + 16)
        var section: Section?
        var last: (deadline: Instant?, notice: String, isOutstanding: Bool)?
        for row in rows {
            // Hundreds of rows share a deadline: its words are made once.
            let isOutstanding = row.state.isOutstanding
            if last.map({ $0 != (row.deadline, row.notice, isOutstanding) }) ?? true {
                let next = Section(row, daysLeft(row), clocks[row.notice]?.zone ?? zone)
                if hasSections, section != next { table.section(next.heading(language)) }
                section = next
                last = (row.deadline, row.notice, isOutstanding)
            }
            var cells = [Cell("#\(row.id)", .dim)]
            if !hasSections, let section { cells += section.cells(language) }
            if !isOneUnit { cells.append(Cell(row.unitName)) }
            cells.append(Cell(title(row, language)))
            cells.append(state(row, language))
            if hasNotices { cells.append(Cell(row.notice, .dim)) }
            table.add(cells)
        }
        return table
    }

    private func title(_ row: TaskRow, _ language: Language) -> String {
        row.taskTitle.narrowed(by: [row.item, row.occurrence], language)
    }

    private func state(_ row: TaskRow, _ language: Language) -> Cell {
        var words = row.state.name
        if let total = row.coverTotal, row.state.isOutstanding {
            words = Phrase(
                zh: "已审 \(row.coverDecided ?? 0)/\(total)", en: "reviewed \(row.coverDecided ?? 0) of \(total)")
        }
        if query.reviewer != nil, let since = row.lastSubmittedAt, let clock = clocks[row.notice] {
            let (day, today) = (clock.zone.day(of: since), clock.zone.day(of: now))
            let days = clock.calendar.workingDays(after: day, through: today)
            words = Phrase(
                zh: "\(day.iso) 报送，已 \(days) 个工作日", en: "handed in \(day.iso), \(plural(days, "working day")) ago")
        } else if row.state == .waiting, row.isOverdue(at: now) {
            words = Phrase(zh: "被前序环节阻塞", en: "blocked by an earlier step")
        } else if row.state == .submitted, let reviewer = row.reviewerName {
            words = words + Phrase(zh: "（\(reviewer)）", en: " (with \(reviewer))")
        }
        if row.state == .returned, row.returns > 1 {
            words = words + Phrase(zh: "（第 \(row.returns) 次）", en: " (\(row.returns) times)")
        }
        let marks = [
            row.isOptional ? Phrase(zh: "可选", en: "optional") : nil,
            row.isProvisional ? Phrase(zh: "日期暂定", en: "provisional date") : nil,
            row.isOpenedLate ? Phrase(zh: "开始得晚，已顺延", en: "opened late") : nil,
            row.isStale ? Phrase(zh: "前序已变", en: "stale") : nil,
        ].compactMap { $0 }
        for mark in marks { words = words + Phrase(zh: "，" + mark.zh, en: ", " + mark.en) }
        let style: Style = row.state == .returned ? .yellow : row.state == .waiting ? .dim : []
        return Cell(words(language), style)
    }

    private var summary: Phrase {
        let overdue = rows.count { $0.isOverdue(at: now) }
        let count = rows.count
        if count == query.limit {
            return Phrase(zh: "只列出前 \(count) 项（--limit）", en: "only the first \(count) are listed (--limit)")
        }
        guard overdue > 0 else { return Phrase(zh: "共 \(count) 项", en: plural(count, "task")) }
        return Phrase(zh: "共 \(count) 项，其中逾期 \(overdue) 项", en: "\(plural(count, "task")), \(overdue) overdue")
    }
}

/// Rows with one deadline stand under one heading.
private struct Section: Equatable {
    private let due: Phrase?
    private let left: DaysLeft?
    private let isOutstanding: Bool

    init(_ row: TaskRow, _ left: DaysLeft?, _ zone: Zone) {
        due = row.deadline.map { zone.due($0) }
        isOutstanding = row.state.isOutstanding
        self.left = left
    }

    /// Where hardly two rows share a deadline: due and days left in columns.
    func cells(_ language: Language) -> [Cell] {
        guard let due else { return [Cell("—", .dim), Cell("")] }
        guard let left, isOutstanding else { return [Cell(due(language)), Cell("")] }
        return [Cell(due(language)), Cell(left.phrase(language), style(left))]
    }

    private func style(_ left: DaysLeft) -> Style {
        switch left {
        case .overdue: .red
        case .left(let days): days <= 3 ? .yellow : []
        }
    }

    func heading(_ language: Language) -> Cell {
        guard let due, let left else { return Cell(Phrase(zh: "没有期限", en: "without a due day")(language), .bold) }
        guard isOutstanding else { return Cell(due(language), .bold) }
        let words = due + Phrase(same: "  ") + left.phrase
        return Cell(words(language), style(left).union(.bold))
    }
}
