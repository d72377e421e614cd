/// Figures of one year counted from 1 January, and the flows of the spans between them.
///
/// Lossless both ways: a month without a figure makes a longer span, never a guess, and what is
/// known of January to March and of January to July gives the flow of April to July as one.
package struct CumulativeSeries: Hashable, Sendable {
    /// What came in some months of the year, the first and the last included.
    package struct Flow: Hashable, Sendable {
        package let months: ClosedRange<Int>
        package let value: ExactDecimal

        package init(months: ClosedRange<Int>, value: ExactDecimal) {
            self.months = months
            self.value = value
        }
    }

    package let system: PeriodSystem
    package let year: Int
    /// The figures by the number of months counted, 1 to 12.
    package let totals: [Int: ExactDecimal]

    /// - Parameter figures: By period, each counted from January: a month 1, cumulative months,
    ///   quarter 1, the first half, the year.
    /// - Returns: `nil` without figures, and where one is of another year or system, or is not counted
    ///   from January.
    package init?(_ figures: [Period: ExactDecimal]) {
        guard let first = figures.keys.first else { return nil }
        var totals: [Int: ExactDecimal] = [:]
        for (period, value) in figures {
            guard let count = period.monthCountFromJanuary, period.system == first.system,
                period.firstMonth.year == first.firstMonth.year
            else { return nil }
            totals[count] = value
        }
        (system, year, self.totals) = (first.system, first.firstMonth.year, totals)
    }

    /// The inverse of ``flows``.
    ///
    /// - Returns: `nil` without flows, for a year outside ``Period/years``, where the first does not
    ///   begin in January or another not in the month after the one before it, and where a sum takes
    ///   more digits than there are.
    package init?(system: PeriodSystem = .statistical, year: Int, flows: [Flow]) {
        guard Period.years.contains(year), !flows.isEmpty else { return nil }
        var totals: [Int: ExactDecimal] = [:]
        var total = ExactDecimal.zero
        var next = 1
        for flow in flows {
            guard flow.months.lowerBound == next, flow.months.upperBound <= 12,
                let sum = total.adding(flow.value)
            else { return nil }
            total = sum
            totals[flow.months.upperBound] = sum
            next = flow.months.upperBound + 1
        }
        (self.system, self.year, self.totals) = (system, year, totals)
    }

    /// The figures by period.
    package var figures: [Period: ExactDecimal] {
        var figures: [Period: ExactDecimal] = [:]
        for (count, value) in totals {
            if let period = Period(year: year, month: 1, monthCount: count, system: system) {
                figures[period] = value
            }
        }
        return figures
    }

    /// What each figure adds to the one before it, in order; `nil` where a difference takes more
    /// digits than there are.
    package var flows: [Flow]? {
        var flows: [Flow] = []
        var before = (count: 0, total: ExactDecimal.zero)
        for (count, total) in totals.sorted(by: { $0.key < $1.key }) {
            guard let value = total.subtracting(before.total) else { return nil }
            flows.append(Flow(months: before.count + 1...count, value: value))
            before = (count, total)
        }
        return flows
    }
}

extension Period {
    /// How many months the period counts from January of its year: 1 for January, 3 for the first
    /// quarter, 12 for the year; `nil` where it begins later, and for days and seasons.
    package var monthCountFromJanuary: Int? {
        guard kind != .day, kind != .season, firstMonth.month == 1 else { return nil }
        return monthCount
    }

    /// The periods of the same year and system that are counted from January as this one is, the
    /// shorter first, without itself: January, two months, the first quarter …, the year; none
    /// where it is not.
    package var countedLikewise: [Period] {
        guard let own = monthCountFromJanuary else { return [] }
        return (1...12).filter { $0 != own }.compactMap {
            Period(year: firstMonth.year, month: 1, monthCount: $0, system: system)
        }
    }
}
