/// The hours of a working day, in Asia/Ho_Chi_Minh.
package struct WorkingHours: Hashable, Sendable {
    /// Minutes since midnight, in order and apart from each other; never empty.
    package let spans: [Range<Int>]

    /// Office hours where `phusa.yml` declares none: 7:30–11:30 and 13:30–17:00.
    package static let standard = WorkingHours(spans: [450..<690, 810..<1020])

    package init(spans: [Range<Int>]) { self.spans = spans }

    package var minutesPerDay: Int { spans.reduce(0) { $0 + $1.count } }

    /// Worked microseconds of a working day up to one of its moments, in microseconds since midnight.
    fileprivate func worked(until microseconds: Int64) -> Int64 {
        spans.reduce(0) { sum, span in
            let first = Int64(span.lowerBound) * WorkingClock.minuteMicroseconds
            let end = Int64(span.upperBound) * WorkingClock.minuteMicroseconds
            return sum + max(0, min(microseconds, end) - first)
        }
    }
}

/// Measures spans of time by a centre's working days and hours.
///
/// A span is the difference of two readings of one clock, so spans that follow each other add up,
/// and one that lies in a night, at a weekend or on a holiday is 0.
package struct WorkingClock: Sendable {
    fileprivate static let minuteMicroseconds: Int64 = 60_000_000

    private let hours: WorkingHours
    /// Days Monday to Friday that are not worked, and days at weekends that are; each in order.
    private let daysOff: [Int]
    private let swappedDays: [Int]
    private let isWorked: @Sendable (CalendarDay) -> Bool

    package init(_ centre: CentreDefinition) {
        hours = centre.workingHours
        daysOff = centre.holidays.subtracting(centre.workedDays)
            .filter { $0.weekday <= 5 }.map(\.number).sorted()
        swappedDays = centre.workedDays.filter { $0.weekday > 5 }.map(\.number).sorted()
        isWorked = { centre.isWorked($0) }
    }

    /// Working minutes from one moment to another, rounded down; 0 where the second is not later.
    package func minutes(from start: Moment, to end: Moment) -> Int {
        guard start < end else { return 0 }
        return Int((reading(end) - reading(start)) / Self.minuteMicroseconds)
    }

    /// Worked microseconds since a moment in the past that is the same for all readings.
    private func reading(_ moment: Moment) -> Int64 {
        let day = moment.day
        let perDay = Int64(hours.minutesPerDay) * Self.minuteMicroseconds
        let whole = Int64(workedDayCount(before: day)) * perDay
        guard isWorked(day) else { return whole }
        return whole
            + hours.worked(until: moment.microseconds - Moment(startOf: day).microseconds)
    }

    /// Working days before a day, counted from a Monday before any day that a moment may have.
    private func workedDayCount(before day: CalendarDay) -> Int {
        let sinceMonday = day.number - Self.firstMonday
        let weekdays = sinceMonday / 7 * 5 + min(sinceMonday % 7, 5)
        return weekdays - Self.count(of: daysOff, before: day.number)
            + Self.count(of: swappedDays, before: day.number)
    }

    /// The day number of a Monday before the year 1: 1969-12-29 less 110,000 weeks.
    private static let firstMonday = -3 - 7 * 110_000

    private static func count(of days: [Int], before day: Int) -> Int {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
