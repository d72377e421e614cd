import PhusaModel

/// What a drop that declares its period states in full.
enum CoveredPeriods {
    /// Periods of the covered kinds that lie whole in `declared`, in its system, in order.
    ///
    /// - Parameter kinds: Empty for all.
    static func inside(
        _ declared: Period, kinds: [PeriodKind], seasons: [Season]
    ) -> [Period] {
        var candidates = spans(of: declared)
        if declared.system == .statistical {
            candidates.formUnion(days(of: declared, kinds: kinds))
            candidates.formUnion(crops(of: declared, seasons))
        }
        candidates.insert(declared)
        return candidates.filter { period in
            (kinds.isEmpty || kinds.contains(period.kind)) && period.start >= declared.start
                && period.end <= declared.end
        }.sorted()
    }

    /// Months, quarters, halves, years and cumulative spans from any month of the period on.
    private static func spans(of declared: Period) -> Set<Period> {
        var spans: Set<Period> = []
        let first = declared.firstMonth
        for offset in 0..<max(0, declared.monthCount) {
            let index = first.year * 12 + first.month - 1 + offset
            for count in 1...12 {
                let period = Period(
                    year: index / 12, month: index % 12 + 1, monthCount: count,
                    system: declared.system)
                if let period { spans.insert(period) }
            }
        }
        return spans
    }

    /// Days where the contract covers them.
    private static func days(of declared: Period, kinds: [PeriodKind]) -> [Period] {
        guard kinds.isEmpty || kinds.contains(.day) else { return [] }
        return (declared.start.number..<declared.end.number).map {
            Period(day: CalendarDay(number: $0))
        }
    }

    private static func crops(of declared: Period, _ seasons: [Season]) -> [Period] {
        let years = declared.start.parts.year...declared.end.parts.year
        return seasons.flatMap { season in years.compactMap { Period(season: season, year: $0) } }
    }
}
