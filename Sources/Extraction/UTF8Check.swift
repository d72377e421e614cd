import PhusaModel

/// Finds bytes that are not UTF-8 as Unicode defines it: no surrogates, no overlong forms.
enum UTF8Check {
    /// Whether a text is UTF-8 without NUL, told eight bytes at a time.
    ///
    /// Only a yes is certain: the leading bytes whose second byte has a range of its own – E0, ED,
    /// and F0 to F4, of which Vietnamese has none – give a no too, as telling them apart here would
    /// cost every file.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let count = bytes.count
        // Words look back over two bytes, which are whole sequences here.
        guard var index = passPlain(base, from: 0, to: min(2, count), of: count) else {
            return false
        }
        let raw = UnsafeRawPointer(base)
        var faults: UInt64 = 0
        while index &+ 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let last = raw.loadUnaligned(fromByteOffset: index &- 1, as: UInt64.self)
            let lastButOne = raw.loadUnaligned(fromByteOffset: index &- 2, as: UInt64.self)
            // The top bit of each byte tells: here is 10…, behind 11…, two behind 111….
            let continues = word & ~(word &<< 1)
            let second = last & (last &<< 1)
            let third = lastButOne & (lastButOne &<< 1) & (lastButOne &<< 2)
            faults |= continues ^ (second | third)
            faults |= word & (word &<< 1) & (word &<< 2) & (word &<< 3)
            faults |= ByteLanes.zero(word) | ByteLanes.equal(word, ByteLanes.all(0xE0))
            faults |= ByteLanes.equal(word, ByteLanes.all(0xED))
            faults |= ByteLanes.equal(word & ByteLanes.all(0xFE), ByteLanes.all(0xC0))
            index &+= 8
        }
        guard faults & ByteLanes.tops == 0 else { return false }
        // The last sequence may not have been seen to its end.
        while index > 0 {
            index -= 1
            if base[index] & 0xC0 != 0x80 { break }
        }
        return passPlain(base, from: index, to: count, of: count) != nil
    }

    /// Checks one sequence after another.
    ///
    /// - Returns: Where the first one that begins at or behind `end` begins; `nil` for a fault.
    @inline(__always)
    private static func passPlain(
        _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, of count: Int
    ) -> Int? {
        var index = start
        while index < end {
            if base[index] == 0 { return nil }
            let isASCII = base[index] < 0x80
            let length = isASCII ? 1 : sequenceLength(base + index, available: count - index)
            guard length > 0 else { return nil }
            index += length
        }
        return index
    }

    /// Index of the first byte of the first sequence that is not UTF-8, or `nil`.
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let count = bytes.count
        var index = 0
        while index < count {
            if base[index] < 0x80 {
                index += 1
                let raw = UnsafeRawPointer(base)
                while index + 8 <= count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                }
            } else {
                let length = sequenceLength(base + index, available: count - index)
                guard length > 0 else { return index }
                index += length
            }
        }
        return nil
    }

    /// Bytes of the sequence that begins here with a byte above 0x7F; 0 where there is none.
    @inline(__always)
    private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = bytes[0]
        guard available >= 2, first >= 0xC2, first <= 0xF4 else { return 0 }
        let second = bytes[1]
        if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
        let isSecondFit =
            switch first {
            case 0xE0: second >= 0xA0 && second <= 0xBF
            case 0xED: second >= 0x80 && second <= 0x9F
            case 0xF0: second >= 0x90 && second <= 0xBF
            case 0xF4: second >= 0x80 && second <= 0x8F
            default: second & 0xC0 == 0x80
            }
        guard isSecondFit, available >= 3, bytes[2] & 0xC0 == 0x80 else { return 0 }
        if first < 0xF0 { return 3 }
        return available >= 4 && bytes[3] & 0xC0 == 0x80 ? 4 : 0
    }
}
