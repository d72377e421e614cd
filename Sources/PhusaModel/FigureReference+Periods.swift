/// A period that a reference reads, and whether its figure counts for or against.
package struct ReadPeriod: Hashable, Sendable {
    package let period: Period
    /// 1, or -1 for what is taken away.
    package let sign: Int

    package init(_ period: Period, sign: Int = 1) {
        self.period = period
        self.sign = sign
    }
}

extension FigureReference.Time {
    /// Whether it puts a figure beside one of an earlier period, which must then be of one series.
    package var isComparison: Bool {
        switch self {
        case .earlier, .yearsEarlier: true
        case .same, .year, .yearToDate, .last, .parts, .flow: false
        }
    }

    /// The periods that are read for a cell of a period.
    ///
    /// - Returns: Empty where there are none, as months of a day.
    package func read(for period: Period) -> [ReadPeriod] {
        switch self {
        case .same: [ReadPeriod(period)]
        case .earlier(let count): Self.reading([period.stepped(-count)])
        case .yearsEarlier(let count): Self.reading([period.years(later: -count)])
        case .year: Self.reading([period.year])
        case .yearToDate: Self.reading(period.yearToDate)
        case .last(let count): Self.reading((0..<count).map { period.stepped(-$0) })
        case .parts(let kind): Self.reading(period.parts(kind))
        case .flow: Self.flow(period)
        }
    }

    /// The periods of cells that read a figure of a period; some of them may read it and have no
    /// figure for other reasons.
    package func readers(of period: Period) -> [Period] {
        switch self {
        case .same: return [period]
        case .earlier(let count): return [period.stepped(count)].compactMap { $0 }
        case .yearsEarlier(let count): return [period.years(later: count)].compactMap { $0 }
        case .last(let count): return (0..<count).compactMap { period.stepped($0) }
        case .year, .yearToDate, .parts, .flow:
            guard let year = period.year else { return [] }
            return year.within.filter { reader in
                read(for: reader).contains { $0.period == period }
            }
        }
    }

    private static func reading(_ periods: [Period?]) -> [ReadPeriod] {
        let known = periods.compactMap { $0 }
        return known.count == periods.count ? known.map { ReadPeriod($0) } : []
    }

    /// What is counted from 1 January to the period's end, less what is to its beginning.
    private static func flow(_ period: Period) -> [ReadPeriod] {
        guard [.month, .quarter, .half].contains(period.kind) else { return [] }
        let (year, month) = period.firstMonth
        let counted = { count in
            Period(year: year, month: 1, monthCount: count, system: period.system)
        }
        guard let end = counted(month - 1 + period.monthCount) else { return [] }
        if month == 1 { return [ReadPeriod(end)] }
        return counted(month - 1).map { [ReadPeriod(end), ReadPeriod($0, sign: -1)] } ?? []
    }
}

extension Period {
    /// So many periods of the same kind later (negative: earlier); cumulative ones and seasons by
    /// years.
    fileprivate func stepped(_ count: Int) -> Period? {
        switch kind {
        case .cumulative, .season: return years(later: count)
        case .day:
            let day = start.adding(days: count)
            return Period.years.contains(day.parts.year) ? Period(day: day) : nil
        case .month, .quarter, .half, .year: return shifted(months: count * monthCount)
        }
    }

    /// The same span of another year, of a season too; `nil` for a day.
    package func years(later count: Int) -> Period? {
        guard kind == .season else { return shifted(months: 12 * count) }
        let (year, month, _) = start.parts
        let season = Season(
            code: "", title: Words(vi: "", en: ""), firstMonth: month, monthCount: monthCount,
            yearsBack: 0)
        return Period(season: season, year: year + count)
    }

    /// The year that the period lies in; `nil` for a day and a season.
    fileprivate var year: Period? {
        guard kind != .day, kind != .season else { return nil }
        return Period(year: firstMonth.year, month: 1, monthCount: 12, system: system)
    }

    /// All of the period's kind from January to the period itself; empty for kinds that do not divide
    /// the year.
    fileprivate var yearToDate: [Period?] {
        guard [.month, .quarter, .half, .year].contains(kind) else { return [] }
        let (year, month) = firstMonth
        return stride(from: 1, through: month, by: monthCount).map {
            Period(year: year, month: $0, monthCount: monthCount, system: system)
        }
    }

    /// The months, quarters or halves that make up the period; empty where they do not.
    fileprivate func parts(_ part: PeriodKind) -> [Period?] {
        let lengths: [PeriodKind: Int] = [.month: 1, .quarter: 3, .half: 6]
        guard let length = lengths[part], kind != .day, kind != .season,
            monthCount > length, monthCount.isMultiple(of: length)
        else { return [] }
        let (year, month) = firstMonth
        return stride(from: month, to: month + monthCount, by: length).map {
            Period(year: year, month: $0, monthCount: length, system: system)
        }
    }

    /// Every period of whole months in a year.
    fileprivate var within: [Period] {
        (1...12).flatMap { month in
            (1...13 - month).compactMap { count in
                Period(
                    year: firstMonth.year, month: month, monthCount: count, system: system)
            }
        }
    }
}
