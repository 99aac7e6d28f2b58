/// One assignment: what is asked, how its date came about, what happened, how it counts.

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

enum StoryPages {
    static var routes: [Route] {
        [Route("GET", "/t/{assignment}", .session, lane: .slow, show)]
    }

    private static func show(_ call: Call) throws -> Response {
        let id = try call.assignment(call.part("assignment"))
        return try call.read { office in
            let assignment = try AssignmentDoor.visible(id, office)
            let story = try office.why(id, asOf: call.now)
            return StoryView(story, try AssignmentDesk(assignment, call, office), call).response
        }
    }
}

/// An assignment that the visitor may see.
enum AssignmentDoor {
    /// Whether a number is somebody else's is not for everybody to know: what may not be seen is told to be not there.
    static func visible(_ id: AssignmentID, _ office: Office) throws -> StoredAssignment {
        guard let stored = try office.store.assignment(id),
            office.permit.allows(.seeStory, on: stored.assignment.target)
        else { throw Problem(404) }
        return stored
    }
}

struct StoryView {
    private let story: Story
    private let desk: AssignmentDesk
    private let call: Call

    init(_ story: Story, _ desk: AssignmentDesk, _ call: Call) {
        self.story = story
        self.desk = desk
        self.call = call
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    var response: Response {
        let title = story.taskTitle.narrowed(
            by: [story.assignment.item, story.assignment.occurrence], call.language)
        let page = call.page(Phrase(same: title))
        return page.response { html in
            html.element("h1", text: say(page.title))
            html.element("p", .class("muted"), text: "\(story.unitName)　\(story.noticeTitle)")
            html.element("p") { html in
                html.stateTag(story.status.state, isLate: false, reviewer: nil, call.language)
            }
            desk.write(&html)
            lines(Phrase(zh: "要求", en: "What is asked"), story.asked, &html)
            materials(&html)
            phrases(Phrase(zh: "期限的由来", en: "How the date came about"), story.due, &html)
            lines(Phrase(zh: "现状", en: "Where it stands"), story.standing.filter { !$0.namesCommands }, &html)
            events(&html)
            verdicts(&html)
            lines(Phrase(zh: "怎样计入", en: "How it counts"), story.figures, &html)
            clock(&html)
            letters(&html)
        }
    }

    private func lines(_ title: Phrase, _ lines: [StoryLine], _ html: inout HTML) {
        guard !lines.isEmpty else { return }
        html.element("h2", text: say(title))
        html.element("dl") { html in
            for line in lines {
                html.element("dt", text: say(line.label))
                html.element("dd", text: say(line.text))
            }
        }
    }

    private func materials(_ html: inout HTML) {
        guard !story.materials.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "材料", en: "Deliverables")))
        html.element("ul") { html in
            for material in story.materials {
                let state =
                    material.isIn
                    ? Phrase(zh: "✓ 已交", en: "✓ in")
                    : material.isRequired ? Phrase(zh: "○ 未交", en: "○ missing") : Phrase(zh: "选交", en: "optional")
                html.element("li", text: "\(material.title)：\(say(state))")
            }
        }
    }

    private func phrases(_ title: Phrase, _ lines: [Phrase], _ html: inout HTML) {
        guard !lines.isEmpty else { return }
        html.element("h2", text: say(title))
        html.element("ul") { html in
            for line in lines { html.element("li", text: say(line)) }
        }
    }

    private func events(_ html: inout HTML) {
        html.element("h2", text: say(Phrase(zh: "经过", en: "What happened")))
        guard !story.events.isEmpty else {
            html.element("p", text: say(Phrase(zh: "还没有登记。", en: "Nothing is recorded yet.")))
            return
        }
        html.element("ol", .class("history")) { html in
            for entry in story.events {
                html.element("li") { html in
                    html.element("time", text: story.zone.minute(entry.event.at))
                    html.element("span", entry.voidedBy == nil ? nil : .class("voided"), text: say(entry.text))
                    html.element("span", .class("muted"), text: "　\(entry.event.author)　#\(entry.event.seq)")
                }
            }
        }
    }

    private func verdicts(_ html: inout HTML) {
        guard !story.verdicts.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "按时与否", en: "On time or not")))
        html.element("div", .class("scroll")) { html in
            html.element("table", .class("stack")) { html in
                html.columns(
                    [
                        Phrase(zh: "口径", en: "Reading"), Phrase(zh: "期限", en: "Due"), Phrase(zh: "结论", en: "Verdict"),
                        Phrase(zh: "理由", en: "Because"),
                    ].map(say))
                html.element("tbody") { html in
                    for verdicts in alike { row(verdicts, &html) }
                }
            }
        }
    }

    /// Both dues of a reading in one row where they come out alike: without an extension they always do.
    private var alike: [[StoryVerdict]] {
        story.verdicts.reduce(into: []) { rows, next in
            if let last = rows.last?.last, last.reading == next.reading, last.verdict == next.verdict,
                last.because == next.because
            {
                rows[rows.count - 1].append(next)
            } else {
                rows.append([next])
            }
        }
    }

    private func row(_ verdicts: [StoryVerdict], _ html: inout HTML) {
        guard let verdict = verdicts.first else { return }
        let isOfficial = verdicts.contains { story.isOfficial($0) }
        let mark = isOfficial ? Phrase(zh: " ★正式", en: " ★ official") : Phrase(same: "")
        html.element("tr") { html in
            html.element("th", .named("scope", "row"), text: say(Figure(verdict.reading).name + mark))
            html.element("td", text: say(verdicts.map(\.basis.name).listed()))
            html.element("td") { html in html.element("strong", text: say(verdict.verdict.name)) }
            html.element("td", text: say(verdict.because))
        }
    }

    private func clock(_ html: inout HTML) {
        guard story.elapsed > 0 else { return }
        html.element("h2", text: say(Phrase(zh: "用时", en: "Time taken")))
        html.element("p", text: say(story.clockWords))
    }

    private func letters(_ html: inout HTML) {
        guard !story.letters.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "发过的提醒", en: "Reminders")))
        html.element("ul", .class("history")) { html in
            for letter in story.letters {
                html.element("li") { html in
                    html.element("time", text: story.zone.minute(letter.created))
                    html.text(say(letter.occasion + Phrase(same: "　→ ") + letter.recipientName))
                }
            }
        }
    }
}
