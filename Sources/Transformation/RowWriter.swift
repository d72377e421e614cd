import PhusaModel

/// Registers to rows of the fact: the numbers of the key, then the bytes of the payload.
///
/// The rows of a batch wait here and are handed on at once. Those of a record that turns out to break
/// something are taken back, and the keys that stand for them are kept apart.
struct RowWriter: Sendable {
    private let keyColumnCount: Int
    private var columns: [ColumnWriter]
    private var encoder = FactRowEncoder()
    private var scratch = FactRowEncoder()
    /// The numbers of so many keys.
    private var keys: [Int32] = []
    private var keyCount = 0
    private var rows: [FactRows.Row] = []
    private var spared: [FactRows.Row] = []
    private var filledColumnCount = 0
    /// Where keys and payloads of the batch will begin among those of the file.
    private var firstKey = 0
    private var firstByte = 0
    /// What was there when the record under work began.
    private var start = Extent()

    private struct Extent: Sendable {
        var keyCount = 0
        var rowCount = 0
        var byteCount = 0
        var filledColumnCount = 0
    }

    /// - Parameter columns: In the order of the fact's columns.
    init(fact: FactTable, columns: [ColumnWriter]) {
        keyColumnCount = fact.keyColumnCount
        self.columns = columns
    }

    /// Takes the rows as they are: they may be others than before, with other lists of members.
    mutating func begin(_ rows: FactRows) {
        firstKey = rows.keyCount
        firstByte = rows.payloads.count
        for index in columns.indices {
            columns[index].begin(memberCount: rows.members[columns[index].name]?.keys.count ?? 0)
        }
    }

    mutating func beginRecord() {
        start = Extent(
            keyCount: keyCount, rowCount: rows.count, byteCount: encoder.byteCount,
            filledColumnCount: filledColumnCount)
    }

    /// Adds a cell of the record; what does not fit its column is reported.
    mutating func write(
        _ bench: inout Workbench, line: Int, record: Int, into rows: inout FactRows
    ) {
        let key = appendKey(&bench, into: &rows)
        let start = encoder.byteCount
        // Nulls at the end are left out.
        var nullCount = 0
        var filledCount = 0
        columns.withUnsafeMutableBufferPointer { columns in
            for index in keyColumnCount..<columns.count {
                let hasValue = columns[index].write(
                    &bench, to: &encoder, behind: nullCount, into: &rows)
                nullCount = hasValue ? 0 : nullCount + 1
                if hasValue { filledCount = index - keyColumnCount + 1 }
            }
        }
        filledColumnCount = max(filledColumnCount, filledCount)
        self.rows.append(
            row(key: key, payload: start..<encoder.byteCount, line: line, record: record))
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
        let key = appendKey(&bench, into: &rows)
        let place = encoder.byteCount
        spared.append(row(key: key, payload: place..<place, line: line, record: record))
        return true
    }

    /// - Returns: The number of the key.
    private mutating func appendKey(_ bench: inout Workbench, into rows: inout FactRows) -> Int {
        let number = firstKey + keyCount
        keyCount += 1
        columns.withUnsafeMutableBufferPointer { columns in
            for index in 0..<keyColumnCount {
                keys.append(columns[index].writeKey(&bench, scratch: &scratch, into: &rows))
            }
        }
        return number
    }

    private func row(key: Int, payload: Range<Int>, line: Int, record: Int) -> FactRows.Row {
        FactRows.Row(
            payloadStart: firstByte + payload.lowerBound, payloadByteCount: Int32(payload.count),
            key: Int32(truncatingIfNeeded: key), line: Int32(truncatingIfNeeded: line),
            record: Int32(truncatingIfNeeded: record))
    }

    /// Takes back the cells of the record.
    mutating func discardRecord() {
        keys.removeLast((keyCount - start.keyCount) * keyColumnCount)
        keyCount = start.keyCount
        rows.removeLast(rows.count - start.rowCount)
        encoder.truncate(to: start.byteCount)
        filledColumnCount = start.filledColumnCount
    }

    /// Hands on what the batch has made.
    mutating func commit(to rows: inout FactRows) {
        _ = rows.append(
            keys: keys, payloads: encoder.bytes, filledColumnCount: filledColumnCount)
        rows.rows.append(contentsOf: self.rows)
        rows.spared.append(contentsOf: spared)
        keys.removeAll(keepingCapacity: true)
        keyCount = 0
        self.rows.removeAll(keepingCapacity: true)
        spared.removeAll(keepingCapacity: true)
        encoder.removeAll()
        filledColumnCount = 0
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        for index in columns.indices { columns[index].forget() }
    }
}
