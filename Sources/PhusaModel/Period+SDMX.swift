/// Why a text that is written as SDMX writes periods names none that is kept here.
package enum PeriodRefusal: String, Error, Hashable, Sendable, Codable {
    /// It has no form of SDMX's TIME_PERIOD.
    case form
    /// A week, which lies across months.
    case week
    /// The second or third four months of a year.
    case trimester
    /// An offset at which days are not those of Việt Nam.
    case timeZone
    /// A day that the calendar does not have, such as the 366th of 2025.
    case day
    /// A first day and a duration that make no period of either system, and no season.
    case span
    /// A year outside ``Period/years``.
    case year
}

extension Period {
    /// TIME_PERIOD of SDMX, strictly: `2025`, `2025-S1`, `2025-Q1`, `2025-M03`, `2025-03-14`, and
    /// `start/duration` for what has no code there: `2025-01-01/P9M`.
    ///
    /// Months are written in the reporting form, so that `03` is never taken for a day or a week.
    /// Administrative periods and seasons leave the house as start and duration.
    package var sdmx: String {
        let (year, month, _) = start.parts
        if system == .administrative || kind == .season || kind == .cumulative {
            return "\(start)/P\(monthCount)M"
        }
        switch kind {
        case .day: return start.description
        case .month: return "\(padded(year, 4))-M\(padded(month, 2))"
        case .quarter: return "\(padded(year, 4))-Q\((month + 2) / 3)"
        case .half: return "\(padded(year, 4))-S\((month + 5) / 6)"
        case .year, .cumulative, .season: return padded(year, 4)
        }
    }

    /// Reads every form of TIME_PERIOD that names a period kept here, in capitals as SDMX writes it.
    ///
    /// Beside those of ``sdmx``: `2025-03`, `2025-A1`, `2025-T1` (the first four months), `2025-D060`
    /// (the day of the year), and any first day and duration of years, months and days that
    /// make a period: `2024-01-01/P1Y` is 2024, `2024-01-01/P3M` its first quarter. From the 15th a
    /// span is of the administrative system. A time zone may follow the day, month or year: `+07:00`,
    /// the house's own, or UTC, which programs write for no zone at all and whose days begin on the
    /// same date in Việt Nam.
    ///
    /// - Parameter seasons: Those whose span, where it is no other period, reads as the season.
    package init(
        sdmx text: some StringProtocol, seasons: [Season] = []
    ) throws(PeriodRefusal) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        switch sides.count {
        case 1: self = try Self.named(Self.withoutZone(Array(text.utf8)))
        case 2:
            self = try Self.range(Array(sides[0].utf8), Array(sides[1].utf8), seasons)
        default: throw .form
        }
    }

    /// Why a text in a form of SDMX is no period, in capitals or not; `nil` where it is one, or where
    /// it has no such form.
    package static func refusal(
        of text: some StringProtocol, seasons: [Season] = []
    ) -> PeriodRefusal? {
        do throws(PeriodRefusal) {
            _ = try Period(sdmx: text.uppercased(), seasons: seasons)
            return nil
        } catch {
            return error == .form ? nil : error
        }
    }

    /// The period of either system from its first day to before `end`; `nil` where none is so long.
    private init?(from start: CalendarDay, before end: CalendarDay) {
        if end == start.adding(days: 1) {
            guard Self.years.contains(start.parts.year) else { return nil }
            self.init(day: start)
            return
        }
        let (year, month, day) = start.parts
        let count = (end.parts.year - year) * 12 + end.parts.month - month
        let candidate: Period?
        switch day {
        case 1: candidate = Period(year: year, month: month, monthCount: count)
        case 15:
            let next = start.adding(months: 1).parts
            candidate = Period(
                year: next.year, month: next.month, monthCount: count, system: .administrative)
        default: candidate = nil
        }
        guard let candidate, candidate.end == end else { return nil }
        self = candidate
    }

    // MARK: Forms with a name

    private static func named(_ text: [UInt8]) throws(PeriodRefusal) -> Period {
        guard text.count >= 4, let year = number(text[..<4]) else { throw .form }
        if text.count == 4 { return try months(year, 1, 12) }
        guard text.count >= 6, text[4] == UInt8(ascii: "-") else { throw .form }
        let letter = text[5]
        if letter &- UInt8(ascii: "0") <= 9 { return try gregorian(text, year: year) }
        guard let number = number(text[6...]) else { throw .form }
        switch (letter, text.count - 6, number) {
        case (UInt8(ascii: "A"), 1, 1): return try months(year, 1, 12)
        case (UInt8(ascii: "S"), 1, 1...2): return try months(year, number * 6 - 5, 6)
        case (UInt8(ascii: "Q"), 1, 1...4): return try months(year, number * 3 - 2, 3)
        case (UInt8(ascii: "M"), 2, 1...12): return try months(year, number, 1)
        case (UInt8(ascii: "T"), 1, 1): return try months(year, 1, 4)
        case (UInt8(ascii: "T"), 1, 2...3): throw .trimester
        case (UInt8(ascii: "W"), 2, 1...53): throw .week
        case (UInt8(ascii: "D"), 3, 1...366):
            guard years.contains(year) else { throw .year }
            guard let day = CalendarDay(year: year, month: 1, day: 1)?.adding(days: number - 1),
                day.parts.year == year
            else { throw .day }
            return Period(day: day)
        default: throw .form
        }
    }

    /// `2025-03` and `2025-03-14`.
    private static func gregorian(_ text: [UInt8], year: Int) throws(PeriodRefusal) -> Period {
        guard text.count >= 7, let month = number(text[5..<7]), (1...12).contains(month) else {
            throw .form
        }
        if text.count == 7 { return try months(year, month, 1) }
        guard text.count == 10, text[7] == UInt8(ascii: "-"), let day = number(text[8...]),
            (1...31).contains(day)
        else { throw .form }
        guard years.contains(year) else { throw .year }
        guard let day = CalendarDay(year: year, month: month, day: day) else { throw .day }
        return Period(day: day)
    }

    private static func months(
        _ year: Int, _ month: Int, _ count: Int
    ) throws(PeriodRefusal) -> Period {
        guard let period = Period(year: year, month: month, monthCount: count) else {
            throw .year
        }
        return period
    }

    // MARK: First day and duration

    private static func range(
        _ start: [UInt8], _ duration: [UInt8], _ seasons: [Season]
    ) throws(PeriodRefusal) -> Period {
        var day = try withoutZone(start)
        if day.count > 10, day[10...].elementsEqual("T00:00:00".utf8) { day.removeLast(9) }
        guard let first = CalendarDay(String(decoding: day, as: UTF8.self)),
            let length = Duration(duration)
        else { throw .form }
        let end = first.adding(months: length.months).adding(days: length.days)
        if let period = Period(from: first, before: end) { return period }
        guard years.contains(first.parts.year) else { throw .year }
        for season in seasons where first.parts.month == season.firstMonth {
            let year = first.parts.year + season.yearsBack
            if years.contains(year), let period = Period(season: season, year: year),
                period.start == first, period.end == end
            {
                return period
            }
        }
        throw .span
    }

    /// `P1Y`, `P9M`, `P1Y3M`, `P31D`: years, months and days, each at most once and in this order.
    private struct Duration {
        private(set) var months = 0
        private(set) var days = 0

        init?(_ text: [UInt8]) {
            guard text.first == UInt8(ascii: "P"), text.count > 1 else { return nil }
            var units = Array("YMD".utf8)[...]
            var rest = text.dropFirst()
            while !rest.isEmpty {
                let digits = rest.prefix { $0 &- UInt8(ascii: "0") <= 9 }
                rest = rest.dropFirst(digits.count)
                guard digits.count <= Self.digitCountMax, let count = Period.number(digits),
                    let unit = rest.popFirst(), let place = units.firstIndex(of: unit)
                else { return nil }
                units = units[(place + 1)...]
                switch unit {
                case UInt8(ascii: "Y"): months += count * 12
                case UInt8(ascii: "M"): months += count
                default: days += count
                }
            }
        }

        /// More than any period takes, and few enough for sums of days.
        private static let digitCountMax = 4
    }

    /// - Throws: `.timeZone` at an offset other than those that keep the day's meaning.
    private static func withoutZone(_ text: [UInt8]) throws(PeriodRefusal) -> [UInt8] {
        if text.last == UInt8(ascii: "Z") { return text.dropLast() }
        let tail = text.suffix(6)
        guard tail.count == 6, let sign = tail.first, Array("+-".utf8).contains(sign),
            tail[tail.endIndex - 3] == UInt8(ascii: ":"), number(tail.dropFirst().prefix(2)) != nil,
            number(tail.suffix(2)) != nil
        else { return text }
        guard ["+07:00", "+00:00"].contains(String(decoding: tail, as: UTF8.self)) else {
            throw .timeZone
        }
        return text.dropLast(6)
    }

    /// A number without a sign, of a few digits; `nil` for anything else.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    }
}
