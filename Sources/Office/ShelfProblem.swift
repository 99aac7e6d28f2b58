/// Why a calendar, notice or roster is not to be had, in words for people.

import Platform
import Texts

public enum ShelfProblem: Error, Sendable {
    /// A file cannot be read at all.
    case file(FileProblem)
    /// A file was read and has errors.
    case faulty([Diagnostic], sources: [SourceFile])
    case unknownCalendar(String, known: [String])
    /// Neither a file nor the id of a notice that ships.
    case unknownNotice(String, nearest: String?)
    case unknownZone(Zones.Problem)
    /// Nobody named a roster for this notice, and none lies beside it.
    case noRoster(notice: String)

    public var what: Phrase {
        switch self {
        case .file(let problem): problem.what
        case .faulty(let diagnostics, let sources): Self.drawn(diagnostics, sources)
        case .unknownCalendar(let id, _): Phrase(zh: "没有日历“\(id)”", en: "there is no calendar \"\(id)\"")
        case .unknownNotice(let name, _):
            Phrase(
                zh: "“\(name)”既不是文件，也不是随程序提供的通知", en: "\"\(name)\" is neither a file nor a notice that ships")
        case .unknownZone(let problem): problem.what
        case .noRoster(let path): Phrase(zh: "“\(path)”没有名录", en: "there is no roster for \"\(path)\"")
        }
    }

    public var remedy: Phrase? {
        switch self {
        case .file(let problem): return problem.remedy
        case .faulty(let diagnostics, _):
            return diagnostics.first.map {
                Phrase(zh: "改好后用“duban check \($0.file)”再查一次", en: "mend it, then run \"duban check \($0.file)\" again")
            }
        case .unknownCalendar(let id, let known):
            return didYouMean(id, among: known)
                ?? Phrase(zh: "可用：" + known.joined(separator: "、"), en: "one of: " + known.joined(separator: ", "))
        case .unknownNotice(_, let nearest):
            return nearest.map { Phrase(zh: "是否想写“\($0)”？", en: "Did you mean \"\($0)\"?") }
                ?? Phrase(zh: "核对路径；含空格的路径要加引号", en: "check the path; quote one that has spaces")
        case .unknownZone(let problem): return problem.remedy
        case .noRoster:
            return Phrase(
                zh: "用 --units 指定名录，或把同名的 CSV 放在通知旁边",
                en: "name one with --units, or put a CSV of the same name beside the notice")
        }
    }

    /// The errors alone: whoever cannot go on need not read the warnings.
    private static func drawn(_ diagnostics: [Diagnostic], _ sources: [SourceFile]) -> Phrase {
        let errors = diagnostics.filter { $0.severity == .error }
        let count = errors.count
        let head = Phrase(zh: "文件中有\(count)处错误", en: "\(count) error\(count == 1 ? "" : "s") in the file")
        func draw(_ language: Language) -> String {
            "\n" + DiagnosticRenderer(language: language).render(errors, sources: sources)
        }
        return head + Phrase(zh: draw(.chinese), en: draw(.english))
    }
}
