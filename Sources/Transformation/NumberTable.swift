/// Numbers by keys of 64 bits: what a step found out, in a table of its own without a hasher to set
/// up for each record.
///
/// Open addressing, never more than half full.
struct NumberTable: Sendable {
    private struct Entry: Sendable {
        var key: UInt64 = 0
        /// ``NumberTable/free`` for a free place.
        var number: Int32 = NumberTable.free
    }

    private static let free = Int32.min
    private static let capacityMin = 64

    private var entries = [Entry](repeating: Entry(), count: capacityMin)
    private var count = 0

    /// - Returns: `nil` for a key that was never set.
    @inline(__always)
    func number(for key: UInt64) -> Int32? {
        let entry = entries[place(of: key)]
        return entry.number == Self.free ? nil : entry.number
    }

    /// - Parameter number: Anything but the least 32-bit number.
    mutating func set(_ number: Int32, for key: UInt64) {
        let place = place(of: key)
        if entries[place].number == Self.free { count += 1 }
        entries[place] = Entry(key: key, number: number)
        if count * 2 > entries.count { grow() }
    }

    mutating func removeAll() { self = NumberTable() }

    /// Where a key stands, or would be put.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        entries.withUnsafeBufferPointer { entries in
            let mask = entries.count &- 1
            var place = Int(truncatingIfNeeded: Self.mixed(key)) & mask
            while entries[place].number != Self.free, entries[place].key != key {
                place = (place &+ 1) & mask
            }
            return place
        }
    }

    /// High bits of the product depend on all bits of the key; they come down to where the place is
    /// taken from.
    private static func mixed(_ key: UInt64) -> UInt64 {
        let product = key &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 32)
    }

    private mutating func grow() {
        let old = entries
        entries = [Entry](repeating: Entry(), count: old.count * 2)
        for entry in old where entry.number != Self.free { entries[place(of: entry.key)] = entry }
    }
}
