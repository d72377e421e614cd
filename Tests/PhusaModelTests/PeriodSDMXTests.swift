import PhusaModel
import Testing

@Suite("Periods as SDMX writes them")
struct PeriodSDMXTests {
    private static let winter = Season(
        code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11,
        monthCount: 6, yearsBack: 1)
    private static let summer = Season(
        code: "HT", title: Words(vi: "Hè Thu", en: "Summer-autumn"), firstMonth: 5, monthCount: 4,
        yearsBack: 0)

    /// Every day, and every span of both systems, of these years.
    private static let periods: [Period] = {
        let first = CalendarDay(year: 1990, month: 1, day: 1)?.number ?? 0
        let last = CalendarDay(year: 2040, month: 12, day: 31)?.number ?? 0
        let days = (first...last).map { Period(day: CalendarDay(number: $0)) }
        return days
            + (1990...2040).flatMap { year in
                PeriodSystem.allCases.flatMap { system in
                    (1...12).flatMap { month in
                        (1...12).compactMap {
                            Period(year: year, month: month, monthCount: $0, system: system)
                        }
                    }
                }
            }
    }()

    private static let seasonal: [Period] = (1990...2040).flatMap { year in
        [winter, summer].compactMap { Period(season: $0, year: year) }
    }

    @Test("out and in again is the same period, of every kind and both systems")
    func identity() throws {
        #expect(Self.periods.count == 18_628 + 51 * 2 * (12 + 4 + 2 + 1 + 8))
        for period in Self.periods {
            #expect(try Period(sdmx: period.sdmx) == period)
        }
        for period in Self.periods + Self.seasonal {
            #expect(try Period(sdmx: period.sdmx, seasons: [Self.winter, Self.summer]) == period)
        }
    }

    @Test("the number of a period sorts as its first day and its end do")
    func order() {
        let periods = Self.periods + Self.seasonal
        let byTime = periods.sorted { ($0.start, $0.end, $0.id) < ($1.start, $1.end, $1.id) }
        #expect(byTime.map(\.id) == periods.map(\.id).sorted())
        #expect(Set(periods.map(\.id)).count == periods.count)
    }

    @Test(
        "writes one strict form for each kind",
        arguments: [
            ("ngày", "2025-03-14", "2025-03-14"), ("tháng", "03/2025", "2025-M03"),
            ("quý", "quý IV/2025", "2025-Q4"), ("nửa năm", "2025-H2", "2025-S2"),
            ("lũy kế", "9 tháng 2025", "2025-01-01/P9M"), ("năm", "năm 2025", "2025"),
            ("vụ", "HT-2025", "2025-05-01/P4M"),
            ("hành chính", "2023-12-15/P12M", "2023-12-15/P12M"),
        ])
    func strict(kind: String, text: String, sdmx: String) throws {
        let period = try #require(Period(text, seasons: [Self.summer]), "\(kind)")
        #expect(period.sdmx == sdmx)
        #expect(period.description == sdmx)
    }

    @Test(
        "reads every form that names a period",
        arguments: [
            ("2025", "2025"), ("2025-A1", "2025"), ("2025-S1", "2025-S1"), ("2025-Q3", "2025-Q3"),
            ("2025-M12", "2025-M12"), ("2025-12", "2025-M12"), ("2025-T1", "2025-01-01/P4M"),
            ("2025-12-31", "2025-12-31"), ("2025-D001", "2025-01-01"), ("2025-D010", "2025-01-10"),
            ("2025-D020", "2025-01-20"), ("2025-D030", "2025-01-30"), ("2025-D040", "2025-02-09"),
            ("2025-D050", "2025-02-19"), ("2025-D060", "2025-03-01"), ("2024-D060", "2024-02-29"),
            ("2025-D070", "2025-03-11"), ("2025-D080", "2025-03-21"), ("2025-D090", "2025-03-31"),
            ("2025-D100", "2025-04-10"), ("2025-D365", "2025-12-31"), ("2024-D366", "2024-12-31"),
            ("2025Z", "2025"), ("2025+07:00", "2025"), ("2025-03Z", "2025-M03"),
            ("2025-M03+07:00", "2025-M03"), ("2025-Q1+00:00", "2025-Q1"),
            ("2025-03-14+07:00", "2025-03-14"), ("2025-D010Z", "2025-01-10"),
            ("2024-01-01/P1Y", "2024"), ("2024-01-01/P12M", "2024"), ("2024-01-01/P366D", "2024"),
            ("2024-01-01/P0Y12M", "2024"), ("2024-01-01/P3M", "2024-Q1"),
            ("2024-04-01/P3M", "2024-Q2"), ("2024-01-01/P91D", "2024-Q1"),
            ("2024-07-01/P6M", "2024-S2"), ("2024-02-01/P29D", "2024-M02"),
            ("2024-02-01/P1M", "2024-M02"), ("2024-02-01/P1D", "2024-02-01"),
            ("2024-01-01/P9M", "2024-01-01/P9M"), ("2024-01-01Z/P9M", "2024-01-01/P9M"),
            ("2024-01-01T00:00:00/P9M", "2024-01-01/P9M"),
            ("2024-01-01T00:00:00+07:00/P1M", "2024-M01"), ("2024-02-15/P1M", "2024-02-15/P1M"),
            ("2024-02-15/P29D", "2024-02-15/P1M"), ("2023-12-15/P1Y", "2023-12-15/P12M"),
            ("2023-12-15/P3M", "2023-12-15/P3M"), ("2024-02-15/P1D", "2024-02-15"),
        ])
    func reads(text: String, sdmx: String) throws {
        #expect(try Period(sdmx: text).sdmx == sdmx)
        // People's reader takes them too, in either case.
        #expect(Period(text)?.sdmx == sdmx)
        #expect(Period(text.lowercased())?.sdmx == sdmx)
        #expect(Period.refusal(of: text.lowercased()) == nil)
    }

    @Test(
        "says why it refuses",
        arguments: [
            ("2025-W01", PeriodRefusal.week), ("2025-W53Z", .week), ("2025-T2", .trimester),
            ("2025-T3", .trimester), ("2025-03+09:00", .timeZone), ("2025-M03-05:00", .timeZone),
            ("2025-01-01+08:00/P9M", .timeZone), ("2025-D366", .day), ("2025-02-29", .day),
            ("2025-02-01/P3M", .span), ("2025-01-02/P1M", .span), ("2025-01-01/P13M", .span),
            ("2025-01-01/P7D", .span), ("2025-01-01/P2Y", .span), ("2025-01-01/P1M1D", .span),
            ("2024-11-01/P6M", .span), ("2025-01-01/P0M", .span), ("1899", .year),
            ("2147-Q1", .year), ("2147-D001", .year), ("2147-01-01/P1M", .year),
            ("1899-12-31", .year), ("", .form), ("25", .form), ("2025-", .form), ("2025-13", .form),
            ("2025-M13", .form), ("2025-M3", .form), ("2025-Q5", .form), ("2025-Q0", .form),
            ("2025-S3", .form), ("2025-T4", .form), ("2025-W54", .form), ("2025-D367", .form),
            ("2025-D000", .form), ("2025-D60", .form), ("2025-A2", .form), ("2025-H1", .form),
            ("2025-3-1", .form), ("2025-03-32", .form), ("2025-m03", .form),
            ("tháng 3/2025", .form),
            ("2025-03-14T08:00:00", .form), ("2025-01-01/P", .form), ("2025-01-01/9M", .form),
            ("2025-01-01/P1M1Y", .form), ("2025-01-01/P1M1M", .form), ("2025-01-01/-P1M", .form),
            ("2025-01-01/P1W", .form), ("2025-01-01/PT24H", .form), ("2025-01/P3M", .form),
            ("2025-01-01/P99999M", .form), ("2025/2026/2027", .form), ("2025-03-14 ", .form),
            ("٢٠٢٥", .form),
        ])
    func refuses(text: String, refusal: PeriodRefusal) {
        #expect(throws: refusal) { try Period(sdmx: text) }
        #expect(
            Period.refusal(of: text) == (refusal == .form || text == "2025-m03" ? nil : refusal))
        if refusal != .form { #expect(Period(text) == nil) }
    }

    @Test("a span of a declared season reads as the season, unless it is another period")
    func seasons() throws {
        let period = try Period(sdmx: "2024-11-01/P6M", seasons: [Self.summer, Self.winter])
        #expect(period == Period(season: Self.winter, year: 2025))
        #expect(Period("2024-11-01/p6m", seasons: [Self.winter]) == period)
        #expect(throws: PeriodRefusal.span) {
            try Period(sdmx: "2024-11-01/P5M", seasons: [Self.winter])
        }
        let spring = Season(
            code: "X", title: Words(vi: "Xuân", en: "Spring"), firstMonth: 1, monthCount: 6,
            yearsBack: 0)
        #expect(try Period(sdmx: "2025-01-01/P6M", seasons: [spring]).kind == .half)
    }
}
