import PhusaModel
import Testing
import Warehouse

/// What is known of the published figures: how often they agree with themselves, and where not.
@Suite(.enabled(if: RealFiles.arePresent, RealFiles.absence))
struct KnownSumTests {
    // MARK: Seasons

    @Test("sums Tra Vinh's paddy of 2016: 68.8 + 77.7 + 87.7 = 234.2 thousand hectares")
    func sumsTraVinh() async throws {
        let rows = try await LoadedTables.shared().query(
            """
            select breakdown, value / 1000 from o
            where indicator = 'LUA.DT' and area = '84' and year = 2016 order by breakdown
            """)
        let seasons = (0..<rows.rowCount).map { rows.text($0, 0) }
        #expect(seasons == ["", "crop-season=DX", "crop-season=HT", "crop-season=MUA"])
        let values = (0..<rows.rowCount).compactMap { rows.decimal($0, 1) }
        #expect(values == ["234.2", "68.8", "77.7", "87.7"].map { ExactDecimal($0) })
        let sum = values.dropFirst().reduce(ExactDecimal.zero) { $0.adding($1) ?? .zero }
        #expect(sum == values.first)
    }

    @Test("sums the seasons to the whole in 1,462 of 1,526 cells within 0.25 thousand hectares")
    func sumsSeasons() async throws {
        let rows = try await comparedSeasons(withoutAutumnOf: [])
        #expect(rows.count == 1_526)
        #expect(rows.count { $0.agrees } == 1_462)
        let breaks = Dictionary(grouping: rows.filter { !$0.agrees }, by: \.year)
        #expect(breaks.mapValues(\.count) == [1995: 2, 2003: 1, 2007: 30, 2008: 31])
        let country = rows.filter { $0.area == "VN" && !$0.agrees }
        #expect(country.map(\.year) == [2007, 2008])
        #expect(country.first?.total == ExactDecimal(7_192_500))
        #expect(country.first?.parts == ExactDecimal(7_207_400))
    }

    /// The autumn tables spell three places in their own way.
    ///
    /// Matched by case and blanks alone, the three lose their autumn paddy, and 1,400 is the number
    /// that is found.
    @Test("sums them in 1,400 cells where places that autumn spells otherwise go unmatched")
    func sumsSeasonsMatchedByBlanks() async throws {
        let rows = try await comparedSeasons(withoutAutumnOf: ["V3", "46", "79"])
        #expect(rows.count == 1_526)
        #expect(rows.count { $0.agrees } == 1_400)
    }

    private struct ComparedSeasons {
        let area: String
        let year: Int
        let total: ExactDecimal
        let parts: ExactDecimal
        let agrees: Bool
    }

    /// Each printed area of paddy beside the sum of its seasons, in hectares; a season without a
    /// number counts as nothing.
    private func comparedSeasons(
        withoutAutumnOf areas: [String]
    ) async throws -> [ComparedSeasons] {
        let rows = try await LoadedTables.shared().query(
            """
            , seasons as (
                select area, year, sum(value) as parts from o
                where indicator = 'LUA.DT' and breakdown <> ''
                    and not (breakdown = 'crop-season=HT' and area = any ($1))
                group by area, year
            )
            select area, year, value, coalesce(parts, 0), abs(value - coalesce(parts, 0)) <= 250
            from o left join seasons using (area, year)
            where indicator = 'LUA.DT' and breakdown = '' and value is not null
            order by year
            """, [.textArray(areas)])
        return try (0..<rows.rowCount).map { row in
            ComparedSeasons(
                area: try #require(rows.text(row, 0)), year: try #require(rows.int(row, 1)),
                total: try #require(rows.decimal(row, 2)),
                parts: try #require(rows.decimal(row, 3)), agrees: rows.bool(row, 4) == true)
        }
    }

    // MARK: Population

    @Test("sums the sexes and the places of residence in 3,051 of 3,052 cells within 0.15 thousand")
    func sumsPopulation() async throws {
        let rows = try await LoadedTables.shared().query(
            """
            , parts as (
                select area, year, split_part(breakdown, '=', 1) as axis, sum(value) as sum,
                    count(value) as count from o
                where indicator = 'DS.TB' and breakdown <> '' group by area, year, axis
            )
            select area, year, axis, value, sum, abs(value - sum) <= 150
            from o join parts using (area, year)
            where indicator = 'DS.TB' and breakdown = '' and value is not null and count = 2
            """)
        #expect(rows.rowCount == 3_052)
        let breaks = (0..<rows.rowCount).filter { rows.bool($0, 5) == false }
        #expect(breaks.count == 1)
        let row = try #require(breaks.first)
        #expect((0..<3).map { rows.text(row, $0) } == ["V3", "2012", "sex"])
        #expect(rows.decimal(row, 3) == ExactDecimal(19_243_300))
        #expect(rows.decimal(row, 4) == ExactDecimal(9_521_400 + 9_721_600))
    }

    // MARK: Yield

    /// Hectares × quintals per hectare are quintals, ten of which are a tonne.
    @Test("multiplies area and yield to the production in 1,497 of 1,517 cells within 2 %")
    func multipliesYield() async throws {
        let rows = try await LoadedTables.shared().query(
            """
            select a.area, a.year, abs(a.value * n.value / 10 - s.value) <= 0.02 * s.value
            from o a join o n using (area, year, breakdown) join o s using (area, year, breakdown)
            where a.indicator = 'LUA.DT' and n.indicator = 'LUA.NS' and s.indicator = 'LUA.SL'
                and breakdown = '' and a.value is not null and n.value is not null
                and s.value is not null
            order by a.area, a.year
            """)
        #expect(rows.rowCount == 1_517)
        let breaks = (0..<rows.rowCount).filter { rows.bool($0, 2) == false }
        #expect(breaks.count == 20)
        #expect(breaks.allSatisfy { [2007, 2008].contains(rows.int($0, 1)) })
        #expect(breaks.first.map { rows.text($0, 0) } == "01")
    }

    /// Until 2003 there was no Dien Bien; its row of the yields holds what belongs to Lai Chau.
    @Test("finds Lai Chau's yields of 1995 to 2003 printed in the row of Dien Bien")
    func findsMisplacedYields() async throws {
        let rows = try await LoadedTables.shared().query(
            """
            select a.year, abs(a.value * n.value / 10 - s.value) <= 0.02 * s.value
            from o a join o n using (year, breakdown) join o s using (year, breakdown)
            where (a.indicator, a.area) = ('LUA.DT', '12')
                and (n.indicator, n.area) = ('LUA.NS', '11')
                and (s.indicator, s.area) = ('LUA.SL', '12') and breakdown = '' and year < 2004
            order by a.year
            """)
        #expect((0..<rows.rowCount).map { rows.int($0, 0) } == (1995...2003).map { $0 })
        #expect((0..<rows.rowCount).allSatisfy { rows.bool($0, 1) == true })
    }
}
