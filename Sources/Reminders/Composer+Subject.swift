/// The subject of a letter and its first sentence: what matters most, in one line.

import Notices
import Texts
import Workflow

extension Composer {
    func subject(_ digest: Digest, _ parts: Parts, _ language: Language) -> String {
        let phrase: Phrase =
            switch digest.kind {
            case .newNotice: newNoticeSubject(digest, parts.ownCount, language)
            case .returned: about("已退回，请修改", "Returned", parts, language)
            case .accepted:
                parts.own.first?.subject.assignment.reviewers.isEmpty == true
                    ? about("已收到", "Received", parts, language) : about("审核通过", "Accepted", parts, language)
            case .morning, .coordinator, .test, .signIn: morningSubject(parts, language)
            }
        return (Phrase(zh: "[督办] ", en: "[Duban] ") + phrase)(language).oneLine
    }

    private func newNoticeSubject(_ digest: Digest, _ count: Int, _ language: Language) -> Phrase {
        let title = digest.lines.first.flatMap { book.text($0.subject.assignment.notice, language)?.title } ?? ""
        let short = title.truncated(toWidth: 60)
        let tasks = plural(count, "task")
        return Phrase(zh: "新通知（\(count)项任务）：\(short)", en: "New notice (\(tasks)): \(short)")
    }

    private func morningSubject(_ parts: Parts, _ language: Language) -> Phrase {
        if let first = parts.own.first {
            let words = words(first.subject.assignment.notice, language)
            let distance = first.subject.target.map { words.distance(to: $0).phrase } ?? first.owed.stage.reason
            return about(distance.zh, distance.en, parts, language)
        }
        if parts.reviewCount > 0 {
            let count = parts.reviewCount
            return Phrase(
                zh: "有\(count)项报送等待贵单位审核", en: "\(plural(count, "submission")) waiting for your review")
        }
        let count = parts.belowCount
        return Phrase(zh: "下级单位有\(count)项任务逾期", en: "\(plural(count, "task")) overdue in units below you")
    }

    /// `还剩3个工作日：填报报表等2项`.
    private func about(_ zh: String, _ en: String, _ parts: Parts, _ language: Language) -> Phrase {
        guard let first = parts.own.first else { return Phrase(zh: zh, en: en) }
        let title = title(of: first, language).truncated(toWidth: 44)
        let others = parts.ownCount - 1
        return Phrase(
            zh: others > 0 ? "\(zh)：\(title)等\(parts.ownCount)项" : "\(zh)：\(title)",
            en: others > 0 ? "\(en): \(title) and \(others) more" : "\(en): \(title)")
    }

    func title(of line: Line, _ language: Language) -> String {
        let assignment = line.subject.assignment
        let task = book.text(assignment.notice, language)?.tasks[assignment.task]
        return task?.title(of: assignment, language) ?? assignment.task
    }

    func introduction(_ digest: Digest, _ parts: Parts) -> Phrase {
        let count = parts.ownCount
        let tasks = plural(count, "task")
        switch digest.kind {
        case .newNotice:
            return Phrase(
                zh: "现有通知下达，贵单位共有\(count)项任务，请按期办理。", en: "A notice has been issued. It has \(tasks) for your unit.")
        case .returned:
            return Phrase(
                zh: "贵单位报送的以下内容已退回，请按退回原因修改后重新报送。",
                en: "What your unit handed in was returned. Please correct it as the reason says and hand it in again.")
        case .accepted:
            return Phrase(
                zh: "贵单位报送的以下内容已办结，无需再报。", en: "What your unit handed in is done; nothing more is needed for it.")
        case .morning, .coordinator, .test, .signIn:
            if count > 0 { return Phrase(zh: "贵单位有\(count)项任务需要办理：", en: "Your unit has \(tasks) to attend to:") }
            if parts.reviewCount > 0 {
                return Phrase(zh: "以下报送等待贵单位审核：", en: "These submissions wait for your unit's decision:")
            }
            return Phrase(zh: "贵单位所属单位有以下任务逾期，请予督促：", en: "Units below yours are overdue; please see to it:")
        }
    }
}
