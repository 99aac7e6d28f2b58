import Glibc
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

private func install(_ words: [String], _ language: Language = .english) -> Golden.Run {
    Golden.run(["install"] + words, language)
}

private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}

/// A plan whose programs are small stand-ins: what is installed is bytes, whatever they are.
private func plan(_ folder: TemporaryFolder, daemon: Bool = true) throws -> InstallPlan {
    try Files.makeFolder(folder.path + "/build")
    try Files.write("#!/bin/sh\necho duban\n", to: folder.path + "/build/duban")
    if daemon { try Files.write("#!/bin/sh\necho duband\n", to: folder.path + "/build/duband") }
    return try InstallPlan(
        prefix: folder.path + "/prefix", program: folder.path + "/build/duban", data: DataFolders(root: Golden.root))
}

@Test func `everything comes to its place, and again changes nothing`() throws {
    let folder = try TemporaryFolder()
    let first = try plan(folder)
    for item in first.items {
        #expect(try item.state() == .new)
        try item.write()
    }
    let prefix = first.prefix
    #expect(mode(prefix + "/bin/duban") == 0o755 && mode(prefix + "/bin/duband") == 0o755)
    #expect(mode(prefix + "/share/duban/Calendars/cn.yaml") == 0o644)
    for path in [
        "share/duban/Notices/henan-museums-2023.yaml", "share/man/man1/duban.1", "share/man/zh_CN/man1/duban.1",
        "share/bash-completion/completions/duban", "share/zsh/site-functions/_duban",
        "share/fish/vendor_completions.d/duban.fish", "lib/systemd/system/duban.service", "lib/sysusers.d/duban.conf",
    ] { #expect(Files.isFile("\(prefix)/\(path)"), "\(path)") }
    #expect(try plan(folder).items.allSatisfy { try $0.state() == .unchanged })
    // An installed program finds its data by itself.
    let found = try DataFolders.find(option: nil, environment: .values([:]), program: prefix + "/bin/duban", here: "/")
    #expect(found.root == prefix + "/share/duban")
}

@Test func `a file that differs in contents or mode is put right`() throws {
    let folder = try TemporaryFolder()
    let installed = try plan(folder)
    for item in installed.items { try item.write() }
    try Files.write("old", to: installed.prefix + "/share/duban/Calendars/cn.yaml")
    chmod(installed.prefix + "/bin/duban", 0o600)
    try Files.write("mine", to: installed.prefix + "/share/duban/Calendars/mine.yaml")
    let changed = try installed.items.filter { try $0.state() == .changed }
    #expect(
        Set(changed.map(\.path))
            == ["/share/duban/Calendars/cn.yaml", "/bin/duban"].map { installed.prefix + $0 }.asSet)
    for item in changed { try item.write() }
    #expect(mode(installed.prefix + "/bin/duban") == 0o755)
    #expect(try installed.items.allSatisfy { try $0.state() == .unchanged })
    #expect(Files.isFile(installed.prefix + "/share/duban/Calendars/mine.yaml"))
}

extension [String] {
    fileprivate var asSet: Set<String> { Set(self) }
}

@Test func `without a daemon beside the program a warning says so`() throws {
    let folder = try TemporaryFolder()
    let incomplete = try plan(folder, daemon: false)
    #expect(
        incomplete.warnings.contains { $0.en.contains("so the daemon, which sends the reminders, is not installed") })
    #expect(!incomplete.items.contains { $0.path.hasSuffix("/bin/duband") })
}

@Test func `the command lists what it does, and a dry run writes nothing`() throws {
    let folder = try TemporaryFolder()
    let prefix = folder.path + "/there"
    let dry = install(["--prefix", prefix, "--dry-run"])
    #expect(dry.code == .ok && dry.output.contains("new       \(prefix)/bin/duban"))
    #expect(dry.output.hasSuffix("this is the plan; nothing was written\n") && !Files.isFolder(prefix))
    let real = install(["--prefix", prefix + "/"], .chinese)
    #expect(real.code == .ok && real.output.contains("新装      \(prefix)/lib/systemd/system/duban.service"))
    let again = install(["--prefix", prefix])
    #expect(!again.output.contains("new  ") && again.output.contains("unchanged \(prefix)/bin/duban"))
}

@Test func `a place that cannot be written is a clear error`() throws {
    let folder = try TemporaryFolder()
    try Files.write("", to: folder.path + "/file")
    let result = install(["--prefix", folder.path + "/file"])
    #expect(result.code == .notFound && result.errors.contains("is not a folder"))
    #expect(install(["--prefix", "a\nb"]).code == .usage)
}

@Test func `the service file names the programs' place, quoted as systemd reads it`() throws {
    try Golden.expect("service", Golden.run(["service", "--prefix", "/usr/local"]))
    try Golden.expect("service-user", Golden.run(["service", "--user"]))
    #expect(
        ServiceFile.text(prefix: "/opt/a b%$\"").contains(
            "\nExecStart=\"/opt/a b%%$$\\\"/bin/duband\" --config /etc/duban/duband.yaml\n"))
}
