import PhusaModel
import Testing

/// Provincial indices, areas and quarterly growth.
@Suite(.enabled(if: PublishedFile.arePresent, PublishedFile.absence))
struct IndexSumTests {
    // MARK: PAPI

    @Test("sums the scores of fourteen years")
    func sumsScores() async throws {
        let figures = try await PublishedFigures()
        let sum = try figures.sum("indicator like 'PAPI.SC%'")
        #expect(sum.sum == ExactDecimal("34509.941400489"))
        #expect(sum.count == 14 * 63 * 29 - 3_687)
        let traVinh = try figures.sum(
            "indicator like 'PAPI.SC%' and area = '84' and year = 2024")
        #expect(traVinh.sum == ExactDecimal("40.616298197"))
        #expect(try figures.figure("PAPI.SC11", "84", "2024") == ExactDecimal("0.75418359"))
    }

    @Test(
        "sums the publisher's sheets, whose dimensions and index are the sums of their parts",
        arguments: [(2011, "6756.676770899999999"), (2016, "6801.6986261606216608")])
    func sumsSheets(year: Int, sum: String) async throws {
        let figures = try await PublishedFigures()
        let found = try figures.sum("indicator like 'PAPIG.%' and year = \(year)")
        #expect(found.sum == ExactDecimal(sum))
        #expect(found.count == 63 * 29)
        let gaps = try figures.lines(
            """
            select area from o join warehouse.dim_indicator d
                on d.code = o.indicator
            where indicator like 'PAPIG.%' and year = \(year) group by area
            having abs(sum(value * case when title_en = 'Un-weighted2015PAPI' then -1
                when title_en in ('Participation at Local Levels', 'Transparency',
                    'Vertical Accountability', 'Control of Corruption',
                    'Public Administrative Procedures', 'Public Service Delivery') then 1
                else 0 end)) > 0.001
            """)
        #expect(gaps.isEmpty)
    }

    /// The publisher's Poverty Lists stand under SC21, which the code book calls Access to
    /// Information.
    @Test("finds the sheets' scores in the compilation within 0.0001, transparency one code early")
    func comparesCompilation() async throws {
        let lines = try await PublishedFigures().lines(
            """
            select d.title_en, b.indicator, count(*)
            from o a join warehouse.dim_indicator d on d.code = a.indicator
            join o b using (area, year)
            where a.indicator like 'PAPIG.%' and b.indicator like 'PAPI.SC%'
                and b.value is not null and abs(a.value - b.value) < 0.0001
                and year in (2011, 2016) and d.title_en in
                    ('Poverty Lists', 'Communal Budget and Expenditure',
                    'Land-Use Plans/Price Frames')
            group by d.title_en, b.indicator having count(*) = 126 order by b.indicator
            """)
        #expect(
            lines == [
                "Poverty Lists PAPI.SC21 126",
                "Communal Budget and Expenditure PAPI.SC22 126",
                "Land-Use Plans/Price Frames PAPI.SC23 126",
            ])
    }

    @Test("finds each of the 2,772 scores of 2011 and 2016 in the publisher's sheets")
    func findsScores() async throws {
        let lines = try await PublishedFigures().lines(
            """
            select year, count(*) from o b
            where indicator like 'PAPI.SC%' and year in (2011, 2016) and value is not null
                and exists (
                    select from o a where a.indicator like 'PAPIG.%' and a.area = b.area
                        and a.year = b.year and abs(a.value - b.value) < 0.0001)
            group by year order by year
            """)
        #expect(lines == ["2011 1386", "2016 1386"])
    }

    // MARK: PCI

    @Test("loads what PCI says of named provinces, 13 of them in 2013")
    func countsProvinces() async throws {
        let figures = try await PublishedFigures()
        let sum = try figures.sum("indicator like 'PCI.%'")
        #expect(sum.sum == ExactDecimal("113465.6350478772544182"))
        #expect(sum.count == 7_950)
        let years = try figures.lines(
            """
            select year, count(distinct area) from o where indicator = 'PCI.weighted'
            group by year order by year
            """)
        #expect(
            years == [
                "2005 42", "2006 64", "2007 64", "2008 63", "2009 63", "2010 63", "2011 63",
                "2012 63", "2013 13", "2014 63", "2015 63", "2016 63",
            ])
        #expect(
            try figures.figure("PCI.weighted", "84", "2016") == ExactDecimal("57.64453887939453"))
    }

    // MARK: Areas after the mergers, growth by quarter

    @Test("sums area and population after the mergers, written in Vietnamese numbers")
    func sumsAreas() async throws {
        let figures = try await PublishedFigures()
        let area = try figures.sum("indicator = 'HC.DT'")
        #expect(area.sum == ExactDecimal("331333.54"))
        #expect(area.count == 34)
        #expect(try figures.sum("indicator = 'HC.DS'").sum == ExactDecimal("112093848"))
        #expect(try figures.figure("HC.DT", "86", "2025") == ExactDecimal("6296.2"))
        #expect(try figures.figure("HC.DS", "86", "2025") == ExactDecimal(4_257_581))
        let versions = try figures.lines(
            """
            select count(*) filter (where valid_from = '2025-07-01'),
                count(*) filter (where valid_from is null) from o where indicator = 'HC.DS'
            """)
        #expect(versions == ["23 8"])
    }

    @Test("reads 2013Q4 as a quarter, and employment from thousands")
    func readsQuarters() async throws {
        let figures = try await PublishedFigures()
        #expect(try figures.figure("GDPQ.yoy_output", "VN", "2013-Q4") == ExactDecimal("5.42"))
        #expect(try figures.figure("GDPQ.EMP", "VN", "2024-Q4") == ExactDecimal(55_748_098))
        let growth = try figures.sum("indicator = 'GDPQ.yoy_output'")
        #expect(growth.sum == ExactDecimal("277.83"))
        #expect(growth.count == 46)
        #expect(try figures.sum("indicator = 'GDPQ.net_export'").count == 42)
    }
}
