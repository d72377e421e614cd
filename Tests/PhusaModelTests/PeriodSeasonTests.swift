import PhusaModel
import Testing

@Suite("Seasons as people name them")
struct PeriodSeasonTests {
    private static let winter = Season(
        code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11,
        monthCount: 6, yearsBack: 1)
    private static let summer = Season(
        code: "HT", title: Words(vi: "Hè Thu", en: "Summer-autumn"), firstMonth: 5, monthCount: 4,
        yearsBack: 0)
    private static let seasons = [winter, summer]

    @Test(
        "the command line takes a season as files do, and as the tool prints it",
        arguments: [
            ("DX-2025", "2024-11-01/P6M"), ("dx-2025", "2024-11-01/P6M"),
            ("Đông Xuân 2024-2025", "2024-11-01/P6M"), ("HT-2025", "2025-05-01/P4M"),
            ("2024-11-01/P6M", "2024-11-01/P6M"), ("2025-05-01/P4M", "2025-05-01/P4M"),
        ])
    func argument(text: String, sdmx: String) throws {
        let period = try #require(Period(argument: text, seasons: Self.seasons))
        #expect(period.kind == .season && period.sdmx == sdmx)
        #expect(Period(argument: text) == nil, "not without the seasons")
    }

    @Test("what is no season keeps its meaning, and what is neither is refused")
    func others() {
        for text in ["2025-M03", "2025-Q1", "2025", "admin:2025-03", "2025-01-01/P9M"] {
            #expect(Period(argument: text, seasons: Self.seasons) == Period(argument: text))
        }
        for text in ["XX-2025", "DX-25", "DX", "2024-11-01/P5M", "admin:DX-2025", "DX-2500"] {
            #expect(Period(argument: text, seasons: Self.seasons) == nil, "\(text)")
        }
    }

    @Test("code and title lead back to the season, in both languages")
    func roundTrip() throws {
        for season in Self.seasons {
            for year in [1950, 2024, 2025, 2100] {
                let period = try #require(Period(season: season, year: year))
                let title = period.title(among: Self.seasons)
                for text in [period.code(among: Self.seasons), title.vi, title.en, period.sdmx] {
                    #expect(Period(text, seasons: Self.seasons) == period, "\(text)")
                }
                #expect(period.code(among: Self.seasons) == "\(season.code)-\(year)")
                #expect(period.years(later: -1) == Period(season: season, year: year - 1))
            }
        }
        let winter = try #require(Period(season: Self.winter, year: 2025))
        #expect(
            winter.title(among: Self.seasons)
                == Words(vi: "Vụ Đông Xuân 2024-2025", en: "Winter-spring 2024-2025"))
        #expect(winter.title(among: []) == winter.title)
        #expect(winter.code(among: [Self.summer]) == "2024-11-01/P6M")
    }
}
