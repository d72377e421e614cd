import PhusaModel
import Testing

/// The World Bank's files, long and wide.
@Suite(.enabled(if: PublishedFile.arePresent, PublishedFile.absence))
struct WorldBankSumTests {
    @Test(
        "keeps Viet Nam's figures to the last digit",
        arguments: [
            ("NY.GDP.MKTP.CD", "2023", "429716969049.5928"), ("SP.POP.TOTL", "2024", "100987686"),
            ("FP.CPI.TOTL.ZG", "2024", "3.62109273885843"),
            ("SL.UEM.TOTL.ZS", "2024", "1.431"),
            ("NY.GDP.MKTP.KD.ZG", "2022", "8.53750046755788"),
        ])
    func keepsVietNam(indicator: String, year: String, value: String) async throws {
        let found = try await PublishedFigures().figure(indicator, "VNM", year)
        #expect(found == ExactDecimal(value))
    }

    @Test(
        "sums Viet Nam over the years without rounding",
        arguments: [
            ("NY.GDP.MKTP.CD", "4820681453658.070987", 39),
            ("FP.CPI.TOTL.ZG", "162.724270305787494", 29), ("SL.UEM.TOTL.ZS", "64.154", 34),
            ("NY.GDP.MKTP.KD.ZG", "255.19035642426813", 40),
        ])
    func sumsVietNam(indicator: String, sum: String, count: Int) async throws {
        let found = try await PublishedFigures().sum(
            "indicator = '\(indicator)' and area = 'VNM'")
        #expect(found.sum == ExactDecimal(sum))
        #expect(found.count == count)
    }

    @Test("reads -9.17360384430342E-07 to all its 21 decimals")
    func readsExponent() async throws {
        let found = try await PublishedFigures().figure("FP.CPI.TOTL.ZG", "FIN", "2009")
        #expect(found == ExactDecimal("-0.000000917360384430342"))
    }

    @Test("holds yearly inflation under the name CPI: it is negative 556 times")
    func isInflation() async throws {
        let lines = try await PublishedFigures().lines(
            "select count(*) filter (where value < 0) from o where indicator = 'FP.CPI.TOTL.ZG'")
        #expect(lines == ["556"])
    }

    @Test("tells groups of countries from countries, whose population is not the world's")
    func tellsGroups() async throws {
        let figures = try await PublishedFigures()
        let countries = try figures.sum(
            "indicator = 'SP.POP.TOTL' and year = 2024 and level = 'country'")
        #expect(countries.sum == ExactDecimal("8118396046"))
        #expect(countries.count == 217)
        #expect(try figures.figure("SP.POP.TOTL", "WLD", "2024") == ExactDecimal("8141808945"))
        let groups = try figures.lines(
            """
            select indicator, count(*) from o where level = 'region' and area ~ '^[A-Z]{3}$'
                and indicator in ('NY.GDP.MKTP.CD', 'SP.POP.TOTL', 'FP.CPI.TOTL.ZG')
            group by indicator order by indicator
            """)
        #expect(
            groups == ["FP.CPI.TOTL.ZG 2278", "NY.GDP.MKTP.CD 2833", "SP.POP.TOTL 3120"])
    }

    @Test("has no figure where the wide files have an empty text")
    func leavesEmptyTextsOut() async throws {
        let lines = try await PublishedFigures().lines(
            """
            select indicator, count(*), count(value), min(year), max(year) from o
            where indicator in ('SL.UEM.TOTL.ZS', 'NY.GDP.MKTP.KD.ZG')
            group by indicator order by indicator
            """)
        #expect(
            lines == [
                "NY.GDP.MKTP.KD.ZG 14114 14114 1961 2024", "SL.UEM.TOTL.ZS 7981 7981 1991 2024",
            ])
    }
}
