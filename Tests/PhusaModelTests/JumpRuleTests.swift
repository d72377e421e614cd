import Testing

@testable import PhusaModel

@Suite("Periods that a figure is compared with")
struct JumpRuleTests {
    @Test("months look at the twelve before them")
    func months() throws {
        let earlier = JumpRule.earlier(than: try #require(Period("2025-M03")))
        #expect(earlier.count == JumpRule.periodCount)
        #expect(earlier.first?.description == "2025-M02")
        #expect(earlier.last?.description == "2024-M03")
    }

    @Test("nine months look at the nine months of earlier years")
    func cumulative() throws {
        let earlier = JumpRule.earlier(than: try #require(Period("2025-01-01/P9M")))
        #expect(earlier.prefix(2).map(\.description) == ["2024-01-01/P9M", "2023-01-01/P9M"])
    }

    @Test("the first years that a period can have, and seasons, have none")
    func none() throws {
        #expect(JumpRule.earlier(than: try #require(Period("1900"))).isEmpty)
        let season = Season(
            code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11,
            monthCount: 6, yearsBack: 1)
        let winter = try #require(Period(season: season, year: 2025))
        #expect(JumpRule.earlier(than: winter).isEmpty)
    }
}
