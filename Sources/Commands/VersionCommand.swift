/// `duban version`

import Terminal
import Texts

enum VersionCommand: Command {
    static var name: String { "version" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup, summary: Phrase(zh: "显示版本", en: "print the version"),
            refusedGlobals: GlobalOptions.ledgerOnly + ["data"],
            examples: [Example("duban version", Phrase(zh: "显示版本", en: "prints the version"))])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        if arguments.globals.json {
            console.write(
                JSONWriter.document(.object([("program", .string("duban")), ("version", .string(Program.version))])))
        } else {
            console.print("duban \(Program.version)")
        }
        return .ok
    }
}
