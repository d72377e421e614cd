import PhusaModel

/// Whether figures of a drop that are counted from January grow with their spans.
///
/// Looks at the cells that the drop states beside those that stand in the warehouse, before anything
/// is written; what the drop would close is left out. Each figure is held against the largest of
/// the shorter spans of its year and, as a revision may raise an earlier one, against the smallest
/// of the longer spans that stand. Only indicators that add up over time are looked at.
struct CumulativeCheck {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let fact: FactTable
    /// Periods that the drop states in full, where it replaces them.
    let scope: [Period]

    /// Figures of one series and year, the shortest span first.
    private typealias Chain = [(period: Period, value: ExactDecimal, isStated: Bool)]

    func breaches(of drop: DropFile, _ rows: FactRows) throws -> [Violation] {
        guard let series = try CheckedSeries(setting: setting, fact: fact, rows: rows),
            let place = series.place(of: .indicators)
        else { return [] }
        let summed = Set(
            setting.site.workspace.catalogue.indicators.filter { $0.overTime == .sum }
                .map(\.key.description))
        let ids = Set(series.names(at: place).filter { summed.contains($1) }.keys)
        let chains = series.periods.compactMapValues { period in
            period.monthCountFromJanuary == nil ? nil : period.countedLikewise
        }
        let cells = series.stated.filter {
            chains[$0.period] != nil && ids.contains($0.series[place])
        }
        guard !cells.isEmpty else { return [] }
        let standing = try self.standing(chains.values.joined(), series, rows)
        var stated: [CheckedSeries.Series: [Int32: ExactDecimal]] = [:]
        for cell in cells { stated[cell.series, default: [:]][cell.period] = cell.value }
        return cells.compactMap { cell in
            let own = stated[cell.series] ?? [:]
            let known = standing[cell.series] ?? [:]
            let chain: Chain = (chains[cell.period] ?? []).compactMap { period in
                (own[period.id] ?? known[period.id]).map { (period, $0, own[period.id] != nil) }
            }
            guard let period = series.periods[cell.period],
                let expected = Self.expected(cell.value, period, chain)
            else { return nil }
            return series.violation(.dropCumulative, of: cell, in: drop, expected: expected)
        }.sorted { ($0.position, $0.found) < ($1.position, $1.found) }
    }

    /// What stands in these periods and goes on standing once the drop is in.
    private func standing(
        _ periods: some Sequence<Period>, _ series: CheckedSeries, _ rows: FactRows
    ) throws -> [CheckedSeries.Series: [Int32: ExactDecimal]] {
        let figures = try series.standing(in: Set(periods.map(\.id)))
        guard dataset.pipeline.load.mode == .replace, !rows.hasUnreadableKey else {
            return figures
        }
        let closed = Set(scope.map(\.id))
        return Dictionary(
            uniqueKeysWithValues: figures.map { key, values in
                let spared = series.spared[key] ?? []
                return (key, values.filter { !closed.contains($0.key) || spared.contains($0.key) })
            })
    }

    /// `nil` where the figure fits between the others.
    private static func expected(
        _ value: ExactDecimal, _ period: Period, _ chain: Chain
    ) -> Expectation? {
        let shorter = chain.filter { $0.period.monthCount < period.monthCount }
        if let most = shorter.max(by: { $0.value < $1.value }), value < most.value {
            return .noLess(than: most.value.description, period: most.period.description)
        }
        let longer = chain.filter { $0.period.monthCount > period.monthCount && !$0.isStated }
        if let least = longer.min(by: { $0.value < $1.value }), least.value < value {
            return .noMore(than: least.value.description, period: least.period.description)
        }
        return nil
    }
}
