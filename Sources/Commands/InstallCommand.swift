/// `duban install --prefix DIR`: puts the programs and all that they need in place.

import Platform
import Terminal
import Texts

enum InstallCommand: Command {
    static var name: String { "install" }
    static let usualPrefix = "/usr/local"

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(zh: "安装程序、数据、手册、补全和服务文件", en: "install programs, data, manual and service file"),
            discussion: Phrase(
                zh: """
                    装到 DIR/bin、DIR/share/duban（日历和通知）、DIR/share/man、各外壳的补全文件夹和 DIR/lib/systemd/system。每个文件\
                    要么是旧的，要么是新的，不会只写一半。再装一次只更新有变化的文件；别的文件一概不动。
                    """,
                en: """
                    They go to DIR/bin, DIR/share/duban (calendars and notices), DIR/share/man, the shells' folders for \
                    completions and DIR/lib/systemd/system. Every file is the old one or the new one, never half of it. \
                    Installing again changes only what differs, and no other files.
                    """),
            options: [
                .value(
                    "prefix", Phrase(zh: "文件夹", en: "DIR"), Phrase(zh: "装到哪里", en: "where to install"),
                    defaultText: Phrase(same: usualPrefix), completion: .folder),
                .flag("dry-run", Phrase(zh: "只列出要做什么，不写文件", en: "only list what would be done")),
            ],
            refusedGlobals: GlobalOptions.ledgerOnly + ["json"],
            examples: [
                Example(
                    "sudo duban install",
                    Phrase(zh: "为全体用户安装到 \(usualPrefix)", en: "installs for all users, in \(usualPrefix)")),
                Example("duban install --prefix ~/.local", Phrase(zh: "只为自己安装", en: "installs for yourself alone")),
            ],
            exitCodes: [.notFound, .cannotCreate, .inputOutput, .noPermission])
    }

    /// The folder of `--prefix`, absolute: it is written into the service file.
    static func prefix(_ arguments: ParsedArguments) throws(Failure) -> String {
        var prefix = arguments.string("prefix") ?? usualPrefix
        while prefix.utf8.count > 1, prefix.hasSuffix("/") { prefix.removeLast() }
        guard let absolute = Folders.absolute(prefix), !absolute.unicodeScalars.contains(where: { $0.value < 0x20 })
        else {
            throw .usage(
                Phrase(zh: "“\(prefix)”不能作安装位置", en: "\"\(prefix)\" cannot be a place to install to"),
                remedy: Phrase(zh: "写绝对路径，例如 \(usualPrefix)", en: "write an absolute path, such as \(usualPrefix)"))
        }
        return absolute == "/" ? "" : absolute
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let isDry = arguments.flag("dry-run")
        let prefix = try prefix(arguments)
        guard let program = DataFolders.Program.path else {
            throw Failure(
                .unavailable, Phrase(zh: "无法得知本程序的位置", en: "where this program is cannot be told"),
                remedy: Phrase(zh: "需要 /proc", en: "/proc is needed"))
        }
        let plan = try InstallPlan(prefix: prefix, program: program, data: arguments.globals.data())
        for warning in plan.warnings { console.warn(warning) }
        do {
            for item in plan.items { try install(item, isDry: isDry, console) }
        } catch let problem as FileProblem {
            throw explained(problem)
        }
        finish(plan, isDry: isDry, console)
        return .ok
    }

    private static func install(_ item: InstallPlan.Item, isDry: Bool, _ console: Console) throws {
        let state = try item.state()
        if !isDry, state != .unchanged { try item.write() }
        console.print([
            Cell(state.name(console.language).padded(to: 10), state.style), Cell(item.path),
            Cell("  " + item.size, .dim),
        ])
    }

    private static func finish(_ plan: InstallPlan, isDry: Bool, _ console: Console) {
        console.print()
        if isDry {
            return console.print(Phrase(zh: "以上是计划，没有写任何文件", en: "this is the plan; nothing was written"), .bold)
        }
        console.print(Phrase(zh: "已安装到 \(plan.shownPrefix)", en: "installed in \(plan.shownPrefix)"), [.bold, .green])
        console.print(
            Phrase(
                zh: "试一试：\(plan.prefix)/bin/duban workdays today +15",
                en: "try it: \(plan.prefix)/bin/duban workdays today +15"))
        console.print(Phrase(zh: "启用守护进程：", en: "to start the daemon: ") + Phrase(same: activation(plan.prefix)))
    }

    /// systemd looks under /usr and /usr/local by itself; anywhere else it is told where the files are.
    private static func activation(_ prefix: String) -> String {
        let start = "systemctl enable --now duban"
        if ["/usr", "/usr/local"].contains(prefix) {
            return "sudo sh -c 'systemd-sysusers && systemctl daemon-reload && \(start)'"
        }
        let (user, unit) = (
            "\(prefix)/lib/sysusers.d/\(ServiceFile.userFileName)", "\(prefix)/lib/systemd/system/\(ServiceFile.name)"
        )
        return "sudo sh -c 'systemd-sysusers \(user) && systemctl link \(unit) && \(start)'"
    }

    private static func explained(_ problem: FileProblem) -> Failure {
        let failure = Failure(problem)
        guard problem.kind == .noPermission || problem.kind == .readOnly else { return failure }
        return Failure(
            failure.exitCode, problem.what,
            remedy: Phrase(
                zh: "以 sudo 运行，或装到自己的文件夹：--prefix ~/.local",
                en: "run it with sudo, or install for yourself: --prefix ~/.local"))
    }
}

enum Folders {
    /// The path from the root, without resolving links: the folder need not exist. Nil for an empty one.
    static func absolute(_ path: String) -> String? {
        if path.hasPrefix("/") { return path }
        guard !path.isEmpty, let here = WorkingFolder.path else { return nil }
        return path == "." ? here : here + "/" + path
    }
}
