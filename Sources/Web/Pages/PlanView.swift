/// The third step of loading: what would be stored and sent, to be agreed to.

import Commands
import Deadlines
import HTTP
import Markup
import Notices
import Office
import Texts
import Workflow

struct PlanView {
    private let call: Call
    private let input: LoadText
    private let opened: OpenedNotice
    private let proposal: LoadProposal

    init(_ call: Call, _ input: LoadText, _ opened: OpenedNotice, _ proposal: LoadProposal) {
        self.call = call
        self.input = input
        self.opened = opened
        self.proposal = proposal
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }
    private var zone: Zone { proposal.board.zone }

    func response() -> Response {
        let page = call.page(Phrase(zh: "加载计划", en: "The plan"), here: "/load", switchesLanguage: false)
        return page.response { html in
            html.element("h1", text: opened.notice.title)
            html.element("p", .class("muted"), text: say(heading))
            writeWarnings(&html)
            writePlan(&html)
            writeDifference(&html)
            writeLetters(&html)
            writeForm(&html)
        }
    }

    private var heading: Phrase {
        let revision =
            proposal.isNew
            ? Phrase(zh: "首次加载", en: "first load")
            : Phrase(zh: "第 \(proposal.revision) 版", en: "revision \(proposal.revision)")
        return Phrase(same: "\(opened.notice.id)　") + revision
            + Phrase(
                zh: "　\(proposal.roster.units.count) 个单位，日历 \(opened.calendar.id)",
                en: ", \(plural(proposal.roster.units.count, "unit")), calendar \(opened.calendar.id)")
    }

    private func writeWarnings(_ html: inout HTML) {
        let warnings = opened.warnings.filter { !$0.isDoubt }
        guard !warnings.isEmpty else { return }
        html.element("details", .class("notice-box")) { html in
            html.element(
                "summary", text: say(Phrase(zh: "\(warnings.count) 条提示", en: plural(warnings.count, "warning"))))
            html.element(
                "pre", .named("tabindex", "0"),
                text: DiagnosticRenderer(language: call.language, width: 90).render(warnings, sources: opened.sources))
        }
    }

    private func writePlan(_ html: inout HTML) {
        html.element("div", .class("scroll")) { html in
            html.element("table", .class("stack")) { html in
                html.columns(
                    [
                        Phrase(zh: "任务", en: "Task"), Phrase(zh: "种类", en: "Kind"), Phrase(zh: "单位数", en: "Units"),
                        Phrase(zh: "截止", en: "Due"), Phrase(zh: "提示", en: "Remark"),
                    ].map(say))
                html.element("tbody") { html in
                    for line in PlannedLine.lines(of: proposal) {
                        html.element("tr") { html in
                            html.element("th", .named("scope", "row"), text: line.title)
                            html.element("td", text: say(line.kind.word))
                            html.element(
                                "td", .named("data-label", say(Phrase(zh: "单位数", en: "Units"))),
                                text: String(line.units))
                            html.element("td", text: say(line.due(zone)))
                            html.element("td", text: say(line.remark(zone)))
                        }
                    }
                }
            }
        }
        let units = Set(proposal.planned.map(\.unit)).count
        html.element(
            "p",
            text: say(
                Phrase(
                    zh: "共 \(units) 个单位、\(proposal.planned.count) 项任务。",
                    en: "\(plural(proposal.planned.count, "assignment")) for \(plural(units, "unit")).")))
    }

    private func writeDifference(_ html: inout HTML) {
        guard !proposal.isNew else { return }
        let plan = proposal.plan
        html.element("h2", text: say(Phrase(zh: "与台账的差别", en: "Against what is loaded")))
        if proposal.isSame {
            html.element(
                "p", text: say(Phrase(zh: "与台账一致，没有需要写入的。", en: "The ledger has exactly this; nothing to store.")))
            return
        }
        html.element("ul") { html in
            for (words, count) in [
                (Phrase(zh: "新增任务", en: "added"), plan.added.count),
                (Phrase(zh: "不再要求的任务", en: "no longer asked for"), plan.removed.count),
                (Phrase(zh: "改期的任务", en: "moved"), plan.redated.count),
            ] where count > 0 {
                html.element("li", text: say(words + Phrase(zh: "：\(count) 项", en: ": \(count)")))
            }
        }
    }

    private func writeLetters(_ html: inout HTML) {
        let lettered = proposal.lettered
        let silent = proposal.roster.units.filter { lettered.contains($0.code) && $0.mailboxes.isEmpty }
        guard !lettered.isEmpty, !proposal.isSame else { return }
        html.element(
            "p",
            text: say(
                Phrase(
                    zh: "将向 \(lettered.count - silent.count) 个单位各发一封告知信。",
                    en: "\(plural(lettered.count - silent.count, "letter")) will go out, one to each unit.")))
        guard !silent.isEmpty else { return }
        let names = silent.prefix(12).map(\.name).joined(separator: "、") + (silent.count > 12 ? "…" : "")
        html.element(
            "p", .class("notice-box"),
            text: say(
                Phrase(
                    zh: "没有邮箱、须电话通知的 \(silent.count) 个单位：\(names)",
                    en: "\(plural(silent.count, "unit")) without a mailbox, to be told by telephone: \(names)")))
    }

    private func writeForm(_ html: inout HTML) {
        html.element("form", .named("method", "post"), .action("/load/store")) { html in
            if let visitor = call.visitor { html.formKey(visitor) }
            input.writeHidden(&html)
            if !proposal.doubts.isEmpty { writeDoubts(&html) }
            if !proposal.isNew, !proposal.isSame {
                html.labelled(say(Phrase(zh: "理由", en: "Reason")), id: "reason") { html in
                    html.void(
                        "input", .named("type", "text"), .named("name", "reason"), .id("reason"), .flag("required"))
                }
            }
            html.element("div", .class("actions")) { html in
                if !proposal.isSame { html.element("button", text: say(Phrase(zh: "加载", en: "Load"))) }
                html.element("a", .href("/load"), text: say(Phrase(zh: "重新开始", en: "Begin anew")))
            }
        }
    }

    private func writeDoubts(_ html: inout HTML) {
        html.element("fieldset", .class("choice")) { html in
            html.element(
                "legend",
                text: say(
                    Phrase(zh: "还有 \(proposal.doubts.count) 处疑问", en: "\(plural(proposal.doubts.count, "doubt")) left"))
            )
            html.element("ul") { html in
                for doubt in proposal.doubts {
                    html.element("li", text: [doubt.title, doubt.doubt.text].compactMap { $0 }.joined(separator: "："))
                }
            }
            html.void(
                "input", .named("type", "checkbox"), .named("name", "accept-doubts"), .named("value", "1"),
                .id("accept"),
                .flag("required"))
            html.text(" ")
            html.element(
                "label", .for("accept"),
                text: say(Phrase(zh: "我接受这些值，按此加载、发信", en: "I accept these values: load, and send letters, on them")))
        }
    }
}
