/// Reads what `FactRowEncoder` wrote.
package enum FactRowDecoder {
    /// The value of a `numeric` field without its length; `nil` for bytes that are none.
    package static func decimal(_ bytes: ArraySlice<UInt8>) -> ExactDecimal? {
        guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
        let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        let groups = words[4...]
        guard Int(words[0]) == groups.count else { return nil }
        let scale = (groups.count - Int(Int16(bitPattern: words[1])) - 1) * 4
        // The last group is filled with zeros beyond the value's own scale: read without them, a
        // number of 38 digits fits.
        let pad = max(0, min(3, scale - Int(words[3])))
        var mantissa: Int128 = 0
        for (index, group) in groups.enumerated() {
            let isLast = index == groups.count - 1
            let (factor, digits) =
                isLast
                ? (powers[4 - pad], Int128(group) / powers[pad])
                : (powers[4], Int128(group))
            let (shifted, overflow) = mantissa.multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            mantissa = shifted + digits
        }
        let isNegative = words[2] == 0x4000
        return ExactDecimal(
            mantissa: isNegative ? -mantissa : mantissa, scale: groups.isEmpty ? 0 : scale - pad)
    }

    private static let powers: [Int128] = [1, 10, 100, 1_000, 10_000]
}
