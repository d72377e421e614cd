import PhusaModel
import Testing

@Suite("Working time")
struct WorkingClockTests {
    /// A centre with a holiday on Tuesday 2025-01-28, and Saturday 2025-01-25 swapped in for it.
    private func centre(_ hours: WorkingHours = .standard) -> CentreDefinition {
        let words = Words(vi: "-", en: "-")
        return CentreDefinition(
            code: "ioc", name: words, parent: words, place: "-", area: "84", language: .vi,
            drops: "drops", state: "state", archive: nil,
            holidays: [CalendarDay("2025-01-28"), CalendarDay("2025-02-01")].compactMap { $0 }
                .reduce(into: []) { $0.insert($1) },
            workedDays: [CalendarDay("2025-01-25")].compactMap { $0 }
                .reduce(into: []) { $0.insert($1) },
            workingHours: hours)
    }

    private func moment(_ text: String) throws -> Moment {
        try #require(Moment("\(text):00+07:00"))
    }

    @Test(
        "counts only hours of working days",
        arguments: [
            ("2025-01-24 08:00", "2025-01-24 10:30", 150),
            ("2025-01-24 11:00", "2025-01-24 14:00", 60),
            ("2025-01-24 00:00", "2025-01-25 00:00", 450),
            ("2025-01-24 16:30", "2025-01-25 08:00", 60),
            ("2025-01-25 00:00", "2025-01-27 00:00", 450),
            ("2025-01-26 00:00", "2025-01-27 00:00", 0),
            ("2025-01-27 17:00", "2025-01-29 07:30", 0),
            ("2025-01-24 12:00", "2025-01-24 12:59", 0),
            ("2025-01-31 08:00", "2025-01-24 08:00", 0),
        ])
    func known(start: String, end: String, minutes: Int) throws {
        let clock = WorkingClock(centre())
        #expect(clock.minutes(from: try moment(start), to: try moment(end)) == minutes)
    }

    @Test("agrees with a slow twin that walks every minute", arguments: 0..<40)
    func twin(seed: Int) throws {
        var random = Numbers(seed: UInt64(seed))
        let hours = WorkingHours(spans: [
            Int.random(in: 0..<300, using: &random)..<Int.random(in: 300..<600, using: &random),
            Int.random(in: 600..<900, using: &random)..<Int.random(in: 901...1440, using: &random),
        ])
        let centre = centre(hours)
        let first = try moment("2025-01-20 00:00")
        let start = first.adding(seconds: 60 * Int64.random(in: 0..<20_000, using: &random))
        let count = Int.random(in: 0..<12_000, using: &random)
        var minutes = 0
        for minute in 0..<count {
            let now = start.adding(seconds: 60 * Int64(minute))
            let sinceMidnight = (now.microseconds - Moment(startOf: now.day).microseconds)
            let ofDay = Int(sinceMidnight / 60_000_000)
            if centre.isWorked(now.day), hours.spans.contains(where: { $0.contains(ofDay) }) {
                minutes += 1
            }
        }
        let end = start.adding(seconds: 60 * Int64(count))
        #expect(WorkingClock(centre).minutes(from: start, to: end) == minutes)
    }

    @Test("adds up over spans that follow each other", arguments: 0..<50)
    func additive(seed: Int) {
        var random = Numbers(seed: UInt64(seed))
        let clock = WorkingClock(centre())
        let moments = (0..<3).map { _ in
            // Whole minutes from 1955 to 2095.
            Moment(
                microseconds: 60_000_000
                    * Int64.random(in: -7_900_000...65_700_000, using: &random))
        }.sorted()
        #expect(
            clock.minutes(from: moments[0], to: moments[1])
                + clock.minutes(from: moments[1], to: moments[2])
                == clock.minutes(from: moments[0], to: moments[2]))
    }

    @Test("is seven hours and a half a day where nothing is declared")
    func standard() { #expect(WorkingHours.standard.minutesPerDay == 450) }
}
