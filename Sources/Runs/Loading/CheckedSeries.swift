import PhusaModel
import Warehouse

/// The figures of a drop by series, beside those that stand in the warehouse.
///
/// A series is what one indicator says of one area and breakdown, over time.
struct CheckedSeries {
    /// Surrogate keys in the order of the key columns, without the period.
    typealias Series = [Int32]

    struct Stated {
        let series: Series
        /// Its surrogate key, which is its number.
        let period: Int32
        let row: FactRows.Row
        let value: ExactDecimal
    }

    private let setting: RunSetting
    private let fact: FactTable
    private let cells: CheckedCells
    /// Place of the period among the key columns.
    private let scope: Int
    /// Periods of the drop, by surrogate key.
    let periods: [Int32: Period]
    /// Cells with a value, in the order of the drop.
    let stated: [Stated]
    /// Cells whose records were quarantined: what stands for them is not closed.
    let spared: [Series: Set<Int32>]

    /// - Returns: `nil` for a fact without a scope.
    init?(setting: RunSetting, fact: FactTable, rows: FactRows) throws {
        guard let scope = rows.scopeIndex else { return nil }
        let cells = try CheckedCells(setting: setting, fact: fact, rows: rows)
        self.setting = setting
        self.fact = fact
        self.cells = cells
        self.scope = scope
        periods = cells.names[scope].compactMapValues { Period(naturalKey: $0) }
        stated = rows.rows.compactMap { row in
            var key = cells.key(row, in: rows)
            let period = key.remove(at: scope)
            return cells.value(row, in: rows).map {
                Stated(series: key, period: period, row: row, value: $0)
            }
        }
        var spared: [Series: Set<Int32>] = [:]
        for row in rows.spared {
            var key = cells.key(row, in: rows)
            let period = key.remove(at: scope)
            spared[key, default: []].insert(period)
        }
        self.spared = spared
    }

    /// What stands in the warehouse for the drop's series, by the period's surrogate key.
    func standing(in periods: Set<Int32>) throws -> [Series: [Int32: ExactDecimal]] {
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

    /// Place, in a series, of the member of a key column other than the period's; `nil` where the
    /// fact has no such column.
    func place(of list: DimensionTable.CatalogueList) -> Int? {
        let schema = setting.site.workspace.schema
        let index = fact.keyColumns.firstIndex { column in
            column.dimension.flatMap { schema.dimension(named: $0) }?.members == .catalogue(list)
        }
        return index.map { $0 < scope ? $0 : $0 - 1 }
    }

    /// Natural keys, by surrogate key, of the members at a place in the series.
    func names(at place: Int) -> [Int32: String] { cells.names[place < scope ? place : place + 1] }

    /// What a check says of a cell, at its line.
    func violation(
        _ rule: Rule, of cell: Stated, in drop: DropFile, expected: Expectation
    ) -> Violation {
        let columns = fact.keyColumns.indices.filter { $0 != scope }
        let name = [periods[cell.period]?.description ?? "", cells.text(columns, cell.series)]
        return Violation(
            rule: rule,
            position: FilePosition(path: drop.path, line: Int(cell.row.line), column: 1),
            found: "\(cell.value): \(name.joined(separator: "; "))", expected: expected)
    }
}
