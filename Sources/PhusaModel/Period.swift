/// Two calendars that are never compared by accident: figures of statistics close with the month,
/// administrative reports on the 14th (Decree 09/2019).
package enum PeriodSystem: String, Sendable, CaseIterable, Codable {
    case statistical
    case administrative
}

/// What a span of time is called.
///
/// `cumulative` counts from 1 January: 9 months and other spans that are no quarter, half or year.
package enum PeriodKind: String, Sendable, CaseIterable, Codable {
    case day, month, quarter, half, cumulative, year, season

    /// Months of every period of the kind; `nil` for kinds of no one length, and for days.
    package var monthCount: Int? {
        switch self {
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .year: 12
        case .day, .cumulative, .season: nil
        }
    }
}

/// A half-open span of days with a kind: the time of a cell.
///
/// One canonical form: three cumulative months are the first quarter, six the first half, twelve
/// the year, whoever says it and however.
package struct Period: Hashable, Sendable {
    package let system: PeriodSystem
    package let kind: PeriodKind
    /// The first day.
    package let start: CalendarDay
    /// The first day after.
    package let end: CalendarDay

    /// A span of whole months of the statistical system, named by the canonical kind.
    ///
    /// - Returns: `nil` where no kind fits: it must be one month, a quarter, a half, a year, or
    ///   begin in January; and for years outside ``years``.
    package init?(year: Int, month: Int, monthCount: Int, system: PeriodSystem = .statistical) {
        guard Self.years.contains(year),
            let first = CalendarDay(year: year, month: month, day: 1),
            let kind = Self.kind(month: month, monthCount: monthCount)
        else { return nil }
        self.system = system
        self.kind = kind
        switch system {
        case .statistical:
            start = first
            end = first.adding(months: monthCount)
        case .administrative:
            // 15th of the month before to the 14th: Decree 09/2019, article 12.
            start = first.adding(months: -1).adding(days: 14)
            end = first.adding(months: monthCount - 1).adding(days: 14)
        }
    }

    /// Years that a period read from text may have: those for which ``id`` fits 32 bits.
    package static let years = 1900...2146

    /// A day, whose year must lie in ``years``.
    package init(day: CalendarDay) {
        (system, kind, start, end) = (.statistical, .day, day, day.adding(days: 1))
    }

    /// The month, quarter, half or year that a day lies in, or the day itself.
    ///
    /// - Returns: `nil` for other kinds, of which a day lies in several or in none, and for years
    ///   outside ``years``.
    package init?(_ kind: PeriodKind, around day: CalendarDay) {
        let (year, month, _) = day.parts
        if kind == .day {
            guard Self.years.contains(year) else { return nil }
            self.init(day: day)
            return
        }
        guard let monthCount = kind.monthCount else { return nil }
        let first = (month - 1) / monthCount * monthCount + 1
        self.init(year: year, month: first, monthCount: monthCount)
    }

    /// A crop season, named by the year it is counted to.
    package init?(season: Season, year: Int) {
        guard
            let start = CalendarDay(
                year: year - season.yearsBack, month: season.firstMonth, day: 1)
        else { return nil }
        (system, kind) = (.statistical, .season)
        self.start = start
        end = start.adding(months: season.monthCount)
    }

    private static func kind(month: Int, monthCount: Int) -> PeriodKind? {
        switch (month, monthCount) {
        case (_, 1): .month
        case (1, 3), (4, 3), (7, 3), (10, 3): .quarter
        case (1, 6), (7, 6): .half
        case (1, 12): .year
        case (1, 2...11): .cumulative
        default: nil
        }
    }

    /// The number in `dim_period`: sorts by first day, then by length; the same on every machine.
    ///
    /// `yyyymmdd` × 100 + months (a day 0, a season + 20, the administrative system + 40).
    package var id: Int32 {
        let (year, month, day) = start.parts
        var code = kind == .day ? 0 : monthCount
        if kind == .season { code += 20 }
        if system == .administrative { code += 40 }
        return Int32(((year * 100 + month) * 100 + day) * 100 + code)
    }

    /// Months in the span, 0 for a day.
    package var monthCount: Int {
        let first = start.parts
        let last = end.parts
        return (last.year - first.year) * 12 + last.month - first.month
    }

    /// The calendar year and month that name the period: those of its first statistical month.
    package var firstMonth: (year: Int, month: Int) {
        let day = system == .administrative ? start.adding(months: 1) : start
        return (day.parts.year, day.parts.month)
    }

    /// The same span so many months earlier (negative) or later; `nil` for days and seasons that
    /// have no such neighbour.
    package func shifted(months: Int) -> Period? {
        guard kind != .day, kind != .season else { return nil }
        let first = firstMonth
        let index = first.year * 12 + first.month - 1 + months
        return Period(
            year: index / 12, month: index % 12 + 1, monthCount: monthCount, system: system)
    }

    /// The period of the same length just before.
    package var previous: Period? {
        kind == .cumulative ? nil : shifted(months: -monthCount)
    }

    /// The same period one year before.
    package var yearBefore: Period? { shifted(months: -12) }
}

extension Period: Comparable {
    /// By first day, then by length.
    package static func < (left: Period, right: Period) -> Bool {
        (left.start, left.end, left.id) < (right.start, right.end, right.id)
    }
}

/// A crop season of the catalogue, such as Đông Xuân: from November to the April of its year.
package struct Season: Hashable, Sendable {
    package let code: String
    package let title: Words
    package let firstMonth: Int
    package let monthCount: Int
    /// Years between the year that names the season and its first month: 1 for Đông Xuân.
    package let yearsBack: Int

    package init(code: String, title: Words, firstMonth: Int, monthCount: Int, yearsBack: Int) {
        self.code = code
        self.title = title
        self.firstMonth = firstMonth
        self.monthCount = monthCount
        self.yearsBack = yearsBack
    }
}
