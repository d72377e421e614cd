import PhusaModel

/// Whether figures of a drop are of the size of those that their series had before.
///
/// Looks at the cells that the drop states beside those that stand in the warehouse, before anything
/// is written. A series is what one indicator says of one area and breakdown; zeros tell nothing of
/// a size, and a series without earlier figures cannot jump.
struct JumpCheck {
    let setting: RunSetting
    let fact: FactTable
    let rule: JumpRule

    func breaches(of drop: DropFile, _ rows: FactRows) throws -> [Violation] {
        guard let series = try CheckedSeries(setting: setting, fact: fact, rows: rows) else {
            return []
        }
        let stated = series.stated.filter { !$0.value.isZero }
        let earlier = series.periods.mapValues { JumpRule.earlier(than: $0).map(\.id) }
        var history = try series.standing(in: Set(earlier.values.joined()))
        for cell in stated { history[cell.series, default: [:]][cell.period] = cell.value }
        return stated.compactMap { cell in
            let known = history[cell.series] ?? [:]
            let past = (earlier[cell.period] ?? []).compactMap { known[$0]?.absolute }
                .filter { !$0.isZero }
            guard let least = past.min(), let most = past.max(),
                isJump(cell.value.absolute, least: least, most: most)
            else { return nil }
            return series.violation(
                .dropJump, of: cell, in: drop, expected: bounds(least: least, most: most))
        }.sorted { ($0.position, $0.found) < ($1.position, $1.found) }
    }

    /// Exactly; what takes more digits than there are is one.
    private func isJump(_ value: ExactDecimal, least: ExactDecimal, most: ExactDecimal) -> Bool {
        let times = ExactDecimal(rule.times)
        guard let high = most.multiplied(by: times), let raised = value.multiplied(by: times) else {
            return true
        }
        return high <= value || raised <= least
    }

    /// Between what a figure is no jump, both excluded; the lower bound as far as a person reads it.
    private func bounds(least: ExactDecimal, most: ExactDecimal) -> Expectation {
        let times = ExactDecimal(rule.times)
        return .range(
            minimum: least.divided(by: times, scale: least.scale + Self.boundScale)?.description,
            maximum: most.multiplied(by: times)?.description)
    }

    /// Digits behind those of a figure that its least bound is told with.
    private static let boundScale = 6
}
