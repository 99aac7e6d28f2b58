/// `duban ledger restore FILE`: brings a backup back, verified first; what was there is kept beside.

import Ledger
import Platform
import Terminal
import Texts

enum LedgerRestoreCommand: Command {
    static var name: String { "ledger restore" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .ledger, summary: Phrase(zh: "从备份恢复台账", en: "bring a backup back"),
            discussion: Phrase(
                zh: "先核验备份；原有台账改名留在旁边，不删除。请先停止 duband。",
                en:
                    "The backup is verified first; the ledger that is there is kept beside under another name. Stop duband before."
            ),
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"), Phrase(zh: "备份文件", en: "the backup"), completion: .file)
            ],
            options: [.flag("yes", short: "y", Phrase(zh: "不再询问", en: "do not ask"))],
            refusedGlobals: ["as", "now"],
            examples: [Example("duban ledger restore duban-2025-04-11.db", Phrase(zh: "恢复", en: "brings it back"))],
            exitCodes: [.refused, .notFound, .badData, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let target = try arguments.globals.store()
        let exists = Files.isFile(target)
        if exists {
            let question = Phrase(zh: "用备份替换 \(target)？", en: "replace \(target) by the backup?")
            guard try console.confirm(question, yes: arguments.flag("yes")) else {
                console.note(Phrase(zh: "未作改动", en: "nothing was changed"))
                return .refused
            }
        } else {
            try Files.makeFolder(Files.folder(of: target), mode: 0o750)
        }
        let aside = try LedgerStore.restore(from: try arguments.required("file"), to: target, force: exists)
        if arguments.globals.json {
            console.write(JSONWriter.document(.object([("ledger", .string(target)), ("kept", .optional(aside))])))
            return .ok
        }
        console.print(Phrase(zh: "已恢复到 \(target)", en: "restored to \(target)"), [.bold, .green])
        if let aside { console.print(Phrase(zh: "原来的台账保留为 \(aside)", en: "what was there is kept as \(aside)")) }
        return .ok
    }
}
