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
        var mantissa: Int128 = 0
        for group in groups {
            let (shifted, overflow) = mantissa.multipliedReportingOverflow(by: 10_000)
            if overflow { return nil }
            mantissa = shifted + Int128(group)
        }
        let weight = Int(Int16(bitPattern: words[1]))
        let scale = (groups.count - weight - 1) * 4
        return ExactDecimal(mantissa: words[2] == 0x4000 ? -mantissa : mantissa, scale: scale)
    }
}
