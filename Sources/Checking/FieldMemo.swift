import PhusaModel

/// What the fields of a column were found to be, so that a field that comes again costs one look-up:
/// no trimming, no reading and no rule.
///
/// Only fields that keep their contract are remembered. Bounded: a column whose fields never come
/// again fills the memo once and then goes without.
struct FieldMemo: Sendable {
    /// Two to a cache line: how far the table spreads in memory is what a look-up costs.
    private struct Entry: Sendable {
        var key = FieldKey()
        /// Where the bytes of a long field stand in `bytes`.
        var start: UInt32 = 0
        /// A word's number, or ``free``, or the place in `values` counted down from -1.
        var value = FieldMemo.free
    }

    private static let free = Int32.min

    private let entryCountMax: Int
    /// Open addressing: a power of two of them, at least half empty: a wider table is
    /// dearer to touch than a second look.
    private var entries: [Entry]
    private var count = 0
    private var bytes: [UInt8] = []
    private var values: [CheckedValue] = []
    private var hitCount = 0
    private var missCount = 0
    private(set) var isGivenUp = false

    /// Fields of one column: what a list of all communes needs, in half a megabyte.
    private static let entryCountUsual = 4_096
    private static let capacityMin = 64

    /// - Parameter entryCountMax: Fields that are remembered; with none, each is read.
    init(entryCountMax: Int = entryCountUsual) {
        self.entryCountMax = entryCountMax
        isGivenUp = entryCountMax == 0
        entries = isGivenUp ? [] : [Entry](repeating: Entry(), count: Self.capacityMin)
    }

    /// What a field was found to be.
    ///
    /// - Parameter isToken: Whether the bytes are a number of JSON.
    @inline(__always)
    mutating func value(_ field: FieldBytes, isToken: Bool) -> CheckedValue? {
        guard !isGivenUp, field.count <= FieldKey.fieldByteCountMax else { return nil }
        let key = FieldKey(field, isToken: isToken)
        guard let value = stored(key, field) else {
            missCount &+= 1
            return nil
        }
        hitCount &+= 1
        return value >= 0 ? .word(value) : values[Int(-1 - value)]
    }

    /// A word's number, or the place in `values` counted down from -1.
    @inline(__always)
    private func stored(_ key: FieldKey, _ field: FieldBytes) -> Int32? {
        entries.withUnsafeBufferPointer { entries in
            let mask = entries.count &- 1
            var place = key.hash & mask
            while entries[place].value != Self.free {
                if entries[place].key == key, key.isWhole || holds(field, at: entries[place].start)
                {
                    return entries[place].value
                }
                place = (place &+ 1) & mask
            }
            return nil
        }
    }

    /// Whether a field that is not known can be remembered.
    mutating func hasRoom(for field: FieldBytes) -> Bool {
        guard !isGivenUp, field.count <= FieldKey.fieldByteCountMax else { return false }
        if count < entryCountMax { return true }
        giveUpIfVain()
        return false
    }

    /// Remembers a field that is not known yet and for which there is room.
    mutating func remember(_ field: FieldBytes, isToken: Bool, _ value: CheckedValue) {
        let key = FieldKey(field, isToken: isToken)
        insert(Entry(key: key, start: UInt32(bytes.count), value: stored(value)))
        if !key.isWhole { bytes.append(contentsOf: field) }
        count += 1
        // From here on the counts say what the memo is good for.
        if count == entryCountMax { (hitCount, missCount) = (0, 0) }
        guard count * 2 > entries.count else { return }
        let old = entries
        entries = [Entry](repeating: Entry(), count: old.count * 2)
        for entry in old where entry.value != Self.free { insert(entry) }
    }

    private mutating func stored(_ value: CheckedValue) -> Int32 {
        if case .word(let number) = value { return number }
        // Most columns have words alone, or nothing but what nobody reads.
        if values.last != value { values.append(value) }
        return Int32(-values.count)
    }

    private mutating func insert(_ entry: Entry) {
        let mask = entries.count - 1
        var place = entry.key.hash & mask
        while entries[place].value != Self.free { place = (place + 1) & mask }
        entries[place] = entry
    }

    private func holds(_ field: FieldBytes, at start: UInt32) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            FieldBytes(rebasing: bytes[Int(start)..<Int(start) + field.count]).equals(field)
        }
    }

    /// A full memo that is asked in vain more often than not costs more than it saves.
    private mutating func giveUpIfVain() {
        guard missCount >= entryCountMax else { return }
        if hitCount < missCount {
            isGivenUp = true
            (entries, bytes, values) = ([], [], [])
        }
        (hitCount, missCount) = (0, 0)
    }
}
