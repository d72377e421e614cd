import PhusaModel

/// The keys of a `unique` rule seen so far, by 128 bits of each: what a file of millions of records
/// can afford, and what no accident repeats.
struct KeyIndex: Sendable {
    private struct Entry: Sendable {
        let high: UInt64
        let low: UInt64
        let record: Int32
        let line: Int32
        var isRepeated: Bool
    }

    struct First {
        let record: Int
        let line: Int
        /// Whether this is the first time that its key comes again.
        let isNews: Bool
    }

    /// Indices of the columns that are unique together.
    let plans: [Int]
    private var entries: [Entry] = []
    /// Index into `entries`, or -1; a power of two of them, never more than half full.
    private var slots = [Int32](repeating: -1, count: 1024)

    /// - Returns: `nil` where the contract has no such rule, or the file not all of its columns.
    init?(_ aliases: [String], plans: [ColumnPlan]) {
        let indices = aliases.flatMap { alias in plans.indices.filter { plans[$0].alias == alias } }
        guard !aliases.isEmpty,
            aliases.allSatisfy({ alias in plans.contains { $0.alias == alias } })
        else { return nil }
        self.plans = indices
    }

    /// Notes the key of a record.
    ///
    /// - Returns: The first record with the same key, or `nil`.
    ///
    /// - Parameter texts: The batch of the record, for its texts.
    mutating func note(
        record: Int, line: Int, values: UnsafeBufferPointer<CheckedValue>, texts: CheckedBatch
    ) -> First? {
        var hash = KeyHash()
        for plan in plans {
            if case .invalid = values[plan] { return nil }
            hash.append(values[plan], texts)
        }
        let slot = slot(high: hash.high, low: hash.low)
        guard slots[slot] >= 0 else {
            slots[slot] = Int32(truncatingIfNeeded: entries.count)
            entries.append(
                Entry(
                    high: hash.high, low: hash.low, record: Int32(truncatingIfNeeded: record),
                    line: Int32(truncatingIfNeeded: line), isRepeated: false))
            if entries.count * 2 > slots.count { grow() }
            return nil
        }
        let index = Int(slots[slot])
        let first = entries[index]
        entries[index].isRepeated = true
        return First(
            record: Int(first.record), line: Int(first.line), isNews: !first.isRepeated)
    }

    /// The slot of a key, or the free one that it would take.
    private func slot(high: UInt64, low: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: low) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.low == low, entry.high == high { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
            slots[slot(high: entry.high, low: entry.low)] = Int32(truncatingIfNeeded: index)
        }
    }
}

/// Two lanes of multiply and fold, each with a constant of its own.
private struct KeyHash {
    var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    var low: UInt64 = 0xC2B2_AE3D_27D4_EB4F

    mutating func append(_ word: UInt64) {
        high = Self.mix(high ^ word, 0xA076_1D64_78BD_642F)
        low = Self.mix(low &+ word, 0xE703_7ED1_A0B4_28DB) ^ word
    }

    private static func mix(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low ^ (value >> 29)
    }

    /// The kind of the value first, so that 1 and "1" are different keys.
    mutating func append(_ value: CheckedValue, _ texts: CheckedBatch) {
        switch value {
        case .absent, .invalid: append(0)
        case .mark(let mark): append(1, mark.rawValue.utf8.first.map(UInt64.init) ?? 0)
        case .text(let span): append(text: texts.text(span))
        case .word(let number): append(text: texts.words[number])
        case .decimal(let number):
            append(3, UInt64(number.scale))
            append(
                UInt64(truncatingIfNeeded: number.mantissa),
                UInt64(truncatingIfNeeded: number.mantissa >> 64))
        case .integer(let number): append(4, UInt64(bitPattern: number))
        case .day(let day): append(5, UInt64(bitPattern: Int64(day.number)))
        case .moment(let moment): append(6, UInt64(bitPattern: moment.microseconds))
        case .period(let period): append(7, UInt64(UInt32(bitPattern: period.id)))
        case .boolean(let isTrue): append(8, isTrue ? 1 : 0)
        }
    }

    private mutating func append(_ first: UInt64, _ second: UInt64) {
        append(first)
        append(second)
    }

    private mutating func append(text: ArraySlice<UInt8>) {
        append(2, UInt64(text.count))
        text.withUnsafeBytes { bytes in
            var index = 0
            while index + 8 <= bytes.count {
                append(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            if index == bytes.count { return }
            var word: UInt64 = 0
            for byte in bytes[index...] { word = word << 8 | UInt64(byte) }
            append(word)
        }
    }
}
