/// What was found out about a text, so that a repeated text costs one look-up and no string.
///
/// Bounded: a column whose texts never repeat fills it once and then goes without.
struct TextMemo<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let hash: UInt64
        let start: Int
        let count: Int
        let value: Value
    }

    private var entries: [Entry] = []
    private var arena: [UInt8] = []
    /// Index into `entries`, or -1; a power of two of them, at least half empty.
    private var slots: [Int32]
    private let entryCountMax: Int

    /// - Parameter entryCountMax: A power of two.
    init(entryCountMax: Int = 4096) {
        self.entryCountMax = entryCountMax
        slots = [Int32](repeating: -1, count: entryCountMax * 2)
    }

    func value(for bytes: FieldBytes) -> Value? {
        let hash = Self.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, equals(entry, bytes) { return entry.value }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers a text that is not yet known; does nothing when the memo is full.
    mutating func remember(_ bytes: FieldBytes, _ value: Value) {
        guard entries.count < entryCountMax else { return }
        let hash = Self.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entries.count)
        entries.append(Entry(hash: hash, start: arena.count, count: bytes.count, value: value))
        arena.append(contentsOf: bytes)
    }

    private func equals(_ entry: Entry, _ bytes: FieldBytes) -> Bool {
        guard entry.count == bytes.count else { return false }
        for index in 0..<entry.count where arena[entry.start + index] != bytes[index] {
            return false
        }
        return true
    }

    /// FNV-1a, with its high bits folded into the low ones.
    private static func hash(_ bytes: FieldBytes) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }
}
