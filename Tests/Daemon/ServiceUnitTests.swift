import Terminal
import Testing
import Texts

@testable import Daemon

@Test(arguments: Language.allCases)
func `the unit file is what it was`(language: Language) throws {
    try Golden.expect(
        ServiceUnit(program: "/usr/local/bin/duband").text(language), in: "Golden/service.\(language.rawValue).txt")
}

@Test(arguments: [
    ("/usr/bin/duband", "/usr/bin/duband"), ("/opt/my duban/duband", "\"/opt/my duban/duband\""),
    ("/opt/100%/duband", "/opt/100%%/duband"), ("/opt/$x/duband", "/opt/$$x/duband"),
    ("/opt/a\"b/duband", "\"/opt/a\\\"b/duband\""),
])
func `a path with signs that systemd reads is written safely`(path: String, expected: String) {
    let line = ServiceUnit(program: path).text(.english).split(separator: "\n").first { $0.hasPrefix("ExecStart=") }
    #expect(line.map(String.init) == "ExecStart=\(expected) --config /etc/duban/duband.yaml")
}

@Test func `the unit agrees with what the daemon does`() {
    let lines = ServiceUnit(program: "/usr/bin/duband").text(.english).split(separator: "\n")
    // The daemon tells READY=1, takes SIGHUP, stops within 5 seconds, and gives signs of life.
    for line in ["Type=notify", "ExecReload=/bin/kill -HUP $MAINPID", "TimeoutStopSec=10", "WatchdogSec=300"] {
        #expect(lines.contains(Substring(line)))
    }
    // Errors that a restart cannot mend do not restart: usage, damaged data, configuration.
    let codes: [ExitCode] = [.usage, .badData, .badConfiguration]
    let listed = codes.map { String($0.rawValue) }.joined(separator: " ")
    #expect(lines.contains(Substring("RestartPreventExitStatus=" + listed)))
}
