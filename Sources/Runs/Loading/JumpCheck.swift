import PhusaModel
import Warehouse

/// Whether figures of a drop are of the size of those that their series had before.
///
/// Looks at the cells that the drop states beside those that stand in the warehouse, before anything
/// is written. A series is what one indicator says of one area and breakdown; zeros tell nothing of
/// a size, and a series without earlier figures cannot jump.
struct JumpCheck {
    let setting: RunSetting
    let fact: FactTable
    let rule: JumpRule

    /// Surrogate keys in the order of the key columns, without the period.
    private typealias Series = [Int32]

    private struct Stated {
        let series: Series
        /// Its surrogate key.
        let period: Int32
        let row: FactRows.Row
        let value: ExactDecimal
    }

    func breaches(of drop: DropFile, _ rows: FactRows) throws -> [Violation] {
        guard let scope = rows.scopeIndex else { return [] }
        let cells = try CheckedCells(setting: setting, fact: fact, rows: rows)
        let periods = cells.names[scope].compactMapValues { Period(naturalKey: $0) }
        let earlier = periods.mapValues { JumpRule.earlier(than: $0).map(\.id) }
        let stated = rows.rows.compactMap { self.stated($0, rows, cells, scope) }
        var history = try standing(in: Set(earlier.values.joined()), cells, scope)
        for cell in stated { history[cell.series, default: [:]][cell.period] = cell.value }
        let columns = fact.keyColumns.indices.filter { $0 != scope }
        return stated.compactMap { cell in
            let known = history[cell.series] ?? [:]
            let past = (earlier[cell.period] ?? []).compactMap { known[$0]?.absolute }
                .filter { !$0.isZero }
            guard let least = past.min(), let most = past.max(),
                isJump(cell.value.absolute, least: least, most: most)
            else { return nil }
            let period = periods[cell.period]?.description ?? ""
            let name = [period, cells.text(columns, cell.series)]
            return Violation(
                rule: .dropJump,
                position: FilePosition(path: drop.path, line: Int(cell.row.line), column: 1),
                found: "\(cell.value): \(name.joined(separator: "; "))",
                expected: bounds(least: least, most: most))
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

    private func stated(
        _ row: FactRows.Row, _ rows: FactRows, _ cells: CheckedCells, _ scope: Int
    ) -> Stated? {
        var key = cells.key(row, in: rows)
        let period = key.remove(at: scope)
        guard let value = cells.value(row, in: rows), !value.isZero else { return nil }
        return Stated(series: key, period: period, row: row, value: value)
    }

    /// What stands in the warehouse for the drop's series, by the period's surrogate key.
    private func standing(
        in periods: Set<Int32>, _ cells: CheckedCells, _ scope: Int
    ) throws -> [Series: [Int32: ExactDecimal]] {
        let columns = fact.keyColumns.enumerated().map { index, column in
            CoveredColumn(
                column: column.name,
                ids: (index == scope ? Array(periods) : cells.ids[index]).sorted())
        }
        var history: [Series: [Int32: ExactDecimal]] = [:]
        let reader = FactValueReader(fact: fact, connection: setting.connection)
        for case (var key, let value?) in try reader.values(in: columns) {
            let period = key.remove(at: scope)
            history[key, default: [:]][period] = value
        }
        return history
    }
}
