import Notices
import TestSupport
import Testing

/// The sample rosters have the places that really are: numbers as Notices/README.md says they were checked.
@Suite struct SampleRosterTests {
    private func regions(_ name: String, _ fits: (Unit) -> Bool) throws -> [String] {
        let roster = try #require(NoticeFixture.roster("\(NoticeFixture.shipped)/\(name).csv"))
        let regions = roster.units.filter(fits).compactMap(\.region)
        #expect(Set(regions).count == regions.count, "one unit for each place")
        return regions
    }

    @Test func `Chongqing had 26 districts, 8 counties and 4 autonomous counties`() throws {
        let places = try regions("chongqing-statistics-2024") { $0.kind == "association" && $0.level == .county }
        let autonomous = places.filter { $0.hasSuffix("自治县") }
        #expect(places.filter { $0.hasSuffix("区") }.count == 26 && autonomous.count == 4 && places.count == 38)
    }

    @Test func `Tianjin has 16 districts, each with a science bureau and an education department`() throws {
        for kind in ["science-bureau", "education-department"] {
            #expect(try regions("tianjin-statistics-2024") { $0.kind == kind }.count == 16)
        }
    }

    @Test func `Henan has 17 cities and Jiyuan, Quzhou 6 counties, Kaifu 16 streets`() throws {
        let cities = try regions("henan-museums-2023") { $0.kind == "association" && $0.level == .city }
        #expect(cities.count == 18 && cities.contains("济源示范区"))
        let counties = try regions("quzhou-bases-2023") { $0.kind == "association" && $0.level == .county }
        #expect(Set(counties) == ["柯城区", "衢江区", "江山市", "常山县", "开化县", "龙游县"])
        let kaifu = try #require(NoticeFixture.roster("\(NoticeFixture.shipped)/kaifu-demo-2022.csv"))
        #expect(kaifu.units.filter { $0.kind == "street" }.count == 16)
    }
}
