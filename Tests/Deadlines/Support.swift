/// What these tests share: the shipped calendars, days from text.

import Deadlines
import Documents
import Glibc
import Notices
import Platform
import TestSupport
import Testing
import Texts

/// A file of the package, by its path from the package's folder.
func packageFile(_ path: String) throws -> String {
    try #require(Checkout.text("\(Checkout.root)/\(path)"))
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
