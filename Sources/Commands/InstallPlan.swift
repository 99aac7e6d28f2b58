/// Which files an installation consists of, with what is to stand in each.

import Glibc
import Platform
import Terminal
import Texts

struct InstallPlan {
    /// What becomes of one file.
    enum State {
        case new, changed, unchanged

        var name: Phrase {
            switch self {
            case .new: Phrase(zh: "新装", en: "new")
            case .changed: Phrase(zh: "更新", en: "changed")
            case .unchanged: Phrase(zh: "未变", en: "unchanged")
            }
        }

        var style: Style {
            switch self {
            case .new: .green
            case .changed: .yellow
            case .unchanged: .dim
            }
        }
    }

    struct Item {
        let path: String
        let mode: UInt32
        let bytes: [UInt8]

        var size: String { bytes.count >= 10_240 ? "\(bytes.count >> 10) KiB" : "\(bytes.count) B" }

        func state() throws(FileProblem) -> State {
            guard Files.isFile(path) else { return .new }
            var status = stat()
            let isSame = try Files.read(path, limit: InstallPlan.limit) == bytes
            return isSame && stat(path, &status) == 0 && status.st_mode & 0o777 & mode == mode ? .unchanged : .changed
        }

        /// The file appears whole, by a rename: a program that is running now keeps its old file.
        func write() throws(FileProblem) {
            try Files.makeFolder(Files.folder(of: path))
            try Files.write(bytes, to: path, mode: mode)
            // An existing file keeps its mode in `write`, and the umask narrows a new one's: neither is meant here.
            guard chmod(path, mode) == 0 else {
                throw FileProblem(
                    .noPermission, path: path,
                    what: Phrase(zh: "无法设置“\(path)”的权限", en: "the permissions of \"\(path)\" cannot be set"))
            }
        }
    }

    let prefix: String
    let items: [Item]
    let warnings: [Phrase]

    var shownPrefix: String { prefix.isEmpty ? "/" : prefix }

    /// Above any program of ours, debugging symbols included.
    static let limit = 1 << 30

    /// Everything is read before anything is written.
    init(prefix: String, program: String, data: DataFolders) throws(FileProblem) {
        self.prefix = prefix
        let (programs, missing) = try Self.programs(beside: program, prefix)
        items = programs + (try Self.data(data, prefix)) + Self.texts(prefix)
        warnings = missing + Self.linkage()
    }

    private static func programs(beside program: String, _ prefix: String) throws(FileProblem) -> ([Item], [Phrase]) {
        let duban = Item(path: prefix + "/bin/duban", mode: 0o755, bytes: try Files.read(program, limit: limit))
        let daemon = Files.folder(of: program) + "/duband"
        guard Files.isFile(daemon) else {
            let warning = Phrase(
                zh: "“\(daemon)”不存在，不装守护进程；提醒邮件由它发送",
                en: "there is no \"\(daemon)\", so the daemon, which sends the reminders, is not installed")
            return ([duban], [warning])
        }
        let bytes = try Files.read(daemon, limit: limit)
        return ([duban, Item(path: prefix + "/bin/duband", mode: 0o755, bytes: bytes)], [])
    }

    private static func data(_ data: DataFolders, _ prefix: String) throws(FileProblem) -> [Item] {
        var items: [Item] = []
        for (folder, name) in [(data.calendars, "Calendars"), (data.notices, "Notices")] {
            for file in try Files.list(folder) where !file.hasPrefix(".") && Files.isFile("\(folder)/\(file)") {
                let bytes = try Files.read("\(folder)/\(file)")
                items.append(Item(path: "\(prefix)/share/duban/\(name)/\(file)", mode: 0o644, bytes: bytes))
            }
        }
        return items
    }

    /// What the program writes itself.
    private static func texts(_ prefix: String) -> [Item] {
        func item(_ path: String, _ text: String) -> Item {
            Item(path: prefix + path, mode: 0o644, bytes: Array(text.utf8))
        }
        func completion(_ shell: Shell) -> String { ShellCompletion.script(for: shell, Program.table, .english) }
        return [
            item("/share/man/man1/duban.1", ManCommand.page(.english)),
            item("/share/man/zh_CN/man1/duban.1", ManCommand.page(.chinese)),
            item("/share/bash-completion/completions/duban", completion(.bash)),
            item("/share/zsh/site-functions/_duban", completion(.zsh)),
            item("/share/fish/vendor_completions.d/duban.fish", completion(.fish)),
            item("/lib/systemd/system/" + ServiceFile.name, ServiceFile.text(prefix: prefix)),
            item("/lib/sysusers.d/" + ServiceFile.userFileName, ServiceFile.user),
        ]
    }

    /// A program that needs the toolchain's own libraries runs on no other machine.
    private static func linkage() -> [Phrase] {
        guard let maps = try? Files.read("/proc/self/maps"),
            String(decoding: maps, as: UTF8.self).contains("libswiftCore")
        else { return [] }
        return [
            Phrase(
                zh: "本程序动态链接 Swift 运行库，换一台机器就不能运行；请用 swift build -c release --static-swift-stdlib 编译后再装",
                en:
                    "this program needs the toolchain's Swift libraries and will not run elsewhere; build with swift build -c release --static-swift-stdlib and install that"
            )
        ]
    }
}

enum WorkingFolder {
    /// Nil when it is gone, or may not be looked at.
    static var path: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
