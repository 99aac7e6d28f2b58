/// The coordinator's overview where much is late: what a list leaves out is one click away.

import TestSupport
import Testing

@Suite struct `a long overview` {
    private static let town = Result { try Town(more: 60) }

    private func place() throws -> Place {
        let place = try Place(Self.town.get())
        place.clock.value = Town.moment("2025-05-06 10:00")
        try place.renew([.coordinator])
        return place
    }

    @Test(arguments: [("letters", 5), ("calls", 4)])
    func `long lists are cut, with the way to the whole`(list: String, first: Int) throws {
        let place = try place()
        let short = try place.get(.coordinator, "/overview").text
        let link = try #require(PageParts(short).targets.first { $0 == "/overview?all=\(list)#\(list)" })
        #expect(short.contains("id=\"\(list)\""), "the way leads to the list")
        let names = stride(from: first, to: 64, by: 2).map { ">\($0)号馆" }
        #expect(names.count { short.contains($0) } < 20)
        let whole = try place.get(.coordinator, String(link.prefix { $0 != "#" })).text
        #expect(!PageParts(whole).targets.contains(link), "there is no more")
        #expect(names.filter { !whole.contains($0) } == [])
        #expect(place.failures.value == [])
    }
}
