// What `duban install` put in place: programs that find their data, completions and a manual page that work.
import TestSupport
import Testing

@Suite struct `installed programs` {
    private func installed() async throws -> (Sandbox, String) {
        let box = try Sandbox()
        let prefix = box.folder + "/prefix"
        try await box.good("install", "--prefix", prefix)
        return (box, prefix)
    }

    @Test func `they run from anywhere and find their calendars and notices`() async throws {
        let (box, prefix) = try await installed()
        // Neither the variable nor the checkout may help.
        let clean = ["env", "-u", "DUBAN_DATA", "-C", "/"]
        let days = try await box.run(clean + [prefix + "/bin/duban", "workdays", "2025-01-20", "+15"])
        #expect(days.code == 0 && days.output.hasPrefix("2025-02-14"))
        let load = try await box.run(clean + [prefix + "/bin/duban", "load", "quzhou-bases-2023"])
        #expect(load.code == 0, "\(load.errors)")
        let daemon = try await box.run(clean + [prefix + "/bin/duband", "--once"])
        #expect(daemon.code == 0, "\(daemon.errors)")
        #expect(daemon.errors.contains("event=stopped status=0"))
    }

    @Test func `installing again changes nothing`() async throws {
        let (box, prefix) = try await installed()
        let every = ["find", prefix, "-type", "f", "-printf", "%p %i %T@\n"]
        let before = try await box.run(every).output
        try await box.good("install", "--prefix", prefix)
        #expect(try await box.run(every).output == before)
    }

    @Test(arguments: [
        ["bash", "-n", "share/bash-completion/completions/duban"],
        ["zsh", "-n", "share/zsh/site-functions/_duban"],
        ["fish", "--no-execute", "share/fish/vendor_completions.d/duban.fish"],
    ])
    func `the shells accept their completions`(words: [String]) async throws {
        let (box, prefix) = try await installed()
        let ran = try await box.run(["env", "-C", prefix] + words)
        #expect(ran.code == 0 && ran.errors.isEmpty, "\(ran.errors)")
    }

    @Test func `bash completes commands and options`() async throws {
        let (box, prefix) = try await installed()
        let script = """
            PATH="\(prefix)/bin:$PATH"; source "\(prefix)/share/bash-completion/completions/duban"
            COMP_WORDS=(duban wor); COMP_CWORD=1; COMP_LINE="duban wor"; COMP_POINT=9
            $(complete -p duban | sed 's/.*-F \\([^ ]*\\).*/\\1/') duban wor duban
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let ran = try await box.run(["bash", "-c", script])
        #expect(ran.output.contains("workdays"), "\(ran.errors)")
    }

    @Test(arguments: ["share/man/man1/duban.1", "share/man/zh_CN/man1/duban.1"])
    func `the manual page renders without a complaint`(page: String) async throws {
        let (box, prefix) = try await installed()
        let ran = try await box.run(
            ["man", "--warnings", "-l", "\(prefix)/\(page)"], variables: ["LANG": "C.UTF-8", "MANWIDTH": "100"])
        #expect(ran.code == 0)
        #expect(ran.output.contains("workdays"))
        #expect(ran.errors.isEmpty, "\(ran.errors)")
    }
}
