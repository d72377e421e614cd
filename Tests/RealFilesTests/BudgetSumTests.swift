import PhusaModel
import Testing

/// What is known of the ministry's budgets: totals, and where a table contradicts itself.
@Suite(.enabled(if: PublishedFile.arePresent, PublishedFile.absence))
struct BudgetSumTests {
    /// One printed total beside the sum of the provinces, in million dong.
    struct Total: Sendable, CustomTestStringConvertible {
        let indicator: String
        let year: Int
        let printed: String
        let provinces: String

        var testDescription: String { "\(indicator) \(year)" }
    }

    @Test(
        "keeps the printed total beside the sum of the provinces, equal or not",
        arguments: [
            Total(
                indicator: "QT.THU", year: 2006, printed: "200228896", provinces: "200228898"),
            Total(
                indicator: "QT.CHI", year: 2006, printed: "172315093", provinces: "172315092"),
            Total(indicator: "QT.BS", year: 2006, printed: "57659122", provinces: "57659118"),
            Total(indicator: "QT.BSCD", year: 2006, printed: "22362303", provinces: "22362303"),
            Total(indicator: "QT.BSMT", year: 2006, printed: "35296819", provinces: "35296815"),
            Total(
                indicator: "QT.THU", year: 2010, printed: "728300189.5719512",
                provinces: "728300189.5719510931"),
            // Half a million dong more than the provinces have, in the sheet itself.
            Total(
                indicator: "QT.BSMT", year: 2010, printed: "87248031.73272038",
                provinces: "87248031.23272036733"),
            Total(
                indicator: "QT.THU", year: 2014, printed: "1120237007", provinces: "1120237007"),
            Total(
                indicator: "QT.BS", year: 2014, printed: "253936633.91896826",
                provinces: "253936633.918968254"),
            // The total of 2017 holds what no province collects, as its note says.
            Total(
                indicator: "DT.THU", year: 2017, printed: "1313580000", provinces: "1192306000"),
            Total(indicator: "DT.CHI", year: 2017, printed: "682700000", provinces: "682700000"),
            Total(
                indicator: "DT.BSMT", year: 2017, printed: "60380200", provinces: "60380200"),
        ])
    func comparesTotals(total: Total) async throws {
        let figures = try await PublishedFigures()
        let printed = try figures.figure(total.indicator, "VN", "\(total.year)")
        #expect(printed == ExactDecimal(total.printed))
        let sum = try figures.sum(
            "indicator = '\(total.indicator)' and year = \(total.year) and level = 'province'")
        #expect(sum.sum == ExactDecimal(total.provinces))
    }

    @Test("has the provinces' plan of 2009 without the total, whose record is quarantined")
    func lacksTotalOf2009() async throws {
        let figures = try await PublishedFigures()
        #expect(try figures.sum("indicator like 'DT.%' and year = 2009 and area = 'VN'").count == 0)
        let sum = try figures.sum("indicator = 'DT.THU' and year = 2009")
        #expect(sum.sum == ExactDecimal("417900000"))
        #expect(sum.count == 63)
        // Of the sum of balancing transfers, which stands two lines below its total, 4 are missing.
        let transfers = try figures.sum("indicator = 'DT.BSCD' and year = 2009")
        #expect(transfers.sum == ExactDecimal("45897094"))
        #expect(transfers.count == 55)
    }

    @Test("reads the shares of 2014 from the column without a header")
    func readsSharesOf2014() async throws {
        let sum = try await PublishedFigures().sum("indicator = 'QT.TYLE' and year = 2014")
        #expect(sum.sum == ExactDecimal("5825"))
        #expect(sum.count == 63)
    }

    @Test(
        "reads Tra Vinh and Soc Trang through blanks of every kind around their names",
        arguments: [
            ("QT.THU", "84", 2006, "448013"), ("QT.THU", "94", 2006, "937031"),
            ("QT.THU", "84", 2010, "1592486.0127659999"), ("QT.BS", "94", 2010, "2631231"),
            ("QT.NVQT", "84", 2014, "1050320"), ("QT.BSCD", "94", 2014, "3380059.787163486"),
            ("DT.THU", "84", 2009, "412700"), ("DT.BSMT", "94", 2009, "759223"),
            ("DT.CHI", "84", 2017, "6275452"), ("DT.THUHUONG", "94", 2017, "2532900"),
        ])
    func readsProvinces(indicator: String, area: String, year: Int, value: String) async throws {
        let found = try await PublishedFigures().figure(indicator, area, "\(year)")
        #expect(found == ExactDecimal(value))
    }

    @Test("holds the plan of Quang Ninh for 2006 apart from its final account")
    func tellsPlanFromFinal() async throws {
        let figures = try await PublishedFigures()
        #expect(try figures.figure("DTG.THU", "22", "2006") == ExactDecimal("4371000"))
        #expect(try figures.figure("QT.THU", "22", "2006") == ExactDecimal("6652951"))
        let statuses = try figures.lines(
            """
            select split_part(indicator, '.', 1) as book, status, count(*) from o
            where indicator ~ '^(QT|DT|DTG)[.]' group by book, status order by book
            """)
        #expect(statuses == ["DT F 1162", "DTG F 4424", "QT A 1205"])
    }

    @Test("sums the compiled plans year by year, exponents read as numbers")
    func sumsPlans() async throws {
        let figures = try await PublishedFigures()
        let lines = try figures.lines(
            """
            select year, sum(value), count(*) from o where indicator = 'DTG.THU'
            group by year order by year
            """)
        // The plans of 2008 sum to 339400000 with the 3347500 of Ha Tay, which is quarantined.
        #expect(
            lines == [
                "2006 251400170 64", "2007 293400800 64", "2008 336052500 63",
                "2009 417900000 63", "2010 492500000 63", "2011 632000000 63",
                "2012 805500000 63", "2013 882000000 63", "2014 817200000 63",
                "2015 949025000 63",
            ])
        #expect(try figures.figure("DTG.THU", "93", "2006") == ExactDecimal(300_000))
        #expect(try figures.figure("DTG.DA", "79", "2010") == ExactDecimal(900_000))
    }

    @Test("finds the same provinces' plan of 2009 in the annex and in the compilation")
    func comparesCompilation() async throws {
        let lines = try await PublishedFigures().lines(
            """
            select count(*), count(*) filter (where a.value = b.value)
            from o a join o b using (area, year)
            where a.indicator = 'DT.THU' and b.indicator = 'DTG.THU'
            """)
        #expect(lines == ["63 63"])
    }

    @Test("adds tax, other, capital and grants to the revenue of the state in all but five years")
    func addsStateRevenue() async throws {
        let figures = try await PublishedFigures()
        let lines = try figures.lines(
            """
            select year, sum(value * case when indicator = 'CD.agg_Rev' then -1 else 1 end) as gap
            from o where indicator in
                ('CD.agg_tax', 'CD.agg_ntax', 'CD.cap_rev', 'CD.aid', 'CD.agg_Rev')
            group by year having
                sum(value * case when indicator = 'CD.agg_Rev' then -1 else 1 end) <> 0
            order by year
            """)
        // Until 2002 oil stands apart: the gap is its revenue.
        #expect(lines == ["2001 -26281", "2002 -26510", "2005 1", "2006 -1", "2014 -1"])
        #expect(try figures.figure("CD.rev_oil", "VN", "2001") == ExactDecimal(26_281))
        #expect(try figures.figure("CD.agg_tax_cor", "VN", "2006") == ExactDecimal(99_796))
    }

    @Test("sums all cells of the state's balance, the one NA kept as a mark")
    func sumsBalance() async throws {
        let figures = try await PublishedFigures()
        let sum = try figures.sum("indicator like 'CD.%'")
        #expect(sum.sum == ExactDecimal("177961367.195"))
        #expect(sum.count == 776)
        let marks = try figures.lines(
            """
            select indicator, year, mark, status from o
            where indicator like 'CD.%' and value is null
            """)
        #expect(marks == ["CD.exp_sal 2014 . L"])
    }
}
