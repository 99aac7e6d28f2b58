/// A notice's indicator tree with its points: each rule, the most it gives, alternatives and vetoes.

import Notices
import Office
import Terminal
import Texts

struct IndicatorDrawing {
    private let notice: Notice
    private let console: Console
    private let forest: [IndicatorNode]

    init(_ notice: Notice, _ console: Console) {
        self.notice = notice
        self.console = console
        forest = IndicatorNode.forest(notice.indicators)
    }

    func print() {
        guard !forest.isEmpty else { return }
        let most = forest.reduce(Points(tenths: 0)) { $0 + $1.maximum }
        console.print()
        console.print(
            Phrase(zh: "指标（满分 \(most.text) 分）", en: "Indicators (\(most.text) points at most)"), .bold)
        for node in forest { print(node, depth: 1) }
    }

    private func print(_ node: IndicatorNode, depth: Int) {
        let language = console.language
        let indicator = node.indicator
        let veto = indicator.hasVeto ? Phrase(zh: "，一票否决", en: ", veto")(language) : ""
        let points = Phrase(zh: "\(node.maximum.text) 分", en: "\(node.maximum.text) points")(language)
        let margin = String(repeating: "  ", count: depth)
        console.print([
            Cell("\(margin)\(indicator.title)", depth == 1 ? .bold : []), Cell("  \(indicator.id)  ", .dim),
            Cell(points + veto, indicator.hasVeto ? .red : .green),
        ])
        if let note = indicator.note { console.print(Paragraph(note, indent: 2 * depth + 2, style: .dim)) }
        for rule in indicator.points { print(rule, indent: 2 * depth + 2) }
        for child in node.children { print(child, depth: depth + 1) }
    }

    private func print(_ rule: PointRule, indent: Int) {
        let language = console.language
        var text = "· \(rule.rule.phrase(language))：\(rule.text)"
        if let when = rule.when { text += Phrase(zh: "（\(when)时）", en: " (when \(when))")(language) }
        if let group = rule.alternative { text += Phrase(zh: "［择一：\(group)］", en: " [one of: \(group)]")(language) }
        let tasks = rule.tasks.map { id in notice.tasks.first { $0.id == id }?.title ?? id }
        if !tasks.isEmpty { text += Phrase(zh: "　依据：", en: "  by: ")(language) + tasks.joined(separator: "；") }
        console.print(Paragraph(text, indent: indent))
    }
}
