import PhusaModel

/// The values of one key column of a drop in the order of the warehouse.
struct ColumnRanks {
    /// Place in the order, by the drop's number of the value.
    let ranks: [UInt32]
    let isReference: Bool
    private let values: ByteTable
    /// Surrogate keys of a reference column, by the drop's number of the member.
    let ids: [Int32]

    /// - Parameter ids: For a reference column the surrogate keys of the drop's members.
    init(_ ids: [Int32]) {
        ranks = Self.ranks(ids.count) { ids[$0] < ids[$1] }
        isReference = true
        values = ByteTable()
        self.ids = ids
    }

    /// For a column of values.
    init(_ values: ByteTable) {
        ranks = Self.ranks(values.count) {
            values.bytes($0).lexicographicallyPrecedes(values.bytes($1))
        }
        isReference = false
        self.values = values
        ids = []
    }

    /// One for each key column of a drop.
    static func columns(
        of rows: FactRows, _ fact: FactTable, _ ids: [String: [Int32]]
    ) -> [ColumnRanks] {
        fact.keyColumns.indices.map { place in
            let column = fact.columns[place]
            return column.kind == .reference
                ? ColumnRanks(ids[column.name] ?? []) : ColumnRanks(rows.values[place])
        }
    }

    private static func ranks(
        _ count: Int, _ precedes: (Int, Int) -> Bool
    ) -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: count)
        for (rank, number) in (0..<count).sorted(by: precedes).enumerated() {
            ranks[number] = UInt32(rank)
        }
        return ranks
    }

    /// The place of a value of the warehouse; `nil` where the drop does not have it, or for null.
    func rank(of value: UnsafeRawBufferPointer?) -> UInt32? {
        value.flatMap { values.find($0) }.map { ranks[$0] }
    }

    /// Appends the value as the warehouse holds it.
    func append(_ number: Int, to encoder: inout TupleEncoder) {
        if isReference {
            encoder.append(ids[number])
        } else {
            encoder.append(value: values.bytes(number))
        }
    }
}

/// The values of all key columns as fields of a COPY, by the drop's numbers.
///
/// A reference is length and number in one word, all of them in one table: a key is some loads and
/// stores, without a look at what kind its columns are.
struct KeyImages {
    let columnCount: Int
    private let columns: [ColumnRanks]
    private var words: [UInt64] = []
    /// Where a column's words begin; below 0 for a column of values.
    private var starts: [Int] = []

    init(_ columns: [ColumnRanks]) {
        self.columns = columns
        columnCount = columns.count
        for column in columns {
            starts.append(column.isReference ? words.count : -1)
            words += column.ids.map { TupleEncoder.field($0) }
        }
    }

    @inline(__always)
    func append(_ column: Int, _ number: Int, to encoder: inout TupleEncoder) {
        if starts[column] >= 0 {
            encoder.append(field: words[starts[column] + number])
        } else {
            columns[column].append(number, to: &encoder)
        }
    }
}
