/// `duban complete KIND`: what the completion scripts ask for when Tab is pressed.

import Ledger
import Notices
import Office
import Terminal
import Texts

enum CompleteCommand: Command {
    static var name: String { "complete" }

    /// What can be asked for, each with where its values come from.
    static let sources: [(kind: String, values: @Sendable (GlobalOptions) throws -> [String])] = [
        ("commands", { _ in Program.commands.map { $0.spec }.filter { !$0.isHidden }.map(\.name) }),
        ("calendars", { globals in try globals.shelf().calendarIDs }),
        ("units", { globals in try units(globals).flatMap { [$0.code, $0.name] } }),
        ("notices", { globals in try globals.naming(globals.reading()).notices().map(\.id) }),
        ("tasks", { globals in try tasks(globals) }),
        ("kinds", { globals in Roster(units: try units(globals)).kinds }),
        ("tags", { globals in Roster(units: try units(globals)).tags }),
        ("regions", { globals in Roster(units: try units(globals)).regions }),
    ]

    private static func units(_ globals: GlobalOptions) throws -> [Unit] {
        try globals.sight(globals.reading()).units().filter { !$0.isRemoved }.map(\.unit)
    }

    private static func tasks(_ globals: GlobalOptions) throws -> [String] {
        let store = try globals.reading()
        let names = try globals.naming(store).notices().filter { $0.state == .loaded }.flatMap {
            try store.tasks(ofNotice: $0.id)
        }
        var seen: Set<String> = []
        return names.filter { !$0.isDropped }.map(\.id).filter { seen.insert($0).inserted }
    }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(zh: "列出可补全的值，每行一个", en: "list values for completion, one a line"),
            arguments: [
                ArgumentSpec(
                    "kind", Phrase(zh: "种类", en: "KIND"), Phrase(zh: "要列出什么", en: "what to list"),
                    allowed: sources.map(\.kind))
            ],
            examples: [
                Example("duban complete commands", Phrase(zh: "列出全部命令名", en: "lists the names of all commands"))
            ],
            hidden: true)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let kind = try arguments.required("kind")
        guard let source = sources.first(where: { $0.kind == kind }) else { return .usage }
        for value in try source.values(arguments.globals) { console.print(value) }
        return .ok
    }
}
