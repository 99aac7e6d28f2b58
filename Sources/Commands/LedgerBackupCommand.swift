/// `duban ledger backup FILE`: a consistent copy while the ledger is in use.

import Ledger
import Terminal
import Texts

enum LedgerBackupCommand: Command {
    static var name: String { "ledger backup" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .ledger, summary: Phrase(zh: "备份台账（使用中也可以）", en: "copy the ledger, also while it is in use"),
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"), Phrase(zh: "备份到哪里", en: "where to"), completion: .file)
            ],
            options: [.flag("force", Phrase(zh: "可以替换已有的文件", en: "a file of that name may be replaced"))],
            refusedGlobals: ["as", "now"],
            examples: [Example("duban ledger backup duban-2025-04-11.db", Phrase(zh: "备份", en: "copies it"))],
            exitCodes: [.refused, .notFound, .inputOutput, .noPermission])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let file = try arguments.required("file")
        try store.backup(to: file, overwrite: arguments.flag("force"))
        let head = try store.head()
        if arguments.globals.json {
            let fields: [(String, JSON)] = [
                ("file", .string(file)), ("events", .int(Int(head.seq))), ("head", .string(head.hash.hex)),
            ]
            console.write(JSONWriter.document(.object(fields)))
        } else {
            console.print(
                Phrase(
                    zh: "已备份到 \(file)：\(head.seq) 条记录，链头 \(head.hash.hex.prefix(12))",
                    en: "copied to \(file): \(plural(Int(head.seq), "event")), head \(head.hash.hex.prefix(12))"),
                [.bold, .green])
        }
        return .ok
    }
}
