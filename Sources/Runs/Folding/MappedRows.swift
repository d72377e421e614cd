package import PhusaModel
package import Warehouse

/// Rows of a drop whose references are the warehouse's own numbers, interned for the history.
package struct MappedRows: Sendable {
    /// A row that the drop asserts.
    package struct Asserted: Sendable {
        package let cell: Int
        package let payload: Int
        package let line: Int32
        /// Number of the record in the drop, from 0.
        package let record: Int32
    }

    /// A cell of a quarantined record.
    package struct Spared: Sendable {
        package let cell: Int
        package let record: Int32
    }

    package private(set) var asserted: [Asserted] = []
    package private(set) var spared: [Spared] = []

    /// Writes keys and payloads as the warehouse has them, and interns them.
    ///
    /// - Parameters:
    ///   - ids: Per reference column the surrogate keys, in the order of the rows' member lists.
    ///   - keeping: Periods (ids) to keep, `nil` for all: a fold reads only its own scope.
    package init(
        _ rows: FactRows, fact: FactTable, ids: [String: [Int32]], keeping: Set<Int32>?,
        tables: inout FactTables
    ) {
        let images = RowImages(rows, fact: fact, ids: ids)
        func cell(_ row: FactRows.Row) -> Int {
            images.withKey(row) { tables.cell(key: $0, period: rows.period(row)) }
        }
        for row in rows.rows where keeping?.contains(rows.period(row)) ?? true {
            let payload = images.withPayload(row) { tables.payloads.number(of: $0) }
            asserted.append(
                Asserted(cell: cell(row), payload: payload, line: row.line, record: row.record))
        }
        for row in rows.spared where keeping?.contains(rows.period(row)) ?? true {
            spared.append(Spared(cell: cell(row), record: row.record))
        }
    }
}
