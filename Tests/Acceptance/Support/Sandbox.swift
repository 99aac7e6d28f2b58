// A folder of one test's own, and the built programs run in it with a clean environment.
import FoundationEssentials
import Glibc
import TestSupport

enum Programs {
    static let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
    static let folder = getenv("DUBAN_PROGRAMS").map { String(cString: $0) } ?? root + "/.build/release"

    /// The path of a built program. A missing one is a failure, never a reason to skip.
    static func path(_ name: String) throws -> String {
        let path = folder + "/" + name
        guard access(path, X_OK) == 0 else {
            throw Unprepared(
                description: "\(path) is not there: swift build -c release --static-swift-stdlib "
                    + "(or name the folder of the programs in DUBAN_PROGRAMS)")
        }
        return path
    }
}

final class Sandbox: Sendable {
    private let place: TemporaryFolder
    /// Replaces the checkout's Calendars and Notices.
    let data: String
    let language: String
    /// The folder that `data` is, when it goes with this one.
    private let owned: Sandbox?

    init(data: String = Programs.root, language: String = "en_US.UTF-8", keeping owned: Sandbox? = nil) throws {
        self.owned = owned
        self.data = data
        self.language = language
        place = try TemporaryFolder()
    }

    var folder: String { place.path }

    var store: String { folder + "/ledger.db" }

    /// Nothing of the environment that the tests run in, but what finds programs.
    var environment: [String: String] {
        [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": folder, "LANG": language,
            "DUBAN_STORE": store, "DUBAN_DATA": data,
        ]
    }

    /// Writes a file and gives its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String { try file(name, bytes: Array(text.utf8)) }

    @discardableResult
    func file(_ name: String, bytes: [UInt8]) throws -> String {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
            atPath: path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 },
            withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// The names in a folder of the sandbox; none when there is no such folder.
    func list(_ name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)) ?? []).sorted()
    }

    /// Runs `duban` to its end.
    func duban(_ words: String..., input: String = "", variables: [String: String] = [:]) async throws -> Ran {
        try await duban(words, input: input, variables: variables)
    }

    func duban(_ words: [String], input: String = "", variables: [String: String] = [:]) async throws -> Ran {
        try await run([Programs.path("duban")] + words, input: input, variables: variables)
    }

    /// Runs any program to its end, in the sandbox's folder, once there is room for it.
    func run(_ arguments: [String], input: String = "", variables: [String: String] = [:]) async throws -> Ran {
        try await Room.forPrograms.for {
            let running = try start(arguments, variables: variables)
            return try await onOwnThread {
                running.send(input)
                running.endInput()
                return try running.finish()
            }
        }
    }

    /// Starts a program in the sandbox's folder.
    func start(_ arguments: [String], variables: [String: String] = [:]) throws -> Running {
        try Running(
            ["env", "-C", folder] + arguments, environment: environment.merging(variables) { _, given in given })
    }
}

extension Sandbox {
    /// The text of a file.
    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    /// The bytes of a file in the sandbox.
    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: folder + "/" + name))) }
}
