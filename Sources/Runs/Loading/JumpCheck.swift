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
        let period: Period
        let row: FactRows.Row
        let value: ExactDecimal
    }

    func breaches(of drop: DropFile, _ rows: FactRows) throws -> [Violation] {
        guard let scope = rows.scopeIndex else { return [] }
        let cells = try CheckedCells(setting: setting, fact: fact, rows: rows)
        let stated = rows.rows.compactMap { self.stated($0, rows, cells, scope) }
        var history = try standing(before: Set(stated.map(\.period)), cells, scope)
        for cell in stated { history[cell.series, default: [:]][cell.period.id] = cell.value }
        let columns = fact.keyColumns.indices.filter { $0 != scope }
        return stated.compactMap { cell in
            let past = JumpRule.earlier(than: cell.period)
                .compactMap { history[cell.series]?[$0.id]?.absolute }.filter { !$0.isZero }
            guard let least = past.min(), let most = past.max(),
                isJump(cell.value.absolute, least: least, most: most)
            else { return nil }
            let name = [cell.period.description, cells.text(columns, cell.series)]
            return Violation(
                rule: .dropJump,
                position: FilePosition(path: drop.path, line: Int(cell.row.line), column: 1),
                found: "\(cell.value): \(name.joined(separator: "; "))",
                expected: .range(minimum: least.description, maximum: most.description))
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

    private func stated(
        _ row: FactRows.Row, _ rows: FactRows, _ cells: CheckedCells, _ scope: Int
    ) -> Stated? {
        var key = cells.key(row, in: rows)
        let id = key.remove(at: scope)
        guard let value = cells.value(row, in: rows), !value.isZero,
            let period = cells.names[scope][id].flatMap({ Period(naturalKey: $0) })
        else { return nil }
        return Stated(series: key, period: period, row: row, value: value)
    }

    /// What stands in the warehouse for the drop's series in earlier periods, by the period's id.
    private func standing(
        before periods: Set<Period>, _ cells: CheckedCells, _ scope: Int
    ) throws -> [Series: [Int32: ExactDecimal]] {
        let earlier = Set(periods.flatMap { JumpRule.earlier(than: $0) }.map(\.id))
        let columns = fact.keyColumns.enumerated().map { index, column in
            CoveredColumn(
                column: column.name,
                ids: (index == scope ? Array(earlier) : cells.ids[index]).sorted())
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
