import PhusaModel
import Testing

@Suite("The two systems of periods never meet")
struct PeriodSystemTests {
    private static let periods: [Period] = (2019...2026).flatMap { year in
        PeriodSystem.allCases.flatMap { system in
            (1...12).flatMap { month in
                (1...12).compactMap {
                    Period(year: year, month: month, monthCount: $0, system: system)
                }
            }
        }
    }

    @Test("whatever leads from a period to others stays in its system")
    func neighbours() {
        for period in Self.periods {
            var others = [period.previous, period.yearBefore].compactMap { $0 }
            others += (-13...13).compactMap { period.shifted(months: $0) }
            others += period.countedLikewise + JumpRule.earlier(than: period)
            #expect(others.allSatisfy { $0.system == period.system })
        }
    }

    @Test("no period of one is equal to, or has the number, key or code of, one of the other")
    func identity() {
        let (one, other) = (
            Self.periods.filter { $0.system == .statistical },
            Self.periods.filter { $0.system == .administrative }
        )
        #expect(!one.isEmpty && one.count == other.count)
        #expect(Set(one).isDisjoint(with: other))
        #expect(Set(one.map(\.id)).isDisjoint(with: other.map(\.id)))
        #expect(Set(one.map(\.naturalKey)).isDisjoint(with: other.map(\.naturalKey)))
        #expect(Set(one.map(\.sdmx)).isDisjoint(with: other.map(\.sdmx)))
    }

    @Test(
        "the command line means the statistical one, unless it is prefixed",
        arguments: [
            ("2024-03", "2024-M03"), ("2024-Q1", "2024-Q1"), ("2024", "2024"),
            ("admin:2024-03", "2024-02-15/P1M"), ("ADMIN:2024-M03", "2024-02-15/P1M"),
            ("admin:2024-Q1", "2023-12-15/P3M"), ("admin:2024-S2", "2024-06-15/P6M"),
            ("admin:2024", "2023-12-15/P12M"), ("admin:9 tháng 2024", "2023-12-15/P9M"),
            ("2024-02-15/P1M", "2024-02-15/P1M"),
        ])
    func argument(text: String, sdmx: String) throws {
        let period = try #require(Period(argument: text))
        #expect(period.sdmx == sdmx)
        let isAdministrative = text.contains(":") || text.contains("/")
        #expect(period.system == (isAdministrative ? .administrative : .statistical))
    }

    @Test(
        "refuses a prefix before what has no administrative twin",
        arguments: [
            "admin:", "admin:2024-03-14", "admin:2024-02-15/P1M", "admin:2024-W03", "x:2024",
        ])
    func refuses(text: String) { #expect(Period(argument: text) == nil) }
}
