import PhusaModel

/// Which rows of a drop state the same cell.
struct RepeatedKeys: Sendable {
    struct Conflict: Sendable {
        /// Index of the row.
        let row: Int
        /// Line of the first row with the key, or for that row of the next one.
        let otherLine: Int
    }

    /// For each row the index of the first one with the same key, itself for a first one.
    private(set) var first: [Int] = []
    private(set) var hasAny = false

    init(_ rows: FactRows) {
        var capacity = 16
        while capacity < rows.rows.count * 2 { capacity *= 2 }
        var table = [Int32](repeating: -1, count: capacity)
        first.reserveCapacity(rows.rows.count)
        rows.bytes.withUnsafeBufferPointer { bytes in
            for (index, row) in rows.rows.enumerated() {
                let key = UnsafeBufferPointer(
                    rebasing: bytes[row.start..<row.start + Int(row.keyByteCount)])
                var place = Int(truncatingIfNeeded: Self.hash(key)) & (capacity - 1)
                var found = index
                while table[place] >= 0 {
                    let other = rows.rows[Int(table[place])]
                    let otherKey = bytes[other.start..<other.start + Int(other.keyByteCount)]
                    if otherKey.elementsEqual(key) {
                        found = Int(table[place])
                        break
                    }
                    place = (place + 1) & (capacity - 1)
                }
                if found == index { table[place] = Int32(index) } else { hasAny = true }
                first.append(found)
            }
        }
    }

    /// Rows whose key comes with different payloads, in order.
    func conflicting(in rows: FactRows) -> [Conflict] {
        var different: Set<Int> = []
        var second: [Int: Int] = [:]
        for (index, first) in first.enumerated() where first != index {
            if second[first] == nil { second[first] = index }
            if rows.payload(rows.rows[index]) != rows.payload(rows.rows[first]) {
                different.insert(first)
            }
        }
        guard !different.isEmpty else { return [] }
        return first.indices.filter { different.contains(first[$0]) }.map { index in
            let other = first[index] == index ? second[index] ?? index : first[index]
            return Conflict(row: index, otherLine: Int(rows.rows[other].line))
        }
    }

    /// FNV-1a of 64 bits, its high bits folded into the low ones.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ (hash >> 32)
    }
}
