import PhusaModel

/// Which rows of a drop state the same cell.
struct RepeatedKeys: Sendable {
    struct Conflict: Sendable {
        /// Index of the row.
        let row: Int
        /// Line of the first row with the key, or for that row of the next one.
        let otherLine: Int
    }

    /// For each row the index of the first one with the same key, itself for a first one; empty where
    /// no key comes again.
    private(set) var first: [Int] = []

    var hasAny: Bool { !first.isEmpty }

    init(_ rows: FactRows, of fact: FactTable) {
        let counts = fact.keyColumns.indices.map { rows.valueCount($0, of: fact) }
        // Nearly every drop has no key twice.
        if Self.areDistinct(rows, counts: counts) { return }
        let packed = Self.packed(rows, counts: counts)
        var firstByKey: [UInt64: Int] = [:]
        firstByKey.reserveCapacity(packed.count)
        var isAnyRepeated = false
        first.reserveCapacity(packed.count)
        for (index, key) in packed.enumerated() {
            let earlier = firstByKey[key]
            if earlier == nil { firstByKey[key] = index } else { isAnyRepeated = true }
            first.append(earlier ?? index)
        }
        if !isAnyRepeated { first = [] }
    }

    private static func packed(_ rows: FactRows, counts: [Int]) -> [UInt64] {
        var packed: [UInt64] = []
        _ = KeyPacking(counts: counts, rowCount: rows.rows.count, packed: &packed) {
            column, radix, places, packed in
            rows.keys.withUnsafeBufferPointer { keys in
                for index in places {
                    let number = keys[Int(rows.rows[index].key) * counts.count + column]
                    packed[index] = packed[index] &* radix &+ UInt64(UInt32(bitPattern: number))
                }
            }
        }
        return packed
    }

    /// - Returns: Whether it is certain that no key comes twice: there may be too many to tell so.
    private static func areDistinct(_ rows: FactRows, counts: [Int]) -> Bool {
        let radices = counts.map { UInt64(max(1, $0)) }
        guard let bound = KeyPacking.product(radices), bound <= DistinctNumbers.boundMax else {
            return false
        }
        let numbers = rows.keys.withUnsafeBufferPointer { keys in
            radices.withUnsafeBufferPointer { radices in
                rows.rows.map { row in
                    let start = Int(row.key) * radices.count
                    var number: UInt64 = 0
                    for column in radices.indices {
                        let digit = UInt32(bitPattern: keys[start + column])
                        number = number &* radices[column] &+ UInt64(digit)
                    }
                    return UInt32(truncatingIfNeeded: number)
                }
            }
        }
        return DistinctNumbers.hold(numbers, below: bound)
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
}
