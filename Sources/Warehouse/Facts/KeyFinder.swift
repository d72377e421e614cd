import PhusaModel

/// Makes the packed key of a row of the warehouse, as the rows of a drop have theirs.
///
/// One step for each row of the warehouse: all columns share one table of plain numbers, so that
/// nothing is allocated or counted on the way.
struct KeyFinder {
    /// A surrogate key and its place in the column's order; a free slot has the rank -1.
    private struct Slot {
        var id: Int32 = 0
        var rank: Int32 = -1
    }

    /// Which slots are a reference column's; `nil` for a column of values.
    private struct Slots {
        let start: Int
        /// Their count, a power of two, less one.
        let mask: Int
    }

    private let columns: [ColumnRanks]
    private let places: [PassedColumns.KeyPlace]
    private let packing: KeyPacking
    private var slotsByColumn: [Slots?] = []
    private var slots: [Slot] = []
    private var digits: [UInt64]

    /// - Parameter places: Where the columns of the key stand in the rows.
    init(
        _ columns: [ColumnRanks], _ packing: KeyPacking, places: [PassedColumns.KeyPlace]
    ) {
        self.columns = columns
        self.places = places
        self.packing = packing
        digits = Array(repeating: 0, count: columns.count)
        for column in columns { slotsByColumn.append(column.isReference ? add(column) : nil) }
    }

    private mutating func add(_ column: ColumnRanks) -> Slots {
        var capacity = 16
        while capacity < column.ids.count * 4 { capacity *= 2 }
        let added = Slots(start: slots.count, mask: capacity - 1)
        slots += Array(repeating: Slot(), count: capacity)
        for (id, rank) in zip(column.ids, column.ranks) {
            var slot = Self.hash(id) & added.mask
            while slots[added.start + slot].rank >= 0 { slot = (slot + 1) & added.mask }
            slots[added.start + slot] = Slot(id: id, rank: Int32(rank))
        }
        return added
    }

    /// - Returns: `nil` where the drop has no such cell for sure.
    mutating func key(of tuple: BinaryCopyReader.Tuple) -> UInt64? {
        for column in places.indices {
            let found: UInt32?
            switch places[column] {
            case .reference(let field, let offset):
                found = slotsByColumn[column].flatMap {
                    rank(of: tuple.word(field, at: offset), $0)
                }
            case .value(let field): found = columns[column].rank(of: tuple.value(field))
            }
            guard let found else { return nil }
            digits[column] = UInt64(found)
        }
        return digits.withUnsafeBufferPointer { packing.pack($0) }
    }

    private func rank(of id: Int32, _ column: Slots) -> UInt32? {
        var slot = Self.hash(id) & column.mask
        while true {
            let found = slots[column.start + slot]
            if found.rank < 0 { return nil }
            if found.id == id { return UInt32(found.rank) }
            slot = (slot + 1) & column.mask
        }
    }

    private static func hash(_ id: Int32) -> Int {
        Int(UInt32(truncatingIfNeeded: UInt64(UInt32(bitPattern: id)) &* 0x9E37_79B9 >> 7))
    }
}
