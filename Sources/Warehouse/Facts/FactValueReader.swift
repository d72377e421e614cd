package import PhusaModel

/// Reads the current values of a fact whose key is made of references alone.
package struct FactValueReader {
    private let shape: FactShape
    private let connection: Connection

    package init(fact: FactTable, connection: Connection) {
        shape = FactShape(fact)
        self.connection = connection
    }

    /// The values of the cells that lie in all of these columns' ids.
    ///
    /// - Returns: Surrogate keys in the order of the key columns, and the value, `nil` where there is
    ///   none.
    package func values(in columns: [CoveredColumn]) throws(WarehouseError)
        -> [(key: [Int32], value: ExactDecimal?)]
    {
        let condition = columns.enumerated().map { index, column in
            "\(Connection.quoteIdentifier(column.column)) = any ($\(index + 1)::integer[])"
        }.joined(separator: " and ")
        let result = try connection.query(
            """
            select \(shape.keyColumns.joined(separator: ", ")), value from \(shape.table)
            where \(condition)
            """, columns.map { .intArray($0.ids) })
        let keyCount = shape.keyColumns.count
        return (0..<result.rowCount).map { row in
            (
                (0..<keyCount).map { Int32(result.int(row, $0) ?? 0) },
                result.decimal(row, keyCount)
            )
        }
    }
}
