/// The tasks of a notice for reading: who, by when, what, reviewed by whom, counted how.

import Deadlines
import Notices
import Office
import Terminal
import Texts
import Workflow

extension NoticeDrawing {
    func printTasks(_ tasks: [Task]) {
        heading(Phrase(zh: "任务（\(tasks.count) 项）", en: "Tasks (\(tasks.count))"), tasks)
        for task in tasks {
            console.print()
            let optional = task.optional ? Phrase(zh: "，可选", en: ", optional")(language) : ""
            console.print([
                Cell(task.title, .bold), Cell("  \(task.id)  ", .dim),
                Cell("\(task.kind.word(language))\(optional)", .dim),
            ])
            console.print(list(of: task))
            for deliverable in task.deliver { printDeliverable(deliverable) }
        }
    }

    private func list(of task: Task) -> KeyValueList {
        var list = KeyValueList(indent: 2)
        addWho(task, &list)
        addWhen(task, &list)
        addReview(task, &list)
        addCounting(task, &list)
        for note in task.notes { list.add(Phrase(zh: "说明", en: "note"), note) }
        if let quote = task.quote {
            list.add(Phrase(zh: "原文", en: "quote"), Phrase(zh: "“\(quote)”", en: "“\(quote)”"), .dim)
        }
        for inference in task.inferred {
            list.add(Phrase(zh: "推定", en: "inferred"), "\(inference.key)：\(inference.reason)", .yellow)
        }
        for doubt in task.doubts { list.add(Phrase(zh: "疑问", en: "in doubt"), text(of: doubt), .yellow) }
        if let policy = task.reminders { list.add(Phrase(zh: "提醒", en: "reminders"), PolicyWords.phrase(policy)) }
        if let counts = overview.counts[task.id] { list.add(Phrase(zh: "状态", en: "state"), states(counts)) }
        if let missing = overview.missing[task.id], !missing.isEmpty { addMissing(missing, &list) }
        return list
    }

    private func addMissing(_ units: [String], _ list: inout KeyValueList) {
        let names = units.prefix(8).map { overview.roster?.unit(code: $0)?.name ?? $0 }
        let more = units.count > names.count
        list.add(
            Phrase(zh: "尚缺", en: "missing"),
            Phrase(
                zh: names.joined(separator: "、") + (more ? "等 \(units.count) 个单位" : ""),
                en: names.joined(separator: ", ") + (more ? " and \(units.count - names.count) more" : "")), .yellow)
    }

    private func addWho(_ task: Task, _ list: inout KeyValueList) {
        let count = overview.bound[task.id].map { Phrase(zh: "（\($0) 个单位）", en: " (\(plural($0, "unit")))") }
        list.add(Phrase(zh: "责任单位", en: "who"), task.who.phrase + (count ?? Phrase(same: "")))
        if let lead = task.lead { list.add(Phrase(zh: "牵头", en: "lead"), lead.phrase) }
        switch task.items {
        case .tags(let prefix):
            list.add(
                Phrase(zh: "每项一份", en: "one for each"),
                Phrase(zh: "单位标签 \(prefix):名称", en: "tag \(prefix):NAME of the unit"))
        case .names(let names): list.add(Phrase(zh: "每项一份", en: "one for each"), names.joined(separator: "、"))
        case nil: break
        }
        if let phase = task.phase {
            list.add(Phrase(zh: "阶段", en: "phase"), notice.phases.first { $0.id == phase }?.title ?? phase)
        }
    }

    private func addWhen(_ task: Task, _ list: inout KeyValueList) {
        let label = Phrase(zh: "截止", en: "due")
        if task.due.isEmpty { list.add(label, Phrase(zh: "无期限", en: "undated")) }
        for entry in task.due {
            var words = entry.rule.phrase(naming: naming)
            if let day = fixedDay(entry) { words = words + restDay(day) }
            if let who = entry.who { words = words + Phrase(zh: "：\(who.phrase.zh)", en: ": \(who.phrase.en)") }
            if let channel = entry.channel {
                words = words + Phrase(zh: "（\(title(ofChannel: channel))）", en: " (\(title(ofChannel: channel)))")
            }
            if !entry.dayIncluded { words = words + Phrase(zh: "（不含当日）", en: " (that day left out)") }
            if let quote = entry.quote { words = words + Phrase(zh: "　“\(quote)”", en: "  “\(quote)”") }
            list.add(label, words)
        }
        if let starts = task.starts {
            let title = notice.event(starts)?.title ?? starts
            list.add(Phrase(zh: "产生", en: "made"), Phrase(zh: "每次“\(title)”时", en: "at each “\(starts)” (\(title))"))
        }
        if !task.after.isEmpty {
            let words = task.after.map { $0.phrase(naming: naming) }
            list.add(Phrase(zh: "开始条件", en: "opens after"), words.listed())
        }
        if let minimum = task.minimum {
            list.add(
                Phrase(zh: "晚开始至少给", en: "minimum"), Phrase(zh: "\(minimum) 个工作日", en: plural(minimum, "working day")))
        }
    }

    private func addReview(_ task: Task, _ list: inout KeyValueList) {
        for (index, level) in task.review.enumerated() {
            var words: Phrase =
                switch level.reviewer {
                case .parent: Phrase(zh: "上级单位", en: "the unit's parent")
                case .ancestor(let selector):
                    Phrase(zh: "最近的上级：\(selector.phrase.zh)", en: "the nearest above: \(selector.phrase.en)")
                case .unit(let selector, false): selector.phrase
                case .unit(let selector, true):
                    Phrase(zh: "本地区的：\(selector.phrase.zh)", en: "of the same region: \(selector.phrase.en)")
                }
            if let who = level.who {
                words = words + Phrase(zh: "（适用于\(who.phrase.zh)）", en: " (for \(who.phrase.en))")
            }
            list.add(Phrase(zh: "第 \(index + 1) 级审核", en: "review \(index + 1)"), words)
        }
        if !task.covers.isEmpty {
            let titles = task.covers.map { id in notice.tasks.first { $0.id == id }?.title ?? id }
            list.add(
                Phrase(zh: "审核范围", en: "covers"),
                Phrase(zh: titles.joined(separator: "；"), en: titles.joined(separator: "; ")))
        }
        if let correction = task.correction {
            list.add(
                Phrase(zh: "退回改正", en: "correction"),
                Phrase(zh: "\(correction) 个工作日", en: plural(correction, "working day")))
        }
        if task.resume == .same {
            list.add(
                Phrase(zh: "改正后", en: "resubmission"), Phrase(zh: "回到退回的那一级", en: "goes to the level that returned it"))
        }
    }

    private func addCounting(_ task: Task, _ list: inout KeyValueList) {
        if let quota = task.quota {
            switch quota.source {
            case .own:
                list.add(
                    Phrase(zh: "数量", en: "quota"),
                    Phrase(zh: "累计 \(quota.count) \(quota.unit)", en: "\(quota.count) \(quota.unit) of its own"))
            case .below(let id):
                let title = notice.tasks.first { $0.id == id }?.title ?? id
                list.add(
                    Phrase(zh: "数量", en: "quota"),
                    Phrase(
                        zh: "所属单位的“\(title)”累计 \(quota.count) \(quota.unit)",
                        en: "\(quota.count) \(quota.unit) of “\(title)” by the units below"))
            }
        }
        if !task.nilAllowed { list.add(Phrase(zh: "零报告", en: "nil return"), Phrase(zh: "不接受", en: "not accepted")) }
        if let indicator = task.indicator {
            list.add(
                Phrase(zh: "指标", en: "indicator"), notice.indicators.first { $0.id == indicator }?.title ?? indicator)
        }
        for (indicator, rule) in rules(for: task) {
            list.add(
                Phrase(zh: "计分", en: "points"),
                rule.rule.phrase + Phrase(zh: "（\(indicator.title)）", en: " (\(indicator.title))"))
        }
    }

    /// Point rules of any indicator that look at this task.
    private func rules(for task: Task) -> [(Indicator, PointRule)] {
        notice.indicators.flatMap { indicator in
            indicator.points.filter { $0.tasks.contains(task.id) }.map { (indicator, $0) }
        }
    }

    private func printDeliverable(_ deliverable: Deliverable) {
        var parts = deliverable.requirements
        if let channel = deliverable.channel {
            parts.append(Phrase(zh: "交到：\(title(ofChannel: channel))", en: "to: \(title(ofChannel: channel))"))
        }
        if let who = deliverable.who { parts.append(Phrase(zh: "限\(who.phrase.zh)", en: "for \(who.phrase.en)")) }
        let joined = parts.joined(zh: "，", en: ", ")
        console.print(Paragraph("□ \(deliverable.title)［\(deliverable.id)］  \(joined(language))", indent: 4))
        if let name = deliverable.name {
            console.print(
                Paragraph(Phrase(zh: "文件名：\(name)", en: "file name: \(name)")(language), indent: 6, style: .dim))
        }
        if let note = deliverable.note { console.print(Paragraph(note, indent: 6, style: .dim)) }
    }

    private func fixedDay(_ entry: DueEntry) -> Day? {
        guard entry.rule.anchors.isEmpty, !entry.rule.isRecurring,
            case .due(let due) = entry.rule.resolve(
                calendar: overview.calendar, zone: overview.zone, dayIncluded: entry.dayIncluded, anchors: { _ in nil })
        else { return nil }
        return overview.zone.lastDay(before: due.end)
    }

    /// A rest day is said together with the last working day before it.
    private func restDay(_ day: Day) -> Phrase {
        guard !overview.calendar.isWorking(day) else { return Phrase(same: "") }
        let last = overview.calendar.lastWorkingDay(onOrBefore: day)
        return Phrase(
            zh: "（休息日，之前最后一个工作日 \(last.iso)）", en: " (a rest day; the last working day before is \(last.iso))")
    }

    private func title(ofChannel id: String) -> String { notice.channels.first { $0.id == id }?.title ?? id }

    /// Titles instead of keys within a rule.
    private func naming(_ key: String) -> Phrase? {
        let title = notice.event(key)?.title ?? notice.tasks.first { $0.id == key }?.title
        return title.map { Phrase(zh: $0, en: key) }
    }
}
