import PhusaModel

/// Registers to rows of the fact: key columns, then payload columns.
///
/// The rows of a record wait here until it is known that the record is sound.
struct RowWriter: Sendable {
    private let keyColumnCount: Int
    private let scopeColumn: Int?
    private var columns: [ColumnWriter]
    private var encoder = FactRowEncoder()
    private var pending: [FactRows.Row] = []

    /// - Parameter columns: In the order of the fact's columns.
    init(fact: FactTable, columns: [ColumnWriter]) {
        keyColumnCount = fact.keyColumnCount
        scopeColumn = fact.scope.flatMap { scope in
            fact.columns.firstIndex { $0.name == scope }
        }
        self.columns = columns
    }

    /// Takes the lists of members as they are: they may be those of other rows than before.
    mutating func begin(_ rows: FactRows) {
        for index in columns.indices {
            columns[index].begin(memberCount: rows.members[columns[index].name]?.keys.count ?? 0)
        }
    }

    /// Adds a cell of the record; what does not fit its column is reported.
    mutating func write(
        _ bench: inout Workbench, line: Int, record: Int, into rows: inout FactRows
    ) {
        let start = encoder.bytes.count
        for index in columns.indices.prefix(keyColumnCount) {
            columns[index].write(&bench, to: &encoder, members: &rows.members)
        }
        let keyByteCount = encoder.bytes.count - start
        for index in columns.indices.dropFirst(keyColumnCount) {
            columns[index].write(&bench, to: &encoder, members: &rows.members)
        }
        append(&bench, start: start, keyByteCount: keyByteCount, line: line, record: record)
    }

    /// Adds the key of a cell alone.
    ///
    /// - Returns: Whether the key could be read; if not, nothing was added.
    mutating func writeKey(
        _ bench: inout Workbench, line: Int, record: Int, into rows: inout FactRows
    ) -> Bool {
        guard columns.prefix(keyColumnCount).allSatisfy({ $0.canWrite(&bench) }) else {
            return false
        }
        let start = encoder.bytes.count
        for index in columns.indices.prefix(keyColumnCount) {
            columns[index].write(&bench, to: &encoder, members: &rows.members)
        }
        let keyByteCount = encoder.bytes.count - start
        append(&bench, start: start, keyByteCount: keyByteCount, line: line, record: record)
        return true
    }

    private mutating func append(
        _ bench: inout Workbench, start: Int, keyByteCount: Int, line: Int, record: Int
    ) {
        var period: Int32 = 0
        if let scopeColumn, let index = columns[scopeColumn].reference(&bench) {
            period = bench.keys.periodIDs[Int(index)]
        }
        pending.append(
            FactRows.Row(
                start: start, keyByteCount: Int32(keyByteCount),
                byteCount: Int32(encoder.bytes.count - start), line: Int32(line),
                record: Int32(record), period: period))
    }

    /// Hands on what was added since the last time, as rows or as spared keys.
    mutating func commit(to rows: inout FactRows, asSpared: Bool) {
        let base = rows.bytes.count
        rows.bytes.append(contentsOf: encoder.bytes)
        for var row in pending {
            row.start += base
            if asSpared { rows.spared.append(row) } else { rows.rows.append(row) }
        }
        discard()
    }

    /// Forgets what was added since the last time.
    mutating func discard() {
        encoder.removeAll()
        pending.removeAll(keepingCapacity: true)
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        for index in columns.indices { columns[index].forget() }
    }
}
