import PhusaModel

/// The values of one key column of a drop in the order of the warehouse.
struct ColumnRanks {
    /// Place in the order, by the drop's number of the value.
    let ranks: [UInt32]
    private let identifiers: IdentifierTable?
    private let values: ByteTable
    /// Surrogate keys of a reference column, by the drop's number of the member.
    let ids: [Int32]

    /// - Parameter ids: For a reference column the surrogate keys of the drop's members.
    init(_ ids: [Int32]) {
        ranks = Self.ranks(ids.count) { ids[$0] < ids[$1] }
        identifiers = IdentifierTable(ids)
        values = ByteTable()
        self.ids = ids
    }

    /// For a column of values.
    init(_ values: ByteTable) {
        ranks = Self.ranks(values.count) {
            values.bytes($0).lexicographicallyPrecedes(values.bytes($1))
        }
        identifiers = nil
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

    /// The place of a value of the warehouse; `nil` where the drop does not have it.
    func rank(of field: Int, in tuple: BinaryCopyReader.Tuple) -> UInt32? {
        if let identifiers {
            return tuple.int32(field).flatMap { identifiers.number(of: $0) }.map { ranks[$0] }
        }
        return tuple.value(field).flatMap { values.find($0) }.map { ranks[$0] }
    }

    /// Appends the value as the warehouse holds it.
    func append(_ number: Int, to encoder: inout TupleEncoder) {
        if identifiers != nil {
            encoder.append(ids[number])
        } else {
            encoder.append(value: values.bytes(number))
        }
    }
}

/// Surrogate keys, each with its number: open addressing, one probe for nearly every look.
private struct IdentifierTable {
    private var slots: [(id: Int32, number: Int32)]
    private let mask: Int

    init(_ ids: [Int32]) {
        var capacity = 16
        while capacity < ids.count * 4 { capacity *= 2 }
        mask = capacity - 1
        slots = Array(repeating: (0, -1), count: capacity)
        for (number, id) in ids.enumerated() {
            var slot = Self.hash(id) & mask
            while slots[slot].number >= 0 { slot = (slot + 1) & mask }
            slots[slot] = (id, Int32(number))
        }
    }

    func number(of id: Int32) -> Int? {
        var slot = Self.hash(id) & mask
        while slots[slot].number >= 0 {
            if slots[slot].id == id { return Int(slots[slot].number) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func hash(_ id: Int32) -> Int {
        Int(UInt32(truncatingIfNeeded: UInt64(UInt32(bitPattern: id)) &* 0x9E37_79B9 >> 7))
    }
}
