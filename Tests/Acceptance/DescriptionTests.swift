// The API's description held against the built daemon by schemathesis: whatever fits it is answered as it says, whatever
// does not is refused, and nothing makes the daemon fail.
import Glibc
import TestSupport
import Testing

@Suite struct `the API's description` {
    private static let checks = [
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
        "negative_data_rejection", "ignored_auth",
    ]

    @Test func `schemathesis finds nothing`() async throws {
        let served = try await Served(.https) { box in
            try box.file("small.yaml", SmallNotice.text)
            try box.file("small.csv", SmallNotice.roster)
            for words in [
                ["load", "small.yaml", "--yes"], ["submit", "M1", "forms"], ["mail", "test", "me@example.org"],
            ] {
                let ran = try await box.duban(words)
                guard ran.code == 0 else { throw Unprepared(description: "\(words): \(ran.errors)") }
            }
        }
        let url = try #require(served.url)
        let token = try Sandbox.text(served.box.folder + "/token-coord")
        let ran = try await served.box.run(
            [
                try Self.program(), "run", url + "/api/v1/openapi.json", "--header",
                "Authorization: Bearer \(token.split(separator: "\n")[0])", "--header", "Accept-Language: en",
                "--tls-verify",
                served.box.folder + "/cert.pem", "--checks", Self.checks.joined(separator: ","), "--phases",
                "examples,coverage,fuzzing", "--max-examples", "3", "--max-time", "60", "--seed", "1",
                "--generation-database",
                "none", "--continue-on-failure", "--warnings", "off", "--no-color",
            ])
        #expect(ran.code == 0, "\(ran.output.suffix(6_000))\n\(ran.errors)")
        #expect(ran.output.contains("No issues found"), "\(ran.output.suffix(2_000))")
    }

    /// Beside the Python that the tests use. A missing one is a failure, never a reason to skip.
    private static func program() throws -> String {
        for python in Servers.pythons {
            let path = python.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/schemathesis"
            if python.hasPrefix("/"), access(path, X_OK) == 0 { return path }
        }
        throw Unprepared(
            description: "no schemathesis: python3 -m venv V && V/bin/pip install -r .ci/requirements.txt, "
                + "and DUBAN_TEST_PYTHON=V/bin/python")
    }
}
