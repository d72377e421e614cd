import PhusaModel
import Testing

@Suite("Days and moments")
struct CalendarTests {
    @Test("counts every day of four centuries once, and names it back")
    func everyDay() throws {
        let first = try #require(CalendarDay("1900-01-01"))
        let last = try #require(CalendarDay("2300-12-31"))
        var expected = (year: 1900, month: 1, day: 1)
        for number in first.number...last.number {
            let parts = CalendarDay(number: number).parts
            guard parts == expected else {
                Issue.record("\(number) is \(parts), not \(expected)")
                return
            }
            #expect(
                CalendarDay(year: parts.year, month: parts.month, day: parts.day)?.number == number)
            expected.day += 1
            if expected.day > CalendarDay.dayCount(year: expected.year, month: expected.month) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
    }

    @Test(
        "knows days by number and weekday",
        arguments: [
            ("1970-01-01", 0, 4), ("2000-01-01", 10_957, 6), ("2025-07-01", 20_270, 2),
            ("1969-12-31", -1, 3), ("2024-02-29", 19_782, 4),
        ])
    func known(text: String, number: Int, weekday: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
    }

    @Test(
        "refuses what is no day",
        arguments: [
            "2023-02-29", "1900-02-29", "2025-13-01", "2025-00-01", "2025-01-00", "2025-04-31",
            "2025-1-1", "25-01-01", "20250101", "2025-01-01 ", "0000-01-01", "2025-01-0１", "",
        ])
    func refused(text: String) { #expect(CalendarDay(text) == nil) }

    @Test("moves by months, to the last day of a shorter one")
    func months() throws {
        let day = try #require(CalendarDay("2024-01-31"))
        #expect(day.adding(months: 1).description == "2024-02-29")
        #expect(day.adding(months: 13).description == "2025-02-28")
        #expect(day.adding(months: -1).description == "2023-12-31")
        #expect(day.adding(months: -12).description == "2023-01-31")
        #expect(day.adding(days: 30).description == "2024-03-01")
        #expect(day.vietnamese == "31/01/2024")
    }

    @Test("takes a moment's day in Việt Nam, to the last microsecond of any century")
    func dayOfMoment() throws {
        for text in ["1969-12-31", "1975-06-13", "2025-03-31", "2299-12-31", "9999-12-30"] {
            let day = try #require(CalendarDay(text))
            let start = Moment(startOf: day)
            #expect(start.day == day)
            #expect(Moment(microseconds: start.microseconds - 1).day == day.adding(days: -1))
            let next = Moment(startOf: day.adding(days: 1))
            #expect(Moment(microseconds: next.microseconds - 1).day == day)
            #expect(start.local == "\(text) 00:00:00")
        }
    }

    @Test(
        "reads a moment's own form and nothing else",
        arguments: [
            ("2025-04-05T17:00:00Z", 1_743_872_400_000_000), ("1969-12-31T23:59:59.999999Z", -1),
            ("2025-04-06 00:00:00+07:00", 1_743_872_400_000_000),
            ("2025-04-05T17:00:00.5Z", 1_743_872_400_500_000), ("2025-04-05T17:00:00", nil),
            ("2025-04-05T24:00:00Z", nil), ("2025-04-05T17:00:00.Z", nil),
            ("2025-04-05T17:00:00.1234567Z", nil), ("2025-04-05T17:00:00+01:00", nil),
            ("2025-02-30T17:00:00Z", nil), ("2025-04-05T17-00-00Z", nil),
        ] as [(String, Int64?)])
    func moments(text: String, microseconds: Int64?) {
        #expect(Moment(text)?.microseconds == microseconds)
    }

    @Test("writes what it reads", arguments: 0..<50)
    func roundTrip(seed: Int) {
        var random = Numbers(seed: UInt64(seed))
        let moment = Moment(
            microseconds: Int64.random(
                in: -2_000_000_000_000_000...4_000_000_000_000_000, using: &random))
        #expect(Moment(moment.description) == moment)
    }
}
