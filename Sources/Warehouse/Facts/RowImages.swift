package import PhusaModel

/// Keys and payloads of a drop's rows as the warehouse sends them: each field with its length.
package final class RowImages {
    private let rows: FactRows
    private let columns: [ColumnRanks]
    private let payloads: PayloadMap
    private var encoder = TupleEncoder()

    /// - Parameter ids: Per reference column the surrogate keys, in the order of the member lists.
    package init(_ rows: FactRows, fact: FactTable, ids: [String: [Int32]]) {
        self.rows = rows
        columns = ColumnRanks.columns(of: rows, fact, ids)
        payloads = PayloadMap(fact, ids: ids)
    }

    deinit { encoder.deallocate() }

    /// - Parameter body: Takes the bytes, which are valid for the time of the call.
    package func withKey<Result>(
        _ row: FactRows.Row, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        encoder.removeAll()
        for (column, number) in zip(columns, rows.key(row)) {
            column.append(Int(number), to: &encoder)
        }
        return body(encoder.gathered)
    }

    /// All payload columns.
    package func withPayload<Result>(
        _ row: FactRows.Row, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        encoder.removeAll()
        rows.payload(row).withUnsafeBytes {
            payloads.append($0, fieldCount: payloads.columnCount, to: &encoder)
        }
        return body(encoder.gathered)
    }
}
