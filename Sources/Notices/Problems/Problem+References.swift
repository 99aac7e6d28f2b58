/// The texts of problems of what refers to something else in the file.

import Texts

extension Problem {
    static func noTasks() -> Problem {
        Problem(
            .noTasks, Phrase(zh: "通知里一项任务也没有", en: "the notice has no task"),
            remedy: Phrase(zh: "在 tasks 下至少写一项任务。", en: "Write at least one task under tasks."))
    }

    static func unknownTask(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownTask, Phrase(zh: "没有任务“\(id)”", en: "there is no task \"\(id)\""), remedy: suggest(id, among: known)
        )
    }

    static func unknownChannel(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownChannel, Phrase(zh: "没有渠道“\(id)”", en: "there is no channel \"\(id)\""),
            remedy: suggest(id, among: known)
                ?? Phrase(zh: "先在 channels 下写明它。", en: "Describe it under channels first."))
    }

    static func unknownPhase(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownPhase, Phrase(zh: "没有阶段“\(id)”", en: "there is no phase \"\(id)\""),
            remedy: suggest(id, among: known) ?? Phrase(zh: "先在 phases 下写明它。", en: "Describe it under phases first."))
    }

    static func unknownIndicator(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownIndicator, Phrase(zh: "没有指标“\(id)”", en: "there is no indicator \"\(id)\""),
            remedy: suggest(id, among: known)
                ?? Phrase(zh: "先在 indicators 下写明它。", en: "Describe it under indicators first."))
    }

    static func unknownEvent(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownEvent, Phrase(zh: "没有事件“\(id)”", en: "there is no event \"\(id)\""),
            remedy: suggest(id, among: known))
    }

    /// `path` begins and ends with the same task.
    static func dependencyCycle(_ path: [String]) -> Problem {
        Problem(
            .dependencyCycle,
            Phrase(
                zh: "任务互相等待：\(circle(path))",
                en: "tasks wait for each other: \(circle(path))"),
            why: Phrase(zh: "这样谁也开不了头。", en: "None of them could ever begin."),
            remedy: Phrase(zh: "去掉其中一处 after 或截止规则的引用。", en: "Remove one of the conditions or due references."))
    }

    static func indicatorCycle(_ path: [String]) -> Problem {
        Problem(
            .indicatorCycle,
            Phrase(
                zh: "指标互为上级：\(circle(path))",
                en: "indicators are above each other: \(circle(path))"),
            remedy: Phrase(zh: "改正其中一处 parent。", en: "Correct one of the parents."))
    }

    /// `a → b → a`; a long circle is cut in its middle.
    private static func circle(_ path: [String]) -> String {
        guard path.count > 12 else { return path.joined(separator: " → ") }
        return (path.prefix(6) + ["…"] + path.suffix(3)).joined(separator: " → ")
    }

    static func toldScope() -> Problem {
        Problem(
            .toldScope, Phrase(zh: "事件 told 只能属于单位", en: "the event told must have the scope unit"),
            why: Phrase(
                zh: "told 是“已逐个告知单位”，无需声明。", en: "“told” means that each unit was told; it need not be declared."),
            remedy: Phrase(zh: "删去这一条，或另起一个事件名。", en: "Remove it, or use another name for the event."))
    }

    static func eventWithoutStart(_ event: String) -> Problem {
        Problem(
            .eventWithoutStart,
            Phrase(
                zh: "事件“\(event)”可发生多次，不知从哪一次算起",
                en: "\"\(event)\" can happen many times; it is not said which one counts"),
            remedy: Phrase(
                zh: "给任务加上 starts: \(event)，每发生一次各成一项。",
                en: "Add starts: \(event) to the task, so that each occurrence makes an assignment."))
    }

    static func startsOnce(_ event: String) -> Problem {
        Problem(
            .startsOnce,
            Phrase(
                zh: "事件“\(event)”对整个通知只发生一次，用 starts 没有意义",
                en: "\"\(event)\" happens once for the whole notice; starts adds nothing"),
            remedy: Phrase(zh: "改为 after: [\(event)]。", en: "Use after: [\(event)] instead."))
    }

    static func neverUsed(_ id: String, key: String) -> Problem {
        Problem(
            .neverUsed, Phrase(zh: "\(key) 下的“\(id)”没有任务用到", en: "\"\(id)\" of \(key) is used by no task"),
            remedy: Phrase(zh: "在任务里引用它，或删去。", en: "Refer to it in a task, or remove it."))
    }

    static func inferredUnknown(_ key: String, known: [String]) -> Problem {
        Problem(
            .inferredUnknown,
            Phrase(zh: "inferred 里的“\(key)”不是这里的键", en: "\"\(key)\" under inferred is no key of this place"),
            why: Phrase(
                zh: "inferred 说明哪个键的值是推断的。", en: "“inferred” names the keys whose values were inferred."),
            remedy: suggest(key, among: known))
    }

    static func doubtUnknown(_ key: String, known: [String]) -> Problem {
        Problem(
            .doubtUnknown,
            Phrase(zh: "doubts 里的“\(key)”不是这里的键", en: "\"\(key)\" under doubts is no key of this place"),
            why: Phrase(zh: "doubts 说明哪个键的值还有疑问。", en: "“doubts” names the keys whose values are in doubt."),
            remedy: suggest(key, among: known))
    }

    static func openDoubt(_ open: OpenDoubt) -> Problem {
        let (key, text) = (open.doubt.key, open.doubt.text)
        return Problem(
            .openDoubt,
            open.title.map {
                Phrase(zh: "任务“\($0)”的 \(key) 有疑问：\(text)", en: "\"\(key)\" of the task \"\($0)\" is in doubt: \(text)")
            } ?? Phrase(zh: "通知的 \(key) 有疑问：\(text)", en: "\"\(key)\" of the notice is in doubt: \(text)"),
            why: Phrase(
                zh: "没有核对或接受的疑问不会发信，duban load 会先问。",
                en: "No letter is made from a doubt that is neither settled nor accepted: duban load asks first."),
            remedy: Phrase(
                zh: "查对原文，\(key) 有误就改正，然后删去这一行。",
                en: "Look it up in the official text, correct \"\(key)\" if it is wrong, then delete this line."))
    }

    static func duplicateTitle(_ title: String, other: String) -> Problem {
        Problem(
            .duplicateTitle,
            Phrase(zh: "标题“\(title)”与“\(other)”相同", en: "the title \"\(title)\" is also that of \"\(other)\""),
            why: Phrase(zh: "信里只见标题，收件人分不清。", en: "Letters show titles; their readers could not tell them apart."),
            remedy: Phrase(zh: "改得能分清。", en: "Make them different."))
    }

    static func personalContact() -> Problem {
        Problem(
            .personalContact, Phrase(zh: "联系处看起来是人名", en: "the contact looks like a person"),
            why: Phrase(
                zh: "通知文件只写科室和公务电话，不写个人。", en: "Notice files name offices, never persons."),
            remedy: Phrase(zh: "写科室名称，如 科普部。", en: "Name the office, e.g. Science Popularisation Department."))
    }

    static func mobileNumber() -> Problem {
        Problem(
            .mobileNumber, Phrase(zh: "电话看起来是手机号", en: "the telephone number looks like a mobile number"),
            why: Phrase(zh: "手机号是个人信息，不写进通知文件。", en: "Mobile numbers are personal data and do not belong here."),
            remedy: Phrase(zh: "写办公电话，或删去。", en: "Give the office's number, or leave it out."))
    }
}
