import Foundation
import PhusaModel
import Testing
import Workspace

@Suite("Working days of the shipped calendar")
struct HolidayTests {
    /// Working days of each month, from January.
    ///
    /// Counted apart from `phusa.yml`, from the days off as they were announced each year, weekends
    /// among them: 26 January to 1 February 2017 and so on.
    private static let announced: [Int: [Int]] = [
        2017: [17, 19, 23, 19, 21, 22, 21, 23, 20, 22, 22, 21],
        2018: [22, 15, 22, 19, 22, 21, 22, 23, 19, 23, 22, 20],
        2019: [23, 15, 21, 19, 23, 20, 23, 22, 20, 23, 21, 22],
        2020: [17, 20, 22, 20, 20, 22, 23, 21, 21, 22, 21, 23],
        2021: [20, 15, 23, 20, 20, 22, 22, 22, 20, 21, 22, 23],
        2022: [19, 16, 23, 20, 20, 22, 21, 23, 20, 21, 22, 22],
        2023: [16, 20, 23, 20, 20, 22, 21, 23, 19, 22, 22, 21],
        2024: [22, 16, 21, 19, 23, 20, 23, 22, 19, 23, 21, 22],
        2025: [17, 20, 21, 21, 20, 21, 23, 21, 20, 23, 20, 23],
        2026: [21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 21, 23],
    ]

    private static func centre() throws -> CentreDefinition {
        let folder = Repository.root.appending(path: "Pipelines").path
        return try WorkspaceLoader.load(DefinitionFiles(readingFolder: folder)).centre
    }

    @Test("ten years of holidays, bridge days and swapped Saturdays, month by month")
    func months() throws {
        let centre = try Self.centre()
        #expect(Self.announced.count == 10)
        for (year, months) in Self.announced {
            let counted = try (1...12).map { number in
                let month = try #require(Period(year: year, month: number, monthCount: 1))
                return centre.workingDayCount(
                    after: month.start.adding(days: -1), through: month.end.adding(days: -1))
            }
            #expect(counted == months, "\(year)")
        }
    }

    @Test("no holiday is a swapped Saturday, and every swapped day is at a weekend")
    func apart() throws {
        let centre = try Self.centre()
        #expect(centre.holidays.isDisjoint(with: centre.workedDays))
        #expect(centre.workedDays.allSatisfy { $0.weekday > 5 })
    }
}
