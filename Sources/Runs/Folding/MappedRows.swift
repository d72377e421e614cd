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

    /// Replaces each reference in place by its surrogate key and interns keys and payloads.
    ///
    /// - Parameters:
    ///   - ids: Per reference column the surrogate keys, in the order of the rows' member lists.
    ///   - keeping: Periods (ids) to keep, `nil` for all: a fold reads only its own scope.
    package init(
        _ rows: FactRows, fact: FactTable, ids: [String: [Int32]], keeping: Set<Int32>?,
        tables: inout FactTables
    ) {
        var bytes = rows.bytes
        let plan = fact.columns.map { ids[$0.name] }
        for row in rows.rows where keeping?.contains(row.period) ?? true {
            Self.map(&bytes, from: row.start, columns: plan[...])
            let cell = Self.cell(row, bytes, &tables)
            let payload = tables.payloads.number(
                of: bytes[row.start + Int(row.keyByteCount)..<row.start + Int(row.byteCount)])
            asserted.append(
                Asserted(cell: cell, payload: payload, line: row.line, record: row.record))
        }
        for row in rows.spared where keeping?.contains(row.period) ?? true {
            Self.map(&bytes, from: row.start, columns: plan[..<fact.keyColumnCount])
            spared.append(Spared(cell: Self.cell(row, bytes, &tables), record: row.record))
        }
    }

    private static func cell(
        _ row: FactRows.Row, _ bytes: [UInt8], _ tables: inout FactTables
    ) -> Int {
        bytes.withUnsafeBytes { buffer in
            let key = buffer[row.start..<row.start + Int(row.keyByteCount)]
            return tables.cell(key: UnsafeRawBufferPointer(rebasing: key), period: row.period)
        }
    }

    /// Walks the fields of one row and writes the surrogate keys over the member numbers.
    private static func map(_ bytes: inout [UInt8], from start: Int, columns: ArraySlice<[Int32]?>)
    {
        var offset = start
        bytes.withUnsafeMutableBytes { buffer in
            for ids in columns {
                let length = Int32(
                    bigEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self))
                if let ids, length == 4 {
                    let member = Int32(
                        bigEndian: buffer.loadUnaligned(fromByteOffset: offset + 4, as: Int32.self))
                    buffer.storeBytes(
                        of: ids[Int(member)].bigEndian, toByteOffset: offset + 4, as: Int32.self)
                }
                offset += 4 + Int(max(0, length))
            }
        }
    }
}
