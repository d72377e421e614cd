package import PhusaModel

/// Keys and payloads of a drop's rows as the warehouse sends them: each field with its length.
package struct RowImages {
    private let rows: FactRows
    private let columns: [ColumnRanks]
    private let payloads: PayloadMap
    /// Of nearly every key or payload.
    private static let byteCount = 256

    /// - Parameter ids: Per reference column the surrogate keys, in the order of the member lists.
    package init(_ rows: FactRows, fact: FactTable, ids: [String: [Int32]]) {
        self.rows = rows
        columns = ColumnRanks.columns(of: rows, fact, ids)
        payloads = PayloadMap(fact, ids: ids)
    }

    package func key(_ row: FactRows.Row) -> [UInt8] {
        var encoder = TupleEncoder(capacity: Self.byteCount)
        defer { encoder.deallocate() }
        for (column, number) in zip(columns, rows.key(row)) {
            column.append(Int(number), to: &encoder)
        }
        return encoder.bytes
    }

    /// All payload columns.
    package func payload(_ row: FactRows.Row) -> [UInt8] {
        var encoder = TupleEncoder(capacity: Self.byteCount)
        defer { encoder.deallocate() }
        payloads.append(rows.payload(row), fieldCount: payloads.columnCount, to: &encoder)
        return encoder.bytes
    }
}
