/// Named time zones out of the C library's zone data, as values: works in a static program too, which has none of
/// Foundation's own.

import Deadlines
import Glibc
import Synchronization
import Texts

public enum Zones {
    /// Why a name gives no zone.
    public enum Problem: Error, Sendable, Hashable {
        /// Not of the form `Area/City`: the C library would read it as a rule or a path.
        case badName(String)
        /// No such zone in the system's data; the C library would silently take UTC.
        case unknown(String)

        public var what: Phrase {
            switch self {
            case .badName(let name): Phrase(zh: "“\(name)”不是时区名称", en: "“\(name)” is not the name of a time zone")
            case .unknown(let name): Phrase(zh: "系统中没有时区“\(name)”", en: "the system has no time zone “\(name)”")
            }
        }

        public var remedy: Phrase {
            Phrase(
                zh: "例如 Asia/Shanghai、Europe/Berlin；若名称无误，请安装系统的 tzdata",
                en: "for example Asia/Shanghai, Europe/Berlin; if the name is right, install the system's tzdata")
        }
    }

    /// The zones read so far: each is read once. The lock is also held while `TZ` is changed, so that no two
    /// readings meet; nothing else in the program may depend on `TZ`.
    private static let cache = Mutex<[String: Zone]>([:])

    /// The zone of that name, with every change of its offset from 1990 to 2100 to the second.
    ///
    /// Call it before other threads start where that is possible: it changes the process's `TZ` for a moment.
    public static func load(_ name: String) -> Result<Zone, Problem> {
        cache.withLock { cache in
            if let zone = cache[name] { return .success(zone) }
            guard isWellFormed(name) else { return .failure(.badName(name)) }
            guard let file = file(of: name) else { return .failure(.unknown(name)) }
            let zone = withTZ(":" + name) { ZoneProbe.zone(name, file: file) }
            cache[name] = zone
            return .success(zone)
        }
    }

    /// Letters, digits, `_`, `+`, `-` between single slashes: never a path that leaves the zone folder.
    static func isWellFormed(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                            || $0 == 0x5F || $0 == 0x2B || $0 == 0x2D
                    }
            }
    }

    /// The zone file of that name in the folder that the C library reads; nil when there is none.
    private static func file(of name: String) -> [UInt8]? {
        let folder = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
        guard let bytes = try? Files.readDisk("\(folder)/\(name)", limit: 1 << 20), bytes.starts(with: "TZif".utf8)
        else {
            return nil
        }
        return bytes
    }

    private static func withTZ<Value>(_ value: String, _ body: () -> Value) -> Value {
        let before = getenv("TZ").map { String(cString: $0) }
        setenv("TZ", value, 1)
        tzset()
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }
        return body()
    }
}
