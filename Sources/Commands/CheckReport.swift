/// What `duban check` found, for people and as JSON.

import Office
import Terminal
import Texts

struct CheckReport {
    let files: [CheckedFile]

    var errors: Int { files.reduce(0) { $0 + $1.errors } }
    var warnings: Int { files.reduce(0) { $0 + $1.warnings } }
    private var diagnostics: [Diagnostic] { files.flatMap(\.diagnostics) }

    func print(to console: Console) {
        let sources = files.compactMap(\.source)
        if !diagnostics.isEmpty {
            let renderer = DiagnosticRenderer(
                language: console.language, colour: console.canvas.hasColor, width: console.canvas.width ?? 100)
            console.write(renderer.render(diagnostics, sources: sources) + "\n\n")
        }
        if files.count > 1 { printFiles(console) }
        console.print(summary, errors > 0 ? [.bold, .red] : warnings > 0 ? [.bold, .yellow] : [.bold, .green])
        for file in files where file.kind == .notice {
            guard file.roster == nil else { continue }
            console.note(
                Phrase(
                    zh: "\(file.path)：没有名录，未检查单位；可用 --units 指定",
                    en: "\(file.path): no roster, so nothing is said about units; name one with --units"))
        }
    }

    private func printFiles(_ console: Console) {
        var table = Table([
            Table.Column(Phrase(zh: "文件", en: "file"), minimum: 20, wraps: true),
            Table.Column(Phrase(zh: "种类", en: "kind")),
            Table.Column(Phrase(zh: "错误", en: "errors"), .trailing),
            Table.Column(Phrase(zh: "警告", en: "warnings"), .trailing),
            Table.Column(Phrase(zh: "对照的名录", en: "roster"), minimum: 16, priority: 1, wraps: true),
        ])
        for file in files {
            table.add([
                Cell(file.path), Cell((file.kind?.name ?? Phrase(zh: "不明", en: "unknown"))(console.language)),
                Cell(file.errors, file.errors > 0 ? .red : .dim),
                Cell(file.warnings, file.warnings > 0 ? .yellow : .dim),
                Cell(file.roster ?? ""),
            ])
        }
        console.print(table)
        console.print()
    }

    private var summary: Phrase {
        let count = files.count
        return Phrase(
            zh: "\(count)个文件：\(errors)处错误，\(warnings)处警告",
            en: "\(plural(errors, "error")), \(plural(warnings, "warning")) in \(plural(count, "file"))")
    }

    func json(_ language: Language) -> String {
        let files = files.map { file in
            JSON.object([
                ("file", .string(file.path)), ("kind", .optional(file.kind?.rawValue)),
                ("roster", .optional(file.roster)), ("errors", .int(file.errors)), ("warnings", .int(file.warnings)),
            ])
        }
        let found = diagnostics.map { DiagnosticRecord($0, language: language).json }
        return JSONWriter.document(
            .object([
                ("files", .array(files)), ("diagnostics", .array(found)), ("errors", .int(errors)),
                ("warnings", .int(warnings)),
            ]))
    }
}

extension DiagnosticRecord {
    var json: JSON {
        .object([
            ("severity", .string(severity)), ("code", .string(code)), ("file", .string(file)),
            ("line", .optional(line)), ("column", .optional(column)), ("endLine", .optional(endLine)),
            ("endColumn", .optional(endColumn)), ("what", .string(what)), ("why", .optional(why)),
            ("remedy", .optional(remedy)),
        ])
    }
}
