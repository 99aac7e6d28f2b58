/// Where the calendars and notices that ship are found, and where the ledger lies by default.

import Glibc
import Texts

public struct DataFolders: Sendable, Hashable {
    /// The folder that holds `Calendars` and `Notices`.
    public let root: String

    public init(root: String) {
        self.root = root
    }

    public var calendars: String { root + "/Calendars" }
    public var notices: String { root + "/Notices" }

    /// The first that has a folder `Calendars`: the option `--data`, `DUBAN_DATA`, `<program>/../share/duban`, the
    /// checkout around the program, the checkout around the working folder. An option or a variable that
    /// is given decides alone: if there are no calendars in it, that is an error.
    public static func find(
        option: String?, environment: Environment, program: String? = Program.path, here: String = "."
    ) throws(FileProblem) -> DataFolders {
        if let given = option ?? environment["DUBAN_DATA"] {
            guard hasCalendars(given) else { throw missing(given) }
            return DataFolders(root: given)
        }
        var places: [String] = []
        if let program {
            let installed = Files.folder(of: Files.folder(of: program)) + "/share/duban"
            if hasCalendars(installed) { return DataFolders(root: installed) }
            places.append(installed)
            if let root = checkout(around: Files.folder(of: program)) { return DataFolders(root: root) }
        }
        if let root = checkout(around: absolute(here)) { return DataFolders(root: root) }
        throw missing(places.first ?? here)
    }

    /// The ledger's file: the option `--store`, `DUBAN_STORE`, `$XDG_STATE_HOME/duban/ledger.db`,
    /// `~/.local/state/duban/ledger.db`.
    public static func store(option: String?, environment: Environment) throws(FileProblem) -> String {
        if let given = option ?? environment["DUBAN_STORE"] { return given }
        // The base directory specification: a relative path there is to be ignored.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/duban/ledger.db" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/state/duban/ledger.db" }
        throw FileProblem(
            .notFound, path: "ledger.db",
            what: Phrase(
                zh: "不知道台账在哪里：没有 --store，也没有 DUBAN_STORE、XDG_STATE_HOME、HOME",
                en: "no place for the ledger: neither --store nor DUBAN_STORE, XDG_STATE_HOME or HOME is set"),
            remedy: Phrase(zh: "用 --store 指定台账文件", en: "name the ledger's file with --store"))
    }

    private static func hasCalendars(_ root: String) -> Bool { Files.isFolder(root + "/Calendars") }

    /// The nearest folder upwards with `Package.swift` and `Calendars`.
    private static func checkout(around start: String) -> String? {
        var folder = start
        while true {
            if hasCalendars(folder), Files.isFile(folder + "/Package.swift") { return folder }
            let above = Files.folder(of: folder)
            if above == folder || above == "." { return nil }
            folder = above
        }
    }

    private static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func missing(_ place: String) -> FileProblem {
        FileProblem(
            .notFound, path: place,
            what: Phrase(zh: "“\(place)”中没有日历文件夹 Calendars", en: "there is no folder Calendars in \"\(place)\""),
            remedy: Phrase(
                zh: "用 --data 或环境变量 DUBAN_DATA 指定含有 Calendars 和 Notices 的文件夹",
                en: "name the folder that holds Calendars and Notices with --data or the variable DUBAN_DATA"))
    }

    /// The running program.
    public enum Program {
        /// Its absolute path with links resolved; nil where /proc is not mounted.
        public static var path: String? {
            let capacity = 4096
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, used in
                let count = buffer.withMemoryRebound(to: CChar.self) {
                    $0.baseAddress.map { readlink("/proc/self/exe", $0, capacity) } ?? 0
                }
                used = max(0, count)
            }
            return bytes.isEmpty || bytes.count == capacity ? nil : String(decoding: bytes, as: UTF8.self)
        }
    }
}
