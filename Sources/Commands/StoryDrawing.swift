/// A story for people: sections with headings, events in order, verdicts with their reasons.

import Deadlines
import Office
import Terminal
import Texts
import Workflow

struct StoryDrawing {
    let story: Story
    let console: Console

    private var language: Language { console.language }
    private var zone: Zone { story.zone }

    func print() {
        printHead()
        section(Phrase(zh: "要求", en: "What was asked")) { printLines(story.asked) }
        if !story.materials.isEmpty { section(Phrase(zh: "材料", en: "What to hand in")) { printMaterials() } }
        section(Phrase(zh: "期限的由来", en: "How the date came about")) {
            for line in story.due { console.print(Paragraph(line(language), indent: 2)) }
        }
        section(Phrase(zh: "经过", en: "What happened")) { printEvents() }
        section(Phrase(zh: "现状", en: "Where it stands")) { printLines(story.standing) }
        section(Phrase(zh: "怎样计入", en: "How it counts")) { printVerdicts() }
        section(Phrase(zh: "用时", en: "Split clock")) { printClock() }
        section(Phrase(zh: "提醒", en: "Reminders")) { printLetters() }
        console.print()
        let hash = story.head.hash.hex
        console.print(
            Phrase(
                zh: "截至 \(zone.asOf(story.asOf))　台账末条 第 \(story.head.seq) 号 \(hash)",
                en: "as of \(zone.asOf(story.asOf)), ledger head \(story.head.seq) \(hash)"), .dim)
    }

    private func printHead() {
        let assignment = story.assignment
        let title = story.taskTitle.narrowed(
            by: [assignment.item, assignment.occurrence, assignment.channel], language)
        console.print("#\(assignment.id) \(story.unitName)　\(title)", .bold)
        console.print(
            Phrase(zh: "《\(story.noticeTitle)》", en: story.noticeTitle)
                + Phrase(same: story.noticeNumber.map { " \($0)" } ?? ""))
    }

    private func section(_ title: Phrase, _ body: () -> Void) {
        console.print()
        console.print(title, .bold)
        body()
    }

    private func printLines(_ lines: [StoryLine]) {
        var list = KeyValueList(indent: 2)
        for line in lines { list.add(line.label, line.text, line.isInferred || line.isDoubtful ? .yellow : []) }
        console.print(list)
    }

    private func printMaterials() {
        for material in story.materials {
            let mark =
                material.isIn
                ? Phrase(zh: "已报", en: "in")
                : material.isRequired ? Phrase(zh: "缺", en: "missing") : Phrase(zh: "可选", en: "optional")
            let style: Style = material.isIn ? .green : material.isRequired ? .red : .dim
            let padding = String(repeating: " ", count: max(1, 10 - displayWidth(of: mark(language))))
            console.print([Cell("  "), Cell(mark(language), style), Cell(padding + "\(material.id)　\(material.title)")])
        }
    }

    // MARK: Events

    private func printEvents() {
        if story.events.isEmpty {
            console.print(Phrase(zh: "  还没有任何登记", en: "  nothing was recorded"))
            return
        }
        var table = Table([
            Table.Column(Phrase(zh: "编号", en: "no."), .trailing), Table.Column(Phrase(zh: "发生时间", en: "when")),
            Table.Column(Phrase(zh: "内容", en: "what"), minimum: 24, wraps: true),
            Table.Column(Phrase(zh: "登记", en: "recorded by"), minimum: 12, priority: 1, wraps: true),
        ])
        for told in story.events {
            let event = told.event
            let isVoid = told.voidedBy != nil
            let text = isVoid ? struck(told) : told.text(language)
            table.add(
                [Cell(Int(event.seq)), Cell(seconds(event.at)), Cell(text), Cell(record(event))],
                style: isVoid ? .dim : [])
        }
        console.print(table)
    }

    private func struck(_ told: StoryEvent) -> String {
        guard let by = told.voidedBy, case .voided(_, let reason) = by.what else { return told.text(language) }
        return Phrase(
            zh: "✗ \(told.text.zh)〔已作废：第 \(by.seq) 号，\(by.author)，\(zone.minute(by.at))，\(reason)〕",
            en: "✗ \(told.text.en) [voided: event \(by.seq), \(by.author), \(zone.minute(by.at)), \(reason)]")(language)
    }

    private func record(_ event: Event) -> String {
        let later =
            event.isBackdated
            ? Phrase(zh: "，\(zone.minute(event.recorded)) 补登", en: ", recorded \(zone.minute(event.recorded))")(
                language) : ""
        return "\(event.author)（\(event.source.rawValue)）\(later)"
    }

    private func seconds(_ instant: Instant) -> String {
        let second = zone.local(instant).second
        return zone.minute(instant) + (second == 0 ? "" : second < 10 ? ":0\(second)" : ":\(second)")
    }

    // MARK: Figures

    private func printVerdicts() {
        defer { printLines(story.figures) }
        if story.verdicts.isEmpty { return }
        var table = Table([
            Table.Column(Phrase(zh: "口径", en: "reading")), Table.Column(Phrase(zh: "期限", en: "due")),
            Table.Column(Phrase(zh: "结论", en: "verdict")),
            Table.Column(Phrase(zh: "理由", en: "because"), minimum: 24, wraps: true),
        ])
        for verdict in story.verdicts {
            let isOfficial = story.isOfficial(verdict)
            let name = Figure(verdict.reading).name(language) + (isOfficial ? " ★" : "")
            table.add(
                [
                    Cell(name), Cell(verdict.basis.name(language)),
                    Cell(verdict.verdict.name(language), style(verdict.verdict)),
                    Cell(verdict.because(language)),
                ], style: isOfficial ? .bold : [])
        }
        console.print(table)
    }

    private func style(_ verdict: Verdict) -> Style {
        switch verdict {
        case .onTime: .green
        case .late, .missing: .red
        case .pending, .blocked: .yellow
        default: []
        }
    }

    private func printClock() { console.print(Phrase(same: "  ") + story.clockWords) }

    private func printLetters() {
        if story.letters.isEmpty {
            console.print(Phrase(zh: "  没有发过", en: "  none"))
            return
        }
        var table = Table([
            Table.Column(Phrase(zh: "信件", en: "letter"), .trailing), Table.Column(Phrase(zh: "时间", en: "when")),
            Table.Column(Phrase(zh: "收信单位", en: "to"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "事由", en: "occasion"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "结果", en: "outcome"), minimum: 12, wraps: true),
        ])
        for letter in story.letters {
            let reason = letter.reason.map { language == .chinese ? "：\($0)" : ": \($0)" } ?? ""
            table.add([
                Cell(Int(letter.letter)), Cell(zone.minute(letter.settledAt ?? letter.created)),
                Cell(letter.recipientName(language)),
                Cell(letter.occasion(language)), Cell(letter.state.story(language) + reason),
            ])
        }
        console.print(table)
    }
}

// MARK: - What a page says in the same words

extension Story {
    /// The verdict by which the notice reports: its official reading, extensions counted.
    package func isOfficial(_ verdict: StoryVerdict) -> Bool {
        verdict.reading == official && verdict.basis == .extended
    }

    /// With whom it lay for how long; the parts add up.
    package var clockWords: Phrase {
        let unit = TimeWords.exact(clock.unit)
        let reviewer = TimeWords.exact(clock.reviewer)
        let closed = TimeWords.exact(clock.closed)
        let elapsed = TimeWords.exact(elapsed)
        return Phrase(
            zh: "单位 \(unit.zh) + 审核 \(reviewer.zh) + 办结（免报） \(closed.zh) = 历时 \(elapsed.zh)",
            en: "unit \(unit.en) + reviewer \(reviewer.en) + closed \(closed.en) = elapsed \(elapsed.en)")
    }
}

extension DueBasis {
    package var name: Phrase {
        switch self {
        case .original: Phrase(zh: "原期限", en: "original")
        case .extended: Phrase(zh: "延期后", en: "extended")
        }
    }
}
