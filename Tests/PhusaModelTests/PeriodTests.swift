import Foundation
import PhusaModel
import Testing

@Suite("Periods")
struct PeriodTests {
    private static let dongXuan = Season(
        code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11,
        monthCount: 6, yearsBack: 1)

    @Test(
        "reads what people and agencies write",
        arguments: [
            ("2025-M03", "2025-M03"), ("2025-03", "2025-M03"), ("03/2025", "2025-M03"),
            ("3/2025", "2025-M03"), ("Tháng 3/2025", "2025-M03"), ("tháng 3 năm 2025", "2025-M03"),
            ("THÁNG  03  NĂM 2025", "2025-M03"), ("tha\u{301}ng 3/2025", "2025-M03"),
            ("2025-Q1", "2025-Q1"), ("Quý I/2025", "2025-Q1"), ("quý iv năm 2025", "2025-Q4"),
            ("quý 2/2025", "2025-Q2"), ("2025-S2", "2025-S2"), ("2025-H1", "2025-S1"),
            ("6 tháng 2025", "2025-S1"), ("6 tháng đầu năm 2025", "2025-S1"),
            ("6 tháng cuối năm 2025", "2025-S2"), ("3 tháng 2025", "2025-Q1"),
            ("9 tháng năm 2025", "2025-01-01/P9M"), ("12 tháng 2025", "2025"), ("2025", "2025"),
            ("Năm 2025", "2025"), ("2025-A1", "2025"), ("2025-03-14", "2025-03-14"),
            ("2024-12-15/P1M", "2024-12-15/P1M"), ("2025-01-01/P12M", "2025"),
            ("DX-2025", "2024-11-01/P6M"), ("Đông Xuân 2024-2025", "2024-11-01/P6M"),
            ("vụ đông xuân 2025", "2024-11-01/P6M"),
        ])
    func reads(text: String, shown: String) throws {
        let period = try #require(Period(text, seasons: [Self.dongXuan]))
        #expect(period.description == shown)
    }

    @Test(
        "refuses what is no period",
        arguments: [
            "", "2025-13", "2025-M13", "2025-M00", "2025-Q5", "2025-S3", "20225", "1899", "2147",
            "tháng 13/2025", "quý V/2025", "tháng 3", "5", "2025-", "-2025", "2025-3-1",
            "2025-02-30", "2025-02-01/P3M", "2025-01-02/P1M", "DX-2025x", "Hè Thu 2025", "1 2025",
            "9999-12-31", "3000-01-01/P9M", "1899-12-31", "13 tháng 2025",
        ])
    func refuses(text: String) { #expect(Period(text, seasons: [Self.dongXuan]) == nil) }

    @Test("lies around each of its days, and no other period of its kind does")
    func around() throws {
        for kind in [PeriodKind.day, .month, .quarter, .half, .year] {
            for number in stride(from: 0, through: 40_000, by: 37) {
                let day = CalendarDay(number: number)
                let period = try #require(Period(kind, around: day))
                #expect(period.kind == kind && period.start <= day && day < period.end)
                #expect(Period(kind, around: period.start) == period)
                #expect(Period(kind, around: period.end.adding(days: -1)) == period)
                #expect(Period(kind, around: period.end) != period)
            }
        }
    }

    /// Every kind, both systems, at the ends of the calendar and between.
    private static let samples: [Period] = [1900, 2024, 2025, 2146].flatMap { year in
        [PeriodSystem.statistical, .administrative].flatMap { system in
            (1...12).flatMap { month in
                (1...12).compactMap { count in
                    Period(year: year, month: month, monthCount: count, system: system)
                }
            }
        }
    }

    @Test("writes and reads every period as the same, as text, natural key and JSON")
    func roundTrips() throws {
        let season = try #require(Period(season: Self.dongXuan, year: 2025))
        let spring = Season(
            code: "X", title: Words(vi: "Xuân", en: "Spring"), firstMonth: 1, monthCount: 6,
            yearsBack: 0)
        let ambiguous = try #require(Period(season: spring, year: 2025))
        for period in Self.samples {
            #expect(Period(period.description) == period)
        }
        for period in Self.samples + [season, ambiguous] {
            #expect(Period(naturalKey: period.naturalKey) == period)
            let data = try JSONEncoder().encode([period])
            #expect(try JSONDecoder().decode([Period].self, from: data) == [period])
        }
    }

    @Test("gives each period a number of its own that sorts by time")
    func ids() {
        let samples = Self.samples
        #expect(Set(samples.map(\.id)).count == Set(samples).count)
        let byTime = samples.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        #expect(byTime.map(\.id) == samples.map(\.id).sorted())
        #expect(samples.allSatisfy { $0.id > 0 })
    }

    @Test("has one canonical form: 3, 6 and 12 months from January are quarter, half and year")
    func canonical() throws {
        let kinds = try (1...12).map {
            try #require(Period(year: 2025, month: 1, monthCount: $0)).kind
        }
        let longer = Array(repeating: PeriodKind.cumulative, count: 5)
        #expect(
            kinds == [.month, .cumulative, .quarter, .cumulative, .cumulative, .half] + longer
                + [.year])
        #expect(Period(year: 2025, month: 2, monthCount: 3) == nil)
        #expect(Period(year: 2025, month: 12, monthCount: 2) == nil)
    }

    @Test("closes administrative periods on the 14th")
    func administrative() throws {
        let march = try #require(
            Period(year: 2024, month: 3, monthCount: 1, system: .administrative))
        #expect(march.start.description == "2024-02-15")
        #expect(march.end.description == "2024-03-15")
        let year = try #require(
            Period(year: 2024, month: 1, monthCount: 12, system: .administrative))
        #expect(year.start.description == "2023-12-15")
        #expect(year.end.description == "2024-12-15")
        #expect(year.title.vi == "Năm 2024 (kỳ hành chính)")
        #expect(march.title.vi == "Tháng 3/2024 (kỳ hành chính)")
    }

    @Test("finds the period before, and a year before")
    func neighbours() throws {
        let quarter = try #require(Period("2025-Q1"))
        #expect(quarter.previous?.description == "2024-Q4")
        #expect(quarter.yearBefore?.description == "2024-Q1")
        let nine = try #require(Period("9 tháng 2025"))
        #expect(nine.previous == nil)
        #expect(nine.yearBefore?.description == "2024-01-01/P9M")
        for period in Self.samples where period.firstMonth.year > 1901 {
            if let before = period.previous { #expect(before.end == period.start) }
        }
    }

    @Test(
        "has titles in both languages",
        arguments: [
            ("2025-M03", "Tháng 3/2025", "March 2025"), ("2025-Q3", "Quý III/2025", "Q3 2025"),
            ("2025-S2", "6 tháng cuối năm 2025", "Second half of 2025"),
            ("9 tháng 2025", "9 tháng năm 2025", "First 9 months of 2025"),
            ("2025", "Năm 2025", "2025"), ("2025-03-14", "Ngày 14/03/2025", "2025-03-14"),
        ])
    func titles(text: String, vi: String, en: String) throws {
        let period = try #require(Period(text))
        #expect(period.title == Words(vi: vi, en: en))
        #expect(Period(period.title.vi) == (period.kind == .day ? nil : period))
    }
}
