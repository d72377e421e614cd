import PhusaModel

/// Registers to rows of the fact: the numbers of the key, then the bytes of the payload.
///
/// The rows of a record wait here until it is known that the record is sound.
struct RowWriter: Sendable {
    private let keyColumnCount: Int
    private var columns: [ColumnWriter]
    private var encoder = FactRowEncoder()
    private var scratch = FactRowEncoder()
    private var pendingKeys: [Int32] = []
    private var pending: [FactRows.Row] = []
    private var filledColumnCount = 0

    /// - Parameter columns: In the order of the fact's columns.
    init(fact: FactTable, columns: [ColumnWriter]) {
        keyColumnCount = fact.keyColumnCount
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
        for index in 0..<keyColumnCount {
            pendingKeys.append(
                columns[index].writeKey(&bench, scratch: &scratch, into: &rows))
        }
        let start = encoder.bytes.count
        var end = start
        for index in keyColumnCount..<columns.count {
            // Nulls at the end are left out.
            if columns[index].write(&bench, to: &encoder, into: &rows) {
                end = encoder.bytes.count
                filledColumnCount = max(filledColumnCount, index - keyColumnCount + 1)
            }
        }
        encoder.truncate(to: end)
        append(payload: start..<end, line: line, record: record)
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
        for index in 0..<keyColumnCount {
            pendingKeys.append(
                columns[index].writeKey(&bench, scratch: &scratch, into: &rows))
        }
        append(payload: encoder.bytes.count..<encoder.bytes.count, line: line, record: record)
        return true
    }

    private mutating func append(payload: Range<Int>, line: Int, record: Int) {
        pending.append(
            FactRows.Row(
                payloadStart: payload.lowerBound, payloadByteCount: Int32(payload.count),
                key: Int32(pending.count), line: Int32(truncatingIfNeeded: line),
                record: Int32(truncatingIfNeeded: record)))
    }

    /// Hands on what was added since the last time, as rows or as spared keys.
    mutating func commit(to rows: inout FactRows, asSpared: Bool) {
        guard !pending.isEmpty else { return }
        let start = rows.append(
            keys: pendingKeys, payloads: encoder.bytes, filledColumnCount: filledColumnCount)
        for var row in pending {
            row.payloadStart += start.payloadStart
            row.key += start.key
            if asSpared { rows.spared.append(row) } else { rows.rows.append(row) }
        }
        discard()
    }

    /// Forgets what was added since the last time.
    mutating func discard() {
        encoder.removeAll()
        pendingKeys.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        filledColumnCount = 0
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        for index in columns.indices { columns[index].forget() }
    }
}
