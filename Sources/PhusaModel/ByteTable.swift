/// Distinct byte strings, each with a number from 0 in order of appearance.
///
/// One arena and one open-addressing index: no allocation per entry, which is what makes a table of
/// a million keys affordable.
package struct ByteTable: Sendable {
    private var arena: [UInt8] = []
    /// Where each entry ends in the arena; it begins where the one before ends.
    private var ends: [Int] = []
    /// Numbers of entries plus one by hash; 0 for a free place.
    ///
    /// Its count is 0 or a power of two.
    private var slots: [UInt32] = []

    private static let slotCountMin = 64

    package init() {}

    package var count: Int { ends.count }

    package func bytes(_ number: Int) -> ArraySlice<UInt8> {
        arena[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    /// The number of these bytes, new or old.
    package mutating func number(of bytes: UnsafeRawBufferPointer) -> Int {
        if ends.count * 4 >= slots.count * 3 { grow() }
        let slot = slot(of: bytes)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        arena.append(contentsOf: bytes)
        ends.append(arena.count)
        slots[slot] = UInt32(ends.count)
        return ends.count - 1
    }

    package mutating func number(of bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { number(of: $0) }
    }

    /// The number of these bytes, `nil` where they have none.
    package func find(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard !slots.isEmpty else { return nil }
        let found = slots[slot(of: bytes)]
        return found == 0 ? nil : Int(found) - 1
    }

    /// Where these bytes stand, or the free place that they would take.
    private func slot(of bytes: UnsafeRawBufferPointer) -> Int {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] != 0, !isEqual(Int(slots[slot]) - 1, bytes) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func isEqual(_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == bytes.count else { return false }
        return arena.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: $0[start..<start + bytes.count]).elementsEqual(bytes)
        }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: max(Self.slotCountMin, slots.count * 2))
        var start = 0
        for (number, end) in ends.enumerated() {
            let hash = arena.withUnsafeBytes {
                Self.hash(UnsafeRawBufferPointer(rebasing: $0[start..<end]))
            }
            var slot = hash & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
            start = end
        }
    }

    /// FNV-1a over words of eight bytes, with the high bits mixed down.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var offset = 0
        while offset + 8 <= bytes.count {
            hash ^= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash &*= 0x0000_0100_0000_01b3
            hash ^= hash >> 29
            offset += 8
        }
        while offset < bytes.count {
            hash ^= UInt64(bytes[offset])
            hash &*= 0x0000_0100_0000_01b3
            offset += 1
        }
        hash ^= hash >> 32
        return Int(truncatingIfNeeded: hash & 0x7fff_ffff_ffff_ffff)
    }
}
