/// The files that a command line names: read here and sent along, so that a server need not see this machine's disk.

import Platform
import Terminal
import Texts

enum RemoteFiles {
    /// Arguments that may name a file besides those that are declared as files.
    private static let arguments = ["notice show": ["notice"]]
    /// Endings of files that a command looks for beside the one that is named.
    private static let companions = ["load": [".csv", ".xlsx"], "import-status": [".yml"]]
    private static let ends = [".yaml", ".yml", ".csv", ".xlsx"]

    /// The names that the command line gives to files.
    static func names(_ invocation: Invocation) -> [String] {
        let spec = invocation.spec
        let keys =
            spec.arguments.filter { $0.completion == .file }.map(\.name)
            + spec.options.filter { $0.completion == .file }.map(\.name)
            + (arguments[invocation.command.name] ?? [])
        return keys.flatMap { invocation.arguments.list($0) }
    }

    /// What is to be sent with it. A name that is no file here may be something that the server knows.
    static func collect(_ invocation: Invocation) throws(FileProblem) -> (files: [String: [UInt8]], input: [UInt8]?) {
        var files: [String: [UInt8]] = [:]
        var input: [UInt8]?
        for name in names(invocation) {
            if name == "-" {
                input = try Files.read(name)
            } else if Files.isFile(name) || Files.isFolder(name) {
                // A folder is told of as it would be without a server.
                files[name] = try Files.read(name)
                for companion in beside(name, invocation.command.name) where Files.isFile(companion) {
                    files[companion] = try Files.read(companion)
                }
            }
        }
        return (files, input)
    }

    private static func beside(_ name: String, _ command: String) -> [String] {
        guard let endings = companions[command], let end = ends.first(where: { name.hasSuffix($0) }) else { return [] }
        return endings.map { name.dropLast(end.count) + $0 }
    }
}

extension RemoteFiles {
    /// Files on their way, by name; their bytes in base64.
    static func json(_ files: [String: [UInt8]]) -> JSON {
        let sorted = files.sorted { $0.key < $1.key }
        return .object(sorted.map { ($0.key, .string(Base64.standard.encode($0.value))) })
    }
}
