/// `duban demo`: five real notices played through on a fast clock by the same engine that the daemon runs.

import Deadlines
import Engine
import Ledger
import Mail
import Notices
import Office
import Platform
import Reminders
import Terminal
import Texts

enum DemoCommand: Command {
    static var name: String { "demo" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .start,
            summary: Phrase(zh: "用五个真实通知演示全过程", en: "play five real notices through"),
            discussion: Phrase(
                zh: "在一个新文件夹里加载随程序附带的五个通知和名录，按它们真实的月份快速推进时间；单位按种子表现（提前、延期、退回、零报告、不报），邮件投到 maildir，最后显示统计和样信。",
                en: """
                    Loads the five notices that ship into a new folder and plays their real months on a fast clock. Units \
                    behave by a seed: early, late, returned, nothing to report, never. Mail goes into a maildir; at the end \
                    come the figures and sample letters.
                    """),
            arguments: [
                ArgumentSpec(
                    "folder", Phrase(zh: "文件夹", en: "FOLDER"),
                    Phrase(zh: "新建的文件夹，默认 duban-demo", en: "the folder to make; duban-demo by default"),
                    count: .optional,
                    completion: .folder)
            ],
            options: [
                .value(
                    "seed", Phrase(zh: "数字", en: "NUMBER"),
                    Phrase(zh: "单位表现的种子", en: "the seed of the units' behaviour"),
                    defaultText: Phrase(same: "1"))
            ],
            refusedGlobals: GlobalOptions.ledgerOnly,
            examples: [
                Example("duban demo", Phrase(zh: "在 duban-demo 里演示", en: "plays in duban-demo")),
                Example("duban demo /tmp/try --seed 7", Phrase(zh: "换一个故事", en: "tells another story")),
            ],
            exitCodes: [.cannotCreate])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let folder = arguments.string("folder") ?? "duban-demo"
        let seed = UInt64(try arguments.int("seed", in: 0...Int.max) ?? 1)
        let shelf = try arguments.globals.shelf()
        try makeFolder(folder)
        let store = try LedgerStore(folder + "/ledger.db", .create)
        try store.write { try $0.setMeta("demo", "1") }
        let inputs = try inputs(from: shelf)
        let zone = try shelf.zone(Shelf.usualZone)
        let settings = EngineSettings(
            from: Mailbox(try Address("duban@example.org"), name: "督办"), office: "督办室", language: .chinese,
            coordinator: ["coordinator@example.org"],
            clock: WorkClock(calendar: try shelf.calendar(Shelf.usualCalendar), zone: zone))
        try LetterSignature(settings).keep(in: store)
        let run = DemoRun(
            store: store, inputs: inputs, mail: folder + "/mail", refusing: refusing(inputs), settings: settings,
            seed: seed, console: console)
        try run.run()
        return try DemoEnding(
            folder: folder, store: store, counts: run.counts, samples: run.samples, seed: seed, console: console
        ).show()
    }

    private static func makeFolder(_ folder: String) throws {
        guard !Files.isFolder(folder), !Files.isFile(folder) else {
            throw Failure(
                .cannotCreate, Phrase(zh: "“\(folder)”已存在", en: "“\(folder)” exists already"),
                remedy: Phrase(
                    zh: "换一个文件夹：duban demo 另一个名字，或先删除它",
                    en: "name another folder: duban demo OTHER, or remove this one first"))
        }
        try Files.makeFolder(folder)
    }

    private static func inputs(from shelf: Shelf) throws -> [String: LoadInput] {
        var inputs: [String: LoadInput] = [:]
        for notice in DemoNotice.all {
            let opened = try shelf.open(notice.id)
            inputs[notice.id] = LoadInput(
                notice: opened.notice, text: opened.sources.first?.text ?? "", roster: opened.roster,
                calendar: opened.calendar)
        }
        return inputs
    }

    /// One museum's mailbox does not exist any more.
    private static func refusing(_ inputs: [String: LoadInput]) -> Set<String> {
        let museums = inputs["henan-museums-2023"]?.roster?.units.filter { $0.kind == "museum" } ?? []
        return Set(museums.dropFirst(5).first?.mailboxes ?? [])
    }
}
