/// What these tests share: the shipped calendars, days from text, and a seeded generator.

import Deadlines
import Documents
import Glibc
import Notices
import Platform
import Testing
import Texts

/// A file of the package, by its path from the package's folder.
func packageFile(_ path: String) throws -> String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    let file = try #require(fopen("/" + parts.joined(separator: "/") + "/" + path, "re"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
}

func decodeCalendar(_ text: String, file: String = "x.yaml") -> (calendar: WorkCalendar?, diagnostics: [Diagnostic]) {
    let (node, diagnostics) = YAMLReader.read(text, file: file)
    guard let node else { return (nil, diagnostics) }
    let (calendar, problems) = CalendarFile.decode(node, file: file)
    return (calendar, diagnostics + problems)
}

enum Shipped {
    static let china = Result { try decodeCalendar(packageFile("Calendars/cn.yaml")).calendar }
    static let weekdays = Result { try decodeCalendar(packageFile("Calendars/weekdays.yaml")).calendar }
}

func china() throws -> WorkCalendar { try #require(try Shipped.china.get()) }
func zone(_ name: String) throws -> Zone { try Zones.load(name).get() }
func shanghai() throws -> Zone { try zone("Asia/Shanghai") }
func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
func rule(_ text: String) throws -> DueRule { try DueRule.parse(text).get() }
func moment(_ text: String, _ zone: Zone) throws -> Instant { try zone.parse(text).get().instant }

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
