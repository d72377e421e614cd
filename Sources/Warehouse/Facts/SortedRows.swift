package import PhusaModel

/// The rows of a drop in the order of the fact's primary key, each found by its key.
///
/// One word of 64 bits for each row: the packed key in the high bits, the row's index in the low
/// ones. Sorted by radix, so that a million rows take some 30 ms.
package struct SortedRows {
    let rows: FactRows
    let fact: FactTable
    private let columns: [ColumnRanks]
    private let payloads: PayloadMap
    private let packing: KeyPacking
    private let indexBitCount: UInt64
    private let entries: [UInt64]
    /// Packed keys of cells of quarantined records, sorted.
    private let spared: [UInt64]

    /// - Parameters:
    ///   - ids: Per reference column the surrogate keys, in the order of the rows' member lists.
    ///   - keeping: Periods (ids) to keep, `nil` for all.
    package init(
        _ rows: FactRows, fact: FactTable, ids: [String: [Int32]], keeping: Set<Int32>?
    ) {
        self.rows = rows
        self.fact = fact
        let columns = ColumnRanks.columns(of: rows, fact, ids)
        self.columns = columns
        payloads = PayloadMap(fact, ids: ids)
        let kept = { (row: FactRows.Row) in keeping?.contains(rows.period(row)) ?? true }
        let isAll = keeping.map(rows.isOnly(of:)) ?? true
        let indices: [Int32]? =
            isAll ? nil : rows.rows.indices.filter { kept(rows.rows[$0]) }.map { Int32($0) }
        let count = indices?.count ?? rows.rows.count
        let sparedRows = rows.spared.filter(kept)
        let indexBitCount = UInt64(64 - (rows.rows.count + sparedRows.count).leadingZeroBitCount)
        var packed: [UInt64] = []
        packing = KeyPacking(
            counts: columns.map(\.ranks.count), rowCount: count + sparedRows.count,
            boundMax: UInt64.max >> indexBitCount, packed: &packed
        ) { column, radix, places, packed in
            let ranks = columns[column].ranks
            rows.keys.withUnsafeBufferPointer { keys in
                for place in places {
                    let row =
                        place < count
                        ? rows.rows[indices.map { Int($0[place]) } ?? place]
                        : sparedRows[place - count]
                    let number = Int(keys[Int(row.key) * fact.keyColumnCount + column])
                    packed[place] = packed[place] &* radix &+ UInt64(ranks[number])
                }
            }
        }
        spared = packed[count...].sorted()
        packed.removeSubrange(count...)
        self.indexBitCount = indexBitCount
        for place in packed.indices {
            let index = indices.map { Int($0[place]) } ?? place
            packed[place] = packed[place] << indexBitCount | UInt64(index)
        }
        RadixSort.sort(
            &packed,
            bits: Int(indexBitCount)..<64
                - (packing.bound << indexBitCount)
                .leadingZeroBitCount)
        entries = packed
    }

    var count: Int { entries.count }

    func row(_ place: Int) -> FactRows.Row {
        rows.rows[Int(entries[place] & (1 << indexBitCount - 1))]
    }

    // MARK: Finding

    /// What makes packed keys of the warehouse's rows.
    func keyFinder(_ places: [PassedColumns.KeyPlace]) -> KeyFinder {
        KeyFinder(columns, packing, places: places)
    }

    /// Where the row with a key stands.
    ///
    /// - Parameter guess: Where it would stand if the warehouse's rows came in order, as they nearly
    ///   always do.
    func place(of key: UInt64, guess: Int) -> Int? {
        if guess < entries.count, entries[guess] >> indexBitCount == key { return guess }
        return Self.place(of: key, in: entries, shift: indexBitCount)
    }

    func isSpared(_ key: UInt64) -> Bool {
        Self.place(of: key, in: spared, shift: 0) != nil
    }

    /// Where a key stands among sorted words that hold it above `shift` bits.
    private static func place(of key: UInt64, in words: [UInt64], shift: UInt64) -> Int? {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle] >> shift < key { low = middle + 1 } else { high = middle }
        }
        return low < words.count && words[low] >> shift == key ? low : nil
    }

    /// Whether the row says what the warehouse says.
    ///
    /// - Parameter window: Holds the row's payload already, or not.
    func hasPayload(
        _ place: Int, _ window: RowWindow, _ held: UnsafeRawBufferPointer
    ) -> Bool {
        guard !window.contains(place) else {
            return window.withPayload(place) { payloads.isEqual($0, held) }
        }
        return rows.payload(row(place)).withUnsafeBytes { payloads.isEqual($0, held) }
    }

    // MARK: Sending

    /// Surrogate keys that a reference column of the fact may hold.
    func memberIDs(_ place: Int) -> [Int32] {
        place < columns.count ? columns[place].ids : payloads.ids[place - columns.count] ?? []
    }

    /// Payload columns that need be sent, from the first on: no row fills the others.
    var payloadColumnCount: Int {
        payloads.hasReferences ? payloads.columnCount : rows.filledColumnCount
    }

    /// Key columns as the warehouse holds them.
    var keyImages: KeyImages { KeyImages(columns) }

    /// Appends a row of a window as a tuple: key, event, line and the first payload columns.
    func append(
        _ number: Int, of window: RowWindow, _ images: KeyImages, event: Int32,
        payloadColumnCount: Int, to encoder: inout TupleEncoder
    ) {
        encoder.begin(columnCount: images.columnCount + 2 + payloadColumnCount)
        for column in 0..<images.columnCount {
            images.append(column, window.key(number, column), to: &encoder)
        }
        encoder.append(event)
        let line = window.row(number).line
        encoder.append(line == 0 ? nil : line)
        window.withPayload(number) {
            payloads.append($0, fieldCount: payloadColumnCount, to: &encoder)
        }
    }
}
