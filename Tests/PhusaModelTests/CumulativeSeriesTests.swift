import PhusaModel
import Testing

@Suite("Figures counted from January, and flows")
struct CumulativeSeriesTests {
    private func decimal(_ text: String) throws -> ExactDecimal {
        try #require(ExactDecimal(text))
    }

    private func period(_ text: String) throws -> Period { try #require(Period(text)) }

    @Test("flows are those of the spans between known figures; a gap makes a longer span")
    func gap() throws {
        let series = try #require(
            CumulativeSeries([
                period("2025-M01"): decimal("0.1"), period("2025-01-01/P2M"): decimal("0.3"),
                period("2025-S1"): decimal("7"), period("2025-01-01/P9M"): decimal("6.5"),
                period("2025"): decimal("6.50"),
            ]))
        let flows = try #require(series.flows)
        #expect(flows.map(\.months) == [1...1, 2...2, 3...6, 7...9, 10...12])
        #expect(flows.map(\.value.description) == ["0.1", "0.2", "6.7", "-0.5", "0"])
        // January to March was never said, so nothing is said of March.
        #expect(series.figures[try period("2025-Q1")] == nil)
        #expect(CumulativeSeries(year: 2025, flows: flows) == series)
    }

    @Test("either way and back is the same, whatever months are known", arguments: 0..<40)
    func lossless(seed: Int) throws {
        var random = Numbers(seed: UInt64(seed))
        for _ in 0..<50 {
            let counts = (1...12).filter { _ in Bool.random(using: &random) }
            let system = PeriodSystem.allCases[Int.random(in: 0...1, using: &random)]
            let year = Int.random(in: Period.years, using: &random)
            var figures: [Period: ExactDecimal] = [:]
            for count in counts {
                let period = try #require(
                    Period(year: year, month: 1, monthCount: count, system: system))
                figures[period] = random.decimal()
            }
            guard let series = CumulativeSeries(figures) else {
                #expect(counts.isEmpty)
                continue
            }
            #expect(series.figures == figures)
            let flows = try #require(series.flows)
            #expect(flows.map(\.months.upperBound) == counts)
            #expect(CumulativeSeries(system: system, year: year, flows: flows) == series)
        }
    }

    @Test("flows of months make every figure, and come back as they were", arguments: 0..<20)
    func fromFlows(seed: Int) throws {
        var random = Numbers(seed: UInt64(seed))
        var flows: [CumulativeSeries.Flow] = []
        var month = 1
        while month <= 12 {
            let last = Int.random(in: month...12, using: &random)
            flows.append(.init(months: month...last, value: random.decimal()))
            month = last + 1
        }
        let series = try #require(CumulativeSeries(year: 2025, flows: flows))
        #expect(series.flows == flows)
        #expect(try #require(CumulativeSeries(series.figures)) == series)
    }

    @Test("quarters and halves are figures of the same chain")
    func canonical() throws {
        let series = try #require(
            CumulativeSeries([
                period("3 tháng 2025"): decimal("3"), period("6 tháng 2025"): decimal("6"),
            ]))
        #expect(series.totals.keys.sorted() == [3, 6])
        #expect(Set(series.figures.keys) == Set([try period("2025-Q1"), try period("2025-S1")]))
    }

    @Test(
        "periods that are not of one chain make no series",
        arguments: [
            ["2025-Q1", "2024-S1"], ["2025-Q2"], ["2025-S2"], ["2025-M02"], ["2025-01-01"],
            ["2025-Q1", "2024-12-15/P6M"], [],
        ])
    func refusesPeriods(texts: [String]) throws {
        let figures = try texts.map { (try period($0), ExactDecimal(1)) }
        #expect(CumulativeSeries(Dictionary(uniqueKeysWithValues: figures)) == nil)
    }

    @Test("flows that leave a month out, come twice or end after December make none")
    func refusesFlows() {
        let one = ExactDecimal(1)
        for months in [[2...3], [1...2, 4...5], [1...2, 2...3], [1...13], [1...3, 1...3], []] {
            let flows = months.map { CumulativeSeries.Flow(months: $0, value: one) }
            #expect(CumulativeSeries(year: 2025, flows: flows) == nil)
        }
        let flow = CumulativeSeries.Flow(months: 1...1, value: one)
        #expect(CumulativeSeries(year: 1899, flows: [flow]) == nil)
    }

    @Test("what takes more digits than there are is none, not a rounded figure")
    func overflow() throws {
        let nines = try decimal(String(repeating: "9", count: 38))
        let flows = [1...1, 2...2].map { CumulativeSeries.Flow(months: $0, value: nines) }
        #expect(CumulativeSeries(year: 2025, flows: flows) == nil)
        let series = try #require(
            CumulativeSeries([
                period("2025-M01"): nines.negated, period("2025-Q1"): nines,
            ]))
        #expect(series.flows == nil)
    }

    @Test("the periods counted likewise are the year's chain without itself")
    func chain() throws {
        #expect(
            try period("2025-S1").countedLikewise.map(\.description) == [
                "2025-M01", "2025-01-01/P2M", "2025-Q1", "2025-01-01/P4M", "2025-01-01/P5M",
                "2025-01-01/P7M", "2025-01-01/P8M", "2025-01-01/P9M", "2025-01-01/P10M",
                "2025-01-01/P11M", "2025",
            ])
        let administrative = try period("2024-12-15/P6M").countedLikewise
        #expect(administrative.count == 11)
        #expect(administrative.allSatisfy { $0.system == .administrative })
        for text in ["2025-Q2", "2025-S2", "2025-M02", "2025-01-01"] {
            #expect(try period(text).countedLikewise.isEmpty)
        }
    }
}
