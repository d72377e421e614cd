import PhusaModel
import Warehouse

/// Finds, among a drop's many rows, those whose key is one of a few that were asked for, such as the
/// keys of quarantined records.
///
/// Rendering a million keys as text takes seconds. So each distinct value's text is made once, a row's
/// key is only hashed from these, by one multiplication for each column, and is rendered where the
/// hash is one that is looked for.
struct StatedKeys {
    private let wanted: Set<String>
    private let hashes: HashFilter
    private let rows: FactRows
    private let fact: FactTable
    /// The values of all key columns, one column behind the other.
    private let parts: [KeyPart]
    /// Where each column's values begin.
    private let starts: [Int]

    /// - Parameter wanted: As ``FactRows/keyText(_:of:)`` writes them.
    init(_ wanted: Set<String>, in rows: FactRows, of fact: FactTable) {
        self.wanted = wanted
        self.rows = rows
        self.fact = fact
        hashes = HashFilter(wanted.map { KeyPart($0).hash })
        var parts: [KeyPart] = []
        var starts: [Int] = []
        for column in fact.keyColumns.indices where !wanted.isEmpty {
            starts.append(parts.count)
            for number in 0..<rows.valueCount(column, of: fact) {
                parts.append(KeyPart(rows.text(number, fact.columns[column], column)))
            }
        }
        self.parts = parts
        self.starts = starts
    }

    /// Those of the keys that some of the drop's rows have.
    func find(among some: [FactRows.Row]) -> Set<String> {
        guard !wanted.isEmpty else { return [] }
        var found: Set<String> = []
        var texts = KeyTexts(rows, of: fact)
        rows.keys.withUnsafeBufferPointer { keys in
            for row in some where isCandidate(row, keys) {
                let key = texts.text(row)
                if wanted.contains(key) { found.insert(key) }
            }
        }
        return found
    }

    /// Whether the row's key has the hash of one looked for, or may equal one of other bytes: two
    /// texts beyond ASCII can be the same in different forms.
    @inline(__always)
    private func isCandidate(
        _ row: FactRows.Row, _ keys: UnsafeBufferPointer<Int32>
    ) -> Bool {
        var hash: UInt64 = 0
        var isASCII = true
        let start = Int(row.key) * starts.count
        for column in starts.indices {
            let part = parts[starts[column] + Int(keys[start + column])]
            hash = hash &* part.power &+ part.hash
            isASCII = isASCII && part.isASCII
        }
        return !isASCII || hashes.mayContain(hash)
    }
}

/// What a text does to the hash of the bytes before it: they are the digits of a number, so that the
/// hash of two texts in a row is that of the first, shifted, plus that of the second.
private struct KeyPart {
    private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15

    var hash: UInt64 = 0
    /// The base to the power of the count of bytes.
    var power: UInt64 = 1
    var isASCII = true

    /// - Parameter text: One part of a key, or a whole one; an empty one counts for nothing, any other for
    ///   itself with the separator before it.
    init(_ text: String) {
        guard !text.isEmpty else { return }
        for byte in (FactRows.keyTextSeparator + text).utf8 {
            hash = hash &* Self.base &+ UInt64(byte) &+ 1
            power = power &* Self.base
            if byte >= 0x80 { isASCII = false }
        }
    }
}

/// A set of hashes that is asked a million times for what is rarely in it: a bit tells nearly always.
private struct HashFilter {
    private let hashes: Set<UInt64>
    private var bits: [UInt64]
    private let shift: UInt64

    init(_ hashes: [UInt64]) {
        self.hashes = Set(hashes)
        // Some 32 bits for each hash.
        let bitCount = 64 - (hashes.count | 63).leadingZeroBitCount + 5
        shift = UInt64(64 - bitCount)
        bits = Array(repeating: 0, count: 1 << (bitCount - 6))
        for hash in hashes {
            let place = Self.mixed(hash) >> shift
            bits[Int(place >> 6)] |= 1 << (place & 63)
        }
    }

    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool {
        let place = Self.mixed(hash) >> shift
        return bits[Int(place >> 6)] >> (place & 63) & 1 == 1 && hashes.contains(hash)
    }

    private static func mixed(_ hash: UInt64) -> UInt64 {
        (hash ^ hash >> 32) &* 0xd6e8_feb8_6659_fd93
    }
}
